from __future__ import annotations

from itertools import product
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.audit.facts import Count, Facts, Printed, Quotient, facts
from survey.errors import BAD_MARK, UNKNOWN_NAME, SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option


def item(name: str, codes: str, kind: ItemKind = ItemKind.SINGLE) -> Item:
    options = tuple(Option(code, value, Text(en=code)) for value, code in enumerate(codes.split(), start=1))
    return Item(name, name[-1], "s", kind, Level.NOMINAL, Text(en=name), Text(en=name), options, figure="7")


def known(*cells: tuple[str, str, int, int], n: int = 96, published: Path | None = None) -> Facts:
    frame = pd.DataFrame(cells, columns=["item", "code", "low", "high"]).assign(base=n)
    items = [item(name, " ".join(group["code"])) for name, group in frame.groupby("item", sort=False)]
    return facts(Instrument("i", "1", ("en",), Text(en="I"), (), tuple(items)), n, frame, published)


EFFECT = (("q1", "more", 54, 54), ("q1", "less", 28, 28), ("q1", "none", 1, 13), ("q1", "both", 1, 13))
TRUST = (("q2", "yes", 70, 70), ("q2", "no", 26, 26))


def one(expression: str, section: str = "q1") -> object:
    ((fact,),) = known(*EFFECT, *TRUST).named(expression, section)
    return fact


def test_one_answer() -> None:
    assert one("more") == Count(54, 54, 96)
    assert one("q2.yes") == Count(70, 70, 96)


def test_answers_together_are_tightened_by_the_rest() -> None:
    """1 to 13 and 1 to 13 make 2 to 26 on their own; what 54 and 28 leave of 96 makes it 14."""
    assert one("none + both") == Count(14, 14, 96)
    assert one("not more + less") == Count(14, 14, 96)
    assert one("not none") == Count(83, 95, 96)


def test_difference_and_ratio() -> None:
    assert one("q2.no - less") == Count(2, 2)
    assert one("q2.yes / less") == Quotient(70, 28)


def test_each_of_several() -> None:
    assert known(*EFFECT).named("none, both", "q1") == ((Count(1, 13, 96),), (Count(1, 13, 96),))


def test_both_answers_at_least() -> None:
    assert one("more & q2.yes") == Count(28, 54, 96)


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.data())
def test_no_joint_table_leaves_the_bounds(first: list[bool], data: st.DataObject) -> None:
    """Whoever gives the two answers, the number of those who give both lies inside."""
    n = len(first)
    second = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    cells = [(name, code, k, k) for name, answers in (("q1", first), ("q2", second)) for code, k in counted(answers)]
    ((bounds,),) = known(*cells, n=n).named("yes & q2.yes", "q1")
    assert isinstance(bounds, Count)
    assert bounds.low <= sum(a and b for a, b in zip(first, second, strict=True)) <= bounds.high


def counted(answers: list[bool]) -> list[tuple[str, int]]:
    return [("yes", sum(answers)), ("no", len(answers) - sum(answers))]


def test_the_bounds_are_reached() -> None:
    """Enumeration: with 3 and 2 of 4 people, both ends of the interval occur."""
    ((bounds,),) = known(("q1", "a", 3, 3), ("q1", "b", 1, 1), ("q2", "a", 2, 2), ("q2", "b", 2, 2), n=4).named("a & q2.a", "q1")
    tables = [t for t in product((0, 1), repeat=8) if sum(t[:4]) == 3 and sum(t[4:]) == 2]
    reached = {sum(a * b for a, b in zip(t[:4], t[4:], strict=True)) for t in tables}
    assert bounds == Count(min(reached), max(reached), 4)


def test_printed_percents_add_up(tmp_path: Path) -> None:
    path = tmp_path / "published.csv"
    path.write_text("item,answer,percent\nq2,yes,72.9\nq2,no,30.1\nq2,no,\n", "utf-8")
    assert known(*TRUST, published=path).percents("yes + no", "q2") == ((Printed("103.0"),),)


@pytest.mark.parametrize("expression", ["mor", "q2.maybe", "q9.yes"])
def test_a_name_that_is_not_in_the_instrument(expression: str) -> None:
    with pytest.raises(SurveyError) as caught:
        known(*EFFECT, *TRUST).named(expression, "q1")
    assert caught.value.code == UNKNOWN_NAME


@pytest.mark.parametrize("expression", ["more + q2.yes", "none - both", "more / none", "more - less - q2.yes"])
def test_parts_that_do_not_go_together(expression: str) -> None:
    with pytest.raises(SurveyError) as caught:
        known(*EFFECT, *TRUST).named(expression, "q1")
    assert caught.value.code == BAD_MARK


def test_answers_of_a_multiple_choice_do_not_add_up() -> None:
    frame = pd.DataFrame({"item": "q1", "code": ["a", "b"], "low": [5, 6], "high": [5, 6], "base": 8})
    several = facts(Instrument("i", "1", ("en",), Text(en="I"), (), (item("q1", "a b", ItemKind.MULTIPLE),)), 8, frame)
    with pytest.raises(SurveyError) as caught:
        several.named("a + b", "q1")
    assert caught.value.code == BAD_MARK
