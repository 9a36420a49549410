"""The table of the indices: what the report prints, each number at its address."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.report.test_disclosure_derived import ATTACKS

from survey.chapter import tables
from survey.chapter.chapter import Chapter
from survey.i18n.signs import HIDDEN
from survey.report.parts.indices import means
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.wave import Wave


def check(wave: Wave, language: str) -> list[str]:
    """Every cell with an address says what the report prints there; the texts of these cells."""
    chapter = Chapter(Report(wave, language, Path()))  # type: ignore[arg-type]
    table, cells = tables.indices(chapter)
    assert table == means(chapter.report)
    told = []
    for (row, column), address in cells.items():
        assert chapter.values.text(address) == table.rows[row][column]
        told.append(table.rows[row][column])
    assert {row for row, _ in cells} == set(range(len(table.rows)))
    return told


@pytest.mark.parametrize("language", ["kk", *(pytest.param(one, marks=pytest.mark.slow) for one in ("ru", "en"))])
@pytest.mark.parametrize("folder", ["sovereignty-2022", "sovereignty-2022-demo", "multivector-2026-demo"])
def test_every_number_of_the_indices_has_the_address_of_its_text(folder: str, language: str) -> None:
    assert len(check(load_wave(root() / "data" / folder), language)) > 10


def test_the_part_of_the_indices_tells_their_titles_and_is_left_out_where_questions_were_chosen(tmp_path: Path) -> None:
    demo = load_wave(root() / "data" / "sovereignty-2022-demo")
    chapter = Chapter(Report(demo, "kk", tmp_path))
    text = chapter.part("indices")
    for index in demo.instrument.indices:
        assert f'title="sovereignty-2022-demo/index:{index.id}"' in text
        assert index.title["kk"].split()[0] in text
    assert [shown.item for shown in chapter.shown] == [None]
    assert Chapter(Report(demo, "kk", tmp_path), ("profession",)).part("indices") == ""


@pytest.mark.parametrize("name", [name for name, wave in ATTACKS.items() if wave.instrument.indices])
def test_what_the_guard_hides_of_an_index_is_hidden_in_the_chapter(name: str) -> None:
    assert HIDDEN in check(ATTACKS[name], "kk")
