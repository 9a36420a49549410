"""What follows from answers: which questions are asked, what is cleared, what is lacking."""

from __future__ import annotations

from pathlib import Path

from survey.fielding.web.values import answered, asked, cleared, columns, lacks
from survey.instrument.read import read_instrument

TEA = read_instrument(Path(__file__).parent / "tea.yaml")


def test_a_condition_in_the_same_section_and_one_across_sections() -> None:
    assert asked(TEA, {}) == {"drinks", "cups", "place", "trust", "words"}
    assert asked(TEA, {"drinks": "no"}) == {"drinks", "why_not", "cups", "place", "trust", "words"}
    assert "milk" in asked(TEA, {"drinks": "yes", "sorts.green": True})


def test_an_answer_that_is_not_asked_for_meets_no_condition() -> None:
    """`milk` hangs on `sorts`, which hangs on `drinks`."""
    values = {"drinks": "no", "sorts.green": True, "sorts.black": False, "milk": "never", "cups": 1}
    assert "milk" not in asked(TEA, values)
    assert cleared(TEA, values) == {"sorts.green": None, "sorts.black": None, "milk": None}


def test_columns_with_the_text_beside_other() -> None:
    assert columns(TEA.item("place")) == ("place", "place.other.text")
    assert columns(TEA.item("sorts"))[-2:] == ("sorts.dont_know", "sorts.other.text")


def test_what_is_lacking() -> None:
    def found(item: str, **values: object) -> list[tuple[str, str]]:
        return [(lack.key, lack.field) for lack in lacks(TEA.item(item), values)]

    assert found("drinks") == [("required_one", "drinks")]
    assert found("drinks", drinks="refused") == []
    assert found("trust", **{"trust.shop": "yes", "trust.advert": "no"}) == [("required_row", "trust.friend")]
    assert found("sorts", **{"sorts.dont_know": True, "sorts.black": True}) == [("exclusive", "sorts")]
    assert found("sorts", **{"sorts.dont_know": True, "sorts.black": False}) == []
    assert found("cups") == []


def test_a_choice_of_nothing_is_no_answer() -> None:
    assert not answered(TEA.item("sorts"), {"sorts.black": False})
    assert answered(TEA.item("cups"), {"cups": 0})
