"""Rule `write_ins`: what people wrote beside an option such as "other", as long as nobody has decided about it in recodes.csv."""

from __future__ import annotations

from survey.cleaning.found import NOTHING, Finding, Found, Given, Parameters, Rule, in_order
from survey.cleaning.written import option_columns, same_text, written_options, written_texts


def find(given: Given, options: Parameters) -> Found:
    """Each text without a decision."""
    taken = list(written_options(given.responses))
    if not taken:
        return NOTHING
    cases = []
    for item, option in taken:
        for column in option_columns(item, option):
            texts = written_texts(given.responses, column, item, option)
            cases += [
                Finding(one, column, text) for one, text in texts.items() if (item.id, same_text(text)) not in given.decided
            ]
    return Found(in_order(cases, given))


RULE = Rule("write_ins", find)
