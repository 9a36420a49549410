"""Whatever is done to a file, a platform gives our own error or every row of the file: never a traceback, never fewer rows.

A platform joins by an entry in SAMPLES, a file of its layout for the questionnaire of the same name in `fixtures/`.
"""

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
from survey.intake.read import prepare, understand
from survey.intake.registry import PLATFORMS
from survey.wave.table import Column, Table, column
from survey.wave.tablefile import read_table

FIXTURES = Path(__file__).parent / "fixtures"
SAMPLES = {
    "kobo": (
        "teahouse",
        ["kobo_values.csv", "kobo_values_summary_groups.csv", "kobo_labels_ru_groups.csv", "kobo_values.xlsx"],
        {"Другое (запишите)": "drinks.other.text"},
    ),
    "surveyjs": ("teahouse", ["surveyjs.json"], {}),
    "spss": ("teahouse", ["spss_values.sav", "spss_labels.sav"], {}),
    "stata": ("teahouse", ["stata_values.dta"], {}),
    "limesurvey": (
        "teahouse",
        ["limesurvey_codes.csv", "limesurvey_codes.xls", "limesurvey_vv.tab", "limesurvey_timings.csv"],
        {},
    ),
    "qualtrics": (
        "teahouse",
        ["qualtrics_text.csv", "qualtrics_numbers.csv", "qualtrics_legacy.csv", "qualtrics_timings.csv"],
        {},
    ),
    "plain": ("teahouse", ["plain_wordings.csv", "plain_ids.csv", "plain_ids.tsv", "plain_ids.xlsx", "plain_ids.parquet"], {}),
    "google-forms": ("teahouse", ["google_forms.csv", "google_forms.xlsx", "google_sheets_trilingual.csv"], {}),
}
"""Platform -> questionnaire, files, and columns that the wave would declare."""

_CHILD = (".sav", ".dta")
"""Files that are read in a process of their own: a quarter of a second each."""

CASES = [
    pytest.param(platform, name, marks=[pytest.mark.long] if name.endswith(_CHILD) else [])
    for platform, (_, names, _) in SAMPLES.items()
    for name in names
]


@cache
def instrument(name: str) -> Instrument:
    return read_instrument(FIXTURES / f"{name}.yaml")


def options(platform: str, path: Path) -> IntakeOptions:
    header = read_table(path).header if path.parent == FIXTURES else ()
    return IntakeOptions(platform=platform, columns={name: to for name, to in SAMPLES[platform][2].items() if name in header})


def survives(platform: str, path: Path) -> None:
    """All rows of the table, or an error of ours."""
    try:
        table = read_table(path)
        prepared = understand(table, instrument(SAMPLES[platform][0]), IntakeOptions(platform=platform))
        read = prepared.responses()
    except SurveyError:
        return
    assert len(read.answers) == len(table) - (prepared.layout.header_rows - 1)
    assert read.received["row"].tolist() == prepared.table.numbers.tolist()


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_platform_is_fuzzed(platform):
    assert platform in SAMPLES, f"give {platform} a sample, so that its importer is fuzzed"


@pytest.mark.parametrize(("platform", "name"), CASES)
def test_a_sample_is_read_whole(platform, name):
    path = FIXTURES / name
    prepared = prepare(path, instrument(SAMPLES[platform][0]), options(platform, path))
    read = prepared.responses()
    assert len(read.answers) == len(read_table(path)) - (prepared.layout.header_rows - 1)
    assert read.answers.notna().any(axis=None)
    assert not (read.answers.notna() & read.missing.notna()).any(axis=None)
    assert (read.answers.notna() | read.missing.notna()).all(axis=None)


@settings(max_examples=settings.default.max_examples // 2)
@given(data=st.data())
@pytest.mark.parametrize(("platform", "name"), CASES)
def test_bytes(platform, name, data, tmp_path_factory):
    """Random bytes, a file that ends anywhere, bytes changed, parts in another encoding."""
    whole = (FIXTURES / name).read_bytes()
    cut = data.draw(st.integers(0, len(whole)), label="cut")
    junk = data.draw(st.binary(max_size=200), label="junk")
    changed = bytearray(whole)
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=5)):
        changed[place] = byte
    codec = data.draw(st.sampled_from(["cp1251", "kz1048", "utf-16", "utf-8-sig"]))
    mixed = whole[:cut] + whole[cut:].decode("utf-8", "ignore").encode(codec, "replace")
    path = tmp_path_factory.mktemp("fuzz") / Path(name).name
    for content in (junk, whole[:cut], whole[:cut] + junk + whole[cut:], bytes(changed), mixed):
        path.write_bytes(content)
        survives(platform, path)


@settings(max_examples=settings.default.max_examples // 2)
@given(data=st.data())
@pytest.mark.parametrize(("platform", "name"), CASES)
def test_tables(platform, name, data):
    """Columns shuffled, dropped, doubled; headers and cells exchanged for others."""
    path = FIXTURES / name
    table = read_table(path)
    columns = list(data.draw(st.lists(st.sampled_from(table.columns), min_size=1, max_size=len(table.columns) + 3)))
    words = st.sampled_from(sorted({text for one in table.columns for text in (one.header, *one.values)})) | st.text(max_size=8)
    for n in range(len(columns)):
        if data.draw(st.integers(0, 5)) == 0:
            texts = columns[n].texts.tolist()
            texts[data.draw(st.integers(0, len(texts) - 1))] = data.draw(words)
            columns[n] = column(data.draw(words), texts)
    shuffled = Table(path, tuple(columns), table.numbers, table.encoding, table.separator, table.sha256)
    try:
        prepared = understand(shuffled, instrument(SAMPLES[platform][0]), options(platform, path))
        read = prepared.responses()
    except SurveyError:
        return
    assert read.received["row"].tolist() == prepared.table.numbers.tolist()


@pytest.mark.parametrize(("platform", "name"), CASES)
def test_any_order_of_columns_says_the_same(platform, name):
    path = FIXTURES / name
    table = read_table(path)
    order = np.random.default_rng(7).permutation(len(table.columns))
    turned: tuple[Column, ...] = tuple(table.columns[n] for n in order)
    other = Table(path, turned, table.numbers, table.encoding, table.separator, table.sha256, origin=table.origin)
    told = options(platform, path)
    first, second = (understand(one, instrument(SAMPLES[platform][0]), told).responses() for one in (table, other))
    assert first.answers.equals(second.answers)
    assert first.missing.equals(second.missing)
