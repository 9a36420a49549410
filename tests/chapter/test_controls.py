"""The living numbers of a file: which of them count, and the words by which they are found in Word."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from lxml import etree
from tests.chapter.word_files import SPACE, address, control, paragraph, word_file

from survey.chapter.controls import addresses_within, find_controls
from survey.chapter.word_file import read_word_file


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl {SPACE}>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def around(path: Path, *blocks: str) -> list[str]:
    return [one.around for one in find_controls(read_word_file(word_file(path / "a.docx", *blocks)))]


def test_the_words_around_a_number_in_a_cell_are_those_of_its_row(tmp_path: Path) -> None:
    one, two = control(address(), "54"), control(address(), "56,3%")
    block = table(("Yes, of course", one, two), ("No", control(address(), "42"), control(address(), "43,7%")))
    assert around(tmp_path, block) == [
        "Yes, of course 54 56,3%", "Yes, of course 54 56,3%", "No 42 43,7%", "No 42 43,7%",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "behind", "told"),
    [
        ("Of them ", " drink two cups.", "Of them 54 drink two cups."),
        ("", "", "Of all others."),  # a number alone: what follows it
        ("w " * 100, " and so on", f"…{' w' * 19} 54 and so on"),
    ],
)
def test_the_words_around_a_number_in_a_paragraph(tmp_path: Path, before: str, behind: str, told: str) -> None:
    blocks = paragraph(before, control(address(), "54"), behind), paragraph("Of all others.")
    assert around(tmp_path, *blocks)[0].replace("… ", "…") == told.replace("… ", "…")


def test_thousands_of_cells_are_looked_through_once(tmp_path: Path) -> None:
    """Of cells that hold nothing but numbers, each in a row of its own."""
    file = read_word_file(word_file(tmp_path / "a.docx", table(*((control(address(), "54"),) for _ in range(3000)))))
    start = time.perf_counter()
    assert len([one.around for one in find_controls(file)]) == 3000
    assert time.perf_counter() - start < 4  # seconds; ten before


def test_the_numbers_within_a_table(tmp_path: Path) -> None:
    inner = control(address(code="one", statistic="n"), "54")
    outer = etree.fromstring(control(address(statistic="table"), "", table(("Yes", inner))))
    assert [(one.code, one.statistic) for one in addresses_within(outer)] == [("one", "n")]
