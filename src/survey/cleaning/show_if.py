"""Rule `show_if`: answers to questions that should not have been shown."""

from __future__ import annotations

from survey.cleaning.cells import value_text
from survey.cleaning.found import NOT_DECLARED, Finding, Found, Given, Parameters, Rule, in_order
from survey.instrument.show_if import shown
from survey.wave.missing import Missing


def find(given: Given, options: Parameters) -> Found:
    """Each answer to an item that the answers before it hide; such an answer does not show a later item either.

    Where the answer before it is not recorded, nobody knows whether it hid the item, and nothing is found.
    """
    items = [item for item in given.responses.instrument.items if item.show_if is not None]
    if not items:
        return Found(silent=NOT_DECLARED)
    answers = given.responses.answers.copy(deep=False)
    unknown = given.responses.missing.isin([Missing.NOT_RECORDED.value])
    cases = []
    for item in items:
        columns = list(item.columns)
        hidden = ~shown(item, answers, unknown)
        wrong = hidden & answers[columns].notna().any(axis=1)
        if not wrong.any():
            continue
        for column in columns:
            own = answers.loc[wrong, column].dropna()
            cases += [Finding(one, column, value_text(answer)) for one, answer in own.items()]
            answers[column] = answers[column].mask(wrong)
    return Found(in_order(cases, given))


RULE = Rule("show_if", find, missing={Missing.NOT_ASKED.value: Missing.NOT_ASKED.value})
