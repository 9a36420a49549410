"""margins.csv: everything that can be wrong, in one pass, by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.errors import DataError
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option, Row, Section
from survey.wave.margins import COLUMNS, read_margins

T = Text(en="x")
HEADER = ",".join(COLUMNS)


def options(*codes: str) -> tuple[Option, ...]:
    return tuple(Option(code, value, T) for value, code in enumerate(codes, start=1))


def item(name: str, kind: ItemKind, *codes: str, rows: tuple[Row, ...] = ()) -> Item:
    return Item(name, "1", "s", kind, Level.NOMINAL, T, T, options(*codes), rows=rows)


def instrument(*items: Item) -> Instrument:
    return Instrument("tea", "1", ("en",), T, (Section("s", "1", T),), items)


TEA = instrument(item("tea", ItemKind.SINGLE, "yes", "no", "unsure"))
GOOD = "tea,yes,5,5,10,published,\ntea,no,2,4,10,interval,\ntea,unsure,1,3,10,interval,\n"


def write(folder: Path, rows: str, header: str = HEADER) -> Path:
    path = folder / "margins.csv"
    path.write_text(header + "\n" + rows, encoding="utf-8")
    return path


def refused(path: Path, questionnaire: Instrument = TEA, n: int = 10) -> list[tuple[str, int | None]]:
    with pytest.raises(DataError) as found:
        read_margins(path, questionnaire, n)
    return [(problem.code, problem.place.row) for problem in found.value.problems]


def test_rows_come_in_the_order_of_the_questionnaire(tmp_path: Path) -> None:
    lines = GOOD.splitlines()
    table = read_margins(write(tmp_path, "\n".join(reversed(lines))), TEA, 10).table
    assert list(table["code"]) == ["yes", "no", "unsure"]
    assert list(table["low"]) == [5, 2, 1]
    assert table[["low", "high", "base"]].dtypes.astype(str).tolist() == ["int64"] * 3


@pytest.mark.parametrize(
    "change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n"), lambda text: text.replace(",", ";")]
)
def test_what_excel_makes_of_it_is_read(tmp_path: Path, change) -> None:
    path = write(tmp_path, GOOD)
    before = read_margins(path, TEA, 10).table
    path.write_bytes(change(path.read_text("utf-8")).encode())
    assert read_margins(path, TEA, 10).table.equals(before)


def test_the_note_may_be_left_out_and_columns_may_stand_anywhere(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "published,10,5,5,yes,tea\npublished,10,5,5,no,tea\nnot_given,10,0,0,unsure,tea\n",
        "Basis,base,high,low,code,item",
    )
    assert list(read_margins(path, TEA, 10).table["note"]) == ["", "", ""]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (GOOD.replace("tea,no", "tee,no"), [("SQ-D20", 4), ("SQ-D18", 3)]),
        (GOOD.replace("tea,no", "tea,noo"), [("SQ-D19", 3)]),
        (GOOD.replace("tea,no,2,4,10,interval,\n", ""), [("SQ-D20", 3)]),
        (GOOD + "tea,no,2,4,10,interval,\n", [("SQ-D21", 5)]),
        (GOOD.replace("5,5", "5.0,five"), [("SQ-D22", 2), ("SQ-D22", 2)]),
        (GOOD.replace("5,5", "-5,5"), [("SQ-D22", 2)]),
        (GOOD.replace("5,5", "٥,5"), [("SQ-D22", 2)]),
        (GOOD.replace("5,5", "5," + "9" * 5000), [("SQ-D22", 2)]),
        (GOOD.replace("2,4", "4,2"), [("SQ-D23", 3)]),
        (GOOD.replace("2,4", "2,11"), [("SQ-D24", 3)]),
        (GOOD.replace("2,4,10", "2,4,9"), [("SQ-D25", 3)]),
        (GOOD.replace("5,5", "8,8"), [("SQ-D26", 2)]),  # 8 + 2 + 1 is more than 10
        (GOOD.replace("5,5", "2,2"), [("SQ-D26", 2)]),  # 2 + 4 + 3 is less than 10
        (GOOD.replace("published", "publisched"), [("SQ-D27", 2)]),
        (GOOD.replace(",10,", ",11,").replace("1,3", "1,4"), [("SQ-D28", 2)]),
        ("", [("SQ-D15", None)]),
    ],
)
def test_each_problem_names_its_row(tmp_path: Path, rows: str, expected: list[tuple[str, int | None]]) -> None:
    assert sorted(refused(write(tmp_path, rows)), key=str) == sorted(expected, key=str)


def test_all_problems_in_one_pass(tmp_path: Path) -> None:
    rows = "tea,yes,5,4,10,published,\ntea,nope,2,4,10,interval,\ncoffee,yes,1,3,10,interval,\ntea,no,x,3,10,guess,\n"
    assert [code for code, _ in refused(write(tmp_path, rows))] == ["SQ-D23", "SQ-D19", "SQ-D18", "SQ-D22", "SQ-D27"]


def test_nearest_names_are_offered(tmp_path: Path) -> None:
    with pytest.raises(DataError) as found:
        read_margins(write(tmp_path, GOOD.replace("unsure", "unsur").replace("published", "publishd")), TEA, 10)
    assert [problem.params["nearest"] for problem in found.value.problems] == ["published", "unsure"]


def test_header_that_matches_nothing(tmp_path: Path) -> None:
    with pytest.raises(DataError) as found:
        read_margins(write(tmp_path, "1,2\n", "a,b"), TEA, 10)
    assert found.value.code == "SQ-D17"
    assert found.value.problems[0].params["missing"] == list(COLUMNS[:-1])


def test_question_that_is_not_in_the_file(tmp_path: Path) -> None:
    two = instrument(*TEA.items, item("milk", ItemKind.SINGLE, "yes", "no"))
    assert refused(write(tmp_path, GOOD), two) == [("SQ-D20", None)]


def test_a_multiple_choice_need_not_add_up(tmp_path: Path) -> None:
    many = instrument(item("drinks", ItemKind.MULTIPLE, "tea", "milk"))
    rows = "drinks,tea,9,9,10,published,\ndrinks,milk,8,8,10,published,\n"
    assert list(read_margins(write(tmp_path, rows), many, 10).table["low"]) == [9, 8]


def test_a_matrix_has_a_block_for_each_row(tmp_path: Path) -> None:
    grid = instrument(item("trust", ItemKind.MATRIX, "yes", "no", rows=(Row("court", T), Row("police", T))))
    rows = "".join(f"trust.{row},{code},5,5,10,published,\n" for row in ("court", "police") for code in ("yes", "no"))
    assert list(read_margins(write(tmp_path, rows), grid, 10).table["item"]) == ["trust.court"] * 2 + ["trust.police"] * 2
    assert refused(write(tmp_path, rows.replace("trust.police", "trust")), grid)[-1][0] == "SQ-D18"


def test_questions_without_options_have_no_margins(tmp_path: Path) -> None:
    open_question = Item("why", "2", "s", ItemKind.TEXT, Level.NOMINAL, T, T)
    assert len(read_margins(write(tmp_path, GOOD), instrument(*TEA.items, open_question), 10).table) == 3
