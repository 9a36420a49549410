"""Joint answers as far as margins decide them, for two questions, three, and all pairs."""

from __future__ import annotations

from itertools import combinations
from time import perf_counter
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.analysis.bounds import RANGES, bounds
from survey.analysis.joint import joint
from survey.errors import SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Index, IndexModel
from survey.wave.wave import Wave

if TYPE_CHECKING:
    from tests.analysis.conftest import Small

MADE = Index("I", Text(en="x"), Text(en="x"), IndexModel.FORMATIVE, {}, 1, Text(en="x"))
CODES = ("yes", "no", "other")


def of(small: Small, **answers: str) -> Wave:
    """A wave of rows: `tea="yyn-"` are four people, the last one without an answer."""
    words = {"y": "yes", "n": "no", "o": "other", "-": None}
    return small.rows(MADE, {name: [words[letter] for letter in text] for name, text in answers.items()})


def test_two_questions_by_hand(small: Small) -> None:
    """Seven of eight take tea, six milk; the second blank is one more who may have taken either."""
    found = bounds(of(small, tea="yyyyyyyn", milk="yyyyyyn-"), "tea", "milk")
    both = found[(found["first_code"] == "yes") & (found["second_code"] == "yes")].iloc[0]
    assert (both["low"], both["high"], both["base"], both["answered_low"], both["answered_high"]) == (5, 6, 8, 7, 7)
    assert (both["sturdy_low"], both["sturdy_high"]) == (3, 7)
    assert len(found) == 9
    assert set(RANGES) <= set(found.columns)


@settings(max_examples=settings.default.max_examples // 3)
@given(st.data(), st.integers(1, 12))
def test_the_answers_themselves_lie_within_what_their_margins_allow(small: Small, data: st.DataObject, n: int) -> None:
    texts = {name: data.draw(st.text("yno-", min_size=n, max_size=n)) for name in ("tea", "milk", "salt")}
    wave = of(small, **texts)
    loose = small.margins_of(wave, {"tea": 1})
    for names in [*combinations(texts, 2), tuple(texts)]:
        for found in (bounds(wave, *names), bounds(loose, *names)):
            answers = wave.answers[list(names)].fillna("")
            for row in found.to_dict("records"):
                codes = [row[f"{place}_code"] for place in ("first", "second", "third")[: len(names)]]
                count = (answers == codes).all(axis=1).sum()
                assert row["sturdy_low"] <= row["low"] <= count <= row["high"] <= row["sturdy_high"]
            answered = (answers != "").all(axis=1).sum()
            assert found["answered_low"].iloc[0] <= answered <= found["answered_high"].iloc[0]


def test_a_wave_of_rows_and_its_margins_tell_the_same(small: Small) -> None:
    wave = of(small, tea="yyynnno-", milk="ynoynoyy", salt="yyyyyyyn")
    for names in ((), ("tea", "milk"), ("tea", "milk", "salt")):
        pd.testing.assert_frame_equal(bounds(wave, *names), bounds(small.margins_of(wave), *names))


def test_all_pairs_are_the_pairs_one_by_one(small: Small) -> None:
    wave = small.margins_of(of(small, tea="yyynnno-", milk="ynoynoyy", salt="yyyyyyyn"), {"milk": 1})
    found = bounds(wave)
    single = [bounds(wave, *pair) for pair in combinations(("tea", "milk", "salt"), 2)]
    expected = pd.concat([frame[list(found.columns)] for frame in single], ignore_index=True)
    pd.testing.assert_frame_equal(found, expected)


def test_the_cells_of_a_pair_are_what_is_said_of_two_answers(small: Small) -> None:
    wave = of(small, tea="yyyynnno", milk="ynoynoyy")
    for row in bounds(wave, "tea", "milk").to_dict("records"):
        one = joint(wave, ("tea", row["first_code"]), ("milk", row["second_code"]))
        for name in ("low", "high", *RANGES):
            assert row[name] == pytest.approx(getattr(one, name), nan_ok=True)


def test_several_answers_by_one_person(small: Small) -> None:
    """Ticks of one question are answers of their own: 3 of 4 tick yes, 2 other; 3 say yes to the second question."""
    wave = small.rows(
        MADE,
        {
            "tea.yes": [True, True, True, False],
            "tea.no": [False] * 4,
            "tea.other": [True, False, False, True],
            "milk": ["yes", "yes", "yes", "no"],
        },
    )
    found = bounds(wave, "tea", "milk").set_index(["first_code", "second_code"])
    assert found.loc[("yes", "yes"), ["low", "high"]].tolist() == [2, 3]
    assert found.loc[("other", "yes"), ["low", "high"]].tolist() == [1, 2]
    assert len(bounds(wave)) == 9


def test_nobody_and_one_question_alone(small: Small) -> None:
    assert bounds(of(small, tea="yn")).empty
    nobody = bounds(of(small, tea="--", milk="yn"), "tea", "milk")
    assert nobody[["low", "high", "answered_high"]].to_numpy().max() == 0


def test_the_assumption_stands_beside_the_result(small: Small) -> None:
    codes = [
        bounds(of(small, tea=tea, milk=milk), "tea", "milk").attrs["assumes"].code
        for tea, milk in [("yn", "yn"), ("y-", "yn"), ("y-", "y-")]
    ]
    assert codes == ["SQ-S145", "SQ-S147", "SQ-S146"]


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("tea",), "SQ-S144"),
        (("tea", "milk", "salt", "tea"), "SQ-S144"),
        (("tea", "tea"), "SQ-S140"),
        (("tea", "mlk"), "SQ-D29"),
    ],
)
def test_what_is_refused(small: Small, names: tuple[str, ...], code: str) -> None:
    with pytest.raises(SurveyError) as found:
        bounds(of(small, tea="yn", milk="yn", salt="yn"), *names)
    assert found.value.code == code


def test_something_else_than_a_wave() -> None:
    with pytest.raises(SurveyError) as found:
        bounds(pd.DataFrame())  # type: ignore[arg-type]
    assert found.value.code == "SQ-S93"


def test_27_questions_with_options_cost_no_time(small: Small) -> None:
    """All pairs of 27 questions with three answers among 200 people."""
    wave = small.margins_of(of(small, **{f"q{place}": "yno-" * 50 for place in range(27)}))
    bounds(wave)
    start = perf_counter()
    found = bounds(wave)
    assert len(found) == 27 * 26 // 2 * 9
    assert perf_counter() - start < 0.9, "well below a second"
