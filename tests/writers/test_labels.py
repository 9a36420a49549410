"""Labels that a format would cut are refused by name; the cure that the message names works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyreadstat
import pytest

from survey.errors import DataError
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item
from survey.instrument.read import read_instrument
from survey.wave.wave import Wave
from survey.writers.export import export


def changed(wave: Wave, place: int, **fields: Any) -> Instrument:
    items: list[Item] = list(wave.instrument.items)
    items[place] = replace(items[place], **fields)
    return replace(wave.instrument, items=tuple(items))


def kazakh(letters: int) -> Text:
    return Text(kk="ә" * letters, ru="ё", en="e")


def labels(path: Path) -> dict[str, str]:
    _, meta = getattr(pyreadstat, f"read_{path.suffix[1:]}")(path)
    found: dict[str, str] = meta.column_names_to_labels
    return found


def test_128_kazakh_letters_fit_into_sav_and_129_do_not(
    wave: Wave, rows: list[Any], make_wave: Callable[..., Wave], tmp_path: Path
) -> None:
    fits = make_wave(rows, instrument=changed(wave, 3, label=kazakh(128)))
    (path,) = export(fits, "sav", "kk", tmp_path / "x.sav")
    assert labels(path)["age"] == "ә" * 128
    long = make_wave(rows, instrument=changed(wave, 3, label=kazakh(129)))
    with pytest.raises(DataError) as refused:
        export(long, "sav", "kk", tmp_path / "x.sav")
    assert refused.value.code == "SQ-D110"
    assert "“age” (kk) takes 258 bytes, but sav keeps no more than 256" in str(refused.value)
    assert labels(path)["age"] == "ә" * 128, "the older file is gone"
    export(long, "sav", "en", tmp_path / "en.sav")  # the other languages are short enough


def test_80_letters_fit_into_dta_and_81_do_not(
    wave: Wave, rows: list[Any], make_wave: Callable[..., Wave], tmp_path: Path
) -> None:
    (path,) = export(make_wave(rows, instrument=changed(wave, 3, label=kazakh(80))), "dta", "kk", tmp_path / "x.dta")
    assert labels(path)["age"] == "ә" * 80
    with pytest.raises(DataError) as refused:
        export(make_wave(rows, instrument=changed(wave, 3, label=kazakh(81))), "dta", "kk", tmp_path / "x.dta")
    assert refused.value.code == "SQ-D112"


@pytest.mark.parametrize("to", ["sav", "spss-syntax"])
def test_an_answer_of_more_than_120_bytes_needs_a_short_label(
    to: str, wave: Wave, rows: list[Any], make_wave: Callable[..., Wave], tmp_path: Path
) -> None:
    mood = wave.instrument.item("mood")
    long = replace(mood.options[0], text=kazakh(61))
    with pytest.raises(DataError) as refused:
        export(make_wave(rows, instrument=changed(wave, 2, options=(long, *mood.options[1:]))), to, "kk", tmp_path / "x.sav")
    assert [(one.code, one.params["item"], one.params["answer"]) for one in refused.value.problems] == [
        ("SQ-D111", "mood", "agree")
    ]
    assert not list(tmp_path.iterdir())
    cured = replace(long, label=Text(kk="Иә", ru="Да", en="Yes"))
    export(make_wave(rows, instrument=changed(wave, 2, options=(cured, *mood.options[1:]))), to, "kk", tmp_path / "x.sav")


def test_all_labels_are_told_at_once(wave: Wave, rows: list[Any], make_wave: Callable[..., Wave], tmp_path: Path) -> None:
    """A matrix tells each of its rows: each is a variable of its own."""
    with pytest.raises(DataError) as refused:
        export(make_wave(rows, instrument=changed(wave, 5, label=kazakh(130))), "sav", "kk", tmp_path / "x.sav")
    assert [one.params["column"] for one in refused.value.problems] == ["trust.courts", "trust.press", "trust.army"]


def test_short_labels_are_read_from_a_questionnaire(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(
        """
id: x
version: "1"
languages: [en]
title: {en: X}
sections: [{id: s, number: "1", title: {en: S}}]
items:
  - id: grid
    number: "1"
    section: s
    kind: matrix
    level: nominal
    text: {en: "How much do you trust them?"}
    rows: [{code: a, text: {en: The courts of this country}, label: {en: Courts}}]
    options: [{code: yes, text: {en: A great deal}, label: {en: Much}}, {code: no, text: {en: Not}}]
""",
        "utf-8",
    )
    grid = read_instrument(tmp_path / "x.yaml").items[0]
    assert grid.rows[0].label == Text(en="Courts")
    assert [option.label for option in grid.options] == [Text(en="Much"), None]
