"""The tests that a claim can name, one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from survey.audit.claims_evidence import Evidence


class Shape(StrEnum):
    """What stands under the name of a test; the value shows how to write it."""

    ANSWERS = "{question: code}"
    PAIR = "{question: code, other_question: code}"
    ORDER = "{question: [code, code]}"
    QUESTIONS = "[question, other_question]"
    REASON = "reason"


@dataclass(frozen=True)
class Test:
    """How a test is written, the module-level function of `claims_evidence` that makes it, and what it is told."""

    shape: Shape
    function: str
    told: Mapping[str, Any]

    def run(self, data: Any, argument: Any) -> Iterable[Evidence]:
        """What the data say, one piece of evidence for each question or pair."""
        from survey.audit import claims_evidence

        make: Callable[..., Iterable[Evidence]] = getattr(claims_evidence, self.function)
        return make(data, argument, **self.told)


def _test(shape: Shape, function: str, **told: Any) -> Test:
    return Test(shape, function, told)


def _near(share: str) -> Test:
    """Within five percentage points: such words are round."""
    middle, off = Fraction(share), Fraction(1, 20)
    return _test(Shape.ANSWERS, "between", low=middle - off, high=middle + off, null=middle)


TESTS: Mapping[str, Test] = {
    "majority": _test(Shape.ANSWERS, "above", share=Fraction(1, 2)),
    "more_than_two_thirds": _test(Shape.ANSWERS, "above", share=Fraction(2, 3)),
    "minority": _test(Shape.ANSWERS, "below", share=Fraction(1, 2)),
    "below_third": _test(Shape.ANSWERS, "below", share=Fraction(1, 3)),
    "below_tenth": _test(Shape.ANSWERS, "below", share=Fraction(1, 10)),
    "about_half": _near("1/2"),
    "about_two_thirds": _near("2/3"),
    "about_third": _near("1/3"),
    "about_three_tenths": _near("3/10"),
    "divided": _test(Shape.ANSWERS, "between", low=Fraction(1, 3), high=Fraction(2, 3), null=Fraction(1, 2)),
    "somebody": _test(Shape.ANSWERS, "present", wanted=True),
    "nobody": _test(Shape.ANSWERS, "present", wanted=False),
    "order": _test(Shape.ORDER, "order"),
    "more_often_than": _test(Shape.PAIR, "more_often"),
    "differ": _test(Shape.PAIR, "differ"),
    "same_share": _test(Shape.PAIR, "same_share"),
    "joint_majority": _test(Shape.PAIR, "joint_majority"),
    "one_majority": _test(Shape.PAIR, "one_majority"),
    "associated": _test(Shape.PAIR, "associated", sign=1),
    "associated_negatively": _test(Shape.PAIR, "associated", sign=-1),
    "compatible": _test(Shape.PAIR, "compatible"),
    "same_answer": _test(Shape.QUESTIONS, "same_answer"),
    "differ_by": _test(Shape.QUESTIONS, "differ_by"),
    "not_measured": _test(Shape.REASON, "unmeasured"),
    "needs": _test(Shape.REASON, "needs"),
}
"""Words for each stand in the catalogue `claims` under `test_<name>`."""

REASONS: Mapping[str, tuple[str, ...]] = {
    "not_measured": (
        *("no_question", "no_option", "reasons_not_asked", "group_not_asked", "does_not_follow", "readings_not_told_apart"),
    ),
    "needs": ("frame", "population", "other_country", "other_wave"),
}
"""Words for each stand in the catalogue `claims` under `reason_<name>`."""
