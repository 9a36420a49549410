"""A formatting profile: the rules of a university or journal as data, read from a file of the folder `profiles/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from survey.errors import Place
from survey.i18n.text import Language, Text

MM = 1440 / 25.4  # twentieths of a point in a millimetre
PAPERS: Mapping[str, tuple[float, float]] = {"a4": (210, 297), "letter": (215.9, 279.4)}
"""Width and height in mm."""


def twips(millimetres: float) -> int:
    """Millimetres as Word counts them.

    >>> twips(30), twips(12.5)
    (1701, 709)
    """
    return round(millimetres * MM)


@dataclass(frozen=True)
class Page:
    """A sheet of paper and what stays free of text, in mm; `header` and `footer` are their distances from the edge."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    header: float
    footer: float

    @property
    def measure(self) -> float:
        """The width of the text in mm."""
        return self.width - self.left - self.right


@dataclass(frozen=True)
class Look:
    """How paragraphs of one kind look.

    size, before, after: points; spacing: lines; indent: of the first line in mm; align: `left`, `center`, `right`, `justify`.
    """

    size: float
    spacing: float
    align: str
    indent: float = 0
    before: float = 0
    after: float = 0
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    new_page: bool = False


ABOVE_CAPTION, BELOW_CAPTION = NOTE_PLACES = ("above_caption", "below_caption")


@dataclass(frozen=True)
class Caption:
    """The captions of figures or of tables: `above` or `below`, the word that names the sequence, the form of {n} and {title}.

    note: of a figure, where its base and source stand: `above_caption`, between picture and caption, or `below_caption`.
    """

    place: str
    word: Text
    form: Text
    look: Look
    note: str = BELOW_CAPTION

    def around(self, language: Language) -> tuple[str, str]:
        """What stands before the number, and between it and the title; blanks beside the number do not break.

        >>> look = Look(14, 1, "left")
        >>> Caption("above", Text(kk="Кесте"), Text(kk="Кесте {n} – {title}"), look).around("kk")
        ('Кесте\\xa0', '\\xa0– ')
        """
        before, rest = self.form[language].split("{n}")
        between = rest.split("{title}")[0]
        if between.startswith(" "):
            between = "\u00a0" + between[1:]
        return before.replace(" ", "\u00a0"), between


@dataclass(frozen=True)
class Profile:
    """What a chapter must look like; see docs/profiles.md for each key of the file.

    headings: one look for each level; structural: those without a number, such as that of the references; table_lines: `grid`, or
    `rules` for lines above, under the head and below only; page_number: (`top` or `bottom`, alignment,
    whether the first page has it); style, transliterated: of citations, and whether a second list in Latin letters follows;
    style_place: where the file names the style, None where it is the usual one; tables: language -> table of transliteration;
    article: whether the front matter of an article stands at the head.
    """

    id: str
    title: Text
    page: Page
    font: str
    text: Look
    headings: tuple[Look, ...]
    structural: Look
    numbered: bool
    point: bool
    figure: Caption
    table: Caption
    cells: Look
    notes: Look
    table_lines: str
    references: Look
    page_number: tuple[str, str, bool]
    running_title: bool
    style: str
    style_place: Place | None
    transliterated: bool
    tables: Mapping[str, str]
    article: bool
    file: Path

    def caption(self, kind: str) -> Caption:
        """The captions of `fig` or `tbl`."""
        return self.figure if kind == "fig" else self.table
