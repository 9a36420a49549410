"""Rows of a table as passages: a number under a heading with a percent sign is a percent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from survey.audit.document_text import Passage
from survey.errors import Place

Row = Sequence[str | None]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_SHARE = re.compile(r"\d\s?%")
_DATA = re.compile(r"\s*(?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)?\s?%?(?:\s*[(/].*)?\s*")
_ALONE = re.compile(r"\d+(?:[.,]\d+)?\s?%?")
_TOTAL = re.compile(r"\s*(?:total|in all|sum|итого|всего|барлығы|жиыны)\s*:?\s*", re.IGNORECASE)
_HUNDRED = re.compile(r"(?<![\d.,])100(?:[.,]0+)?(?:\s?%|\s*$)")
_PERCENT = re.compile(r"%|пайыз|процент|per ?cent", re.IGNORECASE)


def table_passages(rows: Sequence[Row], places: Sequence[Place]) -> Iterator[Passage]:
    """One passage for each row that is not empty, its cells parted by a bar; None is a column into which a merged cell goes on.

    >>> rows = [["Answer", "n", "%"], ["yes", "54", "56.3"]]
    >>> [passage.text for passage in table_passages(rows, [Place(), Place()])]
    ['Answer | n | %', 'yes | 54 | 56.3%']
    """
    head = _head(rows)
    filled = [[cell or "" for cell in row] for row in rows]
    percents = [_is_percent(name) for name in _names(rows[:head])]
    wrong, bases = dict(_totals(filled, head, percents)), _bases(filled, head)
    for number, (row, place) in enumerate(zip(filled, places, strict=True)):
        signed = [at < len(percents) and percents[at] and _NUMBER.fullmatch(cell.strip()) for at, cell in enumerate(row)]
        cells = [f"{cell}%" if sign else cell for cell, sign in zip(row, signed, strict=True)]
        if any(cell.strip() for cell in cells):
            yield Passage(" | ".join(cells), ((0, place),), row=True, sums=wrong.get(number, ()), base=bases.get(number))


def _head(rows: Sequence[Row]) -> int:
    """How many rows the head has: those above the first row with a number in a column behind the first, or without a name."""
    unnamed = int(bool(rows) and not (rows[0] and rows[0][0]))
    data = (at for at, row in enumerate(rows) if at >= unnamed and any(_DATA.fullmatch(cell or "") for cell in row[1:]))
    return next(data, len(rows))


def _names(head: Sequence[Row]) -> list[str]:
    """What the head calls each column: the lowest of its cells with words, that of a merged cell for all its columns."""
    found = [""] * max(map(len, head), default=0)
    for row in head:
        name = ""
        for at, cell in enumerate(row):
            name = name if cell is None else cell
            found[at] = name.strip() or found[at]
    return found


def _is_percent(name: str) -> bool:
    return bool(_PERCENT.search(name)) and not _SHARE.search(name)


def _bases(rows: Sequence[Sequence[str]], head: int) -> dict[int, int]:
    """How many answers the rows above a row of totals are of: the count that stands there with 100%."""
    found: dict[int, int] = {}
    start = head
    for at, row in enumerate(rows):
        if not row or not _TOTAL.fullmatch(row[0]):
            continue
        counts = [cell.strip() for cell in row[1:] if cell.strip().isdigit()]
        if len(counts) == 1 and _HUNDRED.search(" | ".join(row[1:])):
            found |= dict.fromkeys(range(start, at + 1), int(counts[0]))
        start = at + 1
    return found


def _totals(
    rows: Sequence[Sequence[str]], head: int, percents: Sequence[bool]
) -> Iterator[tuple[int, tuple[tuple[str, str], ...]]]:
    """The rows of totals that their columns do not add up to."""
    start = head
    for at, row in enumerate(rows):
        if not row or not _TOTAL.fullmatch(row[0]):
            continue
        found = []
        for column, printed in enumerate(row[1:], start=1):
            above = [each[column].strip() for each in rows[start:at] if column < len(each)]
            if len(above) < 2 or not all(map(_ALONE.fullmatch, (*above, printed.strip()))):
                continue
            signed = (column < len(percents) and percents[column]) or any("%" in cell for cell in (*above, printed))
            true = _true_sum([Decimal(_bare(value)) for value in above], Decimal(_bare(printed)), percents=signed)
            if true is not None:
                found.append((printed.strip(), str(true)))
        start = at + 1
        yield at, tuple(found)


def _true_sum(parts: Sequence[Decimal], total: Decimal, *, percents: bool) -> Decimal | None:
    """What a column adds up to, where that is not its total; None too where the total is none of sums, but a mean or a share.

    Whole numbers are counts where their total is at least as large as each of them; all else adds up only to 100, each number
    off by its rounding. Whole numbers that add up to 100 may be percents.
    """
    whole = not percents and all(_exponent(value) == 0 for value in (*parts, total))
    if total < max(parts) or not (whole or (total == 100 and max(parts) < 100)):
        return None
    unit = Decimal(1).scaleb(min(_exponent(value) for value in parts))
    slack = Decimal("0.5") * len(parts) * unit if total == 100 else 0
    return sum(parts, Decimal(0)) if abs(sum(parts) - total) > slack else None


def _bare(value: str) -> str:
    return re.sub(r"[%\s]", "", value).replace(",", ".")


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)
