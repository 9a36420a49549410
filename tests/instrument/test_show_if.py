"""Who is asked what: one person and a frame of people agree."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.i18n.text import Text
from survey.instrument.model import Condition, Instrument, Item, ItemKind, Level, Option, Row, ShowIf
from survey.instrument.show_if import met, shown, shown_frame

CODES = ("yes", "no", "perhaps")
OPTIONS = tuple(Option(code, value, Text(en=code)) for value, code in enumerate(CODES, 1))


def item(name: str, kind: ItemKind = ItemKind.SINGLE, show_if: ShowIf | None = None, rows: tuple[Row, ...] = ()) -> Item:
    return Item(name, "1", "s", kind, Level.NOMINAL, Text(en=name), Text(en=name), OPTIONS, rows=rows, show_if=show_if)


@pytest.mark.parametrize(
    ("mode", "answers", "expected"),
    [
        ("all", {"a": "yes", "b": "no"}, True),
        ("all", {"a": "yes", "b": "yes"}, False),
        ("all", {"a": "yes"}, False),
        ("all", {"a": "yes", "b": None}, False),
        ("any", {"a": "no", "b": "no"}, True),
        ("any", {"a": "no", "b": "yes"}, False),
        ("any", {}, False),
        ("all", {"a": {"yes", "perhaps"}, "b": ["no"]}, True),
        ("all", {"a": set(), "b": "no"}, False),
    ],
)
def test_a_condition_for_one_person(mode: str, answers: dict, expected: bool) -> None:
    assert met(ShowIf((Condition("a", ("yes",)), Condition("b", ("no",))), mode), answers) is expected


def test_an_item_without_a_condition_is_shown_to_all() -> None:
    assert shown(item("a"), pd.DataFrame({"a": ["yes", pd.NA]})).tolist() == [True, True]
    assert met(None, {})


def test_a_column_that_is_not_there_counts_as_unanswered() -> None:
    frame = pd.DataFrame({"b": ["yes"]}, index=pd.Index(["r7"], name="respondent"))
    asked = shown(item("c", show_if=ShowIf((Condition("a", ("yes",)),))), frame)
    assert asked.to_dict() == {"r7": False}


def test_an_answer_that_nobody_knows_may_have_met_the_condition() -> None:
    asked = item("c", show_if=ShowIf((Condition("a", ("yes",)), Condition("b", ("no",))), "all"))
    frame = pd.DataFrame({"a": [pd.NA, pd.NA, pd.NA], "b": ["no", "yes", "no"]})
    unknown = pd.DataFrame({"a": [True, True, False]})
    assert shown(asked, frame, unknown).tolist() == [True, False, False]


answer = st.one_of(st.none(), st.sampled_from(CODES))
person = st.fixed_dictionaries({"a": answer, "m": st.one_of(st.none(), st.sets(st.sampled_from(CODES))), "x.r": answer})
condition = st.builds(Condition, st.sampled_from(["a", "m", "x.r"]), st.lists(st.sampled_from(CODES), min_size=1).map(tuple))
show_if = st.builds(ShowIf, st.lists(condition, min_size=1, max_size=3).map(tuple), st.sampled_from(["all", "any"]))


@given(people=st.lists(person, min_size=1, max_size=8), rule=show_if)
def test_a_frame_says_the_same_as_person_by_person(people: list[dict], rule: ShowIf) -> None:
    """Single choice, multiple choice (one column of booleans to each option) and a row of a matrix."""
    matrix = item("x", ItemKind.MATRIX, rows=(Row("r", Text(en="r")),))
    asked = item("q", show_if=rule)
    questionnaire = Instrument("i", "1", ("en",), Text(en="i"), (), (item("a"), item("m", ItemKind.MULTIPLE), matrix, asked))
    columns = {
        "a": pd.array([one["a"] for one in people], dtype="string"),
        "x.r": pd.array([one["x.r"] for one in people], dtype="string"),
        **{
            f"m.{code}": pd.array([pd.NA if one["m"] is None else code in one["m"] for one in people], dtype="boolean")
            for code in CODES
        },
    }
    frame = shown_frame(questionnaire, pd.DataFrame(columns))
    assert list(frame.columns) == ["a", "m.yes", "m.no", "m.perhaps", "x.r", "q"]
    assert frame["q"].tolist() == [met(rule, one) for one in people]
    assert frame.drop(columns="q").all(axis=None)
