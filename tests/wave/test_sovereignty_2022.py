"""The wave of 2022: the counts against what was printed, number by number."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pandas as pd
import pytest

from survey.i18n.text import LANGUAGES
from survey.wave.load import load_wave
from survey.wave.margins import Basis
from survey.wave.wave import Wave

FOLDER = Path(__file__).parents[2] / "data" / "sovereignty-2022"
QUALIFIERS = {"exact", "more than", "close to", "none chose it", "verbal majority"}

# What the dissertation prints although no count of 96 (or 95) people gives it.
IMPOSSIBLE = {("diplomacy_can_secure_territory", "no", "30.1")}


@pytest.fixture(scope="module")
def wave() -> Wave:
    return load_wave(FOLDER)


@pytest.fixture(scope="module")
def counts(wave: Wave) -> pd.DataFrame:
    return wave.counts([item.id for item in wave.instrument.items]).set_index(["item", "code"])


def published() -> list[dict[str, str]]:
    with (FOLDER / "published.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def half_up(count: int, base: int) -> str:
    return str((Decimal(100 * count) / base).quantize(Decimal("0.1"), ROUND_HALF_UP))


def test_facts(wave: Wave) -> None:
    assert (wave.n, wave.synthetic, wave.settings.design) == (96, False, "nonprobability")
    assert [day.isoformat() for day in wave.settings.fieldwork or ()] == ["2022-09-01", "2022-09-15"]
    assert not wave.settings.shows_intervals


def test_every_text_is_in_three_languages_and_differs(wave: Wave) -> None:
    settings = wave.settings
    texts = [
        settings.title,
        settings.source,
        *settings.method.values(),
        *settings.unknown,
        *settings.notes,
        *settings.readings.values(),
    ]
    for text in texts:
        assert len({text[language] for language in LANGUAGES}) == 3


def test_doubtful_items_have_a_reading(wave: Wave) -> None:
    assert set(wave.settings.readings) == {item.id for item in wave.instrument.items if "doubtful" in item.flags}


def test_all_items_are_there_with_their_bases(counts: pd.DataFrame, wave: Wave) -> None:
    bases = counts["base"].groupby("item").agg(set)
    assert bases.pop("profession") == {95}
    assert all(base == {96} for base in bases)
    assert len(bases) == len(wave.instrument.items) - 1 == 26


def test_bounds_hold_a_table(counts: pd.DataFrame) -> None:
    sums = counts.groupby("item").agg({"low": "sum", "high": "sum", "base": "first"})
    assert (sums["low"] <= sums["base"]).all()
    assert (sums["base"] <= sums["high"]).all()
    assert (counts["low"] >= 0).all()


def test_exact_percents_are_those_of_the_counts(counts: pd.DataFrame) -> None:
    """54 of 96 is 56.25 and printed as 56.3: the dissertation rounds half up."""
    checked = 0
    for row in published():
        if row["qualifier"] != "exact" or (row["item"], row["answer"], row["percent"]) in IMPOSSIBLE:
            continue
        cell = counts.loc[row["item"], row["answer"]]
        assert cell["low"] == cell["high"], row
        assert half_up(int(cell["low"]), int(cell["base"])) == row["percent"], row
        checked += 1
    assert checked == 35


def test_the_impossible_percent_is_kept_as_printed_and_no_count_gives_it() -> None:
    printed = {(row["item"], row["answer"], row["percent"]) for row in published()}
    assert printed >= IMPOSSIBLE
    assert "30.1" not in {half_up(count, base) for base in (95, 96) for count in range(base + 1)}


def test_words_agree_with_the_bounds(counts: pd.DataFrame) -> None:
    for row in published():
        cell = counts.loc[row["item"], row["answer"]]
        if row["qualifier"] == "more than":
            assert 100 * cell["low"] / cell["base"] > float(row["percent"]), row
        elif row["qualifier"] == "none chose it":
            assert (row["n"], cell["low"], cell["high"]) == ("0", 0, 0)
        elif row["qualifier"] == "verbal majority":
            assert 2 * cell["low"] > cell["base"], row


def test_published_rows_are_complete(wave: Wave) -> None:
    rows = published()
    assert list(rows[0]) == ["figure", "item", "answer", "percent", "n", "qualifier", "text", "note"]
    assert len(rows) == 53
    figures = {item.figure: item for item in wave.instrument.items}
    for row in rows:
        assert figures[row["figure"]].id == row["item"]
        assert row["answer"] in figures[row["figure"]].codes
        assert row["text"]
        assert row["note"].startswith("line ")
        assert not row["percent"] or row["percent"] in row["text"].replace(",", "."), "as printed, comma for point"
    assert {row["figure"] for row in rows} == {str(number) for number in range(1, 28)}


def test_every_basis_is_used_as_it_says(wave: Wave) -> None:
    table = wave.margins.table if wave.margins else pd.DataFrame()
    assert set(table["basis"]) == set(Basis)
    exact = table["low"] == table["high"]
    assert exact[table["basis"].isin(["published", "complement", "remainder"])].all()
    assert not exact[table["basis"].isin(["interval", "not_given"])].any()


def test_a_printed_count_is_one_that_is_in_the_list_of_what_was_printed(wave: Wave) -> None:
    table = wave.margins.table if wave.margins else pd.DataFrame()
    with_number = {(row["item"], row["answer"]) for row in published() if row["qualifier"] in ("exact", "none chose it")}
    assert {(item, code) for item, code in table.loc[table["basis"] == "published", ["item", "code"]].to_numpy()} <= with_number
