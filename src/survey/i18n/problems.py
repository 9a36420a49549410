"""Problems in words: what, where, why and the cure, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey import errors
from survey.errors import NOT_REFLECTIVE, Figures, Place, Problem
from survey.i18n.catalogue import fill, read, say
from survey.i18n.signs import DECIMAL_SIGN
from survey.i18n.text import Language, Text


def where(place: Place, language: Language) -> str:
    """`tea-2026.yaml, line 41`; empty where nothing is known."""
    parts = [str(place.file)] if place.file is not None else []
    for name in ("sheet", "page", "paragraph", "line", "row", "column"):
        value = getattr(place, name)
        if value is not None:
            parts.append(say(f"place.{name}", language, value=value))
    return ", ".join(parts)


def _spoken(params: Mapping[str, Any], language: Language) -> dict[str, str]:
    """Lists as `a, b, c`; a missing nearest match as an empty string; figures with the decimal sign of the language."""
    spoken = {}
    for name, value in params.items():
        if value is None:
            spoken[name] = ""
        elif isinstance(value, Text):
            spoken[name] = value[language]
        elif isinstance(value, Figures):
            spoken[name] = value.replace(".", DECIMAL_SIGN[language])
        elif isinstance(value, (list, tuple, set, frozenset)):
            spoken[name] = ", ".join(str(part) for part in (sorted(value) if isinstance(value, (set, frozenset)) else value))
        else:
            spoken[name] = str(value)
    return spoken


def tell(problem: Problem, language: Language) -> str:
    """One sentence or two for a problem: `place: what and why. Cure. [code]`."""
    params = _spoken(problem.params, language)
    if problem.code == NOT_REFLECTIVE:
        params["model"] = say(f"models.{params['model']}", language)
    sentence = fill(str(read("errors")[problem.code][language]), language, params)
    if params.get("nearest"):
        sentence += " " + say("place.did_you_mean", language, nearest=params["nearest"])
    place = where(problem.place, language)
    return f"{place}: {sentence} [{problem.code}]" if place else f"{sentence} [{problem.code}]"


def sentence(problem: Problem, language: Language) -> str:
    """The same for readers of a report, without the code."""
    return tell(problem, language).removesuffix(f" [{problem.code}]")


def tell_readers(problem: Problem, language: Language) -> str:
    """What a warning of cleaning tells who reads a report: what is so, without places of files, advice to the author and code."""
    return fill(str(read("cleaning")[f"note_{problem.code}"][language]), language, _spoken(problem.params, language))


def install() -> None:
    """Let `str(error)` speak English, the language of notebooks and tracebacks."""
    errors.wording = lambda problem: tell(problem, "en")
