"""What a browser posted, as answers: read by the questionnaire, so that nothing gets in that it does not offer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from survey.fielding.web.values import Lack, text_column, writes
from survey.instrument.model import Item, ItemKind

TEXT_MOST = 5000
OTHER_MOST = 300
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,10})?", re.ASCII)
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u00a0": None, "\u202f": None, "\u2009": None, " ": None})


class Fields(Protocol):
    """A posted form."""

    def get(self, key: str, /) -> Any: ...

    def getlist(self, key: str, /) -> list[Any]: ...


@dataclass(frozen=True)
class Posted:
    """The answers of a page.

    values: every column of the items that were shown -> answer, None where there is none. misfits: what cannot be kept, each with
    the field it stands in. raw: field -> what was typed into it, for the fields of `misfits`.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    misfits: tuple[Lack, ...] = ()
    raw: Mapping[str, str] = field(default_factory=dict)


def read_form(items: Iterable[Item], fields: Fields) -> Posted:
    """The answers to some items in a posted form.

    Parameters
    ----------
    items
        The items whose fields stood on the page.
    fields
        Field -> what was posted; a field that is not there counts as empty.

    Returns
    -------
    The answers. A code that an item does not offer counts as no answer; a number that is none, or beyond the limits of its item,
    and a text that is too long are misfits: their columns are left out of `values`, so that what was kept before stays until
    something else can take its place. A text beside an option that was not chosen is one too, and its column is None.
    """
    values: dict[str, Any] = {}
    misfits: list[Lack] = []
    raw: dict[str, str] = {}
    for item in items:
        for column, value in _READERS[item.kind](item, fields):
            if isinstance(value, _Misfit):
                misfits.append(Lack(item.id, value.key, column, value.params))
                raw[column] = value.raw
                if value.empties:
                    values[column] = None
            else:
                values[column] = value
    return Posted(values, tuple(misfits), raw)


@dataclass(frozen=True)
class _Misfit:
    """empties: whether nothing can stand in the column any more."""

    key: str
    raw: str
    params: Mapping[str, Any]
    empties: bool = False


_Read = Iterator[tuple[str, Any]]


def _choice(item: Item, fields: Fields) -> _Read:
    options = {option.code: option for option in item.offered}
    chosen = fields.get(item.id)
    chosen = chosen if chosen in options else None
    written = {code: typed(fields.get(text_column(item, options[code]))) for code in options if writes(options[code])}
    if chosen is None:  # who wrote something meant the answer it stands beside
        chosen = next((code for code, text in written.items() if text), None)
    yield item.id, chosen
    for code, text in written.items():
        beside = _Misfit("not_chosen", text[: 2 * OTHER_MOST], {"option": options[code].text}, empties=True) if text else None
        yield text_column(item, options[code]), _limited(text, OTHER_MOST) if code == chosen else beside


def _multiple(item: Item, fields: Fields) -> _Read:
    chosen = set(fields.getlist(item.id))
    options = item.offered
    written = {option.code: typed(fields.get(text_column(item, option))) for option in options if writes(option)}
    chosen |= {code for code, text in written.items() if text}  # as above; two that exclude each other are told
    chosen &= {option.code for option in options}
    for option in options:
        yield f"{item.id}.{option.code}", option.code in chosen if chosen else None
        if writes(option):
            yield text_column(item, option), _limited(written[option.code], OTHER_MOST) if option.code in chosen else None


def _matrix(item: Item, fields: Fields) -> _Read:
    codes = {option.code for option in item.offered}
    for row in item.rows:
        chosen = fields.get(f"{item.id}.{row.code}")
        yield f"{item.id}.{row.code}", chosen if chosen in codes else None


def _number(item: Item, fields: Fields) -> _Read:
    text = typed(fields.get(item.id))
    if not text:
        yield item.id, None
        return
    plain = text.translate(_MINUS)
    if not _NUMBER.fullmatch(plain):
        yield item.id, _Misfit("not_a_number", text[:OTHER_MOST], {})
        return
    number = float(plain.replace(",", "."))
    low, high = item.minimum, item.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        key = "between" if low is not None and high is not None else "at_least" if low is not None else "at_most"
        limits = {"low": low, "high": high} if key == "between" else {"limit": low if low is not None else high}
        yield item.id, _Misfit(key, text[:OTHER_MOST], limits)
    else:
        yield item.id, int(number) if number.is_integer() else number


def _text(item: Item, fields: Fields) -> _Read:
    yield item.id, _limited(typed(fields.get(item.id)), TEXT_MOST)


_READERS = {
    ItemKind.SINGLE: _choice,
    ItemKind.SCALE: _choice,
    ItemKind.MULTIPLE: _multiple,
    ItemKind.MATRIX: _matrix,
    ItemKind.NUMBER: _number,
    ItemKind.TEXT: _text,
}


def _limited(text: str, most: int) -> str | _Misfit | None:
    if len(text) > most:
        return _Misfit("too_long", text[: 2 * most], {"n": len(text), "most": most})
    return text or None


def typed(value: object) -> str:
    r"""What a person typed: one kind of line end, letters composed, nothing around it and no control characters in it.

    >>> typed(" a\r\nb\x00 "), typed(None)
    ('a\nb', '')
    """
    if not isinstance(value, str):
        return ""
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip()
