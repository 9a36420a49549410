"""What comparisons, their questions and answers are called: in words, or neutrally where answers were invented."""

from __future__ import annotations

from survey.i18n.catalogue import say
from survey.instrument.model import Comparison
from survey.instrument.rows import item_or_row
from survey.instrument.wording import answer_text
from survey.report.measurement.names import letters
from survey.report.report import Report
from survey.tables.crosstab import Side


def title(report: Report, comparison: Comparison) -> str:
    """The title of a comparison; of invented answers a letter, so that nobody quotes them."""
    if report.wave.synthetic:
        place = report.instrument.comparisons.index(comparison)
        return say("repeated.neutral_title", report.language, letter=letters(place))
    return comparison.title[report.language]


def sides(report: Report, comparison: Comparison) -> dict[str, Side]:
    """Question id to what it and its answers are called; of invented answers letters and numbers, alike in all questions."""
    items = [item_or_row(report.instrument, name) for name in comparison.items]
    codes = list(dict.fromkeys(code for item in items for code in item.codes))
    found = {}
    for place, item in enumerate(items):
        if report.wave.synthetic:
            label = report.say("measurement_neutral_item", letter=letters(place))
            answers = {code: report.say("measurement_neutral_answer", number=codes.index(code) + 1) for code in item.codes}
        else:
            label = f"{item.number}. {item.label[report.language]}"
            answers = {code: answer_text(item, code, report.language) for code in item.codes}
        found[item.id] = Side(label, answers)
    return found
