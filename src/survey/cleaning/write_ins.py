"""Rule `write_ins`: what people wrote beside an option such as "other", as long as nobody has decided about it in recodes.csv."""

from __future__ import annotations

from survey.cleaning.found import NOT_DECLARED, Finding, Found, Given, Parameters, Rule, in_order
from survey.cleaning.written import option_columns, same_text, written_options, written_texts
from survey.wave.beside import answer_column, texts_beside


def find(given: Given, options: Parameters) -> Found:
    """Each text without a decision; also one that was written to an option beside which another answer was given."""
    taken = list(written_options(given.responses))
    if not taken and not any(True for _ in texts_beside(given.responses)):
        return Found(silent=NOT_DECLARED)
    cases = []
    for item, option in taken:
        for column in option_columns(item, option):
            texts = written_texts(given.responses, column, item, option)
            cases += [
                Finding(one, column, text) for one, text in texts.items() if (item.id, same_text(text)) not in given.decided
            ]
    for item, code, beside in texts_beside(given.responses):
        # recodes.csv is about those whose answer the option is: it decides nothing here
        cases += [Finding(one, answer_column(item, code), text) for one, text in beside.items()]
    return Found(in_order(cases, given))


RULE = Rule("write_ins", find)
