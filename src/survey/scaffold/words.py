"""The files of a new study from their templates: every word of them comes from the catalogue, in the language chosen."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from survey.i18n.catalogue import say
from survey.i18n.text import Language

if TYPE_CHECKING:
    import jinja2

WIDTH = 120
"""Letters in a line of comment."""


def filled(template: str, language: Language, names: Mapping[str, Any]) -> str:
    """A file of a new study: the template of that name in `files/` with the names of the study, its comments in a language."""

    def said(key: str) -> str:
        return say(f"scaffold.{key}", language, **names)

    def every(key: str) -> str:
        """A phrase in each language of the questionnaire, as YAML."""
        return in_languages(
            {one: say(f"scaffold.{key}", one, **{**names, "title": names["titles"][one]}) for one in names["languages"]}
        )

    made = _templates().get_template(template).render({**names, "say": said, "every": every})
    return made if made.endswith("\n") else f"{made}\n"


def in_languages(texts: Mapping[Language, str]) -> str:
    """Texts as one line of YAML.

    >>> in_languages({"kk": "Шай", "en": "Tea"})
    '{kk: "Шай", en: "Tea"}'
    """
    return "{" + ", ".join(f"{language}: {quoted(text)}" for language, text in texts.items()) + "}"


def quoted(text: str) -> str:
    """A text in double quotes, as YAML, JSON and Python read it alike."""
    return json.dumps(text, ensure_ascii=False)


def commented(text: str) -> str:
    """Lines of comment, broken where they are long; an empty line parts paragraphs.

    >>> commented("Tea or coffee?")
    '# Tea or coffee?'
    """
    lines = [line for part in text.strip().splitlines() for line in textwrap.wrap(part, WIDTH, break_on_hyphens=False) or [""]]
    return "\n".join(f"# {line}".rstrip() for line in lines)


@cache
def _templates() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("survey.scaffold", "files"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: dict[str, Callable[..., str]] = {"comment": commented, "quoted": quoted, "texts": in_languages}
    environment.filters.update(filters)
    return environment
