"""A cell of a frame as one text, and back: what the audit log holds before and after a change.

A missing answer is its kind in angle brackets, `<skipped>`. An answer that begins like one, or is empty, gets a backslash in
front.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
from pandas.api import types

Cell = tuple[Any, Any]
"""An answer and the kind of a missing one; pd.NA for what there is not."""


def cell_text(answer: Any, kind: Any) -> str:
    r"""An answer and the kind of a missing one as one text.

    >>> cell_text("yes", pd.NA), cell_text(pd.NA, "skipped"), cell_text(True, pd.NA), cell_text("<b>", pd.NA)
    ('yes', '<skipped>', 'true', '\\<b>')
    """
    missing = "" if pd.isna(kind) else str(kind)
    head = f"<{missing}>" if missing or pd.isna(answer) else ""
    return head if pd.isna(answer) else head + _protected(value_text(answer))


def read_cell(text: str, like: pd.Series) -> Cell:
    """(answer, kind) of a text that `cell_text` made; `like` is a column of the same type.

    >>> read_cell("<skipped>", pd.Series([], dtype="string")), read_cell("35", pd.Series([], dtype="Float64"))
    ((<NA>, 'skipped'), (35.0, <NA>))
    """
    kind: Any = pd.NA
    rest: str | None = text
    if text.startswith("<"):
        inside, _, after = text[1:].partition(">")
        kind, rest = inside or pd.NA, after or None
    if rest is None:
        return pd.NA, kind
    return read_value(rest.removeprefix("\\"), like), kind


def _protected(text: str) -> str:
    return "\\" + text if not text or text[0] in "<\\" else text


def value_text(value: Any) -> str:
    """A value that is not missing as a text that `read_value` turns back into it."""
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, float | np.floating):
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 and not _minus_zero(number) else repr(number)
    if isinstance(value, pd.Timestamp | pd.Timedelta):
        return value.isoformat()
    return str(value)


def _minus_zero(number: float) -> bool:
    return number == 0 and math.copysign(1, number) < 0


def read_value(text: str, like: pd.Series) -> Any:
    """The value of a text, of the type that a column holds."""
    kind = like.dtype
    if types.is_bool_dtype(kind):
        return text == "true"
    if types.is_integer_dtype(kind):
        return int(text)
    if types.is_float_dtype(kind):
        return float(text)
    if types.is_datetime64_any_dtype(kind):
        return pd.Timestamp(text)
    return pd.Timedelta(text) if types.is_timedelta64_dtype(kind) else text
