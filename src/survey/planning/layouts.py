"""The layouts that simulated answers can be written in, each as its platform would give them out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from survey.i18n.text import Language
from survey.planning import kobo_layout, limesurvey_layout, odk_layout, paper_layout, qualtrics_layout, surveyjs_layout
from survey.planning.form_layout import LAYOUTS as ROUTES
from survey.planning.form_layout import form_csv
from survey.wave.responses import Responses

Writer = Callable[[Responses, Sequence[Language]], bytes]
"""Answers, and the languages that the form shows -> the bytes of the file; a layout of codes has no use for languages."""


def _route(route: str) -> Writer:
    return lambda responses, languages: form_csv(responses, route, languages)


LAYOUTS: Mapping[str, Writer] = {
    **{route: _route(route) for route in ROUTES},
    "kobo": kobo_layout.write,
    "odk": odk_layout.write,
    "paper": paper_layout.write,
    "surveyjs": surveyjs_layout.write,
    "limesurvey": limesurvey_layout.write,
    "qualtrics": qualtrics_layout.write,
}
