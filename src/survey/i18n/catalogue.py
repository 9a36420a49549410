"""Every string that a person reads, by key, in three languages.

One YAML file per part of the package under `catalogues/`; the first part of a key names the file: `report.summary` stands in
`catalogues/report.yaml` under `summary`. A plural is a mapping of CLDR categories in place of a string. A Kazakh phrase may ask
for a number with a case ending: `{n:ablative}` says `96-дан` where the parameter is `96` (the cases: `survey.i18n.kazakh_cases`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

import yaml

from survey.i18n.kazakh_cases import case_of, with_case
from survey.i18n.text import LANGUAGES, Language

_FOLDER = files("survey.i18n") / "catalogues"


@cache
def read(name: str) -> dict[str, dict[Language, Any]]:
    """One catalogue file: key -> language -> string, or CLDR category -> string where the phrase counts something."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, dict[Language, Any]] = yaml.load((_FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=loader)
    return loaded


def names() -> tuple[str, ...]:
    """The catalogue files that exist."""
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in _FOLDER.iterdir() if entry.name.endswith(".yaml")))


def say(key: str, language: Language, /, *, count: float | None = None, **params: Any) -> str:
    """The phrase of a key in a language, its placeholders filled.

    `count` chooses the plural form by CLDR where the phrase has several; it is not printed unless it is also a parameter.
    A key that is not in the catalogue raises KeyError: a missing phrase is a mistake of ours, never shown to a reader.
    """
    name, _, phrase = key.partition(".")
    entry = read(name)[phrase][language]
    if isinstance(entry, dict):
        from babel import Locale

        if count is None:
            raise TypeError(f"{key} is a plural: pass count=")
        entry = entry[Locale(language).plural_form(count)]
    return fill(str(entry), language, params) if params else str(entry)


def fill(phrase: str, language: Language, params: Mapping[str, Any]) -> str:
    """A phrase with its placeholders filled; in Kazakh a number gets the case ending that its placeholder asks for.

    >>> fill("{all} сарапшының {n:possessive}", "kk", {"all": 96, "n": 54}), fill("{n} of {all}", "en", {"all": 96, "n": 54})
    ('96 сарапшының 54-і', '54 of 96')
    """
    return _KAZAKH.vformat(phrase, (), params) if language == "kk" else phrase.format(**params)


class _WithCases(Formatter):
    """Python's formatting, to which `{n:possessive}` and `{n:year attributive}` are added."""

    def format_field(self, value: Any, format_spec: str) -> str:
        asked = case_of(format_spec)
        return with_case(value, *asked) if asked else str(format(value, format_spec))


_KAZAKH = _WithCases()


def complete(key: str) -> bool:
    """Whether a key exists with all three languages."""
    name, _, phrase = key.partition(".")
    return name in names() and all(language in read(name).get(phrase, {}) for language in LANGUAGES)
