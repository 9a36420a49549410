"""The questionnaire on the multi-vector policy keeps to its plan: single balanced claims, one list of partners, measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.errors import InstrumentError
from survey.instrument.find import load_instrument
from survey.instrument.model import IndexModel, Item, ItemKind, Level, MeasureKind, OptionKind
from survey.instrument.read import read_instrument

HERE = Path(__file__).parent
ASKED = load_instrument("multivector-2026", start=HERE)
PARTNERS = ("usa", "eu", "china", "central_asia", "russia", "turkiye")
BACKGROUND = {"expert_competence", "about_you"}


def steps(item: Item) -> list[str]:
    return [option.code for option in item.options if option.kind is OptionKind.SUBSTANTIVE]


def test_every_claim_has_five_steps_of_its_own_and_both_ways_out() -> None:
    scales = [item for item in ASKED.items if item.level is Level.ORDINAL and item.section not in BACKGROUND]
    scales.remove(ASKED.item("power_rank"))  # four kinds of powers
    for item in scales:
        assert len(steps(item)) == 5
        assert {option.kind for option in item.options} >= {OptionKind.DONT_KNOW, OptionKind.REFUSED}
        assert not any("agree" in code for code in item.codes)


def test_one_list_of_partners_everywhere() -> None:
    rated = [item for item in ASKED.items if {row.code for row in item.rows} & set(PARTNERS)]
    assert [item.id for item in rated] == [
        *(f"vector_{aspect}" for aspect in ("political", "economic", "security", "public")),
        *("partner_threat", "partner_distance", "distance_wanted"),
    ]
    assert all(tuple(row.code for row in item.rows) == PARTNERS for item in rated)
    named = ASKED.item("priority_partners")
    assert named.option_list == "partners"
    assert named.codes == (*PARTNERS, "none", "other", "dont_know", "refused")


def test_measures() -> None:
    assert [measure.kind for measure in ASKED.measures] == [
        *(MeasureKind.EQUIDISTANCE, MeasureKind.EQUIDISTANCE, MeasureKind.RISKS, MeasureKind.FORECASTS)
    ]
    assert [option.value for option in ASKED.item("partner_distance").options][:7] == list(range(1, 8))
    forecasts = [item for item in ASKED.items if item.kind is ItemKind.NUMBER and item.maximum == 100]
    assert tuple(item.id for item in forecasts) == ASKED.measures[3].items
    assert len(ASKED.item("organisation_usefulness").rows) == 8


def test_reflective_indices_have_at_least_four_questions() -> None:
    for index in ASKED.indices:
        assert index.model is not IndexModel.REFLECTIVE or len(index.items) >= 4
        assert index.model is not IndexModel.COUNT


def test_the_three_aspects_are_compared_for_every_partner() -> None:
    aspects = ("political", "economic", "security")
    wanted = [tuple(f"vector_{aspect}.{code}" for aspect in aspects) for code in PARTNERS]
    assert [one.items for one in ASKED.comparisons] == wanted


def test_the_length_is_that_of_the_note() -> None:
    asked = sum(len(item.rows) or 1 for item in ASKED.items)
    assert all(item.show_if is None for item in ASKED.items)
    assert all(str(asked) in words for _, words in ASKED.notes[0])
    rows = sum(len(item.rows) for item in ASKED.items)
    alone = len(ASKED.items) - sum(item.kind is ItemKind.MATRIX for item in ASKED.items)
    assert 25 <= (20 * alone + 9 * rows) / 60 + 2 <= 30  # and two minutes for the introduction and the consent


@pytest.mark.parametrize("rows", ["[{code: a, text: {en: A}}]", "[{code: b, text: {en: B}}, {code: a, text: {en: A}}]"])
def test_risks_need_two_matrices_with_the_same_rows(rows: str, tmp_path: Path) -> None:
    matrix = "section: s, kind: matrix, level: ordinal, options: agree5, text: {en: How much}"
    path = tmp_path / "i.yaml"
    path.write_text(
        f"""\
id: i
version: "1"
languages: [en]
title: {{en: Risks}}
sections: [{{id: s, number: "1", title: {{en: Risks}}}}]
items:
  - {{id: chance, number: "1", rows: [{{code: a, text: {{en: A}}}}, {{code: b, text: {{en: B}}}}], {matrix}}}
  - {{id: damage, number: "2", rows: {rows}, {matrix}}}
measures:
  - {{id: m, kind: risks, items: [chance, damage], title: {{en: Risks}}}}
""",
        "utf-8",
    )
    with pytest.raises(InstrumentError, match="do not have the same rows") as refused:
        read_instrument(path)
    assert [(one.code, one.place.line) for one in refused.value.problems] == [("SQ-I96", 10)]
