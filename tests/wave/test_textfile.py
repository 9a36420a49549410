"""Text with separators: what was written is read, by whichever of the two parsers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.errors import DataError
from survey.wave import textfile
from survey.wave.grid import Grid
from survey.wave.tablefile import read_table
from survey.wave.textfile import SEPARATORS, read_text

PATH = Path("table.csv")
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8) | st.sampled_from(
    ["", " ", "NA", "null", "007", " иә ", '"', '""', "бір\nекі", "бір\r\nекі", "\r", ",", ";", "\t", "\ufeff", "1,5", "a" * 300]
)
STYLES = [(csv.QUOTE_MINIMAL, "\r\n"), (csv.QUOTE_ALL, "\r\n"), (csv.QUOTE_ALL, "\n"), (csv.QUOTE_ALL, "\r")]


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    width = draw(st.integers(1, 5))
    header = [*draw(st.lists(CELLS, min_size=width - 1, max_size=width - 1)), "соңғы"]
    return header, draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8))


def content(grid: Grid) -> tuple[list[str], list[list[str]], list[int], int]:
    rows = [list(row) for row in zip(*(column.texts for column in grid.columns), strict=True)]
    return [column.header for column in grid.columns], rows, grid.numbers.tolist(), grid.header_number


def outcome(read: object) -> object:
    """What a reader gives or refuses."""
    try:
        return content(read())  # type: ignore[operator]
    except DataError as found:
        return [(problem.code, problem.place, problem.params) for problem in found.problems]


@settings(max_examples=300)
@given(tables(), st.sampled_from(SEPARATORS), st.sampled_from(STYLES), st.integers(0, 2))
def test_what_csv_writes_is_read_cell_for_cell(
    table: tuple[list[str], list[list[str]]], separator: str, style: tuple[int, str], above: int
) -> None:
    header, rows = table
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=style[0], lineterminator=style[1])  # type: ignore[arg-type]
    writer.writerows([[""] * len(header)] * above + [header, *rows])
    expected = [(number, row) for number, row in enumerate(rows, start=above + 2) if any(cell.strip() for cell in row)]
    if not expected:
        return
    grid, used = read_text(PATH, text.getvalue().encode(), separator)
    assert used == separator
    assert content(grid) == (header, [row for _, row in expected], [number for number, _ in expected], above + 1)
    for column in grid.columns:
        assert list(column.values) == list(dict.fromkeys(column.texts)), "different texts in order of first occurrence"


@settings(max_examples=1000)
@given(st.text(alphabet='ab,"\n\r ;ә', max_size=40).map(str.encode) | st.text(alphabet='a,\n"', max_size=14).map(str.encode))
def test_both_parsers_agree_on_any_text(text: bytes) -> None:
    quick = outcome(lambda: textfile._quick(PATH, text, ",") or textfile._by_csv(PATH, text, ","))
    assert quick == outcome(lambda: textfile._by_csv(PATH, text, ","))


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n",
        "a,b\r\n\r\n1,2\r\n",
        "a,b\r1,2\r\r3,4",
        '"a","b"\n"1 ""x""","2\n3"\n',
        "\n\na,b\n1,2\n",
        "a,b,\n1,2,\n",
        "a\n\n1\n",
        'a,b\n"",\n1,2\n',
    ],
)
def test_the_quick_parser_does_ordinary_files(text: str) -> None:
    quick = textfile._quick(PATH, text.encode(), ",")
    assert quick is not None
    assert content(quick) == content(textfile._by_csv(PATH, text.encode(), ","))


@pytest.mark.parametrize("block", [64, 100, 1000])
def test_blocks_of_the_quick_parser_do_not_show(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Marks that open in one block and close in the next; a text that first occurs in a late block; a row larger than a block."""
    monkeypatch.setattr(textfile, "_BLOCK", block)
    rows = "".join(f'"{n}","бір, ""екі""\n{"x" * (n % 70)}",{n % 7}\n' for n in range(200))
    text = f"a,b,c\n{rows}".encode()
    assert textfile.marks_are_sound(text, ",")
    assert not textfile.marks_are_sound(text + b'"', ",")
    grid = read_text(PATH, text, ",")[0]
    assert content(grid) == content(textfile._by_csv(PATH, text, ","))


def test_a_very_long_cell(tmp_path: Path) -> None:
    """Longer than the csv module allows by itself, and than a block of the quick parser."""
    path = tmp_path / "table.csv"
    for length in (200_000, 5_000_000):
        path.write_text(f'a,b\n1,"{"ә" * length}"\n', "utf-8")
        assert len(read_table(path).columns[1].values[0]) == length
    limit = csv.field_size_limit()
    assert limit == 131_072, "the limit of others is left alone"


@pytest.mark.parametrize("separator", SEPARATORS)
def test_separator_is_found(separator: str) -> None:
    rows = [["сұрақ", "жауап", "себебі"], ["1,5", "иә; солай", "жоқ\tбар"], ["2,5", "жоқ", "a, b, c"]]
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    assert read_text(PATH, text.getvalue().encode(), None)[1] == separator


def test_a_table_wider_than_spreadsheets() -> None:
    text = ("a," * 2500 + "b\n" + "1," * 2500 + "2\n").encode()
    assert len(read_text(PATH, text, ",")[0].columns) == 2501
