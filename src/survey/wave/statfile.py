"""SPSS (.sav, .zsav) and Stata (.dta) files as text, with the labels of variables and values and what is declared missing."""

from __future__ import annotations

import math
import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from survey.errors import (
    FILE_EMPTY,
    STATFILE_TEXT,
    STATFILE_UNREADABLE,
    TABLE_NO_ROWS,
    USER_MISSING_UNKNOWN,
    Place,
    Problem,
    error,
    problem,
)
from survey.i18n.catalogue import say
from survey.i18n.kazakh import fold
from survey.i18n.text import LANGUAGES
from survey.wave import statfile_child
from survey.wave.kinds_beside import with_kinds
from survey.wave.missing import Missing
from survey.wave.table import Column, Origin, Table, in_order

_SPSS = (b"$FL2", b"$FL3")
_STATA, _STATA_END = b"<stata_dta>", b"</stata_dta>"
"""The library reads a file of Stata 13 and later without its end, where the labels of values stand."""
_TOLD = 10
_SECONDS, _BYTES_A_SECOND = 20, 100_000
"""How long reading may take before the file counts as one that never ends."""
_KINDS = tuple(Missing)


def read(path: Path, content: bytes) -> Table:
    """The table of the bytes of an SPSS or Stata file.

    A value is written as a spreadsheet would (`1`, `2.5`), an extended missing value of Stata as `.a`. Which kind of missing a
    user-missing value means is told by its label in any of our languages, or by the codes that `survey export` gives; the others
    count as not recorded and are told in `warnings`. Rows have the numbers that SPSS and Stata show: from 1.

    Raises DataError where the file is damaged, in an encoding that it does not name, or has no rows.
    """
    origin: Origin = "sav" if content.startswith(_SPSS) else "dta"
    if content.startswith(_STATA) and not content.rstrip(b"\0\r\n").endswith(_STATA_END):
        raise error(STATFILE_UNREADABLE, Place(file=path), reason=_STATA_END.decode())
    found = _load(path, content, origin)
    names = found["column_names"]
    if not names:
        raise error(FILE_EMPTY, Place(file=path))
    columns, unknown = [], []
    for name in names:
        column, untold = _column(name, found, origin)
        columns.append(column)
        unknown += [_warning(path, name, untold)] if untold else []
    count = len(columns[0])
    if not count:
        raise error(TABLE_NO_ROWS, Place(file=path))
    numbers = np.arange(1, count + 1, dtype=np.int64)
    return Table(path, with_kinds(columns), numbers, origin, None, "", origin=origin, warnings=tuple(unknown))


def _load(path: Path, content: bytes, origin: Origin) -> Mapping[str, Any]:
    """What `statfile_child` finds, in a process of its own that a damaged file may bring down."""
    command = [sys.executable, "-P", statfile_child.__file__, origin]
    limit = _SECONDS + len(content) / _BYTES_A_SECOND
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=limit, check=False)
        answer = pickle.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, EOFError, pickle.UnpicklingError) as why:
        raise error(STATFILE_UNREADABLE, Place(file=path), reason=type(why).__name__) from None
    if answer[0] == "found":
        found: Mapping[str, Any] = answer[1]
        return found
    _, name, text = answer
    encoding = name.startswith("Unicode") or "encoding" in text or "invalid byte" in text
    raise error(STATFILE_TEXT if encoding else STATFILE_UNREADABLE, Place(file=path), reason=text or name)


