"""The questionnaire of 2022 as it was printed, and what this project added to it."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from survey.instrument.find import load_instrument
from survey.instrument.model import IndexModel, ItemKind, Level, OptionKind, Provenance

HERE = Path(__file__).parent
INSTRUMENT = load_instrument("sovereignty-2022", start=HERE)

# item, option (empty for the question itself), where, text; taken from the two printings by a script, not from the YAML.
with (HERE / "verbatim-2022.csv").open(encoding="utf-8", newline="") as file:
    PRINTED = list(csv.DictReader(file))


def test_the_printed_kazakh_is_kept_letter_for_letter() -> None:
    kept = Counter()
    for item in INSTRUMENT.items:
        kept.update((item.id, "", wording.where, wording.text) for wording in item.verbatim)
        for option in item.options:
            kept.update((item.id, option.code, wording.where, wording.text) for wording in option.verbatim)
    assert kept == Counter((row["item"], row["option"], row["where"], row["text"]) for row in PRINTED)


def test_there_is_the_profession_and_26_questions_in_the_printed_order() -> None:
    sizes = [len(INSTRUMENT.in_section(section.id)) for section in INSTRUMENT.sections]
    assert sizes == [1, 9, 9, 8]
    assert [item.figure for item in INSTRUMENT.items] == [str(n) for n in range(1, 28)]
    numbers = [
        f"{section.number}.{n}" for section, size in zip(INSTRUMENT.sections, sizes, strict=True) for n in range(1, size + 1)
    ]
    assert [item.number for item in INSTRUMENT.items] == numbers


@pytest.mark.parametrize("item", INSTRUMENT.items, ids=lambda item: item.id)
def test_every_item_is_complete(item) -> None:
    assert item.kind is ItemKind.SINGLE
    assert item.level is (Level.BINARY if item.codes == ("yes", "no") else Level.NOMINAL)
    assert [option.value for option in item.options] == list(range(1, len(item.options) + 1))
    for text in (item.text, item.label, *(option.text for option in item.options)):
        assert [language for language, _ in text] == ["kk", "ru", "en"]
        for _, words in text:
            assert words[0].isupper(), "texts are ready for display"
            assert "[" not in words


def test_printed_options_that_people_probably_wrote_are_marked() -> None:
    written = {
        item.id: [o.code for o in item.options if o.provenance is Provenance.SUSPECTED_WRITE_IN] for item in INSTRUMENT.items
    }
    assert {item: codes for item, codes in written.items() if codes} == {
        "claims_effect_on_identity": ["no_effect", "dont_know", "both", "understanding_of_identity", "no_effect_at_all"],
        "internal_control_firm": ["shortcomings", "coercive_apparatus", "mostly_no", "mostly_yes", "within_eaeu"],
    }
    kinds = {(o.provenance, o.kind) for item in INSTRUMENT.items for o in item.options if o.code != "dont_know"}
    assert kinds == {
        (Provenance.PRINTED, OptionKind.SUBSTANTIVE),
        (Provenance.UNCERTAIN, OptionKind.SUBSTANTIVE),
        (Provenance.SUSPECTED_WRITE_IN, OptionKind.WRITE_IN),
    }
    assert INSTRUMENT.item("claims_effect_on_identity").option("dont_know").kind is OptionKind.DONT_KNOW


def test_the_direction_of_three_items_is_in_doubt_and_a_note_says_why() -> None:
    doubtful = [item for item in INSTRUMENT.items if "doubtful" in item.flags]
    assert [item.number for item in doubtful] == ["1.3", "1.8", "3.3"]
    assert all(item.notes for item in doubtful)


def test_the_eleven_indices() -> None:
    models = {index.id: index.model for index in INSTRUMENT.indices}
    assert list(models) == ["TL", "TP", "TS", "NG", "NP", "SV", "SVAL", "IC", "IT", "IR", "AO"]
    assert {name for name, model in models.items() if model is IndexModel.REFLECTIVE} == {"TP", "NP"}
    assert {name for name, model in models.items() if model is IndexModel.COUNT} == {"TS", "AO"}
    assert models["IT"] is IndexModel.TYPOLOGY
    assert models["IR"] is IndexModel.SEPARATE
    assert INSTRUMENT.index("NP").held_out == ("can_secure_territory",)


@pytest.mark.parametrize(
    ("index", "number", "scores"),
    [
        ("TL", "1.1", {"yes": 1, "no": 0}),
        ("TL", "1.3", {"yes": 0, "no": 1}),
        ("IC", "2.5", {"yes": 0, "no": 1}),
        ("IC", "2.6", {"yes": 0, "no": 1}),
        (
            "IR",
            "2.7",
            {
                "strengthen": 1,
                "weaken": -1,
                "no_effect": 0,
                "dont_know": None,
                "both": 0,
                "understanding_of_identity": None,
                "no_effect_at_all": 0,
            },
        ),
        (
            "SV",
            "3.2",
            {
                "yes": 1,
                "no": 0,
                **dict.fromkeys(["shortcomings", "coercive_apparatus", "mostly_no", "mostly_yes", "within_eaeu"]),
            },
        ),
    ],
)
def test_scores(index: str, number: str, scores: dict[str, float | None]) -> None:
    item = next(item for item in INSTRUMENT.items if item.number == number)
    assert INSTRUMENT.index(index).scores[item.id] == scores


def test_the_types_of_identity_basis_leave_no_pair_of_answers_out() -> None:
    pairs = {tuple(condition.codes for condition in part.conditions) for part in INSTRUMENT.index("IT").classes}
    assert pairs == {((a,), (b,)) for a in ("yes", "no") for b in ("yes", "no")}


def test_ally_answers_fall_into_three_groups() -> None:
    groups = {option.code: option.group for option in INSTRUMENT.item("help_state_territory").options}
    assert set(groups.values()) == set(INSTRUMENT.groups)
    assert groups["none"] == "self_reliance"
    assert groups["world_community"] == groups["allied_coalitions"] == "multilateral"
    assert {option.group for option in INSTRUMENT.item("help_state_sovereignty").options} == {"state"}


def test_what_is_shown_together_and_what_contradicts() -> None:
    numbers = {item.id: item.number for item in INSTRUMENT.items}
    shown = {comparison.id: [numbers[item] for item in comparison.items] for comparison in INSTRUMENT.comparisons}
    assert shown == {"threat_sources": ["1.7", "2.9", "3.7"], "helpers": ["1.9", "3.8"], "repeated_power": ["1.6", "3.6"]}
    pairs = [[(numbers[c.item], *c.codes) for c in pair.conditions] for pair in INSTRUMENT.inconsistent]
    assert pairs == [[("1.5", "yes"), ("1.8", "no")], [("1.6", "yes"), ("1.8", "no")], [("1.1", "yes"), ("1.3", "yes")]]
