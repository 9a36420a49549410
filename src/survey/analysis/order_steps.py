"""The order of the answers to a question as one line: who stands before whom, who shares a place, what is not decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

Kind = Literal["one", "tie", "open"]


@dataclass(frozen=True)
class Step:
    """Answers between which nothing is certain. one: a single answer. tie: given as often. open: not decided."""

    codes: tuple[str, ...]
    kind: Kind


def steps(pairs: pd.DataFrame) -> tuple[Step, ...]:
    """The answers in as many steps as are certain: everything in a step was given more often than everything in the next.

    Parameters
    ----------
    pairs : rows of one question of `pairs` of `survey.order_of_answers`, or of `in_every_question`: first, second, order, all
        pairs of the answers, in their order.

    Returns
    -------
    The steps from the most frequent answer down. Inside an open step some pairs may be certain; see `pairs`.

    Examples
    --------
    >>> pairs = pd.DataFrame({"first": ["a", "a", "b"], "second": ["b", "c", "c"], "order": ["first", "first", "open"]})
    >>> [(step.codes, step.kind) for step in steps(pairs)]
    [(('a',), 'one'), (('b', 'c'), 'open')]
    """
    order = {(str(row["first"]), str(row["second"])): row["order"] for row in pairs.to_dict("records")}
    codes = list(dict.fromkeys([one for one, _ in order] + [other for _, other in order]))
    found: list[Step] = []
    begin = 0
    for end in range(1, len(codes) + 1):
        if all(order[one, other] == "first" for one in codes[begin:end] for other in codes[end:]):
            found.append(_step(codes[begin:end], order))
            begin = end
    return tuple(found)


def _step(codes: Sequence[str], order: dict[tuple[str, str], str]) -> Step:
    inside = {order[pair] for pair in order if set(pair) <= set(codes)}
    kind: Kind = "one" if len(codes) == 1 else "tie" if inside == {"tie"} else "open"
    return Step(tuple(codes), kind)


def in_every_question(pairs: pd.DataFrame) -> pd.DataFrame:
    """What holds in every question of a comparison, of the answers that all of them offer.

    Parameters
    ----------
    pairs : `pairs` of `survey.order_of_answers` of a comparison.

    Returns
    -------
    first, second, order: `first`, `second` or `tie` where all questions agree, else `open`: the order is not known in one of
    them, or not the same in all.

    Examples
    --------
    >>> pairs = pd.DataFrame({"item": ["p", "q", None], "first": ["a", "b", "a"], "second": ["b", "a", "b"]})
    >>> in_every_question(pairs.assign(order=["first", "second", "first"])).to_numpy().tolist()
    [['a', 'b', 'first']]
    >>> in_every_question(pairs.assign(order=["first", "first", "tie"])).to_numpy().tolist()
    [['a', 'b', 'open']]
    """
    turned = {"first": "second", "second": "first"}
    said: dict[tuple[str, str], set[str]] = {}
    for row in pairs[pairs["item"].notna()].to_dict("records"):
        said.setdefault((row["first"], row["second"]), set()).add(row["order"])
        said.setdefault((row["second"], row["first"]), set()).add(turned.get(row["order"], row["order"]))
    rows = []
    for row in pairs[pairs["item"].isna()].to_dict("records"):
        orders = said[row["first"], row["second"]]
        rows.append((row["first"], row["second"], orders.pop() if len(orders) == 1 else "open"))
    return pd.DataFrame(rows, columns=["first", "second", "order"])
