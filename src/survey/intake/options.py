"""What a wave says about its files of answers: the key `import` of wave.yaml."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from survey.errors import INTAKE_BAD_VALUE, INTAKE_KEY, TABLE_OPTION, UNKNOWN_ZONE, Place, Problem, problem, raise_all
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record, Word

KEYS = (
    "platform",
    "encoding",
    "separator",
    "sheet",
    "header_rows",
    "decimal",
    "dates",
    "timezone",
    "columns",
    "ignore_columns",
    "not_recorded",
    "allow_unmatched",
    "versions",
)
CHOICES: Mapping[str, tuple[str, ...]] = {
    "separator": (",", ";", "tab"),
    "decimal": (".", ","),
    "dates": ("day-first", "month-first", "year-first"),
}
"""The keys that take one of a few words. A tab is written as a word: nobody can see it in a file."""

HEADER_ROWS = range(1, 11)


@dataclass(frozen=True)
class IntakeOptions:
    """How to read a file of answers where the file does not say it itself.

    platform: a key of the registry; None lets the registry choose.
    encoding: of a text file, such as `kz1048`. separator: between its columns. sheet: the sheet of a workbook.
    header_rows: the rows above the answers.
    decimal: the sign before the decimals, `.` or `,`.
    dates: how `3/9/2026` is meant: `day-first`, `month-first`, `year-first`.
    timezone: the zone of times that are written without one, a name such as `Asia/Almaty`.
    columns: header, or number of the column from 1, -> item, `item.row`, `item.option`, `item.option.text`, or a name of META.
    ignore_columns: headers that are no questions (an e-mail address, a score).
    not_recorded: items, `item.row` or `item.option` that the file does not hold.
    allow_unmatched: items whose texts that are no option are kept as texts without a code; headers of columns that are left out.
    versions: version of the form -> items that it did not have; None where nobody told.
    names: name of a column on its platform -> its column of ours, as the map beside an export tells (`--names`).
    """

    platform: str | None = None
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    header_rows: int | None = None
    decimal: str | None = None
    dates: str | None = None
    timezone: str | None = None
    columns: Mapping[str | int, str] = field(default_factory=dict)
    ignore_columns: tuple[str, ...] = ()
    not_recorded: tuple[str, ...] = ()
    allow_unmatched: tuple[str, ...] = ()
    versions: Mapping[str, tuple[str, ...]] | None = None
    names: Mapping[str, str] = field(default_factory=dict)


def place_of(value: object, otherwise: Place) -> Place:
    """Where a value of a file stands; of a list or block, where its first word does; `otherwise` where nobody knows."""
    if isinstance(value, Word):
        return value.place
    if isinstance(value, Mapping):
        value = [*value.keys(), *value.values()]
    words = value if isinstance(value, list | tuple) else ()
    return next((word.place for word in words if isinstance(word, Word)), otherwise)


def _line_of(key: str, given: Mapping[str, Any], otherwise: Place) -> Place:
    """Where a key stands, for values that know no place of their own: a number."""
    return given.at(key) if isinstance(given, Record) else place_of(key, otherwise)


def read_options(given: Mapping[str, Any], file: str | Path | None) -> IntakeOptions:
    """The options of a mapping as YAML gives it; `file` is where it stands. Raises DataError with all its problems."""
    place = Place(file=file)
    problems = [
        problem(INTAKE_KEY, place_of(value, _line_of(key, given, place)), key=key, nearest=nearest(str(key), KEYS), known=KEYS)
        for key, value in given.items()
        if key not in KEYS
    ]
    problems += _value_problems(given, place)
    zone = given.get("timezone")
    if isinstance(zone, str) and zone and zone not in zoneinfo.available_timezones():
        problems.append(
            problem(UNKNOWN_ZONE, place_of(zone, place), zone=zone, nearest=nearest(zone, zoneinfo.available_timezones()))
        )
    raise_all(problems)
    return IntakeOptions(
        **{key: given.get(key) or None for key in ("platform", "encoding", "sheet", "decimal", "dates")},
        separator="\t" if given.get("separator") == "tab" else given.get("separator") or None,
        timezone=zone or None,
        header_rows=given.get("header_rows") or None,
        versions=None if given.get("versions") in (None, "") else {str(k): tuple(v) for k, v in given["versions"].items()},
        columns=dict(given.get("columns") or {}),
        ignore_columns=tuple(given.get("ignore_columns") or ()),
        not_recorded=tuple(given.get("not_recorded") or ()),
        allow_unmatched=tuple(given.get("allow_unmatched") or ()),
        names={},
    )


def _value_problems(given: Mapping[str, Any], place: Place) -> list[Problem]:
    """A problem for each value of the wrong shape; an empty value is as good as none."""
    word: Callable[[Any], bool] = lambda value: isinstance(value, str)  # noqa: E731
    words: Callable[[Any], bool] = lambda value: isinstance(value, list | tuple) and all(map(word, value))  # noqa: E731
    fits: dict[str, Callable[[Any], bool]] = {
        **dict.fromkeys(("platform", "encoding", "sheet", "timezone"), word),
        "columns": lambda value: isinstance(value, Mapping) and all(map(word, value.values())),
        "versions": lambda value: isinstance(value, Mapping) and all(map(words, value.values())),
        **dict.fromkeys(("ignore_columns", "not_recorded", "allow_unmatched"), words),
    }
    chosen: dict[str, tuple[object, ...]] = {**CHOICES, "header_rows": tuple(HEADER_ROWS)}
    bad = [
        problem(INTAKE_BAD_VALUE, place_of(given[key], _line_of(key, given, place)), key=key, value=given[key])
        for key, fit in fits.items()
        if given.get(key) and not fit(given[key])
    ]
    for key, known in chosen.items():
        value = given.get(key)
        if value not in (None, "") and value not in known:
            near = nearest(str(value), map(str, known))
            bad.append(
                problem(
                    TABLE_OPTION, place_of(value, _line_of(key, given, place)), option=key, value=value, known=known, nearest=near
                )
            )
    return bad
