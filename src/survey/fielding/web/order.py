"""The random order of the answers, or rows, of a question: drawn once for each person and kept with the record.

An order that followed from the record's id and a secret would lead from a browser's cookie to a row of the table of answers.
"""

from __future__ import annotations

import random
from secrets import SystemRandom

from survey.instrument.model import Instrument, Item, ItemKind


def natural(item: Item) -> tuple[str, ...]:
    """The codes in the order of the questionnaire: rows of a matrix, else the options that are offered."""
    return tuple(row.code for row in item.rows) if item.kind is ItemKind.MATRIX else tuple(one.code for one in item.offered)


def draw_orders(instrument: Instrument, chance: random.Random | None = None) -> dict[str, tuple[str, ...]]:
    """An order for each randomised question, for one person who begins.

    Parameters
    ----------
    instrument
        The questionnaire.
    chance
        Where the order comes from; the system's own source unless a test says otherwise.

    Returns
    -------
    Item -> codes; those that do not move (don't know, refused, other) stay last, in their own order.
    """
    chance = chance or SystemRandom()
    found = {}
    for item in instrument.items:
        if item.randomise:
            moving = list(item.moving)
            chance.shuffle(moving)
            found[item.id] = (*moving, *(code for code in natural(item) if code not in item.moving))
    return found


def shown_order(item: Item, *kept: tuple[str, ...] | None) -> tuple[str, ...]:
    """The order in which one person sees the options, or rows, of a question.

    Parameters
    ----------
    item
        A question, with `randomise` or without it.
    kept
        Orders that are kept with the record: the one that was shown before the one that was drawn. None, and one that does not
        fit a questionnaire that was changed meanwhile, do not count.

    Returns
    -------
    The codes; in the order of the questionnaire where no order counts.
    """
    codes = natural(item)
    if not item.randomise:
        return codes
    return next((order for order in kept if order is not None and sorted(order) == sorted(codes)), codes)
