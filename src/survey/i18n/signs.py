"""Signs of printed numbers: those that are alike in all languages, and the decimal sign."""

from __future__ import annotations

from survey.i18n.text import Language

DASH = "–"
DOTS = "…"
MINUS = "\N{MINUS SIGN}"
HIDDEN = "x"
DECIMAL_SIGN: dict[Language, str] = {"kk": ",", "ru": ",", "en": "."}
