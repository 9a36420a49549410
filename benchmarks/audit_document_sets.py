"""Sets of sentences for benchmarks/audit_document.py by name, and which sentences of a set make one text.

The fields are told in audit_document_texts.py. The fresh sets have more forms of a percent or a count: `_n`, a percent without
its sign; in Kazakh `_d`, the accusative, and `_w`, a percent with the word "пайызы". They have more marks too: those of SHARES
tell in words how many say "yes"; "descending" lists the answers from the most frequent; "neutral" has no result at all.
"""

from __future__ import annotations

import math
import random

import audit_document_fresh_a as fresh_a
import audit_document_fresh_b as fresh_b
import audit_document_fresh_c as fresh_c
from audit_document_texts import INTRODUCTIONS, TEMPLATES, Template

SETS = TEMPLATES | {"fresh_a": fresh_a.TEMPLATES, "fresh_b": fresh_b.TEMPLATES, "fresh_c": fresh_c.TEMPLATES}
PUBLISHED = tuple(SETS)
STARTS = INTRODUCTIONS | {"fresh_a": fresh_a.INTRODUCTION, "fresh_b": fresh_b.INTRODUCTION, "fresh_c": fresh_c.INTRODUCTION}

FORMS = ("", "_i", "_d", "_w", "_n")
SHARES = {
    "fifth": (0.19, 0.21),
    "quarter": (0.24, 0.26),
    "third": (0.325, 0.342),
    "under half": (0.46, 0.495),
    "over half": (0.515, 0.545),
    "lead": (0.53, 0.95),
    "few times": (0.55, 0.82),
    "two thirds": (0.655, 0.675),
    "two to one": (0.675, 0.74),
    "three quarters": (0.74, 0.76),
    "vast": (0.78, 0.93),
}
LONGEST, NEUTRAL, RESULTS, LISTS = 20, 2, 7, 3


def shares(template: Template, n: int) -> tuple[int, int] | None:
    """The fewest and the most of n people that the words of a sentence allow to say "yes"; None where it has no such words."""
    said = [SHARES[mark] for mark in template[1] if mark in SHARES]
    if not said:
        return None
    return math.ceil(n * max(low for low, _ in said)), math.floor(n * min(high for _, high in said))


def chosen(rng: random.Random, which: str, language: str) -> tuple[Template, ...]:
    """The sentences of one text: all of a short set; of a long one some, with every kind of sentence among them."""
    every = SETS[which][language]
    if len(every) < LONGEST:
        return every
    neutral = [one for one in every if "neutral" in one[1]]
    results = [one for one in every if "neutral" not in one[1]]
    found: list[Template] = []
    for asked in ("{r}", "{d}", "maj", "multi"):
        if not any(asked in one[0] or asked in one[1] for one in found):
            found.append(rng.choice([one for one in results if asked in one[0] or asked in one[1]]))
    for one in rng.sample(results, len(results)):
        lists = sum("multi" in other[1] for other in found)
        if len(found) < RESULTS and one not in found and ("multi" not in one[1] or lists < LISTS):
            found.append(one)
    found += rng.sample(neutral, NEUTRAL)
    return tuple(rng.sample(found, len(found)))
