"""What a browser posted, as answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from survey.fielding.web.forms import OTHER_MOST, TEXT_MOST, Posted, read_form, typed
from survey.fielding.web.values import columns
from survey.instrument.read import read_instrument

TEA = read_instrument(Path(__file__).parent / "tea.yaml")


def read(item: str, *fields: tuple[str, str]) -> Posted:
    return read_form([TEA.item(item)], FormData(fields))


def test_one_answer() -> None:
    assert read("drinks", ("drinks", "no")).values == {"drinks": "no"}
    assert read("drinks").values == {"drinks": None}
    assert read("drinks", ("drinks", "coffee")).values == {"drinks": None}


def test_the_text_beside_other_counts_where_other_is_meant() -> None:
    assert read("place", ("place", "other"), ("place.other.text", " train ")).values == {
        "place": "other",
        "place.other.text": "train",
    }
    assert read("place", ("place.other.text", "train")).values == {"place": "other", "place.other.text": "train"}
    assert read("place", ("place", "home"), ("place.other.text", "train")).values == {"place": "home", "place.other.text": None}


def test_a_text_beside_an_answer_that_was_not_chosen_is_told() -> None:
    """It is not dropped unsaid: the page shows it again, with why it cannot be kept."""
    posted = read("place", ("place", "home"), ("place.other.text", "train"))
    assert [(lack.key, lack.field) for lack in posted.misfits] == [("not_chosen", "place.other.text")]
    assert posted.raw == {"place.other.text": "train"}
    assert read("place", ("place", "home"), ("place.other.text", " ")).misfits == ()


def test_several_answers() -> None:
    values = read("sorts", ("sorts", "black"), ("sorts", "coffee"), ("sorts.other.text", "mint")).values
    assert {column for column, value in values.items() if value} == {"sorts.black", "sorts.other", "sorts.other.text"}
    assert values["sorts.green"] is False
    assert set(read("sorts").values.values()) == {None}
    both = read("sorts", ("sorts", "dont_know"), ("sorts.other.text", "mint")).values
    assert {code for code in ("other", "dont_know") if both[f"sorts.{code}"]} == {"other", "dont_know"}, "told as exclusive"


def test_rows_of_a_matrix() -> None:
    values = read("trust", ("trust.shop", "yes"), ("trust.friend", "maybe")).values
    assert values == {"trust.shop": "yes", "trust.friend": None, "trust.advert": None}


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3), (" 3,5 ", 3.5), ("3.50", 3.5), ("", None), ("+4", 4), ("1\u00a00", 10), ("040", 40), ("0", 0)],
)
def test_a_number_as_people_write_it(text: str, value: float | None) -> None:
    posted = read("cups", ("cups", text))
    assert posted.values == {"cups": value}
    assert posted.misfits == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("three", "not_a_number"),
        ("1e3", "not_a_number"),
        ("41", "between"),
        ("\u22121", "between"),
        ("nan", "not_a_number"),
        ("١", "not_a_number"),
    ],
)
def test_what_is_no_number_of_the_question(text: str, key: str) -> None:
    """It is shown again as it was typed, and takes the place of no number that stood there before."""
    posted = read("cups", ("cups", text))
    assert [(lack.key, lack.field) for lack in posted.misfits] == [(key, "cups")]
    assert posted.values == {}
    assert posted.raw == {"cups": text}


def test_a_text_as_long_as_it_may_be() -> None:
    assert read("words", ("words", "ә" * TEXT_MOST)).values["words"] == "ә" * TEXT_MOST
    long = read("words", ("words", "ә" * (TEXT_MOST + 1)))
    assert long.values == {}
    assert long.misfits[0].params == {"n": TEXT_MOST + 1, "most": TEXT_MOST}
    other = read("place", ("place", "other"), ("place.other.text", "a" * (OTHER_MOST + 1)))
    assert other.values == {"place": "other"}
    assert other.misfits[0].field == "place.other.text"


def test_lines_and_letters_of_a_text() -> None:
    assert typed("a\r\nb\rc") == "a\nb\nc"
    assert typed("и\u0306\x07\ud800") == "й"


@given(
    st.lists(
        st.tuples(st.sampled_from([*(column for item in TEA.items for column in (item.id, *columns(item))), "x"]), st.text())
    )
)
def test_nothing_gets_in_that_is_not_offered(fields: list[tuple[str, str]]) -> None:
    posted = read_form(TEA.items, FormData(fields))
    known: dict[str, Any] = {column: item for item in TEA.items for column in columns(item)}
    assert set(posted.values) <= set(known)
    for column, value in posted.values.items():
        item = known[column]
        if isinstance(value, str) and item.kind in ("single", "scale", "matrix") and not column.endswith(".text"):
            assert value in {option.code for option in item.offered}
