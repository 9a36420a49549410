"""Rule `tests`: submissions that only tried the form."""

from __future__ import annotations

from collections.abc import Collection, Hashable

import pandas as pd

from survey.cleaning import parameters
from survey.cleaning.fieldwork import local_times
from survey.cleaning.found import Finding, Found, Given, Parameter, Parameters, Rule, in_order
from survey.cleaning.vocabulary import vocabulary
from survey.cleaning.written import open_texts
from survey.i18n.kazakh import fold


def find(given: Given, options: Parameters) -> Found:
    """Whose open answer is nothing but one of `texts`, who is named in `respondents`, who answered before the day `before`."""
    responses = given.responses
    texts = {fold(word) for word in options["texts"]} if options["texts"] else vocabulary("tests")
    cases: dict[Hashable, Finding] = {}
    names = {str(one) for one in options["respondents"]}
    if names:
        cases |= {one: Finding(one, "", "") for one in responses.answers.index if str(one) in names}
    clock = local_times(responses)
    if options["before"] is not None and clock is not None:
        early = clock[clock < pd.Timestamp(options["before"])]
        cases |= {one: Finding(one, "", time.isoformat(sep=" ", timespec="seconds")) for one, time in early.items()}
    for item, written in open_texts(responses).items():
        for one, text in _among(written, texts):
            cases.setdefault(one, Finding(one, item, text))
    return Found(in_order(cases.values(), given))


def _among(written: pd.Series[str], texts: Collection[str]) -> list[tuple[Hashable, str]]:
    """The cells that are one of the texts; different texts are compared once."""
    hits = {text for text in written.unique() if fold(text) in texts}
    return list(written[written.isin(hits)].items()) if hits else []


def _day(value: object) -> str:
    return pd.Timestamp(str(value)).isoformat()


RULE = Rule(
    "tests",
    find,
    drops=True,
    parameters={
        "texts": parameters.words(),
        "respondents": parameters.words(),
        "before": Parameter(None, "2026-09-01", _day),
    },
)
