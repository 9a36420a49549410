"""Rule `inconsistent`: answers that the questionnaire declares to contradict each other."""

from __future__ import annotations

from dataclasses import replace

from survey.cleaning.found import NOT_DECLARED, Finding, Found, Given, Parameters, Rule, in_order
from survey.instrument.model import ShowIf
from survey.instrument.show_if import shown


def find(given: Given, options: Parameters) -> Found:
    """Who gave all answers of a pair of `inconsistent`; a missing answer contradicts nothing."""
    instrument, answers = given.responses.instrument, given.responses.answers
    if not instrument.inconsistent:
        return Found(silent=NOT_DECLARED)
    cases = []
    for pair in instrument.inconsistent:
        # "Shown if all of these answers were given" is the same question as "were all of these answers given".
        held = shown(replace(instrument.items[0], show_if=ShowIf(pair.conditions)), answers)
        detail = f"{pair.id}: " + "; ".join(f"{one.item} = {' | '.join(one.codes)}" for one in pair.conditions)
        cases += [Finding(respondent, pair.conditions[0].item, detail) for respondent in answers.index[held]]
    return Found(in_order(cases, given))


RULE = Rule("inconsistent", find)
