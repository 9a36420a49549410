"""The block `crosstabs` of wave.yaml: read whole, refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.errors import DataError
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option, Section
from survey.wave.settings import DeclaredFamily, Settings
from survey.wave.settings_file import read_settings

T = Text(en="x")
OPTIONS = (Option("yes", 1, T), Option("no", 2, T))
ITEMS = (
    Item("tea", "1", "s", ItemKind.SINGLE, Level.BINARY, T, T, OPTIONS),
    Item("milk", "2", "s", ItemKind.SINGLE, Level.BINARY, T, T, OPTIONS),
    Item("cups", "3", "s", ItemKind.NUMBER, Level.INTERVAL, T, T),
    Item("colour", "5", "s", ItemKind.SINGLE, Level.NOMINAL, T, T, (*OPTIONS, Option("other", 3, T))),
    Item("sorts", "4", "s", ItemKind.MULTIPLE, Level.NOMINAL, T, T, OPTIONS),
)
TEA = Instrument("tea-2026", "1", ("kk", "en"), T, (Section("s", "1", T),), ITEMS)
SMALL = """\
id: tea-2026
instrument: tea-2026
kind: microdata
title: {kk: Шай, en: Tea}
design: nonprobability
n: 96
source: {kk: Дерек, en: A source}
"""


def load(folder: Path, text: str) -> Settings:
    return load_blocks(folder, f"crosstabs:\n{text}")


def load_blocks(folder: Path, text: str, kind: str = "microdata") -> Settings:
    """The settings of a wave.yaml whose first seven lines are given."""
    path = folder / "wave.yaml"
    path.write_text(SMALL.replace("microdata", kind) + text, "utf-8")
    return read_settings(path, TEA)


def test_families_as_they_are_written(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        """\
  - id: habits
    title: {kk: Дағды, en: Habits}
    items: [tea, sorts.yes]
    by: [milk]
    correction: bh
  - id: pairs
    items: [tea, milk]
""",
    ).crosstabs
    assert found == (
        DeclaredFamily("habits", ("tea", "sorts.yes"), ("milk",), "bh", Text(kk="Дағды", en="Habits")),
        DeclaredFamily("pairs", ("tea", "milk")),
    )


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("  - {id: a, items: [tea]}\n", [("SQ-S112", 9)]),
        ("  - {id: a, items: [tea], by: [tea]}\n", [("SQ-S140", 9)]),
        ("  - {id: a, items: [tea, coffee], by: [milk]}\n", [("SQ-D29", 9)]),
        ("  - {id: a, items: [tea, cups], by: [sorts]}\n", [("SQ-S05", 9), ("SQ-S102", 9)]),
        ("  - {id: a, items: [tea, milk]}\n  - {id: a, items: [tea, milk]}\n", [("SQ-I", 10)]),
        ("  - {id: a, items: [tea, milk], correction: none}\n", [("SQ-I", 9)]),
        ("  - {items: [tea, milk]}\n", [("SQ-I", 9)]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, problems: list[tuple[str, int]]) -> None:
    with pytest.raises(DataError) as found:
        load(tmp_path, text)
    told = [(problem.code, problem.place.line) for problem in found.value.problems]
    assert [line for _, line in told] == [line for _, line in problems]
    assert [code for code, _ in told if code[3] != "I"] == [code for code, _ in problems if code[3] != "I"]
