"""Signs of printed numbers that are alike in all languages."""

from __future__ import annotations

DASH = "–"
DOTS = "…"
MINUS = "\N{MINUS SIGN}"
