"""Words that respondents and testers write, in the three languages; they stand in the catalogue `cleaning`."""

from __future__ import annotations

from functools import cache

from survey.i18n.catalogue import say
from survey.i18n.kazakh import fold
from survey.i18n.text import LANGUAGES


@cache
def vocabulary(name: str) -> frozenset[str]:
    """The folded words of a name: `consent`, what means yes; `tests`, what people write into a form to try it."""
    return frozenset(fold(word) for language in LANGUAGES for word in say(f"cleaning.words_{name}", language).split(";"))
