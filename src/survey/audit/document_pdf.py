"""The text of a PDF file, its lines put together to paragraphs again."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from survey.audit.document_columns import in_columns, rows, tables
from survey.audit.document_table import table_passages
from survey.audit.document_text import Passage, joined
from survey.errors import DOCUMENT_UNREADABLE, NOT_A_PDF, Place, error

if TYPE_CHECKING:
    import pypdf

_PAGE_NUMBER = re.compile(r"\s*[–—-]?\s*\d{1,4}\s*[–—-]?\s*")
_TICKS = re.compile(r"\s*(?:\d{1,3}(?:[.,]\d+)?\s?%?\s+){3,}\d{1,3}(?:[.,]\d+)?\s?%?\s*")
_MANY = re.compile(r"(?:(?<![\w.,])\d+(?![\w.,%])(?!\s?%)[^%]*?){5}")  # the numbers of a picture, or of a table of many columns
_BEGINS = re.compile(r"\s*(?:[«“\"]|[^\W\d_a-zа-яәғқңөұүһі]|\d)")
_NUMBERED = re.compile(r"\s*\d+(?:\.\d+)+\.?\s+[^\W\d_]")
_CAPTION = re.compile(
    r"\s*(?:(?:figure|fig\.|table|chart|рисунок|рис\.|таблица|диаграмма|сурет|кесте)\s*№?\s*\d+|\d+[- ]?(?:сурет|кесте))",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:[-\N{SOFT HYPHEN},(–—]|\d[.,])\s*$")
_ENDS = re.compile(r"[.!?:;»”\"]\s*$")
_SILENT = logging.NullHandler()  # what pypdf says of a file would stand on the screen beside our own sentence


def pdf_passages(path: Path) -> Iterator[Passage]:
    """The paragraphs, headings and rows of tables of a PDF; a paragraph goes on over the end of a page.

    Page numbers, running heads and the ticks of an axis are left out. Tables are found by the white space between their cells;
    a page set in several columns is read in the order in which the file holds it, and its tables are not found.

    A line that ends a sentence and is shorter than the lines about it ends a paragraph, as does an empty line, and a short line
    before one that begins with a capital or a number: a heading, or the row of a table.
    Raises ReportError where the file is no PDF or is locked.
    """
    lines = _lines(path)
    texts = [text for text, _ in lines]
    found = [*tables(texts), (len(lines), len(lines))]
    inside = {at for start, end in found for at in range(start, end)}
    full = sorted(len(re.sub(r" +", " ", text)) for at, text in enumerate(texts) if text.strip() and at not in inside)
    usual = full[int(len(full) * 0.8)] if full else 0
    at = 0
    for start, end in found:
        yield from _paragraphs(lines[at:start], usual)
        read = rows(texts[start:end]) if end > start else []
        table = table_passages([cells for cells, _ in read], [lines[start + line][1] for _, line in read])
        yield from (replace(passage, guessed=True) for passage in table)
        at = end


def _paragraphs(laid_out: Sequence[tuple[str, Place]], usual: int) -> Iterator[Passage]:
    lines = [(re.sub(r" +", " ", text).strip(" "), place) for text, place in laid_out]
    held: list[tuple[str, Place]] = []
    for at, (text, place) in enumerate(lines):
        if text.strip():
            held.append((text, place))
        following = lines[at + 1][0] if at + 1 < len(lines) else ""
        if (not text.strip() or _is_last(text, following, usual)) and held:
            if passage := joined(held):
                yield _told(passage, len(held), usual)
            held = []
    if passage := joined(held):
        yield _told(passage, len(held), usual)


def _told(passage: Passage, lines: int, usual: int) -> Passage:
    """The passage, marked as a heading or as a line of a table whose columns are lost."""
    alone = lines < 3 and not _ENDS.search(passage.text) and "%" not in passage.text
    if alone and (_CAPTION.match(passage.text) or _NUMBERED.match(passage.text)):
        return replace(passage, heading=True)
    row = _is_table(passage.text, usual)
    return replace(passage, row=row, guessed=row)


def _is_table(text: str, usual: int) -> bool:
    """Whether a paragraph that ends in no sentence is short or full of figures: the rows of a table, whose columns are lost."""
    if _ENDS.search(text):
        return False
    return len(text) < 0.7 * usual or 9 * sum(map(str.isdigit, text)) > sum(map(str.isalpha, text))


def _is_last(text: str, following: str, usual: int) -> bool:
    """Whether a line ends its paragraph."""
    if _ENDS.search(text) and (len(text) < 0.85 * usual or _NUMBERED.match(following)):
        return True
    return len(text) < 0.7 * usual and _BEGINS.match(following) is not None and not _OPEN.search(text)


def _lines(path: Path) -> list[tuple[str, Place]]:
    import pypdf

    with path.open("rb") as file:
        if b"%PDF-" not in file.read(1024):
            raise error(NOT_A_PDF, Place(path))
    logging.getLogger("pypdf").addHandler(_SILENT)
    try:
        texts = [_laid_out(page) for page in pypdf.PdfReader(path).pages]
    except Exception as why:  # a broken or locked file fails in many ways
        raise error(DOCUMENT_UNREADABLE, Place(path), reason=str(why) or type(why).__name__) from None
    pages = _spaced([text.splitlines() for text in texts])
    running = _running(pages)
    found = []
    for number, lines in enumerate(pages, start=1):
        for end in (0, -1, 0, -1):
            if lines and (_PAGE_NUMBER.fullmatch(lines[end]) or _shape(lines[end]) in running):
                lines.pop(end)
                _trim(lines)
        found += [(line, Place(path, page=number)) for line in lines if not _is_picture(line)]
    return found


def _is_picture(line: str) -> bool:
    """Whether a line has the ticks of an axis or the numbers in the cells of a picture, and hardly any words."""
    few = sum(map(str.isalpha, line)) < 2 * sum(map(str.isdigit, line))
    return _TICKS.fullmatch(line) is not None or (few and _MANY.search(line) is not None)


def _laid_out(page: pypdf.PageObject) -> str:
    """The text of a page with its white space, or in the order of the file where it is set in columns."""
    text = page.extract_text(extraction_mode="layout")
    return page.extract_text() if in_columns(text.splitlines()) else text


def _spaced(pages: list[list[str]]) -> list[list[str]]:
    """The pages without the empty lines about them, and without those between any two lines of a text with wide spacing."""
    for lines in pages:
        _trim(lines)
    filled = sum(bool(line.strip()) for lines in pages for line in lines)
    wide = [at for lines in pages for at, line in enumerate(lines) if not line.strip() and at and lines[at - 1].strip()]
    if 10 * len(wide) < 8 * filled:
        return pages
    return [[line for at, line in enumerate(lines) if line.strip() or (at and not lines[at - 1].strip())] for lines in pages]


def _trim(lines: list[str]) -> None:
    for end in (0, -1):
        while lines and not lines[end].strip():
            lines.pop(end)


def _running(pages: list[list[str]]) -> set[str]:
    """What stands at the top or bottom of at least three pages, whatever its numbers: running heads."""
    ends = Counter(shape for lines in pages if lines for shape in {_shape(lines[0]), _shape(lines[-1])})
    return {shape for shape, times in ends.items() if times > 2 and any(sign.isalpha() for sign in shape)}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line).strip()
