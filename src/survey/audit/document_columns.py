"""Lines of a page as they are laid out, told apart: running text, and the cells of a table by the white space between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Row = tuple[list[str], int]
"""The cells of a row, and the line on which it begins."""

_CELL = re.compile(r"[^ ]+(?: {1,2}[^ ]+)*")  # a no-break space parts no cells
_NUMERIC = re.compile(r"[<>≈~]?\s?[\d.,–—…\u2212\s<>=:;*]*\d[\d.,–—…\u2212\s]*%?|[–—-]|<\s?\d.*|\d+\s?\(\d+(?:[.,]\d+)?\s?%\)")
_STRETCHED = re.compile(r"(?<! )  (?! )")
_PROSE = 25
_INDENT = 3
_SLACK = 5


def _cells(line: str) -> list[re.Match[str]]:
    """The pieces of a line between wide gaps; a line that was stretched to full width is one piece."""
    if len(_STRETCHED.findall(line.strip())) > 2:
        return list(re.finditer(r"[^ ].*[^ ]", line))
    return list(_CELL.finditer(line))


def in_columns(lines: Sequence[str]) -> bool:
    """Whether the text of a page is set in two columns or more, as in a journal, so that a line holds pieces of both."""
    split = [cells for line in lines if len(cells := _cells(line)) > 1]
    prose = sum(len(cells) == 2 and min(len(cell[0]) for cell in cells) >= _PROSE for cells in split)
    filled = sum(bool(line.strip()) for line in lines)
    return 2 * prose > filled


def tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last line (exclusive) of each table: lines with wide gaps, and what stands under a cell of them."""
    at = 0
    while at < len(lines):
        if len(_cells(lines[at])) < 2:
            at += 1
            continue
        end = at + 1
        while end < len(lines) and lines[end].strip() and _goes_on(lines[at:end], lines[end]):
            end += 1
        yield at, end
        at = end


def _goes_on(table: Sequence[str], line: str) -> bool:
    """Whether a line belongs to the table above it: it has gaps itself, is indented, or stands under the first column."""
    cells = _cells(line)
    if len(cells) > 1 or cells[0].start() >= _INDENT:
        return True
    heads = [found for row in table if len(found := _cells(row)) > 1]
    left, right = min(found[0].start() for found in heads), max(found[0].end() for found in heads)
    return left <= cells[0].start() and cells[0].end() <= min((right + _SLACK, *(found[1].start() - 2 for found in heads)))


def rows(lines: Sequence[str]) -> list[Row]:
    """The rows of a table whose cells may be wrapped; cells stand at the top of their row.

    A row begins where a cell has nothing but a number, or where the first column goes on after a gap.

    >>> [cells for cells, _ in rows(["Not at     3     3.1%", "all", "Rather     9     9.4%"])]
    [['Not at all', '3', '3.1%'], ['Rather', '9', '9.4%']]
    """
    columns = _columns(lines)
    found: list[tuple[list[list[str]], int]] = []
    first_before = False
    for at, line in enumerate(lines):
        cells = [(match[0], _column(match.start(), columns)) for match in _cells(line)]
        first = any(column == 0 for _, column in cells)
        numeric = any(_NUMERIC.fullmatch(text.strip()) for text, column in cells if column > 0)
        if not found or (numeric and len(cells) > 1) or (first and not first_before):
            found.append(([[] for _ in columns], at))
        for text, column in cells:
            found[-1][0][column].append(text)
        first_before = first
    return [([_joined(pieces) for pieces in cells], at) for cells, at in found]


def _columns(lines: Sequence[str]) -> list[tuple[int, int]]:
    """From where to where each column goes: cells that stand above each other are of one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(match.span() for line in lines if len(_cells(line)) > 1 for match in _cells(line)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _column(start: int, columns: Sequence[tuple[int, int]]) -> int:
    return max((at for at, (first, _) in enumerate(columns) if first <= start), default=0)


def _joined(pieces: Sequence[str]) -> str:
    text = ""
    for piece in pieces:
        line = re.sub(r" +", " ", piece)
        text += line if re.search(r"\N{SOFT HYPHEN}$|\d[–-]$", text) else f" {line}"
    return text.replace("\N{SOFT HYPHEN}", "").strip()
