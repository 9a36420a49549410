"""The receipt of cleaning: what each rule noticed, dropped and changed; of published counts, which answers were merged."""

from __future__ import annotations

from survey.analysis.cleaning_receipt import SILENT, STEPS, merges, receipt, received
from survey.errors import DECISION_IDLE, DECISION_UNDONE
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.i18n.numbers import number
from survey.i18n.problems import tell_readers
from survey.i18n.signs import HIDDEN
from survey.instrument.rows import item_or_row
from survey.instrument.wording import answer_text
from survey.report.layout import bullets, callout
from survey.report.report import Report
from survey.tables.table import Column, Table
from survey.wave.uncoded import uncoded

FOR_AUTHORS = frozenset({DECISION_IDLE, DECISION_UNDONE})
"""Warnings about a decision on one person: `survey clean` tells who decides, and no reader of a report."""
FIGURES = ("flagged", "kept", "dropped", "changed")
WHY = (*SILENT, "off")


def write(report: Report) -> str:
    """Rows in and out, the table of rules, which did not run, texts without a code, warnings.

    Of margins: which answers were merged; nothing where none were.
    """
    title = f"# {report.say('cleaning')}"
    if report.wave.margins is not None:
        merged = _merged(report)
        return "\n\n".join([title, report.say("cleaning_merged"), bullets(merged)]) if merged else ""
    before, after = (number(n, report.language) for n in (received(report.wave), report.wave.n))
    parts = [title, f"{report.say('cleaning_rows', received=before, n=after)} {report.say('cleaning_flags')}"]
    return "\n\n".join([*parts, report.table(_table(report)), *_silent(report), *_uncoded(report), *_warnings(report)])


def _table(report: Report) -> Table:
    """A row for each rule that ran, with recodes and decisions where there are any."""
    found = receipt(report.wave)
    found = found[~found["action"].isin(list(WHY))]
    found = found[~found["rule"].isin(STEPS) | (found[["dropped", "changed"]].sum(axis=1) > 0)]
    figures = [name for name in FIGURES if name != "kept" or found["kept"].any()]
    rows = tuple(
        (_name(report, str(row["rule"])), *(number(row[name], report.language) for name in figures))
        for row in found.to_dict("records")
    )
    columns = (
        Column(say("cleaning.rule", report.language), "left"),
        *(Column(say(f"cleaning.{name}", report.language)) for name in figures),
    )
    return Table("report--cleaning", report.say("cleaning_table"), columns, rows)


def _name(report: Report, rule: str) -> str:
    return say(f"cleaning.rule_{rule}", report.language)


def _silent(report: Report) -> list[str]:
    """The rules that were switched off, and those that judged nothing, with the reason."""
    lines = []
    for action in WHY:
        rules = [_name(report, rule) for rule, done in report.wave.rules.items() if done == action]
        lines += [report.say(f"cleaning_{action}", rules="; ".join(rules))] if rules else []
    return [" ".join(lines)] if lines else []


def _uncoded(report: Report) -> list[str]:
    """The questions with texts that no code tells, each with the number of people; the texts themselves are never printed.

    A cell that cleaning emptied is in the table of rules.
    """
    lines = []
    for name, texts in uncoded(report.wave.needs_rows("cleaning"), report.wave.audit).items():
        item = item_or_row(report.instrument, name)
        told = report.guard.uncoded(name, len(texts))
        people = HIDDEN if told is None else number(told, report.language)
        lines.append(f"{escape(item.number)}. {escape(item.label[report.language])}: {people}")
    return [report.say("cleaning_uncoded"), bullets(lines)] if lines else []


def _warnings(report: Report) -> list[str]:
    """A box with what the rules could not judge: what is so; what the author can do about it, `survey clean` tells."""
    told = [tell_readers(one, report.language) for one in report.wave.warnings if one.code not in FOR_AUTHORS]
    lines = [escape(line) for line in dict.fromkeys(told)]
    return [callout("warning", report.say("please_note"), bullets(lines))] if lines else []


def _merged(report: Report) -> list[str]:
    """A line for each answer that is counted together with another one."""
    printed = report.wave.as_printed()
    lines = []
    for merge in merges(report.wave):
        item = item_or_row(printed.instrument, merge.item)
        source, target = (escape(answer_text(item, code, report.language)) for code in (merge.source, merge.target))
        lines.append(report.say("cleaning_merge", number=escape(item.number), source=source, target=target))
    return lines
