"""Rule `impossible`: numbers outside their limits, and codes that are no option."""

from __future__ import annotations

from survey.cleaning.cells import value_text
from survey.cleaning.found import Finding, Found, Given, Parameters, Rule, in_order
from survey.instrument.model import ItemKind
from survey.wave.counts import positions
from survey.wave.missing import Missing
from survey.wave.questions import questions


def find(given: Given, options: Parameters) -> Found:
    """Each answer that nobody can have given."""
    instrument, answers = given.responses.instrument, given.responses.answers
    cases = []
    for item in instrument.items:
        if item.kind is not ItemKind.NUMBER:
            continue
        numbers = answers[item.id].astype("Float64")
        low = float("-inf") if item.minimum is None else item.minimum
        high = float("inf") if item.maximum is None else item.maximum
        outside = numbers[((numbers < low) | (numbers > high)).fillna(False).to_numpy(dtype=bool)]
        cases += [Finding(one, item.id, value_text(number)) for one, number in outside.items()]
    for question in questions(instrument).values():
        if question.multiple:
            continue
        column = answers[question.column]
        wrong = column[(positions(column, question.codes) < 0) & column.notna().to_numpy()]
        cases += [Finding(one, question.column, str(code)) for one, code in wrong.items()]
    return Found(in_order(cases, given))


RULE = Rule("impossible", find, missing={Missing.NOT_RECORDED.value: Missing.NOT_RECORDED.value})
