"""The sentences that a reader of a table of counts needs below it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.instrument.model import SEVERAL_UNKNOWN, Item, ItemKind


def has_intervals(frame: pd.DataFrame) -> bool:
    """Whether some count of the frame is known only as an interval."""
    return bool((frame["low"] != frame["high"]).any())


def has_hidden(frame: pd.DataFrame) -> bool:
    """Whether some count of the frame is hidden, so that nobody is recognised."""
    return "hidden" in frame and bool(frame["hidden"].any())


def _rounds_to_100(frame: pd.DataFrame) -> bool:
    """Whether the percents as printed (one decimal, half up) sum to 100.0; true also where nobody answered."""
    tenths = [(2000 * int(n) + int(base)) // (2 * int(base)) for n, base in zip(frame["low"], frame["base"], strict=True) if base]
    return not tenths or sum(tenths) == 1000


def _untold(item: Item) -> bool:
    """Whether nobody tells that one person could give several answers."""
    return SEVERAL_UNKNOWN in item.flags


def notes(frames: Iterable[tuple[Item, pd.DataFrame]], language: Language) -> tuple[str, ...]:
    """What applies to at least one of the frames: unknown or hidden counts, several answers, percents that do not sum to 100."""
    pairs = tuple(frames)
    needed = {
        "tables.interval_note": any(has_intervals(frame) for _, frame in pairs),
        "tables.multiple_answers_note": any(item.kind is ItemKind.MULTIPLE and not _untold(item) for item, _ in pairs),
        "tables.several_unknown_note": any(_untold(item) for item, _ in pairs),
        "tables.rounding_note": any(
            item.kind is not ItemKind.MULTIPLE
            and not has_intervals(frame)
            and not has_hidden(frame)
            and not _rounds_to_100(frame)
            for item, frame in pairs
        ),
        "tables.hidden_note": any(has_hidden(frame) for _, frame in pairs),
    }
    return tuple(say(key, language) for key, applies in needed.items() if applies)
