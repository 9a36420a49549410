"""The same answer to several questions, from margins."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from survey.analysis.same_answers import same_answers
from survey.errors import SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Index, IndexModel

if TYPE_CHECKING:
    from tests.analysis.conftest import Small

MADE = Index("I", Text(en="x"), Text(en="x"), IndexModel.FORMATIVE, {}, 1, Text(en="x"))
CODES = ("yes", "no", "other")


@given(st.data(), st.integers(2, 5))
def test_every_order_of_the_second_answers(small: Small, data: st.DataObject, n: int) -> None:
    """With exact margins each table is some order of the second question's answers beside the first one's."""
    first, second = (data.draw(st.lists(st.sampled_from(CODES), min_size=n, max_size=n)) for _ in range(2))
    found = same_answers(small.rows(MADE, {"tea": first, "milk": second}), "tea", "milk")
    same, kappas = set(), []
    for order in set(permutations(second)):
        same.add(sum(one == other for one, other in zip(first, order, strict=True)))
        pairs = Counter(zip(first, order, strict=True))
        table = np.array([[pairs[one, other] for other in CODES] for one in CODES])
        if len({*first, *second}) > 1:
            kappas.append(float(cohens_kappa(table, return_results=False)))
    assert (found.low, found.high) == (min(same), max(same))
    if kappas:
        assert (found.kappa_low, found.kappa_high) == (pytest.approx(min(kappas)), pytest.approx(max(kappas)))
    else:
        assert found.kappa_low is found.kappa_high is None


def test_blanks_and_open_margins_leave_no_kappa(small: Small) -> None:
    blank = small.rows(MADE, {"tea": ["yes", "no", None], "milk": ["yes", "no", "no"]})
    found = same_answers(blank, "tea", "milk")
    assert (found.low, found.high, found.answered_high, found.kappa_low) == (0, 2, 2, None)
    open_counts = small.margins_of(small.rows(MADE, {"tea": ["yes"] * 5 + ["no"] * 5, "milk": ["yes"] * 10}), {"tea": 1})
    found = same_answers(open_counts, "tea", "milk")
    assert (found.low, found.high, found.kappa_high) == (4, 6, None)


@pytest.mark.parametrize(("names", "code"), [(("tea",), "SQ-S144"), (("tea", "tea"), "SQ-S140")])
def test_what_is_refused(small: Small, names: tuple[str, ...], code: str) -> None:
    with pytest.raises(SurveyError) as found:
        same_answers(small.rows(MADE, {"tea": ["yes"], "milk": ["no"]}), *names)
    assert found.value.code == code
