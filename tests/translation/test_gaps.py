"""Gaps in square brackets that people who answer would see."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.cli.main import main
from survey.instrument.read import read_instrument
from survey.translation.gaps import gaps

TEA = """\
id: tea
version: "1"
languages: [ru, en]
title: {ru: "Чай [2026]", en: "Tea [2026]"}
consent: {ru: "%s", en: "We keep the answers."}
sections: [{id: tea, number: "1", title: {ru: "Чай", en: "Tea"}}]
items:
  - id: cup
    number: "1.1"
    section: tea
    kind: single
    level: binary
    text: {ru: "Чашка [любая]?", en: "A cup [any]?"}
    options: yes_no
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(consent: str) -> Path:
    path = Path("instruments/tea.yaml")
    path.parent.mkdir(exist_ok=True)
    path.write_text(TEA % consent, "utf-8")
    return path


@pytest.mark.parametrize("gap", ["[организация]", "[место, срок]", "[…]", "[...]"])
def test_a_gap_is_told_with_address_language_and_line(gap: str) -> None:
    (told,) = gaps(read_instrument(written(f"Хранит {gap}.")))
    assert (dict(told.params), told.place.line) == ({"address": "consent", "language": "ru", "gaps": gap}, 5)


@pytest.mark.parametrize("text", ["Хранит институт.", "Пишите: [институт](https://example.org).", "Отметьте [ ] или [_]."])
def test_what_is_no_gap(text: str) -> None:
    """Links and boxes; brackets in titles and questions may be meant."""
    assert not [*gaps(read_instrument(written(text)))]


def test_the_check_and_an_export_name_it_and_a_language_without_it_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    written("Хранит [организация].")
    for words, told in (
        (["check", "tea"], True),
        (["field", "export", "tea", "--to", "surveyjs"], True),
        (["field", "export", "tea", "--to", "surveyjs", "--lang", "en"], False),
    ):
        assert main(words) == 0
        assert ("[организация]" in capsys.readouterr().out) == told


def test_only_a_pilot_is_served_with_a_gap(capsys: pytest.CaptureFixture[str]) -> None:
    written("Хранит [организация].")
    wave = Path("data/tea/wave.yaml")
    wave.parent.mkdir(parents=True)
    wave.write_text(
        'id: tea\ninstrument: tea\nkind: microdata\ntitle: {ru: "Чай", en: "Tea"}\n'
        'design: srs\nn: 9\nsource: {ru: "К", en: "B"}\n',
        "utf-8",
    )
    assert main(["field", "serve", "data/tea", "--port", "0"]) != 0
    assert "SQ-I120" in capsys.readouterr().err
