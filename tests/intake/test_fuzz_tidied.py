"""Platforms that resolve cells before they are read: all rows, or an error of ours, whatever is done to the file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.errors import SurveyError
from survey.instrument.model import Instrument
from survey.instrument.read import read_instrument
from survey.intake.options import IntakeOptions
from survey.intake.read import Prepared, understand
from survey.intake.registry import tidied
from survey.wave.table import Table, column
from survey.wave.tablefile import read_table

FIXTURES = Path(__file__).parent / "fixtures"
NAMES = {
    "limesurvey": ("limesurvey_codes.csv", "limesurvey_codes.xls", "limesurvey_vv.tab", "limesurvey_full.csv"),
    "qualtrics": ("qualtrics_text.csv", "qualtrics_numbers.csv", "qualtrics_legacy.csv"),
    "plain": ("plain_ids.csv", "plain_wordings.csv"),
    "spss": ("spss_values.sav", "spss_labels.sav"),
    "stata": ("stata_values.dta",),
}
CASES = [(platform, name) for platform, names in NAMES.items() for name in names]
TEXTS = [case for case in CASES if not case[1].endswith((".sav", ".dta"))]
"""The others are read in a process of their own, a quarter of a second each: their bytes are changed only in slow tests."""


@cache
def teahouse() -> Instrument:
    return read_instrument(FIXTURES / "teahouse.yaml")


def understood(table: Table, platform: str) -> Prepared:
    return understand(tidied(table, platform, teahouse()), teahouse(), IntakeOptions(platform=platform))


def survives(table: Table, platform: str) -> None:
    try:
        prepared = understood(table, platform)
        read = prepared.responses()
    except SurveyError as found:
        told = str(found)
    else:
        told = "nothing"
        assert len(read.answers) == len(table) - (prepared.layout.header_rows - 1)
        assert read.received["row"].tolist() == prepared.table.numbers.tolist()
        assert (read.answers.notna() ^ read.missing.notna()).all(axis=None)
    assert told


def damaged(platform: str, name: str, data: st.DataObject, folder: Path) -> None:
    whole = (FIXTURES / name).read_bytes()
    cut = data.draw(st.integers(0, len(whole)), label="cut")
    junk = data.draw(st.binary(max_size=200), label="junk")
    changed = bytearray(whole)
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=5)):
        changed[place] = byte
    codec = data.draw(st.sampled_from(["cp1251", "kz1048", "utf-16", "utf-8-sig"]))
    mixed = whole[:cut] + whole[cut:].decode("utf-8", "ignore").encode(codec, "replace")
    path = folder / name
    for content in (whole[:cut], whole[:cut] + junk + whole[cut:], bytes(changed), mixed):
        path.write_bytes(content)
        try:
            table = read_table(path)
        except SurveyError:
            continue
        survives(table, platform)


@settings(max_examples=25)
@given(data=st.data())
@pytest.mark.parametrize(("platform", "name"), TEXTS)
def test_bytes(platform, name, data, tmp_path_factory):
    damaged(platform, name, data, tmp_path_factory.mktemp("fuzz"))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(data=st.data())
@pytest.mark.parametrize(("platform", "name"), [case for case in CASES if case not in TEXTS])
def test_bytes_of_statistics_files(platform, name, data, tmp_path_factory):
    damaged(platform, name, data, tmp_path_factory.mktemp("fuzz"))


@cache
def table_of(name: str) -> Table:
    return read_table(FIXTURES / name)


@settings(max_examples=40)
@given(data=st.data())
@pytest.mark.parametrize(("platform", "name"), CASES)
def test_tables(platform, name, data):
    """Columns shuffled, dropped, doubled; headers and cells exchanged for others."""
    table = table_of(name)
    columns = list(data.draw(st.lists(st.sampled_from(table.columns), min_size=1, max_size=len(table.columns) + 3)))
    words = st.sampled_from(sorted({text for one in table.columns for text in (one.header, *one.values)})) | st.text(max_size=8)
    for n in range(len(columns)):
        if data.draw(st.integers(0, 5)) == 0:
            texts = columns[n].texts.tolist()
            texts[data.draw(st.integers(0, len(texts) - 1))] = data.draw(words)
            columns[n] = column(data.draw(words), texts)
    survives(Table(table.path, tuple(columns), table.numbers, table.encoding, table.separator, table.sha256), platform)


@pytest.mark.parametrize(("platform", "name"), [case for case in CASES if "full" not in case[1]])
def test_any_order_of_columns_says_the_same(platform, name):
    table = table_of(name)
    order = np.random.default_rng(7).permutation(len(table.columns))
    turned = tuple(table.columns[n] for n in order)
    other = Table(table.path, turned, table.numbers, table.encoding, table.separator, table.sha256, origin=table.origin)
    first, second = (understood(one, platform).responses() for one in (table, other))
    assert first.answers.equals(second.answers)
    assert first.missing.equals(second.missing)
