"""Tables of no platform: names or wordings as headers, kinds of missing answers in columns of their own."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from survey.instrument.model import Instrument
from survey.intake.decisions import decided
from survey.intake.options import IntakeOptions
from survey.intake.plain import tidied
from survey.intake.read import Prepared, understand
from survey.intake.registry import PLATFORMS, choose
from survey.wave.tablefile import read_table

FIXTURES = Path(__file__).parent / "fixtures"


def understood(path: Path, instrument: Instrument, **options) -> Prepared:
    told = {"platform": "plain", **options}
    return understand(tidied(read_table(path), instrument), instrument, IntakeOptions(**told))


def as_workbook(path: Path, folder: Path) -> Path:
    table = read_table(path)
    book = Workbook()
    for row in (table.header, *table.rows()):
        book.active.append([cell or None for cell in row])
    book.save(folder / "x.xlsx")
    return folder / "x.xlsx"


def as_parquet(path: Path, folder: Path) -> Path:
    table = read_table(path)
    pq.write_table(pa.table({one.header: one.texts.tolist() for one in table.columns}), folder / "x.parquet")
    return folder / "x.parquet"


@pytest.mark.parametrize("form", [lambda path, _: path, as_workbook, as_parquet])
@pytest.mark.parametrize("name", ["plain_ids.csv", "plain_wordings.csv"])
def test_every_form_says_the_same(teahouse, say_the_same, tmp_path, name, form):
    read = understood(form(FIXTURES / name, tmp_path), teahouse).responses()
    say_the_same(read)
    assert read.missing["service.speed"].tolist()[2] == ("refused" if "ids" in name else "skipped")
    assert read.text["service.speed"].isna().tolist() == [False, False, True]
    if "ids" in name:
        assert read.text["drinks.other"].tolist()[1] == 'Қымыз; "шұбат"'
        assert read.received["respondent_id"].tolist() == ["1", "2", "3"]


def test_decimal_sign_and_order_of_dates_are_decided_by_content(teahouse):
    prepared = understood(FIXTURES / "plain_wordings.csv", teahouse)
    assert (decided(prepared).decimal, decided(prepared).dates) == (",", "day-first")


def test_it_takes_what_nobody_knows():
    assert list(PLATFORMS)[-1] == "plain"
    assert choose(read_table(FIXTURES / "plain_ids.csv"), None) == "plain"


def test_tidying_twice_changes_nothing(teahouse):
    once = tidied(read_table(FIXTURES / "plain_ids.csv"), teahouse)
    twice = tidied(once, teahouse)
    first, second = ([(one.texts.tolist(), dict(one.missing)) for one in table.columns] for table in (once, twice))
    assert first == second
