"""Horn's parallel analysis: how large eigenvalues get when items have nothing to do with each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from survey.stats import moment_stacks, product_moment
from survey.stats.codes import Codes, Ints
from survey.stats.intervals import Floats
from survey.stats.moment_stacks import blocks
from survey.stats.pair_stacks import PairStack, solve_stack
from survey.stats.retention_rules import eigenvalues
from survey.stats.smoothing import smooth_all


def permuted_eigenvalues(codes: Codes, kinds: tuple[str, ...], correct: str, permutations: int, seed: int) -> dict[str, Floats]:
    """Eigenvalues of the correlations of answers that were shuffled within each item.

    Parameters
    ----------
    codes
        The answers of n people to p items.
    kinds
        Which correlations: of `pearson`, `tetrachoric`, `polychoric`. All are taken of the same shuffled answers.
    correct
        A name of `empty_cells.CONVENTIONS`.
    permutations
        How many times to shuffle.
    seed
        Of the random numbers.

    Returns
    -------
    For each kind an array of shape (permutations, p), largest eigenvalue first.

    Notes
    -----
    Shuffling keeps the shares of the answers to each item, so the reference knows of rare answers and of few categories, which
    normal random numbers do not: Horn (1965), Psychometrika 30, 179-185; Lubbe (2019), Psychological Methods 24, 339-351. Missing
    answers stay where they are, and weights stay with their rows, so pairs rest on as many people as in the sample.

    The eigenvalues are those of the whole matrix (of principal components), which is the usual choice; `psych::fa.parallel`
    offers those of common factors too. A tetrachoric or polychoric matrix is smoothed first, as there; Pearson's is not. A pair
    in which shuffling leaves only one answer to an item has the correlation 0.

    In R: `psych::fa.parallel(x, fa = "pc", cor = "tet", sim = FALSE, quant = .95)`, which draws each item with replacement.

    Examples
    --------
    >>> import pandas as pd
    >>> from survey.stats.codes import from_frame
    >>> rows = from_frame(pd.DataFrame({"a": [0, 1] * 20, "b": [0, 0, 1, 1] * 10}))
    >>> permuted_eigenvalues(rows, ("pearson",), "lavaan", 100, seed=0)["pearson"].sum(axis=1).round(12).tolist() == [2.0] * 100
    True
    """
    found: dict[str, list[Floats]] = {kind: [] for kind in kinds}
    for numbers in _shuffled(codes, permutations, np.random.default_rng(seed)):
        for kind in kinds:
            if kind == "pearson":
                matrices = _pearson(codes, numbers)
            else:
                matrices = smooth_all(solve_stack(_tables(codes, numbers), np.eye(len(codes.items)), correct)[0])
            found[kind].append(eigenvalues(matrices))
    return {kind: np.concatenate(parts) for kind, parts in found.items()}


def _shuffled(codes: Codes, permutations: int, rng: np.random.Generator) -> Iterator[Ints]:
    """The answers shuffled within each item, shape (b, p, n), as many as fit into memory at a time."""
    items, people = codes.numbers.shape
    size = items * max(1, codes.most_categories if codes.most_categories < 100 else 1)
    for part in blocks(permutations, size * max(people, size)):
        found = np.full((part.stop - part.start, items, people), -1, dtype=codes.numbers.dtype)
        for item, row in enumerate(codes.numbers):
            given = row >= 0
            found[:, item, given] = rng.permuted(np.tile(row[given], (len(found), 1)), axis=1)
        yield found


def _pearson(codes: Codes, numbers: Ints) -> Floats:
    centred, given = moment_stacks.values(codes)
    levels = [_of_categories(*each) for each in zip(codes.numbers, centred, codes.values, strict=True)]
    answers = np.stack([np.append(level, 0.0)[numbers[:, item]] for item, level in enumerate(levels)], axis=1)
    if given.all() and codes.weights is None:
        answers /= np.sqrt((answers[:1] ** 2).sum(axis=2, keepdims=True))
        found: Floats = answers @ answers.transpose(0, 2, 1)
        return found
    return product_moment.stacked(moment_stacks.of_samples(answers, given, codes.weights))[0]


def _of_categories(row: Ints, answers: Floats, levels: Floats) -> Floats:
    """The centred value of each category of an item."""
    found = np.zeros(len(levels))
    found[row[row >= 0]] = answers[row >= 0]
    return found


def _tables(codes: Codes, numbers: Ints) -> PairStack:
    """The counts of all pairs of shuffled answers."""
    samples, items, people = numbers.shape
    width = codes.most_categories
    dtype: type[np.floating[Any]] = np.float32 if codes.weights is None else np.float64
    chosen = (numbers[:, :, None, :] == np.arange(width, dtype=numbers.dtype)[:, None]).astype(dtype)
    chosen = chosen.reshape(samples, items * width, people)
    weighted = chosen if codes.weights is None else chosen * codes.weights
    counts: NDArray[np.floating[Any]] = weighted @ chosen.transpose(0, 2, 1)
    blocked = counts.reshape(samples, items, width, items, width).transpose(0, 1, 3, 2, 4)
    first, second = np.triu_indices(items, 1)
    margins = np.einsum("biiaa->bia", blocked)
    return PairStack(blocked[:, first, second], margins)
