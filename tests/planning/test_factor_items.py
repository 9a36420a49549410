"""Which items and factors are simulated: from indices, from a structure, with margins."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from survey.errors import PLAN_INDEX, PLAN_TWO_SOURCES, SurveyError
from survey.i18n.text import Text
from survey.instrument.find import load_instrument
from survey.instrument.model import Index, IndexModel, Instrument, Item, ItemKind, Level, Option, OptionKind
from survey.planning.factor_items import CORRELATION, LOADING, factor_items, reflective
from survey.planning.structure import Structure

STEPS = (
    *(Option(f"step{value}", value, Text(en=str(value))) for value in (3, 2, 1)),
    Option("dk", 9, Text(en="?"), OptionKind.DONT_KNOW),
)
YES_NO = (Option("yes", 1, Text(en="yes")), Option("no", 2, Text(en="no")))
SCORES = {"step1": 0.0, "step2": 0.0, "step3": 1.0, "dk": None}


def item(name: str, level: Level = Level.ORDINAL, options: tuple[Option, ...] = STEPS) -> Item:
    return Item(name, "1", "s", ItemKind.SINGLE, level, Text(en=name), Text(en=name), options)


def index(name: str, *items: str, model: IndexModel = IndexModel.REFLECTIVE) -> Index:
    return Index(name, Text(en=name), Text(en=name), model, dict.fromkeys(items, SCORES), 1, Text(en="why"))


def questionnaire(*indices: Index) -> Instrument:
    items = (*(item(name) for name in "abcdefg"), item("town", Level.NOMINAL), item("told", Level.BINARY, YES_NO))
    return Instrument("trial", "1", ("en",), Text(en="Trial"), (), items, indices)


def test_reflective_indices_are_factors() -> None:
    found = factor_items(questionnaire(index("T", *"abc"), index("P", *"defc"), index("F", "g", model=IndexModel.FORMATIVE)))
    assert found is not None
    assert found.factors == ("P", "T")
    assert found.names == tuple("abcdef")  # `c` belongs to the index that comes first
    assert found.loadings.sum(axis=1) == pytest.approx([LOADING] * 6)
    assert found.loadings[2].tolist() == [0, LOADING]
    assert found.phi.tolist() == [[1, CORRELATION], [CORRELATION, 1]]
    assert found.assumed
    assert [len(shares) for shares in found.shares] == [2] * 6  # two answers have one score: one step; "don't know" has none


def test_factors_of_two_items_are_left_out() -> None:
    found = factor_items(questionnaire(index("T", *"abc"), index("P", *"de")))
    assert found is not None
    assert (found.factors, dict(found.left_out), found.phi.shape) == (("T",), {"P": "few"}, (1, 1))
    assert factor_items(questionnaire(index("P", *"de"))) is None
    assert factor_items(questionnaire()) is None


def test_a_structure_comes_before_indices() -> None:
    loadings = {"a": 0.7, "b": -0.5, "told": 0.6, "town": 0.9}
    structure = Structure({"one": loadings, "two": {"d": 0.7, "e": 0.7, "f": 0.7}}, {"one": {"two": -0.2}})
    found = factor_items(questionnaire(index("T", *"abc")), structure)
    assert found is not None
    assert found.names == ("a", "b", "d", "e", "f", "told")
    assert found.loadings[:2, 0].tolist() == [0.7, -0.5]
    assert found.phi[0, 1] == -0.2
    assert dict(found.left_out) == {"town": "no_order"}
    assert found.steps == (2, 3)


def test_margins_give_the_shares_from_low_to_high() -> None:
    cells = [("a", "step1", 10, 10), ("a", "step3", 25, 35), ("a", "dk", 50, 60), ("told", "yes", 20, 20), ("told", "no", 80, 80)]
    margins = pd.DataFrame(cells, columns=["item", "code", "low", "high"]).assign(base=100)
    structure = Structure({"one": {"a": 0.7, "b": 0.7, "told": 0.7}})
    found = factor_items(questionnaire(), structure, margins)
    assert found is not None
    assert found.shares[0] == pytest.approx([0.25, 0.75])  # nobody gave step2; "don't know" does not count; 30 in the middle
    assert found.shares[2] == pytest.approx([0.8, 0.2])  # the first of two answers is the higher one
    assert found.assumed  # of `b` nothing is known


def test_shipped_questionnaires() -> None:
    """Every reflective index of three items or more of the shipped questionnaires is a factor."""
    for name in ("sovereignty-2022", "sovereignty-2026", "multivector-2026"):
        instrument = load_instrument(name)
        found = factor_items(instrument)
        wanted = {one.id for one in instrument.indices if one.model is IndexModel.REFLECTIVE and len(one.items) > 2}
        assert found is not None
        assert set(found.factors) == wanted
        assert all(np.isclose(shares.sum(), 1) for shares in found.shares)


def test_indices_that_are_named_are_the_factors() -> None:
    asked = questionnaire(index("T", *"abc"), index("P", *"cdef"), index("F", "g", model=IndexModel.FORMATIVE))
    found = factor_items(asked, indices=["P"])
    assert found is not None
    assert (found.factors, found.names) == (("P",), tuple("cdef"))
    for indices, code, many in ((["F", "X"], PLAN_INDEX, 2), (["T"], PLAN_TWO_SOURCES, 1)):
        structure = Structure({"one": {"a": 0.5}}) if code == PLAN_TWO_SOURCES else None
        with pytest.raises(SurveyError) as refused:
            factor_items(asked, structure, indices=indices)
        assert [one.code for one in refused.value.problems] == [code] * many


def test_one_thing_by_two_indices_is_told() -> None:
    """A long and a short scale of threat: as two factors they would be two things."""
    found = factor_items(load_instrument("sovereignty-2026"))
    assert found is not None
    assert found.alike == (("TP5", "TP"),)
    alone = factor_items(load_instrument("sovereignty-2026"), indices=["TP5", "NP5", "IC5", "SV5", "MV5"])
    assert alone is not None
    assert (alone.alike, len(alone.factors)) == ((), 5)


def test_a_second_form_of_a_question_is_told() -> None:
    given = questionnaire(index("T", *"abc"), index("P", *"def"))
    items = tuple(replace(one, parallel="a") if one.id == "d" else one for one in given.items)
    found = factor_items(replace(given, items=items))
    assert found is not None
    assert found.alike == (("T", "P"),)


def test_correlations_of_assumed_factors_make_a_matrix() -> None:
    structure = reflective((index("T", *"abc"), index("P", *"def")))
    assert np.linalg.eigvalsh(structure.matrix()).min() > 0
