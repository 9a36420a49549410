"""The other waves of a study."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from survey.i18n.text import Text
from survey.instrument.find import load_instrument
from survey.report.codebook.history import difference, history


def test_neighbours_with_common_questions_are_found_and_unreadable_ones_named(tea):
    found = history(tea.instrument, tea.folder)
    assert [wave.id for wave in found.waves] == ["tea-2"]
    assert found.unreadable == ("broken",)


def test_a_questionnaire_alone_has_all_waves_of_its_study(study: Path):
    found = history(load_instrument(study / "instruments" / "tea.yaml"), None)
    assert [wave.id for wave in found.waves] == ["tea-1", "tea-2"]


def test_waves_of_other_questions_are_left_out(tea):
    items = tuple(replace(item, id=f"other_{item.id}") for item in tea.instrument.items)
    assert history(replace(tea.instrument, items=items), tea.folder).waves == ()


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