def _column(name: str, found: Mapping[str, Any], origin: Origin) -> tuple[Column, list[str]]:
    """A column, and the values that it declares missing without saying why."""
    kind = str(found["readstat_variable_types"].get(name, ""))
    letters = origin == "dta" and kind != "string"
    different, places = found["cells"][name]
    single = kind == "float"  # its digits end where those of such a number do
    texts = [_text(np.float32(value) if single and isinstance(value, float) else value, letters=letters) for value in different]
    first: dict[str, int] = {}
    renamed = np.array([first.setdefault(text, len(first)) for text in texts], dtype=np.int32)
    codes = np.frombuffer(places, dtype=np.intc).astype(np.int32)
    values, codes = in_order(tuple(first), renamed[codes] if len(codes) else codes)
    labels = {_text(value, letters=letters): str(label) for value, label in found["variable_value_labels"].get(name, {}).items()}
    ranges = found["missing_ranges"].get(name, ())
    declared = [text for text in values if _is_letter(text)] if letters else _declared(values, ranges)
    kinds = {text: _kind(text, labels, ranges) for text in declared}
    missing = {text: kind or Missing.NOT_RECORDED for text, kind in kinds.items()}
    title = str(found["column_names_to_labels"].get(name) or "")
    untold = [_shown(text, labels) for text, kind in kinds.items() if kind is None]
    return Column(name, values, codes, labels, missing, title), untold


def _text(value: object, *, letters: bool) -> str:
    """A value as text. letters: whether a letter is an extended missing value of Stata.

    >>> _text(1.0, letters=False), _text(2.5, letters=False), _text("b", letters=True), _text("b", letters=False)
    ('1', '2.5', '.b', 'b')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return f".{value}" if letters else value.rstrip()
    if isinstance(value, float | np.floating):
        if math.isnan(value):
            return ""
        return str(int(value)) if float(value).is_integer() and abs(float(value)) < 1e15 else str(value)
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)


def _is_letter(text: str) -> bool:
    return len(text) == 2 and text[0] == "."


# -- what is declared missing ---------------------------------------------------------------------------------------------
def _declared(values: Sequence[str], ranges: Sequence[Mapping[str, Any]]) -> list[str]:
    """The texts of a column that lie in the ranges which SPSS declares missing."""
    return [text for text in values if text and any(_within(text, one["lo"], one["hi"]) for one in ranges)]


def _within(text: str, low: Any, high: Any) -> bool:
    if isinstance(low, str) or isinstance(high, str):
        return text == str(low).rstrip()
    try:
        return bool(low <= float(text) <= high)
    except ValueError:
        return False


def _kind(text: str, labels: Mapping[str, str], ranges: Sequence[Mapping[str, Any]]) -> Missing | None:
    """What a missing value means: by its label, else by the codes that `survey export` gives; None where nobody knows."""
    label = labels.get(text)
    return _own_codes(ranges).get(text) if label is None else _words().get(fold(label))


@cache
def _words() -> Mapping[str, Missing]:
    """Labels in any language -> the kind of missing that they mean."""
    found: dict[str, Missing] = {}
    for language in LANGUAGES:
        for kind in Missing:
            for label in (say(f"tables.{kind}", language), *say(f"intake.missing_{kind}", language).split("|")):
                found.setdefault(fold(label), kind)
    return found


def _own_codes(ranges: Sequence[Mapping[str, Any]]) -> Mapping[str, Missing]:
    """The codes of `survey export`, -1001 to -1005 or -10001 and so on, where exactly these are declared."""
    if len(ranges) != 1 or isinstance(ranges[0]["hi"], str):
        return {}
    low, high = float(ranges[0]["lo"]), float(ranges[0]["hi"])
    power = str(int(-high - 1)) if math.isfinite(high) and high.is_integer() else ""
    if high - low != len(_KINDS) - 1 or not power.startswith("1") or power.strip("0") != "1" or len(power) < 4:
        return {}
    return {str(int(high) - place): kind for place, kind in enumerate(_KINDS)}


def _shown(text: str, labels: Mapping[str, str]) -> str:
    return f"{text} ({labels[text]})" if text in labels else text


def _warning(path: Path, name: str, unknown: Sequence[str]) -> Problem:
    told = [*unknown[:_TOLD], *(["…"] if len(unknown) > _TOLD else [])]
    return problem(USER_MISSING_UNKNOWN, Place(file=path, column=name), values=told)
