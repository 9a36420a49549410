"""Kinds of missing answers in columns of their own, as `survey export` writes them: `item` and `item__missing`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from survey.wave.missing import Missing
from survey.wave.table import Column, in_order

ENDING = "__missing"
_KINDS = tuple(Missing)
_BLANKS = tuple(" " * (place + 1) for place in range(len(_KINDS)))
"""Cells without an answer differ by their blanks: one for each kind, so that a column can say which is which."""


def with_kinds(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, each knowing the kinds of missing answers that stand beside it; their number and order stay.

    A `why__missing` without `why`, of a text that was left out, becomes a column without any answer: lost where there was one.

    >>> from survey.wave.table import column
    >>> tea, beside = with_kinds([column("tea", ["yes", ""]), column("tea__missing", ["", "refused"])])
    >>> tea.missing.get(tea.texts[1]), beside.header
    (<Missing.REFUSED: 'refused'>, 'tea__missing')
    """
    place = {one.header.casefold().rstrip("_"): n for n, one in enumerate(columns) if not is_beside(one)}
    found = list(columns)
    for n, one in enumerate(columns):
        if not is_beside(one):
            continue
        base = place.get(one.header.casefold().removesuffix(ENDING))
        if base is not None:
            found[base] = _merged(found[base], one)
        elif one.header.casefold().removesuffix(ENDING):
            found[n] = _alone(one)
    return tuple(found)


def knows_kinds(column: Column) -> bool:
    """Whether a column has taken over the kinds that stand beside it."""
    return _BLANKS[0] in column.missing


def is_beside(column: Column) -> bool:
    """Whether a column holds nothing but kinds of missing answers."""
    return column.header.casefold().endswith(ENDING) and all(_known(column, text) for text in column.values)


def _known(column: Column, text: str) -> bool:
    return text.strip() in ("", "0") or text in column.missing or text.strip() in _KINDS


def _kinds(column: Column) -> npt.NDArray[np.int32]:
    """For each row the place of its kind, -1 for an answer."""
    kinds = [column.missing.get(text) or (Missing(text.strip()) if text.strip() in _KINDS else None) for text in column.values]
    places = np.array([-1 if kind is None else _KINDS.index(kind) for kind in kinds] or [-1], dtype=np.int32)
    return places[column.codes] if len(column.codes) else np.empty(0, dtype=np.int32)


def _merged(column: Column, beside: Column) -> Column:
    kinds = _kinds(beside)
    blank = np.array([not text.strip() for text in column.values] or [True], dtype=bool)
    empty = blank[column.codes] if len(column.codes) else np.empty(0, dtype=bool)
    plain = [text if text.strip() else "" for text in column.values]
    codes = np.where(empty & (kinds >= 0), np.int32(len(plain)) + kinds, column.codes).astype(np.int32)
    return _spelled(column, [*plain, *_BLANKS], codes)


def _alone(column: Column) -> Column:
    kinds = _kinds(column)
    return _spelled(column, _BLANKS, np.where(kinds < 0, _KINDS.index(Missing.NOT_RECORDED), kinds).astype(np.int32))


def _spelled(column: Column, texts: Sequence[str], codes: npt.NDArray[np.int32]) -> Column:
    """A column of texts of which some may be equal."""
    places: dict[str, int] = {}
    renamed = np.array([places.setdefault(text, len(places)) for text in texts], dtype=np.int32)
    values, codes = in_order(tuple(places), renamed[codes] if len(codes) else codes)
    return replace(column, values=values, codes=codes, missing={**column.missing, **dict(zip(_BLANKS, _KINDS, strict=True))})
