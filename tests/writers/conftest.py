"""A questionnaire with every kind of question in three languages, and waves of its answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from survey.i18n.text import Text
from survey.instrument.model import (
    Comparison,
    Condition,
    Index,
    IndexModel,
    Instrument,
    Item,
    ItemKind,
    Level,
    Option,
    OptionKind,
    Row,
    Section,
    ShowIf,
)
from survey.wave.missing import Missing
from survey.wave.provenance import Provenance
from survey.wave.responses import Responses, Source
from survey.wave.settings import Design, Settings, WaveKind
from survey.wave.wave import Wave, no_changes


def said(english: str) -> Text:
    return Text(kk=f"{english} «әғқңөұүһі»", ru=f"{english} «ёж»", en=english)


AGREE = (
    Option("agree", 1, said("Agree")),
    Option("neither", 2, said("Neither")),
    Option("disagree", 3, said("Disagree")),
    Option("dk", 9, said("Don't know"), OptionKind.DONT_KNOW),
)
CHANNELS = (Option("tv", 1, said("TV")), Option("net", 2, said("The net")), Option("other", 3, said("Other"), OptionKind.OTHER))


def question(name: str, kind: ItemKind, level: Level, options: tuple[Option, ...] = (), **more: Any) -> Item:
    return Item(name, f"1.{name}", "s", kind, level, said(f"Question\n{name}?"), said(name[:9]), options, **more)


ITEMS = (
    question("with", ItemKind.SINGLE, Level.NOMINAL, CHANNELS),
    question("channels", ItemKind.MULTIPLE, Level.NOMINAL, CHANNELS),
    question("mood", ItemKind.SCALE, Level.ORDINAL, AGREE),
    question("age", ItemKind.NUMBER, Level.INTERVAL, minimum=-5000.0),
    question("why", ItemKind.TEXT, Level.NOMINAL, show_if=ShowIf((Condition("mood", ("agree", "dk")),))),
    question(
        "trust", ItemKind.MATRIX, Level.ORDINAL, AGREE, rows=tuple(Row(one, said(one)) for one in ("courts", "press", "army"))
    ),
    question(
        "a_question_with_a_name_longer_than_other_programs_allow_it_to_have_there", ItemKind.SINGLE, Level.BINARY, AGREE[:2]
    ),
)
SCORES = {"agree": 1.0, "neither": 0.5, "disagree": 0.0, "dk": None}
INSTRUMENT = Instrument(
    "tea",
    "2",
    ("kk", "ru", "en"),
    said("Tea"),
    (Section("s", "1", said("Section")),),
    ITEMS,
    indices=(
        Index(
            "T",
            said("Trust"),
            said("d"),
            IndexModel.REFLECTIVE,
            {f"trust.{row}": SCORES for row in ("courts", "press", "army")},
            2,
            said("j"),
        ),
        Index("C", said("TV"), said("d"), IndexModel.COUNT, {"channels": {}, "with": {}}, 1, said("j"), targets=("tv", "net")),
    ),
    comparisons=(Comparison("rows", said("Compared"), ("trust.courts", "trust.press", "mood")),),
)
COLUMNS = tuple(column for item in ITEMS for column in item.columns)


def wave_of(rows: Sequence[Mapping[str, Any]], *, synthetic: bool = False, instrument: Instrument = INSTRUMENT) -> Wave:
    """Each row: column -> an answer or a `Missing`; a text written in stands under `<column>__text`."""
    columns = [column for item in instrument.items for column in item.columns]
    answers, missing, text = {}, {}, {}
    for column in columns:
        values = [row[column] for row in rows]
        known = [None if isinstance(value, Missing) else value for value in values]
        kind = instrument.item(column.partition(".")[0]).kind
        dtype = {ItemKind.MULTIPLE: "boolean", ItemKind.NUMBER: "Float64"}.get(kind, "string")
        answers[column] = pd.array(known, dtype=dtype)
        missing[column] = pd.array([value.value if isinstance(value, Missing) else None for value in values], dtype="string")
        text[column] = pd.array([row.get(f"{column}__text") for row in rows], dtype="string")
    people = pd.RangeIndex(1, len(rows) + 1, name="respondent")
    received = pd.DataFrame(
        {"timestamp": pd.date_range("2026-09-01", periods=len(rows), tz="UTC"), "duration": 1.5}, index=people
    )
    frames = [pd.DataFrame(part, index=people) for part in (answers, missing, text)]
    settings = Settings(
        "tea-2026", "tea", WaveKind.MICRODATA, said("Tea, 2026"), Design.NONPROBABILITY, len(rows), said("Own survey")
    )
    settings = replace(settings, synthetic=synthetic, notes=(said("A note"),))
    responses = Responses(instrument, *frames, received, Source("raw.csv", "0"))
    return Wave(settings, instrument, responses, None, no_changes(), Provenance({"raw.csv": "0" * 64}, "0.1.0"))


def some_rows(n: int = 30) -> list[dict[str, Any]]:
    """Rows that use every option, every kind of missing, and no pattern that a mistake in the order of things would keep."""
    found = []
    for k in range(n):
        row: dict[str, Any] = {}
        for place, column in enumerate(COLUMNS):
            item = INSTRUMENT.item(column.partition(".")[0])
            if (k * 7 + place * 3) % 11 == 0:
                row[column] = list(Missing)[(k + place) % 5]
            elif item.kind is ItemKind.MULTIPLE:
                row[column] = (k + place * k) % 3 == 0
            elif item.kind is ItemKind.NUMBER:
                row[column] = 18 + (k * 13) % 40 + 0.25 * (k % 4)
            elif item.kind is ItemKind.TEXT:
                row[column] = f"Өйткені {k}"
            else:
                row[column] = item.codes[(k * (place + 2) + k // 3) % len(item.codes)]
        for column in COLUMNS[1:4]:  # a person answers a multiple choice as a whole, or not at all
            if isinstance(row[COLUMNS[1]], Missing):
                row[column] = row[COLUMNS[1]]
            elif isinstance(row[column], Missing):
                row[column] = False
        for column in ("with", "channels.other"):
            if row[column] in ("other", True):
                row[f"{column}__text"] = "=1+1"
        found.append(row)
    return found


@pytest.fixture(scope="session")
def make_wave() -> Callable[..., Wave]:
    return wave_of


@pytest.fixture(scope="session")
def rows() -> list[dict[str, Any]]:
    return some_rows()


@pytest.fixture(scope="session")
def wave(rows: list[dict[str, Any]]) -> Wave:
    return wave_of(rows)
