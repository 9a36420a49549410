"""The language in which the command line speaks."""

from __future__ import annotations

import locale
import os

from survey.i18n.text import LANGUAGES, Language


def user_language() -> Language:
    """Kazakh, Russian or English: what SURVEY_LANGUAGE says, else the language of the user's system, else English."""
    chosen = (
        os.environ.get("SURVEY_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    )
    return _language(chosen) or "en"


def unknown_language() -> str | None:
    """What SURVEY_LANGUAGE says where that is no language of this program."""
    chosen = os.environ.get("SURVEY_LANGUAGE")
    return chosen if chosen and _language(chosen) is None else None


def _language(chosen: str) -> Language | None:
    # Windows names the language in full (Kazakh_Kazakhstan), the others by its code (kk_KZ.UTF-8).
    names: dict[str, Language] = {"kazakh": "kk", "russian": "ru", "english": "en"}
    first = chosen.replace("-", "_").split("_")[0].split(".")[0].lower()
    return next((language for language in LANGUAGES if language == first), names.get(first))
