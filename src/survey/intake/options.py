"""What a wave says about its files of answers: the key `import` of wave.yaml."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from survey.errors import INTAKE_BAD_VALUE, INTAKE_KEY, UNKNOWN_ZONE, Place, Problem, problem, raise_all
from survey.instrument.nearest import nearest

KEYS = ("platform", "timezone", "columns", "ignore_columns", "not_recorded")


@dataclass(frozen=True)
class IntakeOptions:
    """How to read a file of answers where the file does not say it itself.

    platform: a key of the registry; None lets the registry choose.
    timezone: the zone of times that are written without one, a name such as `Asia/Almaty`.
    columns: header, or number of the column from 1, -> item, `item.row` or `timestamp`.
    ignore_columns: headers that are no questions (an e-mail address, a score).
    not_recorded: items that the file does not hold.
    """

    platform: str | None = None
    timezone: str | None = None
    columns: Mapping[str | int, str] = field(default_factory=dict)
    ignore_columns: tuple[str, ...] = ()
    not_recorded: tuple[str, ...] = ()


def read_options(given: Mapping[str, Any], file: str | Path | None) -> IntakeOptions:
    """The options of a mapping as YAML gives it; `file` is where it stands. Raises DataError with all its problems."""
    place = Place(file=file)
    problems = [
        problem(INTAKE_KEY, place, key=key, nearest=nearest(str(key), KEYS), known=KEYS) for key in given if key not in KEYS
    ]
    problems += _value_problems(given, place)
    zone = given.get("timezone")
    if isinstance(zone, str) and zone and zone not in zoneinfo.available_timezones():
        problems.append(problem(UNKNOWN_ZONE, place, zone=zone, nearest=nearest(zone, zoneinfo.available_timezones())))
    raise_all(problems)
    return IntakeOptions(
        platform=given.get("platform") or None,
        timezone=zone or None,
        columns=dict(given.get("columns") or {}),
        ignore_columns=tuple(given.get("ignore_columns") or ()),
        not_recorded=tuple(given.get("not_recorded") or ()),
    )


def _value_problems(given: Mapping[str, Any], place: Place) -> list[Problem]:
    """A problem for each value of the wrong shape; an empty value is as good as none."""
    fits: dict[str, Callable[[Any], bool]] = {
        "platform": lambda value: isinstance(value, str),
        "timezone": lambda value: isinstance(value, str),
        "columns": lambda value: isinstance(value, Mapping) and all(isinstance(target, str) for target in value.values()),
        "ignore_columns": lambda value: isinstance(value, list | tuple) and all(isinstance(name, str) for name in value),
        "not_recorded": lambda value: isinstance(value, list | tuple) and all(isinstance(name, str) for name in value),
    }
    return [
        problem(INTAKE_BAD_VALUE, place, key=key, value=given[key])
        for key, fit in fits.items()
        if given.get(key) and not fit(given[key])
    ]
