"""What follows from published counts about joint answers, though nobody's own answers are known; for waves of margins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import combinations

import pandas as pd

from survey.analysis.bounds import bounds, strongest
from survey.analysis.joint import joint
from survey.analysis.same_answers import MOST_ITEMS, same_answers
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.i18n.numbers import number
from survey.instrument.model import Comparison, Inconsistent
from survey.instrument.rows import item_or_row, unfolded
from survey.instrument.wording import answer_text
from survey.plots.forced import forced_alt_text, forced_map
from survey.report import caution
from survey.report.layout import bullets
from survey.report.report import Report
from survey.tables.bounds import answer_words, forced_table, same_answers_table

SHOWN = 10  # rows of the table of the strongest conclusions


def write(report: Report) -> str:
    """What is forced for all pairs, contradictory answers, and questions about the same matter; nothing where there are rows."""
    if report.wave.margins is None:
        return ""
    parts = [f"# {_say(report, 'title')}", f"{_say(report, 'intro')} {_say(report, 'facts')}"]
    found = strongest(bounds(report.wave))
    if not found.empty:
        parts += [_map(report, found), _table(report, found)]
    return "\n\n".join([*parts, *_contradictions(report), *_same(report)])


def _say(report: Report, key: str) -> str:
    return say(f"bounds.{key}", report.language)


def _map(report: Report, found: pd.DataFrame) -> str:
    language, people = report.language, report.wave.n
    answers = dict(zip(found["second"], found["second_code"], strict=True)) | dict(
        zip(found["first"], found["first_code"], strict=True)
    )
    labels = {
        item.id: (
            item.number,
            say("bounds.answer_label", language, number=item.number, answer=answer_text(item, answers[item.id], language)),
        )
        for whole in report.instrument.items
        for item in unfolded(whole)
        if item.id in answers
    }
    return report.figure(
        forced_map(found, labels, people, language),
        "report--bounds",
        _say(report, "map_caption"),
        forced_alt_text(found, labels, people, language),
    )


def _table(report: Report, found: pd.DataFrame) -> str:
    return report.table(
        forced_table(found.head(SHOWN), report.instrument, report.language, caption=_say(report, "table_caption"))
    )


def _contradictions(report: Report) -> list[str]:
    """Each pair of answers that the questionnaire declares contradictory, with the bounds of who gave both."""
    told = [_contradiction(report, rule) for rule in report.instrument.inconsistent if len(rule.conditions) == 2]
    if not told:
        return []
    doubtful = caution.doubtful(
        item_or_row(report.instrument, condition.item) for rule in report.instrument.inconsistent for condition in rule.conditions
    )
    note = [escape(caution.note(report))] if doubtful else []
    return [f"## {_say(report, 'contradictions')}", _say(report, "contradictions_intro"), bullets(told), *note]


def _contradiction(report: Report, rule: Inconsistent) -> str:
    one, other = rule.conditions
    found = joint(report.wave, (one.item, one.codes), (other.item, other.codes))
    first, second = (
        caution.marked(
            answer_words(report.instrument, each.item, each.codes, report.language),
            [item_or_row(report.instrument, each.item)],
        )
        for each in rule.conditions
    )
    return escape(
        say(
            "bounds.contradiction_forced" if found.low else "bounds.contradiction_open",
            report.language,
            reason=rule.reason[report.language],
            first=first,
            second=second,
            low=number(found.low, report.language),
            high=number(found.high, report.language),
            people=number(found.people, report.language),
            sturdy=number(found.sturdy_low, report.language),
        )
    )


def _same(report: Report) -> list[str]:
    """Questions about the same matter: how many people can have answered them alike."""
    rows = [row for comparison in report.instrument.comparisons for row in _pairs(report, comparison)]
    if not rows:
        return []
    table = same_answers_table(pd.DataFrame(rows), report.instrument, report.language, caption=_say(report, "same_caption"))
    return [f"## {_say(report, 'same')}", report.table(table)]


def _pairs(report: Report, comparison: Comparison) -> Iterator[dict[str, object]]:
    """Every two questions of a set, and all three where there are so many."""
    known = [name for name in comparison.items if not report.wave.question(name).multiple]
    for size in range(2, MOST_ITEMS + 1):
        for names in combinations(known, size):
            found = asdict(same_answers(report.wave, *names))
            yield found | {"base": found["people"]}
