"""What the figures of correlations, eigenvalues, loadings and distributions show, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import decimals_needed, number, number_range
from survey.i18n.text import Language
from survey.plots.loadings import in_order

STRONGEST = 5  # pairs that are read out; a table of all would not be listened to


def heatmap_alt_text(
    matrix: pd.DataFrame, labels: Mapping[str, str], language: Language, *, marked: Collection[frozenset[str]] = ()
) -> str:
    """How many questions, the range of their correlations, the strongest pairs, and how many pairs are marked.

    >>> matrix = pd.DataFrame([[1, -0.5], [-0.5, 1]], ["a", "b"], ["a", "b"])
    >>> heatmap_alt_text(matrix, {"a": "1.1", "b": "1.2"}, "en")
    'Triangle of correlations of 2 questions. Correlations: −0.50. Strongest: 1.2 and 1.1: −0.50. Pairs with an empty cell: 0.'
    """
    names = [labels[str(item)] for item in matrix.columns]
    rows, columns = np.tril_indices(len(names), -1)
    values = matrix.to_numpy(dtype=float)[rows, columns]
    strongest = np.argsort(-np.abs(values), kind="stable")[:STRONGEST].tolist()
    pairs = (
        say(
            "plots.pair_alt",
            language,
            first=names[rows[place]],
            second=names[columns[place]],
            value=number(float(values[place]), language, 2),
        )
        for place in strongest
    )
    return say(
        "plots.heatmap_alt",
        language,
        count=len(names),
        items=number(len(names), language),
        range=number_range(float(values.min()), float(values.max()), language, 2),
        pairs="; ".join(pairs),
        marked=number(len(set(marked)), language),
    )


def scree_alt_text(eigenvalues: pd.DataFrame, reference: pd.DataFrame, language: Language) -> str:
    """Every eigenvalue with the bound of chance beside it, kind by kind.

    >>> eigenvalues = pd.DataFrame({"pearson": [1.25, 0.75]}, index=[1, 2])
    >>> scree_alt_text(eigenvalues, eigenvalues * float("nan"), "en")
    'Line chart of eigenvalues. Pearson correlations: 1: 1.25; 2: 0.75.'
    """
    kinds = []
    for kind in eigenvalues.columns:
        points = []
        for place, (value, bound) in enumerate(zip(eigenvalues[kind], reference[kind], strict=True), 1):
            head, reached = number(place, language), number(float(value), language, 2)
            if np.isnan(bound):
                points.append(say("plots.eigenvalue_alt", language, place=head, value=reached))
            else:
                chance = number(float(bound), language, 2)
                points.append(say("plots.eigenvalue_chance_alt", language, place=head, value=reached, bound=chance))
        kinds.append(f"{say(f'plots.kind_{kind}', language)}: {'; '.join(points)}.")
    return say("plots.scree_alt", language, kinds=" ".join(kinds))


def loadings_alt_text(
    loadings: pd.DataFrame,
    low: pd.DataFrame | None,
    high: pd.DataFrame | None,
    labels: Mapping[str, str],
    factors: Mapping[str, str],
    language: Language,
) -> str:
    """Factor by factor the questions that belong to it most, with their loadings and intervals; the others are in the table.

    >>> found = pd.DataFrame({"F1": [0.8, 0.5]}, index=["a", "b"])
    >>> loadings_alt_text(found, None, None, {"a": "1.1", "b": "1.2"}, {"F1": "Factor 1"}, "en")
    'Chart of factor loadings, for each question the largest. Factor 1: 1.1: 0.80; 1.2: 0.50.'
    """
    main = loadings.abs().idxmax(axis=1)
    told = []
    for name, title in factors.items():
        own = [item for item in in_order(loadings) if str(main[item]) == name]
        points = "; ".join(_loading(loadings, low, high, item, name, labels[item], language) for item in own)
        told.append(f"{title}: {points or say('plots.none_alt', language)}.")
    return say("plots.loadings_alt", language, factors=" ".join(told))


def _loading(
    loadings: pd.DataFrame,
    low: pd.DataFrame | None,
    high: pd.DataFrame | None,
    item: str,
    name: str,
    label: str,
    language: Language,
) -> str:
    value = number(float(loadings[name][item]), language, 2)
    if low is None or high is None:
        return say("plots.loading_alt", language, item=label, value=value)
    first, last = (number(float(frame[name][item]), language, 2) for frame in (low, high))
    return say("plots.loading_interval_alt", language, item=label, value=value, low=first, high=last)


def distributions_alt_text(frames: Mapping[str, pd.DataFrame], language: Language) -> str:
    """Index by index how many people have each value.

    >>> distributions_alt_text({"T. Tea": pd.DataFrame({"value": [0, 50, 100], "n": [3, 0, 5]})}, "en")
    'Bar charts: value of the index and number of respondents. T. Tea: 0 – 3; 50 – 0; 100 – 5.'
    """
    told = []
    for title, frame in frames.items():
        points = (
            say(
                "plots.value_alt",
                language,
                value=number(float(value), language, decimals_needed([float(value)], 1)),
                n=number(int(n), language),
            )
            for value, n in zip(frame["value"], frame["n"], strict=True)
        )
        told.append(f"{title}: {'; '.join(points)}.")
    return say("plots.distributions_alt", language, indices=" ".join(told))
