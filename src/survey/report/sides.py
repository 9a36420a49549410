"""What questions and their answers are called in the sections of a report about several of them."""

from __future__ import annotations

from collections.abc import Iterable

from survey.analysis.nominal import NOT_TICKED, TICKED
from survey.errors import Problem
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.i18n.problems import sentence
from survey.instrument.rows import item_or_row
from survey.instrument.wording import answer_text, capitalised
from survey.report.measurement.names import letters
from survey.report.report import Report
from survey.tables.crosstab import Side
from survey.wave.questions import questions


def sides_of(report: Report, names: Iterable[str]) -> dict[str, Side]:
    """What the questions and their answers are called; letters and numbers where the answers were invented."""
    sides = {}
    for place, name in enumerate(dict.fromkeys(names)):
        side = side_of(report, name)
        if report.wave.synthetic:
            title = report.say("measurement_neutral_item", letter=letters(place))
            answers = {
                code: report.say("measurement_neutral_answer", number=number) for number, code in enumerate(side.answers, 1)
            }
            side = Side(title, answers)
        sides[name] = side
    return sides


def side_of(report: Report, name: str) -> Side:
    """What a question, a row of a matrix or an option of a question with several answers is called."""
    language = report.language
    if name in questions(report.instrument):
        item = item_or_row(report.instrument, name)
        answers = {code: answer_text(item, code, language) for code in item.codes}
        return Side(f"{item.number}. {item.label[language]}", answers)
    item = report.instrument.item(name.partition(".")[0])
    if not item.options:
        return Side(f"{item.number}. {item.label[language]}", {})
    option = item.option(name.partition(".")[2])
    words = say(
        "tables.row_label", language, label=item.label[language], row=capitalised((option.label or option.text)[language])
    )
    ticks = {TICKED: say("tables.ticked", language), NOT_TICKED: say("tables.not_ticked", language)}
    return Side(f"{item.number}. {words}", ticks)


def told(report: Report, found: Problem) -> str:
    """A sentence of the package without its code, as Markdown."""
    return escape(sentence(found, report.language))
