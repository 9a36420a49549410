"""The map of names that an export to a platform wrote, for reading its answers: name on the platform -> column of ours."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from survey.errors import (
    FILE_EMPTY,
    INSTRUMENT_EMPTY,
    NAMES_COLUMN,
    NAMES_OF_ANOTHER,
    NAMES_OF_PLATFORM,
    NAMES_TWICE,
    DataError,
    InstrumentError,
    Place,
    Problem,
    error,
    problem,
    raise_all,
)
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.instrument.nodes import compose
from survey.instrument.shapes import Fields, Key, Line, Many, Reading
from survey.intake.headers import Known
from survey.wave.settings_file import AsWritten

_NAME = Fields("name", {"name": Key(AsWritten(), required=True), "column": Key(Line(), required=True)})
_SHAPE = Fields(
    "names",
    {
        "instrument": Key(Line(), required=True),
        "platform": Key(Line(), required=True),
        "names": Key(Many(_NAME), required=True),
    },
)

_OF_EXPORTS = {"xlsform": "kobo", **{name: name for name in ("limesurvey", "surveyjs", "google-forms", "qualtrics")}}
"""Platform of an export -> that of the answers that come from there."""


def read_names(path: Path, instrument: Instrument) -> dict[str, str]:
    """Name of a column on the platform -> `item`, `item.row`, `item.option` or `item.option.text`.

    Raises DataError for a file of another shape, FieldingError for the map of another questionnaire, and for columns that this
    one does not have and names that stand twice, all of them at once.
    """
    reading = Reading(path, ())
    try:
        record = _SHAPE.read(compose(path), "names", reading)
    except InstrumentError as found:
        raise (
            error(FILE_EMPTY, found.problems[0].place) if found.code == INSTRUMENT_EMPTY else DataError(found.problems)
        ) from None
    if reading.problems or record is None:
        raise DataError(reading.problems)
    if record["instrument"] != instrument.id:
        raise error(NAMES_OF_ANOTHER, record["instrument"].place, instrument=record["instrument"], expected=instrument.id)
    known = Known(instrument).order
    rows = record["names"]
    raise_all(_wrong(rows, known))
    return {str(one["name"]).strip(): str(one["column"]) for one in rows}


def check_platform(path: Path, found: str) -> None:
    """Raise FieldingError where a map was written for another platform than that of the answers (a plain table may be of any)."""
    record = _SHAPE.read(compose(path), "names", Reading(path, ()))
    written = "" if record is None else str(record["platform"])
    if found in _OF_EXPORTS.values() and _OF_EXPORTS.get(written, written) != found:
        raise error(NAMES_OF_PLATFORM, Place(file=path), platform=written, found=found)


def _wrong(rows: Iterable[Mapping[str, Any]], known: Collection[str]) -> Iterator[Problem]:
    """Columns that the questionnaire does not have, and names that stand twice."""
    lines: dict[str, int | None] = {}
    for one in rows:
        name, column = str(one["name"]).strip(), one["column"]
        if column not in known:
            yield problem(NAMES_COLUMN, column.place, column=column, nearest=nearest(column, known))
        if name in lines:
            yield problem(NAMES_TWICE, column.place, name=name, first=lines[name])
        lines.setdefault(name, column.place.line)
