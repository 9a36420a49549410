"""The other waves of a study."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from survey.i18n.text import Text
from survey.instrument.find import load_instrument
from survey.report.codebook.history import History, difference, history

from .conftest import LATER


def ids(found: History) -> list[str]:
    return [wave.id for wave in found.waves]


@pytest.fixture
def beside(study: Path) -> Iterator[Callable[..., Path]]:
    """Adds a folder to the study: wave-2 under other words, taken away afterwards."""
    made: list[Path] = []

    def add(name: str, *changes: tuple[str, str]) -> Path:
        text = LATER
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        made.append(study / "data" / name)
        made[-1].mkdir()
        (made[-1] / "wave.yaml").write_text(text, "utf-8")
        return made[-1]

    yield add
    for folder in made:
        shutil.rmtree(folder)


def test_neighbours_with_common_questions_are_found_and_unreadable_ones_named(tea):
    found = history(tea.instrument, tea)
    assert ids(found) == ["tea-2"]
    assert found.unreadable == ("broken",)


def test_a_questionnaire_alone_has_all_real_waves_of_its_study(study: Path, beside):
    beside("tea-3", ("tea-2", "tea-3"), ("synthetic: true", "synthetic: false"))
    assert ids(history(load_instrument(study / "instruments" / "tea.yaml"), None)) == ["tea-3"]


def test_made_up_waves_stand_only_beside_made_up_ones(tea, beside):
    beside("tea-3", ("tea-2", "tea-3"), ("synthetic: true", "synthetic: false"))
    assert ids(history(tea.instrument, tea)) == ["tea-2", "tea-3"]
    real = replace(tea, settings=replace(tea.settings, synthetic=False))
    assert ids(history(tea.instrument, real)) == ["tea-3"]


def test_copies_are_no_other_waves(tea, beside):
    """A trial copy of the wave itself, and two of another one: that in the folder of its name counts."""
    beside("tea-1 - copy", ("tea-2", "tea-1"))
    beside("aaa", ("The tea survey", "A copy"))
    beside("zzz", ("The tea survey", "A copy"))
    found = history(tea.instrument, tea)
    assert ids(found) == ["tea-2"]
    assert found.waves[0].settings.title["en"] == "The tea survey"


@pytest.mark.parametrize(("shared", "found"), [(5, ["tea-2"]), (2, ["tea-2"]), (1, []), (0, [])])
def test_half_of_the_questions_make_a_study(tea, shared: int, found: list[str]):
    """The other questionnaire has four questions."""
    items = tea.instrument.items
    mixed = (*items[:shared], *(replace(item, id=f"other_{item.id}") for item in items[shared:]))
    assert ids(history(replace(tea.instrument, id="another", items=mixed), tea)) == found


def test_white_space_and_languages_of_one_side_make_no_difference(tea):
    item = tea.instrument.item("age")
    assert difference(item, replace(item, text=Text(en="How  old\nare you?"))).same
    assert difference(item, replace(item, text=Text(en="Your age?", ru="Ваш возраст?"))).wording == ("ru", "en")


def test_answers_differ_by_code_value_text_or_row(tea):
    single, grid = tea.instrument.item("drinks"), tea.instrument.item("taste")
    first, *rest = single.options
    for other in (replace(first, code="aye"), replace(first, value=7), replace(first, text=Text(en="Aye"))):
        found = difference(single, replace(single, options=(other, *rest)))
        assert (found.wording, found.answers) == ((), True)
    assert difference(single, replace(single, options=(*rest, first))).same  # the order does not count
    assert difference(grid, replace(grid, rows=grid.rows[:1])).answers
    renamed = replace(grid.rows[0], text=Text(kk="Қара шай", ru="Чёрный чай", en="Dark tea"))
    assert difference(grid, replace(grid, rows=(renamed, grid.rows[1]))).wording == ("en",)
