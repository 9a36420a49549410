"""A small questionnaire with distances, risks and forecasts, and waves of rows made of lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option, OptionKind, Row, Section
from survey.wave.provenance import Provenance
from survey.wave.responses import Responses, Source
from survey.wave.settings import Design, Outcome, Settings, WaveKind
from survey.wave.wave import Wave, no_changes

T = Text(en="x")
SCALE = (*(Option(f"v{value}", value, T) for value in range(1, 6)), Option("dont_know", 98, T, OptionKind.DONT_KNOW))


def matrix(name: str, *rows: str, level: Level = Level.ORDINAL) -> Item:
    return Item(name, name, "s", ItemKind.MATRIX, level, T, T, SCALE, rows=tuple(Row(row, T) for row in rows))


def number(name: str, most: float = 100) -> Item:
    return Item(name, name, "s", ItemKind.NUMBER, Level.INTERVAL, T, T, minimum=0, maximum=most)


ITEMS = (
    matrix("far", "a", "b", "c", level=Level.INTERVAL),
    matrix("chance", "flood", "fire"),
    matrix("damage", "flood", "fire"),
    matrix("named", "flood", "fire", level=Level.NOMINAL),
    number("rain"),
    number("snow"),
    number("cups", 9),
)
ASKED = Instrument("i", "1", ("en",), T, (Section("s", "1", T),), ITEMS)


def wave(answers: Mapping[str, Sequence[object]], outcomes: Mapping[str, bool] | None = None) -> Wave:
    """Numbers for every column that is given: 1 to 5 stand for the answers of a scale, 98 for "don't know", None for nothing."""
    size = len(next(iter(answers.values())))
    kinds = {column: item.kind for item in ITEMS for column in item.columns}
    frame = pd.DataFrame(index=pd.RangeIndex(1, size + 1, name="respondent"))
    for column, kind in kinds.items():
        given = list(answers.get(column, [None] * size))
        if kind is ItemKind.NUMBER:
            frame[column] = pd.array(given, dtype="Float64")
        else:
            codes = [None if one is None else "dont_know" if one == 98 else f"v{one}" for one in given]
            frame[column] = pd.array(codes, dtype="string")
    known = {name: Outcome(happened, T) for name, happened in (outcomes or {}).items()}
    about = Settings("w", "i", WaveKind.MICRODATA, T, Design.NONPROBABILITY, size, T, outcomes=known)
    return Wave(
        about,
        ASKED,
        Responses(ASKED, frame, frame.isna(), frame, frame, Source("f", "0")),
        None,
        no_changes(),
        Provenance({}, ""),
    )
