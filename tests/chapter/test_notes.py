"""The notes under tables live: what a new build would say, a refresh says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from tests.chapter.word_files import Numbers, control, paragraph, word_file, words

from survey.chapter.address import Address
from survey.chapter.notes import sentences
from survey.chapter.refresh import refresh_file
from survey.chapter.values import NOTE, Values
from survey.i18n.text import LANGUAGES
from survey.report.report import Report
from survey.wave.wave import Wave


def address(item: str) -> Address:
    return Address("sovereignty-2022", item, "-", NOTE, "-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_base_and_sentences_are_one_text(wave: Wave, language: str) -> None:
    """Ranges in the first question; nothing to be said of the second but its base."""
    values = Values(Report(wave, language, Path()))  # type: ignore[arg-type]
    first, second = (values.text(address(item)) for item in ("profession", "intl_law_reliable_guarantor"))
    item = wave.instrument.item("profession")
    assert "95" in first
    assert first.endswith(" ".join(sentences(values.report, item)))
    assert "96" in second
    assert len(second) < 40


def test_a_note_comes_and_goes_with_the_data(wave: Wave) -> None:
    """33, 33 and 34 of a hundred add up to 100.0; 1, 1 and 1 of three to 99.9, which needs a word."""
    item = wave.instrument.item("intl_law_reliable_guarantor")
    report = Report(wave, "en", Path())
    told = []
    for counts in ((50, 50), (1, 2)):
        base = sum(counts)
        frame = pd.DataFrame({"code": ["yes", "no"], "low": counts, "high": counts, "base": base})
        told.append(sentences(replace(report, frames={item.id: frame}), item))
    assert told == [(), ()]
    frame = pd.DataFrame({"code": ["a", "b", "c"], "low": 1, "high": 1, "base": 3})
    (rounded,) = sentences(replace(report, frames={item.id: frame}), item)
    assert rounded.startswith("Percentages are rounded")


def test_a_refresh_writes_the_whole_note(tmp_path: Path) -> None:
    at = Address("tea-2026", "cups", "-", NOTE, "-")
    path = word_file(tmp_path / "a.docx", paragraph("Note. ", control(at, "Base (n): 96. Percentages are rounded."), " Source."))
    found = refresh_file(path, Numbers({"cups - note": "Base (n): 95."}))
    assert words(path) == "Note. Base (n): 95. Source."
    assert [(one.old, one.new) for one in found.changes] == [("Base (n): 96. Percentages are rounded.", "Base (n): 95.")]
