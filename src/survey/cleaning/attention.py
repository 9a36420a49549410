"""Rule `attention`: a wrong answer to an item that only tests whether the question was read."""

from __future__ import annotations

from survey.cleaning import parameters
from survey.cleaning.cells import value_text
from survey.cleaning.found import NOT_DECLARED, NOT_SET, Finding, Found, Given, Parameters, Rule, in_order
from survey.errors import ATTENTION_WITHOUT_ANSWER, RULE_ITEM, Place, Problem, error, problem
from survey.instrument.nearest import nearest

FLAG = "attention"


def find(given: Given, options: Parameters) -> Found:
    """Who gave another answer than one of `right` to an item with the flag `attention`; a missing answer is not judged."""
    answers, right = given.responses.answers, options["right"]
    known = [str(column) for column in answers.columns]
    for item in right:
        if item not in known:
            place = Place(file=given.settings.path)
            raise error(RULE_ITEM, place, rule=RULE.name, item=item, nearest=nearest(item, known))
    flagged = [item for item in given.responses.instrument.items if FLAG in item.flags]
    open_items = [item.id for item in flagged if not any(column in right for column in item.columns)]
    if not flagged and not right:
        return Found(silent=NOT_DECLARED)
    warnings: tuple[Problem, ...] = (problem(ATTENTION_WITHOUT_ANSWER, items=open_items),) if open_items else ()
    cases = []
    for item, codes in right.items():
        cases += [
            Finding(one, item, value_text(answer))
            for one, answer in answers[item].dropna().items()
            if value_text(answer) not in codes
        ]
    return Found(in_order(cases, given), silent="" if right else NOT_SET, warnings=warnings)


RULE = Rule("attention", find, drops=True, parameters={"right": parameters.named("{read_this: [agree]}", parameters.word_list)})
