"""A document as passages of plain text, each sign of which knows where it stands: page, paragraph or line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from survey.audit.marks import unmarked, without_comments
from survey.errors import DOCUMENT_EMPTY, DOCUMENT_FOLDER, DOCUMENT_KIND, FILE_NOT_FOUND, Place, Problem, error
from survey.wave.encoding import to_utf8

KINDS = (".docx", ".pdf", ".txt", ".md")

_HYPHENATED = re.compile(r"[^\W\d_]-$")
_SMALL = re.compile(r"[^\W\d_]", re.UNICODE)
_WRAPPED = 160
_NUMBER_OPEN = re.compile(r"\d[.,]$")
_RULE = re.compile(r"[\s|:-]+")
_MARKUP = re.compile(r"(?<=\])\([^)\n]*\)|\*\*|__|`|^#+ +|^> ?", re.MULTILINE)


@dataclass(frozen=True)
class Passage:
    """A paragraph, a heading or the row of a table.

    starts: (offset in the text, place) of each line or piece, in order. heading: whether what follows may speak of what it names.
    """

    text: str
    starts: tuple[tuple[int, Place], ...]
    heading: bool = False
    row: bool = False
    sums: tuple[tuple[str, str], ...] = ()  # a total that the column above does not add up to, and what it adds up to
    base: int | None = None  # how many answers the table of this row says it counts
    guessed: bool = False  # whether the columns of its row are guessed from the white space of a page

    def place(self, offset: int) -> Place:
        """Where a sign of the text stands in the file."""
        at = bisect_right([start for start, _ in self.starts], offset) - 1
        return self.starts[max(at, 0)][1]


@dataclass(frozen=True)
class Document:
    """passages: all text in reading order. warnings: what had to be guessed about the file."""

    path: Path
    passages: tuple[Passage, ...]
    warnings: tuple[Problem, ...] = field(default=())


def joined(pieces: Iterable[tuple[str, Place]], *, heading: bool = False) -> Passage | None:
    """Lines as one running text: a word or a number that was broken at the end of a line is whole again.

    >>> joined([("79,", Place(line=1)), ("2% of the respon-", Place(line=2)), ("dents", Place(line=3))]).text
    '79,2% of the respondents'
    """
    text, starts, broken = "", [], False
    for piece, place in pieces:
        line = piece.replace("\N{SOFT HYPHEN}", "").strip()
        if not line:
            continue
        goes_on, broken = broken, piece.rstrip().endswith("\N{SOFT HYPHEN}")
        if goes_on:
            pass
        elif _HYPHENATED.search(text) and _SMALL.match(line) and line[0].islower():
            text = text[:-1]
        elif text and not (_NUMBER_OPEN.search(text) and re.match(r"\d+\s?%|\d:", line)) and not re.search(r"[\d%][–-]$", text):
            text += " "
        starts.append((len(text), place))
        text += line
    return Passage(text, tuple(starts), heading) if text else None


def read_document(path: Path) -> Document:
    """The text of a .docx, .pdf, .txt or .md file.

    Raises ReportError for another kind of file, for one that cannot be opened and for one without text (a scan); DataError where
    there is no file or its encoding is unknown.
    """
    if path.is_dir():
        raise error(DOCUMENT_FOLDER, path=path)
    if not path.is_file():
        raise error(FILE_NOT_FOUND, path=path)
    kind = path.suffix.lower()
    warnings: tuple[Problem, ...] = ()
    if kind == ".docx":
        from survey.audit.document_docx import docx_passages

        passages = tuple(docx_passages(path))
    elif kind == ".pdf":
        from survey.audit.document_pdf import pdf_passages

        passages = tuple(pdf_passages(path))
    elif kind in KINDS:
        decoded = to_utf8(path, path.read_bytes())
        warnings = decoded.warnings
        passages = tuple(text_passages(decoded.content.decode("utf-8"), path, markdown=kind == ".md"))
    else:
        raise error(DOCUMENT_KIND, Place(path), kind=kind or path.name, known=KINDS)
    if not any(any(sign.isalnum() for sign in passage.text) for passage in passages):
        raise error(DOCUMENT_EMPTY, Place(path))
    return Document(path, passages, warnings)


def text_passages(text: str, path: Path | None = None, *, markdown: bool = False) -> Iterator[Passage]:
    """The paragraphs of a plain text: what stands between empty lines, or each line where lines are too long to have been
    wrapped;
    of Markdown also headings and rows of tables."""
    if markdown:
        text = _MARKUP.sub(lambda match: "" if match[0][0] != "#" else "\N{NUMBER SIGN} ", unmarked(without_comments(text)))
    from survey.audit.document_table import table_passages

    held: list[tuple[str, Place]] = []
    rows: list[list[str]] = []
    places: list[Place] = []
    unwrapped = max((len(line) for line in text.splitlines()), default=0) > _WRAPPED
    for number, line in enumerate(text.splitlines(), start=1):
        row = markdown and line.lstrip().startswith("|")
        if rows and not row:
            yield from table_passages(rows, places)
            rows, places = [], []
        heading = markdown and line.startswith("# ")
        alone = heading or row or (markdown and bool(re.match(r"\s*(?:[-*+]|\d+\.)\s", line)))
        alone = alone or unwrapped
        if (not line.strip() or alone) and (passage := joined(held)):
            yield passage
        if not line.strip() or alone:
            held = []
        if heading:
            if passage := joined([(line[2:], Place(path, number))], heading=True):
                yield passage
        elif row:
            if not _RULE.fullmatch(line):
                rows.append([cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")])
                places.append(Place(path, number))
        elif line.strip():
            held.append((re.sub(r"^\s*[-*+]\s", "", line) if alone else line, Place(path, number)))
    if passage := joined(held):
        yield passage
    yield from table_passages(rows, places)
