"""docs/wave.md shows what is really read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option, Section
from survey.wave.counts import BASES
from survey.wave.margins import Basis, read_margins
from survey.wave.settings import METHOD_KEYS
from survey.wave.settings_file import WAVE, read_settings

DOCUMENT = (Path(__file__).parents[2] / "docs" / "wave.md").read_text("utf-8")
T = Text(en="x")


def example(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", DOCUMENT, re.DOTALL)
    assert found
    return found.group(1)


def item(name: str, *codes: str) -> Item:
    return Item(name, "1", "s", ItemKind.SINGLE, Level.NOMINAL, T, T, tuple(Option(code, 1, T) for code in codes))


TRUST = Instrument(
    "trust-2026",
    "1",
    ("kk", "ru", "en"),
    T,
    (Section("s", "1", T),),
    (item("courts_fair", "yes", "no"), item("trusted_most", "president", "courts", "police")),
)


def test_the_settings_shown_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "wave.yaml"
    path.write_text(example("yaml").replace('"…"', '"–"'), "utf-8")  # dots there leave texts out
    assert read_settings(path, TRUST).n == 96


def test_the_margins_shown_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "margins.csv"
    path.write_text(example("csv"), "utf-8")
    assert read_margins(path, TRUST, 96).table["high"].tolist() == [54, 42, 70, 25, 25]


@pytest.mark.parametrize("word", [*WAVE.keys, *METHOD_KEYS, *Basis])
def test_every_key_and_basis_is_explained(word: str) -> None:
    assert f"`{word}`" in DOCUMENT


def test_every_base_is_explained() -> None:
    assert all(f'`"{base}"`' in DOCUMENT for base in BASES)
