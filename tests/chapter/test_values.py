"""What stands at an address is what the tables of the report print, and follows from the counts by hand."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from tests.report.test_protected import wave as small_town

from survey.analysis.cleaning_receipt import merges
from survey.chapter import tables
from survey.chapter.address import Address
from survey.chapter.chapter import Chapter
from survey.chapter.values import Values
from survey.errors import ChapterError
from survey.i18n.signs import HIDDEN
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.model import ItemKind
from survey.instrument.rows import unfolded
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.settings import Design
from survey.wave.wave import Wave


def at(wave: Wave, item: str, code: str = "-", statistic: str = "n", form: str = "0") -> Address:
    return Address(wave.id, item, code, statistic, form)


@pytest.fixture
def values(wave: Wave) -> Values:
    return Values(Report(wave, "kk", Path()))


def by_hand(n: int, base: int) -> str:
    """One decimal, half up, as on paper."""
    return str((Decimal(100 * n) / base).quantize(Decimal("0.1"), ROUND_HALF_UP)).replace(".", ",")


def test_every_printed_count_and_percent(wave: Wave, values: Values) -> None:
    """margins.csv is what was published; nothing of the package stands between it and the expected text."""
    with (root() / "data" / "sovereignty-2022" / "margins.csv").open(encoding="utf-8-sig", newline="") as file:
        merged = {merge.item for merge in merges(wave)}  # their counts were added up afterwards
        rows = [row for row in csv.DictReader(file) if row["item"] not in merged]
    assert len(rows) >= 80
    for row in rows:
        low, high, base = int(row["low"]), int(row["high"]), int(row["base"])
        ends = dict.fromkeys((by_hand(low, base), by_hand(high, base)))
        item, code = row["item"], row["code"]
        assert values.text(at(wave, item, code)) == (str(low) if low == high else f"{low}–{high}")
        assert values.text(at(wave, item, code, "percent", "1")) == "–".join(ends) + "%"
        assert values.text(at(wave, item, code, "percent", "1n")) == "–".join(ends)
        assert values.text(at(wave, item, code, "least")) == str(low)
        assert values.text(at(wave, item, code, "most_percent", "1")) == by_hand(high, base) + "%"
        assert values.text(at(wave, item, "-", "base")) == str(base)


@pytest.mark.parametrize(
    ("folder", "language"),
    [
        *(("sovereignty-2022", language) for language in LANGUAGES),
        pytest.param("sovereignty-2026-demo", "kk", marks=pytest.mark.slow),
    ],
)
def test_every_cell_of_every_table_has_the_address_of_its_text(folder: str, language: Language) -> None:
    known = load_wave(root() / "data" / folder)
    chapter = Chapter(Report(known, language, Path()))
    for item in known.instrument.items:
        for question in unfolded(item):
            if question.kind is ItemKind.TEXT:
                continue
            table, cells = tables.answers(chapter, question) if item.options else tables.numbers(chapter, question)
            written = [*table.rows, *([table.total] if table.total else [])]
            numbers = {(row, column) for row, line in enumerate(written) for column, cell in enumerate(line) if column and cell}
            assert numbers == set(cells)
            for (row, column), address in cells.items():
                assert chapter.values.text(address) == written[row][column]
            assert len(chapter.values.rows(cells[0, 1])) == len(table.rows)


def test_several_answers_together(wave: Wave, values: Values) -> None:
    """33 + 31 of 95; those left; by how many one is ahead; how often; and who must have given both of two answers."""
    assert values.text(at(wave, "profession", "education+researcher")) == "64"
    assert values.text(at(wave, "profession", "education+researcher", "percent", "1")) == "67,4%"
    assert values.text(at(wave, "profession", "not education+researcher+international_relations")) == "21"
    assert values.text(at(wave, "profession", "education - researcher")) == "2"
    assert values.text(at(wave, "power_sufficient_territory", "no:yes", "ratio", "1")) == "2,3"  # 67 to 29
    both = "diplomacy_can_secure_territory.yes&no"  # 70 and 61 of 96
    assert values.text(at(wave, "intl_law_reliable_guarantor", both, "least")) == "35"


def test_the_wave_and_its_indices(wave: Wave, values: Values) -> None:
    assert values.text(at(wave, "-", "-", "fieldwork", "long")).replace("\u00a0", " ") == "2022 ж. 1–15 қыркүйек"
    assert values.text(at(wave, "-", "-", "n")) == "96"
    assert values.text(at(wave, "-", "-", "questions")) == str(len(wave.instrument.items))
    indices = {code.partition("/")[0] for code in values.rows(at(wave, "indices", "-", "table", "-"))}
    assert indices == {index.id for index in wave.instrument.indices}
    assert values.text(at(wave, "index:TL", "-", "mean", "1")) == "94,3"
    assert values.text(at(wave, "index:TL", "-", "n")) == "96"


@pytest.mark.parametrize(
    ("item", "code", "statistic", "form", "expected"),
    [
        ("no_such", "yes", "n", "0", "SQ-W02"),
        ("profession", "no_such", "n", "0", "SQ-W02"),
        ("profession", "education+no_such", "n", "0", "SQ-W02"),
        ("profession", "education", "low", "1", "SQ-W11"),  # the design of this wave allows no intervals
        ("-", "-", "frame_size", "0", "SQ-W02"),
        ("index:NONE", "-", "mean", "1", "SQ-W02"),
        ("profession", "education", "mode", "0", "SQ-W04"),
        ("profession", "education", "n", "many", "SQ-W05"),
    ],
)
def test_what_is_not_there(wave: Wave, values: Values, item: str, code: str, statistic: str, form: str, expected: str) -> None:
    with pytest.raises(ChapterError) as raised:
        values.text(at(wave, item, code, statistic, form))
    assert raised.value.code == expected


def test_a_number_of_another_wave(values: Values) -> None:
    with pytest.raises(ChapterError) as raised:
        values.text(Address("tea-2026", "profession", "education", "n", "0"))
    assert raised.value.code == "SQ-W03"


def test_what_the_guard_hides_is_hidden_at_every_address(tmp_path: Path) -> None:
    """Three people call the main street good: neither they nor what would tell of them is printed."""
    protected = small_town(tmp_path)
    values = Values(Report(protected, "kk", Path()))
    hidden = {
        code for code, gone in zip(("bad", "fair", "good"), values.report.guard.hidden["streets.main"], strict=False) if gone
    }
    codes = values.rows(at(protected, "streets.main", "-", "table", "-"))
    shown = [code for code in codes if values.text(at(protected, "streets.main", code)) != HIDDEN]
    assert len(shown) < len(codes)
    assert hidden or len(shown) == 0
    for code in set(codes) - set(shown):
        for statistic in ("n", "percent", "least", "most", "least_percent"):
            assert values.text(at(protected, "streets.main", code, statistic, "1")) == HIDDEN
        assert values.text(at(protected, "streets.main", f"{shown[0] if shown else code}+{code}")) == HIDDEN


def test_a_figure_tells_its_numbers_in_the_order_of_its_bars(wave: Wave, values: Values) -> None:
    told = values.data(at(wave, "threat_state_territory", "-", "figure", "bars"))
    assert [text.replace("\u00a0", " ") for text in told][:2] == ["Ресей: 76 (79,2%)", "Қытай: 17 (17,7%)"]


def test_a_figure_with_intervals_tells_them_and_a_table_its_columns(wave: Wave) -> None:
    """Intervals that come or change make a figure stale; a column that comes changes the digest of its table."""
    sampled = replace(wave, settings=replace(wave.settings, design=Design.SRS))
    values = Values(Report(sampled, "kk", Path()))
    told = values.data(at(wave, "territory_historic_lands", "-", "figure", "bars"))
    assert all(re.search(r"%\) \[\d+,\d–\d+,\d\]$", text) for text in told)
    table = at(wave, "territory_historic_lands", "-", "table", "-")
    assert values.columns(table) == ("n", "percent", "interval")
    assert Values(Report(wave, "kk", Path())).columns(table) == ("n", "percent")
