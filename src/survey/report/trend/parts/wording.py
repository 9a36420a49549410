"""What became of the questions from one questionnaire to the next: words, answers, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from survey.analysis.trend_chain import as_fielded
from survey.i18n.markdown import escape
from survey.i18n.numbers import number
from survey.i18n.text import Language
from survey.instrument.compare import Pair, Status, compare
from survey.instrument.model import Item
from survey.instrument.word_changes import word_changes
from survey.instrument.wording import capitalised
from survey.report.layout import bullets
from survey.report.trend.trend_report import TrendReport
from survey.tables.table import Column, Table

SIGNS = {"kept": "{}", "gone": "~~{}~~", "new": "**{}**"}


def write(report: TrendReport) -> str:
    """For each pair of waves that follow each other the counts by status, then the questions that are not the same."""
    parts = [f"# {report.say('wording')}"]
    for before, after in zip(report.waves, report.waves[1:], strict=False):
        pairs = compare(as_fielded(before), as_fielded(after))
        names = {"earlier": report.names[before.id], "later": report.names[after.id]}
        table = _table(report, pairs, report.say("wording_table", **names), f"trend--wording-{len(parts)}")
        parts.append(report.table(table))
        changed = [pair for pair in pairs if pair.status in (Status.REWORDED, Status.RESCALED)]
        if changed:
            lines = bullets("\n\n".join(_changed(report, pair)) for pair in changed)
            parts += [f"## {report.say('changed_questions')}", report.say("changed_intro"), lines]
        new = [pair.later for pair in pairs if pair.status is Status.NEW and pair.later is not None]
        dropped = [pair.earlier for pair in pairs if pair.status is Status.DROPPED and pair.earlier is not None]
        for key, items in (("new_questions", new), ("dropped_questions", dropped)):
            parts += [f"## {report.say(key)}", bullets(_name(item, report.language) for item in items)] if items else []
    return "\n\n".join(parts)


def _table(report: TrendReport, pairs: Sequence[Pair], caption: str, name: str) -> Table:
    columns = (Column(report.say("status"), "left"), Column("n"))
    counts = {status: sum(pair.status is status for pair in pairs) for status in Status}
    rows = tuple((report.say(f"status_{status}"), number(n, report.language)) for status, n in counts.items())
    return Table(name, caption, columns, rows)


def _name(item: Item, language: Language) -> str:
    return escape(f"{item.number}. {item.label[language]}")


def _changed(report: TrendReport, pair: Pair) -> Iterator[str]:
    """The paragraphs about one question, those after the first indented so that they belong to the same entry."""
    language = report.language
    assert pair.earlier is not None
    assert pair.later is not None
    told = [
        report.say(f"status_{pair.status}"),
        report.say("differs", parts=", ".join(report.say(f"part_{p}") for p in pair.differs)),
    ]
    numbers = " → ".join(dict.fromkeys([pair.earlier.number, pair.later.number]))
    yield escape(f"{numbers}. {pair.later.label[language]}: {'; '.join(told)}.")
    if pair.earlier.text[language] != pair.later.text[language]:
        runs = word_changes(pair.earlier.text[language], pair.later.text[language])
        yield "    " + " ".join(SIGNS[what].format(escape(words)) for what, words in runs)
    if pair.link is not None:
        decision = report.say(f"decision_{pair.link.decision}")
        yield "    " + escape(capitalised(f"{decision}; {report.say('reason', reason=pair.link.reason[language])}"))
