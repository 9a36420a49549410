"""The platforms that a questionnaire can be written for. A new one is a file beside this and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

from survey.errors import PLATFORM_NOT_KNOWN, error
from survey.fielding.platform import Platform
from survey.instrument.nearest import nearest

PLATFORMS: Mapping[str, str] = {
    "xlsform": "survey.fielding.xlsform",
    "limesurvey": "survey.fielding.limesurvey",
    "surveyjs": "survey.fielding.surveyjs",
    "google-forms": "survey.fielding.google_forms",
    "qualtrics": "survey.fielding.qualtrics",
    "paper": "survey.fielding.paper",
}
"""Name -> module with a function `export(instrument, options)`; imported only when it is the one asked for."""


SIDE_BY_SIDE = ("google-forms", "qualtrics")
"""Platforms whose forms know one language: all of them may stand in one text."""


def platform(name: str) -> Platform:
    """The module of a platform; FieldingError, with the nearest name, for one that is not known."""
    if name not in PLATFORMS:
        raise error(PLATFORM_NOT_KNOWN, platform=name, known=tuple(PLATFORMS), nearest=nearest(name, PLATFORMS))
    return cast(Platform, import_module(PLATFORMS[name]))
