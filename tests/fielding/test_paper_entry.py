"""Papers are numbered, typed into the workbook by the codes printed on them, and read by `survey import` like any table."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from tests.fielding.conftest import WITHOUT_VALUES

from survey.errors import PAPER_CONSENT, PAPER_LANGUAGE, DataError
from survey.fielding.paper_entry import ANSWERS, CODES, entry_columns, entry_workbook
from survey.instrument.find import load_instrument
from survey.instrument.model import Instrument
from survey.intake.options import IntakeOptions
from survey.intake.read import prepare
from survey.planning.paper_layout import write
from survey.planning.simulate import simulate
from survey.wave.responses import Responses
from survey.wave.tablefile import read_table

WRITTEN = {
    "media_sources": ["Telegram; «Ұлт» порталы", "=1+1"],
    "office": ["Далада, малда", 'кооператив "Шұғыла"'],
    "why": ["Ұзақ күттім;\nешкім шықпады", "42"],
}


def typed(content: bytes, rows: Sequence[Sequence[str]], path: Path) -> Path:
    """The workbook after somebody typed rows under its header, numbers as numbers."""
    book = load_workbook(io.BytesIO(content))
    for row in rows:
        book[ANSWERS].append([int(cell) if cell.isdecimal() else cell or None for cell in row])
        for cell in book[ANSWERS][book[ANSWERS].max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    book.save(path)
    return path


def plain(frame: pd.DataFrame) -> dict[str, list[object]]:
    return frame.astype(object).where(frame.notna(), None).to_dict("list")


def same(made: Responses, path: Path) -> Responses:
    """The answers read back, which are those that were made."""
    prepared = prepare(path, made.instrument, IntakeOptions())
    read = prepared.responses()
    assert plain(read.answers) == plain(made.answers)
    assert plain(read.missing) == plain(made.missing)
    return read


@pytest.mark.parametrize("name", ["every_kind", "shipped"])
def test_what_is_typed_from_paper_comes_back(name: str, with_numbers: Instrument, tmp_path: Path) -> None:
    instrument = with_numbers if name == "every_kind" else load_instrument("sovereignty-2022")
    written = WRITTEN if name == "every_kind" else {}
    made = simulate(instrument, 40, seed=3, missing={"default": 0.1}, write_ins=written)
    table = tmp_path / "қағаздан.csv"
    table.write_bytes(write(made, ("kk",)))
    same(made, table)
    rows = read_table(table)
    cells = list(zip(*(column.texts for column in rows.columns), strict=True))
    assert tuple(rows.header) == entry_columns(instrument), "the simulated table has the columns of the workbook"
    book = typed(entry_workbook(instrument, "kk"), [[str(cell) for cell in row] for row in cells], tmp_path / "енгізу.xlsx")
    read = same(made, book)
    assert read.received["respondent_id"].tolist() == [str(n + 1) for n in range(40)]
    assert set(read.received["language"]) == {"kk"}
    if name == "every_kind":
        assert set(read.received["consent"]) == {"1"}
        other = ["media_sources.elsewhere", "office"]
        kept = made.text[other]
        assert plain(read.text[other].where(kept.notna())) == plain(kept)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_second_sheet_explains_every_column(every_kind: Instrument, language: str) -> None:
    book = load_workbook(io.BytesIO(entry_workbook(every_kind, language)))  # type: ignore[arg-type]
    explained = {str(row[0]): row[1:] for row in book[CODES].iter_rows(min_row=2, values_only=True)}
    assert tuple(explained) == entry_columns(every_kind)
    assert all(row[-1] for row in explained.values()), "each column says what to type"
    assert explained["agree.law"][0] == "2.1"
    yes, no = (one.text[language] for one in every_kind.item("trust").options)  # type: ignore[index]
    assert explained["trust"][2] == f"1 = {yes}; 2 = {no}"
    assert "office.market" not in explained, "what somebody coded afterwards is not on paper"


def test_a_value_stands_for_its_answer_though_another_reads_like_it(
    questionnaire: Callable[[str], Instrument], tmp_path: Path
) -> None:
    """“0” has the value 1 here, and the paper says to type 1; such papers are printed no more, but may have been filled in."""
    made = simulate(questionnaire(WITHOUT_VALUES), 60, seed=3)
    table = tmp_path / "papers.csv"
    table.write_bytes(write(made, ("kk",)))
    same(made, table)


@pytest.mark.parametrize(
    ("old", "new", "code", "cell"),
    [("kk,1", "қазақша,1", PAPER_LANGUAGE, "B"), ("kk,1", "kk,да", PAPER_CONSENT, "C")],
)
def test_what_nobody_can_have_typed_stops_with_its_row(
    every_kind: Instrument, tmp_path: Path, old: str, new: str, code: str, cell: str
) -> None:
    content = write(simulate(every_kind, 3, seed=3), ("kk",)).decode("utf-8-sig")
    table = tmp_path / "papers.csv"
    table.write_text(content.replace(old, new, 1), "utf-8")
    with pytest.raises(DataError) as caught:
        prepare(table, every_kind, IntakeOptions())
    (found,) = caught.value.problems
    assert (found.code, found.place.row, found.place.column) == (code, 2, cell)
