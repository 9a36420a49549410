"""wave.yaml: read whole, refused whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from survey import errors
from survey.errors import DataError
from survey.i18n.catalogue import complete, read
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option, Section
from survey.wave.settings import METHOD_KEYS, Design, Intervals, Settings, WaveKind
from survey.wave.settings_file import instrument_id, read_settings

T = Text(en="x")
ITEM = Item("tea", "1", "s", ItemKind.SINGLE, Level.BINARY, T, T, (Option("yes", 1, T), Option("no", 2, T)))
TEA = Instrument("tea-2026", "1", ("kk", "en"), T, (Section("s", "1", T),), (ITEM,))

SMALL = """\
id: tea-2026
instrument: tea-2026
kind: margins
title: {kk: Шай, en: Tea}
design: nonprobability
n: 96
source: {kk: Дерек, en: A source}
"""


def load(folder: Path, text: str | bytes, instrument: Instrument | None = TEA) -> Settings:
    path = folder / "wave.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings(path, instrument)


def refused(folder: Path, text: str | bytes) -> list[tuple[str, int | None]]:
    with pytest.raises(DataError) as found:
        load(folder, text)
    return [(problem.code, problem.place.line) for problem in found.value.problems]


def test_the_smallest_file_and_its_defaults(tmp_path: Path) -> None:
    settings = load(tmp_path, SMALL)
    assert (settings.id, settings.kind, settings.design, settings.n) == ("tea-2026", WaveKind.MARGINS, Design.NONPROBABILITY, 96)
    assert settings.title == Text(kk="Шай", en="Tea")
    assert (settings.synthetic, settings.fieldwork, settings.weights, settings.intervals) == (False, None, None, Intervals.NONE)


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        SMALL
        + """\
synthetic: true
fieldwork: {from: 2026-09-01, to: "2026-09-15"}
frame_size: 120
method:
  recruitment: {kk: Хат, en: By letter}
  mode: {kk: Онлайн, en: Online}
unknown:
  - {kk: Бірінші, en: First}
notes:
  - {kk: Екінші, en: Second}
readings:
  tea: {kk: Басылғандай, en: As printed}
import:
  platform: google-forms
  columns: {3: tea, no: tea, Уақыт белгісі: timestamp, 1_0: tea}
  ignore_columns: [yes, "12"]
weights: none
disclosure: public
intervals: model
""",
    )
    assert settings.fieldwork == (date(2026, 9, 1), date(2026, 9, 15))
    assert list(settings.method) == ["mode", "recruitment"], "in the order of a report, whatever the file's"
    assert settings.unknown[0]["en"] == "First"
    assert settings.notes[0]["kk"] == "Екінші"
    assert settings.readings["tea"]["en"] == "As printed"
    assert settings.intake == {
        "platform": "google-forms",
        "columns": {3: "tea", "no": "tea", "Уақыт белгісі": "timestamp", "1_0": "tea"},
        "ignore_columns": ["yes", "12"],
    }, "an answer code `no` stays a word, a column number a number"
    assert settings.shows_intervals


def test_sampling_intervals_need_a_design_or_a_decision(tmp_path: Path) -> None:
    assert not load(tmp_path, SMALL.replace("nonprobability", "census")).shows_intervals, "who did not answer is unknown"
    census = SMALL.replace("nonprobability", "census") + "frame_size: 96\n"
    assert not load(tmp_path, SMALL).shows_intervals
    assert load(tmp_path, SMALL + "intervals: model\n").shows_intervals
    assert load(tmp_path, census).shows_intervals
    assert load(tmp_path, census).population == 96
    assert load(tmp_path, SMALL + "frame_size: 96\n").population is None, "no correction without a sampling design"


def test_all_problems_at_once_each_with_its_line(tmp_path: Path) -> None:
    text = """\
id: Tea 2026
kind: margin
titel: {kk: Шай, en: Tea}
title: {kk: Шай}
design: census
n: many
frame_size: 5
fieldwork: {from: 2026-09-31, to: 01.09.2026}
synthetic: maybe
source: A source
readings:
  tee: {kk: a, en: b}
"""
    assert refused(tmp_path, text) == [
        (errors.NOT_A_NAME, 1),  # id
        (errors.MISSING_KEY, 1),  # no instrument
        (errors.NOT_ALLOWED, 2),
        (errors.UNKNOWN_KEY, 3),
        (errors.MISSING_TRANSLATION, 4),  # no English title
        (errors.EXPECTED_INTEGER, 6),
        (errors.EXPECTED_DATE, 8),
        (errors.EXPECTED_DATE, 8),
        (errors.EXPECTED_YES_NO, 9),
        (errors.EXPECTED_BLOCK, 10),
        (errors.READING_OF_NO_ITEM, 12),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SMALL.replace("n: 96\n", ""), errors.MISSING_KEY),
        (SMALL.replace("n: 96", "n: 0"), errors.OUT_OF_RANGE),
        (SMALL.replace("n: 96", "n: 96.5"), errors.EXPECTED_INTEGER),
        (SMALL.replace("nonprobability", "random"), errors.NOT_ALLOWED),
        (SMALL + "frame_size: 95\n", errors.FRAME_TOO_SMALL),
        (SMALL + "fieldwork: {from: 2026-09-15, to: 2026-09-01}\n", errors.DATES_REVERSED),
        (SMALL + "fieldwork: {from: 2026-09-15}\n", errors.MISSING_KEY),
        (SMALL + "weights: post\n", errors.WORD_OR_BLOCK),
        (SMALL + "method: {moode: {kk: a, en: b}}\n", errors.UNKNOWN_KEY),
        (SMALL + "n: 97\n", errors.DUPLICATE_KEY),
        (SMALL + "import: {columns: {a: {b: c}}}\n", errors.EXPECTED_TEXT),
        (SMALL + "import: {columns: {? [a] : b}}\n", errors.EXPECTED_TEXT),
        (SMALL + "import: {columns: &again {a: *again}}\n", errors.EXPECTED_TEXT),
        ("- a\n- b\n", errors.EXPECTED_BLOCK),
        ("id: [\n", errors.INSTRUMENT_YAML),
        ("", errors.FILE_EMPTY),
        ("# only a comment\n", errors.FILE_EMPTY),
        (b"\x00\x01\x02", errors.FILE_BINARY),
        ("id: \u0448\u0430\u0439".encode("cp1251"), errors.FILE_ENCODING),
    ],
)
def test_one_clear_problem(tmp_path: Path, text: str | bytes, code: str) -> None:
    assert [found for found, _ in refused(tmp_path, text)] == [code]


def test_without_a_questionnaire_texts_are_wanted_in_all_languages(tmp_path: Path) -> None:
    """The questionnaire's own problem is told beside these, so that one run shows everything."""
    with pytest.raises(DataError) as found:
        load(tmp_path, SMALL, None)
    assert [problem.params["language"] for problem in found.value.problems] == ["ru", "ru"]


@pytest.mark.parametrize(("text", "name"), [(SMALL, "tea-2026"), ("id: a\n", None), ("- a\n", None), ("instrument:\n", None)])
def test_the_name_of_the_questionnaire_is_found_before_the_rest(tmp_path: Path, text: str, name: str | None) -> None:
    path = tmp_path / "wave.yaml"
    path.write_text(text, "utf-8")
    assert instrument_id(path) == name


def test_every_fact_of_the_method_has_a_name() -> None:
    assert set(read("method")) == set(METHOD_KEYS)
    assert all(complete(f"method.{key}") for key in METHOD_KEYS)
