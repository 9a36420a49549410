"""The order as a line of steps: against the definition, for every order of four answers that bounds can give."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import survey
from survey.analysis.order_steps import in_every_question, steps
from survey.shipped import root
from survey.wave.load import load_wave

BOUNDS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3)), min_size=2, max_size=5)


@given(BOUNDS)
def test_a_step_is_certainly_before_the_next(bounds: list[tuple[int, int]]) -> None:
    ends = {f"a{place}": (low, low + more) for place, (low, more) in enumerate(bounds)}
    rank = sorted(ends, key=lambda code: -sum(ends[code]))
    rows = []
    for one, other in combinations(rank, 2):
        (low, high), (least, most) = ends[one], ends[other]
        rows.append((one, other, "first" if low > most else "tie" if low == high == least == most else "open"))
    found = steps(pd.DataFrame(rows, columns=["first", "second", "order"]))
    assert [code for step in found for code in step.codes] == rank
    for before, after in combinations(found, 2):
        assert all(ends[one][0] > ends[other][1] for one in before.codes for other in after.codes)
    for step in found:  # nothing certain was thrown together: no cut inside a step would hold
        for cut in range(1, len(step.codes)):
            assert any(ends[one][0] <= ends[other][1] for one in step.codes[:cut] for other in step.codes[cut:])
        assert (step.kind == "one") == (len(step.codes) == 1)
        if step.kind == "tie":
            assert len({ends[code] for code in step.codes}) == 1


def test_the_published_threats_and_helpers() -> None:
    wave = load_wave(root() / "data" / "sovereignty-2022")
    every = {name: steps(in_every_question(survey.order_of_answers(wave, name).pairs)) for name in ("threat_sources", "helpers")}
    assert [(step.codes, step.kind) for step in every["threat_sources"]] == [
        (("russia",), "one"), (("china",), "one"), (("usa", "uzbekistan"), "open"),
    ]  # fmt: skip
    assert [step.kind for step in every["helpers"]] == ["one", "open"]
    assert every["helpers"][0].codes == ("turkiye",)


@pytest.mark.parametrize(
    ("orders", "told"),
    [(("first", "first"), "first"), (("tie", "tie"), "tie"), (("first", "open"), "open"), (("first", "tie"), "open")],
)
def test_what_holds_in_every_question(orders: tuple[str, str], told: str) -> None:
    pairs = pd.DataFrame({"item": ["p", "q", None], "first": "a", "second": "b", "order": [*orders, "open"]})
    assert in_every_question(pairs)["order"].tolist() == [told]
