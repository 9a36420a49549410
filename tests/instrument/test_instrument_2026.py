"""The questionnaire of the next wave keeps to its plan: trend items as they were, the rest without the weaknesses of 2022."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.instrument.find import load_instrument
from survey.instrument.model import IndexModel, Item, ItemKind, Level, OptionKind
from survey.instrument.trends import TrendCheck, check_trends

HERE = Path(__file__).parent
NEXT = load_instrument("sovereignty-2026", start=HERE)
EARLIER = load_instrument("sovereignty-2022", start=HERE)
NO_ANSWER = {OptionKind.DONT_KNOW, OptionKind.REFUSED}
COMPETENCE = {"theory", "experience", "domestic_authors", "foreign_authors", "state_abroad", "intuition"}


def ids(items: tuple[Item, ...]) -> list[str]:
    return [item.id for item in items]


def test_ten_questions_are_asked_word_for_word() -> None:
    repeated = [item for item in NEXT.items if item.trend]
    assert len(repeated) == 10
    assert check_trends(NEXT) == TrendCheck((), ())
    assert {item.id for item in NEXT.items} & {item.id for item in EARLIER.items} == {item.id for item in repeated}


def test_indices_of_both_waves_score_alike() -> None:
    both = {index.id for index in NEXT.indices} & {index.id for index in EARLIER.indices}
    assert both == {"TP", "NP", "NG", "IT"}
    for one in both:
        ours, theirs = NEXT.index(one), EARLIER.index(one)
        assert (ours.scores, ours.model, ours.classes) == (theirs.scores, theirs.model, theirs.classes)


@pytest.mark.parametrize("name", ["TP5", "NP5", "IC5", "SV5"])
def test_each_construct_has_at_least_four_reflective_questions_of_five_steps(name: str) -> None:
    index = NEXT.index(name)
    assert index.model is IndexModel.REFLECTIVE
    assert len(index.items) >= 4
    for scores in index.scores.values():
        assert sorted(score for score in scores.values() if score is not None) == [0, 0.25, 0.5, 0.75, 1]
        assert {code for code, score in scores.items() if score is None} == {"dont_know", "refused"}


def test_new_scales_have_five_steps_of_their_own_and_both_ways_out() -> None:
    scales = [item for item in NEXT.items if item.level is Level.ORDINAL and item.section != "about_you"]
    scales.remove(NEXT.item("argument_sources"))
    for item in scales:
        assert len([one for one in item.options if one.kind is OptionKind.SUBSTANTIVE]) == 5
        assert {one.kind for one in item.options} >= NO_ANSWER
        assert not any("agree" in option.code for option in item.options)


def test_one_list_of_states_and_organisations_with_none_and_other() -> None:
    shared = [item for item in NEXT.items if item.option_list == "states_organisations"]
    assert len(shared) == 5
    assert all(item.kind is ItemKind.MULTIPLE for item in shared)
    assert {"none", "other", "dont_know", "refused"} <= set(shared[0].codes)
    contradictions = {rule.conditions[0].item for rule in NEXT.inconsistent if rule.conditions[0].codes == ("none",)}
    assert set(ids(tuple(shared))) <= contradictions


def test_nobody_names_a_source_of_threat_without_a_threat() -> None:
    for item in NEXT.items:
        if item.id.startswith("threat_source_"):
            assert item.show_if is not None
            assert all(condition.codes == ("yes",) for condition in item.show_if.conditions)


def test_parallel_forms_are_planned_and_explained() -> None:
    forms = {item.id: item.parallel for item in NEXT.items if item.parallel}
    assert forms == {"national_strength_degree": "national_power_degree"}  # 1.4 and 3.3 differ in more than the word
    assert all(NEXT.item(one).translators for one in forms)


def test_the_sources_of_argument_are_those_of_the_coefficient() -> None:
    sources = NEXT.item("argument_sources")
    assert {row.code for row in sources.rows} == COMPETENCE
    assert set(sources.codes) == {"high", "medium", "low"}
    own = NEXT.item("knowledge_self")
    assert (own.minimum, own.maximum) == (0, 10)


def test_questions_about_people_have_few_groups_and_may_be_refused() -> None:
    for item in NEXT.in_section("about_you"):
        if item.options:
            assert OptionKind.REFUSED in {option.kind for option in item.options}
            assert len(item.options) <= 7


def test_the_length_is_that_of_the_note() -> None:
    asked = sum(len(item.rows) or 1 for item in NEXT.items if item.show_if is None)
    more = sum(len(item.rows) or 1 for item in NEXT.items if item.show_if is not None)
    assert (asked, more) == (75, 5)
    assert NEXT.notes[0]["en"].startswith(f"Everybody is asked for {asked} answers, and for up to {more} more")
    rows = sum(len(item.rows) for item in NEXT.items)
    several = sum(item.kind is ItemKind.MULTIPLE for item in NEXT.items)
    alone = len(NEXT.items) - several - sum(item.kind is ItemKind.MATRIX for item in NEXT.items)
    assert 20 <= (20 * alone + 35 * several + 9 * rows) / 60 <= 25


def test_contact_and_consent_name_nobody() -> None:
    for text in (NEXT.contact, NEXT.consent):
        assert text is not None
        assert all("[" in words and "@" not in words for _, words in text)
