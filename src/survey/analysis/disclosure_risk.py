"""How easily people could be recognised by their answers about themselves; for the author's eyes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from survey.errors import NOTHING_IDENTIFYING, error
from survey.wave.settings import Protection
from survey.wave.wave import Wave, expect_wave


@dataclass(frozen=True)
class Risk:
    """Rare combinations of answers; `disclosure_risk` describes the columns. Not to be published."""

    table: pd.DataFrame
    rare: pd.DataFrame
    k: int


def disclosure_risk(wave: Wave, items: Sequence[str] | None = None, k: int | None = None) -> Risk:
    """How many people share their combination of answers to questions by which a person could be recognised.

    Parameters
    ----------
    wave
        A wave of rows.
    items
        Questions with one answer; by default those that wave.yaml calls `identifying`.
    k
        The smallest number of people that may share a combination; by default that of wave.yaml, 5 where it says nothing.

    Returns
    -------
    Risk. `table`: one row per set of these questions, from single ones to all together: items, combinations (that occur), unique
    (combinations of one person: a sample unique), below_k (people in combinations of fewer than k), smallest (people in the
    rarest combination: the k for which the answers are k-anonymous). `rare`: the combinations of all questions that fewer than k
    people have: a column per question, n, rarest first. A missing answer counts as an answer of its own.

    Raises
    ------
    SurveyError
        A wave of margins, an unknown question, no identifying questions.

    Notes
    -----
    Sweeney (2002), "k-anonymity: a model for protecting privacy". In R: `sdcMicro::freqCalc`.
    """
    answers = expect_wave(wave).needs_rows("disclosure_risk").answers
    settings = wave.settings.disclosure or Protection()
    names = tuple(items if items is not None else settings.identifying)
    if not names:
        raise error(NOTHING_IDENTIFYING, wave=wave.id)
    least = settings.k if k is None else k
    frame = answers[[wave.question(name).column for name in names]].astype("string").fillna("–")
    rows = []
    for size in range(1, len(names) + 1):
        for chosen in combinations(names, size):
            sizes = frame.groupby(list(chosen)).size()
            few = sizes[sizes < least]
            rows.append((chosen, len(sizes), int((sizes == 1).sum()), int(few.sum()), int(sizes.min())))
    table = pd.DataFrame(rows, columns=["items", "combinations", "unique", "below_k", "smallest"])
    whole = frame.groupby(list(names)).size().rename("n").reset_index()
    rare = whole[whole["n"] < least].sort_values(["n", *names]).reset_index(drop=True)
    return Risk(table, rare, least)
