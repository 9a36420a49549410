"""Rule `consent`: who did not agree to take part."""

from __future__ import annotations

import pandas as pd

from survey.cleaning import parameters
from survey.cleaning.found import NOT_SET, Finding, Found, Given, Parameters, Rule
from survey.cleaning.vocabulary import vocabulary
from survey.errors import RULE_ITEM, Place, error
from survey.i18n.catalogue import say
from survey.i18n.kazakh import fold
from survey.i18n.text import LANGUAGES
from survey.instrument.nearest import nearest
from survey.wave.responses import Responses
from survey.wave.settings import Settings

COLUMN = "consent"


def find(given: Given, options: Parameters) -> Found:
    """Who gave another answer than one of `is` to the question `item`, or none; without `item` what the platform recorded."""
    received = given.responses.received
    if options["item"] is not None:
        said = _answers(given.responses, given.settings, options["item"])
        agreed = said.isin(options["is"])
    elif COLUMN in received and received[COLUMN].notna().any():
        said = received[COLUMN]
        yes = {fold(word) for word in options["is"]} if options["is"] != DEFAULT else vocabulary("consent") | _sentences()
        agreed = said.map(lambda cell: _parts(cell) <= yes, na_action="ignore").fillna(False).astype(bool)
    else:
        return Found(silent=NOT_SET)
    refused = said[~agreed.to_numpy(dtype=bool)]
    item = options["item"] or ""
    return Found(tuple(Finding(one, item, "" if pd.isna(cell) else str(cell)) for one, cell in refused.items()))


def _sentences() -> frozenset[str]:
    """The sentence that is ticked in a form which `survey field export` wrote, in each language."""
    return frozenset(fold(say("web.agree", language)) for language in LANGUAGES)


def _parts(cell: object) -> set[str]:
    """What was ticked, folded; in a form of several languages the sentence stands in each of them."""
    return {fold(part) for part in str(cell).split("|")}


def _answers(responses: Responses, settings: Settings, item: str) -> pd.Series:
    if item not in responses.answers:
        near = nearest(item, [str(column) for column in responses.answers.columns])
        raise error(RULE_ITEM, Place(file=settings.path), rule=RULE.name, item=item, nearest=near)
    return responses.answers[item].astype("string")


DEFAULT = ("yes",)
RULE = Rule("consent", find, drops=True, parameters={"item": parameters.word("agrees"), "is": parameters.words(DEFAULT, "[yes]")})
