"""Published counts of answers that mean the same: put together, with a log, the printed ones beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from survey.errors import SurveyError
from survey.wave.load import load_wave
from survey.wave.wave import Wave

QUESTIONNAIRE = """
id: tea
version: "1"
languages: [en]
title: {en: Tea}
sections: [{id: s, number: "1", title: {en: S}}]
items:
  - id: effect
    number: "1"
    section: s
    kind: single
    level: nominal
    text: {en: Does it matter?}
    options:
      - {code: yes_it_does, value: 1, text: {en: "Yes"}}
      - {code: none, value: 2, kind: write_in, text: {en: No effect}}
      - {code: none_at_all, value: 3, kind: write_in, text: {en: No effect at all}}
      - {code: both, value: 4, kind: write_in, text: {en: Both}}
  - id: drinks
    number: "2"
    section: s
    kind: multiple
    level: nominal
    text: {en: What?}
    options:
      - {code: tea, value: 1, text: {en: Tea}}
      - {code: chai, value: 2, text: {en: Chai}}
      - {code: juice, value: 3, text: {en: Juice}}
inconsistent:
  - {id: odd, all: [{item: effect, is: [none, none_at_all]}, {item: drinks, is: [tea]}], reason: {en: Odd}}
indices:
  - {id: E, model: formative, minimum_answered: 1, title: {en: E}, description: {en: E}, justification: {en: E},
     items: {effect: {yes_it_does: 1, none: 0, none_at_all: 0, both: null}}}
"""
WAVE = """
id: tea-1
instrument: tea
kind: margins
title: {en: Tea}
design: nonprobability
n: 20
source: {en: A book}
"""
MARGINS = """item,code,low,high,base,basis,note
effect,yes_it_does,10,10,20,published,
effect,none,1,7,20,interval,a
effect,none_at_all,1,7,20,interval,b
effect,both,1,7,20,interval,
drinks,tea,8,8,18,published,
drinks,chai,5,6,18,published,
drinks,juice,3,3,18,published,
"""
RECODES = """item,answer,text,decision,code,reason
effect,none_at_all,no effect at all,code,none,the same
effect,both,both,keep,,another
drinks,chai,,code,tea,the same leaf
"""
Study = Callable[..., Path]


@pytest.fixture
def tea(tmp_path: Path) -> Study:
    def write(recodes: str | None = RECODES, settings: str = "") -> Path:
        (tmp_path / "instruments").mkdir(exist_ok=True)
        (tmp_path / "instruments" / "tea.yaml").write_text(QUESTIONNAIRE, "utf-8")
        folder = tmp_path / "data" / "tea-1"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "wave.yaml").write_text(WAVE + settings, "utf-8")
        (folder / "margins.csv").write_text(MARGINS, "utf-8")
        if recodes is not None:
            (folder / "recodes.csv").write_text(recodes, "utf-8")
        return folder

    return write


def bounds(wave: Wave, item: str) -> dict[str, tuple[int, int]]:
    return {row["code"]: (row["low"], row["high"]) for row in wave.counts(item).to_dict("records")}


def test_answers_that_mean_the_same_are_counted_together(tea: Study) -> None:
    wave = load_wave(tea())
    # 20 - 10 - 1: what `both` leaves at most; without the merge each has at most 7
    assert bounds(wave, "effect") == {"yes_it_does": (10, 10), "none": (3, 9), "both": (1, 7)}
    assert bounds(wave, "drinks") == {"tea": (8, 14), "juice": (3, 3)}  # who ticked one may have ticked both
    assert wave.instrument.item("effect").codes == ("yes_it_does", "none", "both")
    assert wave.instrument.inconsistent[0].conditions[0].codes == ("none",)
    assert wave.instrument.index("E").scores["effect"] == {"yes_it_does": 1, "none": 0, "both": None}
    assert wave.margins is not None
    assert wave.margins.table.set_index("code").at["none", "note"] == "a; b; + none_at_all"


def test_the_printed_counts_stay(tea: Study) -> None:
    printed, plain = load_wave(tea()).as_printed(), load_wave(tea(recodes="item,answer,text,decision,code\neffect,both,,,\n"))
    for item in ("effect", "drinks"):
        assert bounds(printed, item) == bounds(plain, item)
    assert printed.instrument == plain.instrument
    assert plain.audit.empty
    assert plain.fielded is None


def test_the_log_names_both_counts(tea: Study) -> None:
    wave = load_wave(tea())
    assert wave.audit.iloc[:2].fillna("").to_numpy().tolist() == [
        ["recodes", "", "effect.none", "1..7 / 20", "2..14 / 20", "the same"],
        ["recodes", "", "effect.none_at_all", "1..7 / 20", "<merged>", "the same"],
    ]
    assert "recodes.csv" in wave.provenance.files


@pytest.mark.parametrize(("decision", "code"), [("new", "x"), ("missing", "refused")])
def test_what_takes_rows_is_refused(tea: Study, decision: str, code: str) -> None:
    with pytest.raises(SurveyError) as found:
        load_wave(tea(f"item,answer,text,decision,code,en\neffect,both,both,{decision},{code},X\n"))
    assert found.value.code == "SQ-C25"


def test_rules_and_decisions_take_rows(tea: Study) -> None:
    with pytest.raises(SurveyError) as found:
        load_wave(tea(settings="cleaning: {speeders: drop}\n"))
    assert found.value.code == "SQ-C08"
    folder = tea()
    (folder / "decisions.yaml").write_text("[]", "utf-8")
    with pytest.raises(SurveyError) as found:
        load_wave(folder)
    assert found.value.code == "SQ-C08"


def test_an_answer_is_not_merged_into_one_that_goes(tea: Study) -> None:
    with pytest.raises(SurveyError) as found:
        load_wave(tea("item,answer,text,decision,code\neffect,none_at_all,,code,none\neffect,none,,code,both\n"))
    assert found.value.code == "SQ-C20"


def test_the_shipped_decisions_of_2022() -> None:
    """Question 2.7: the two answers that mean the same are one, the others stay; nothing else of the wave changes."""
    wave = load_wave(Path(__file__).parents[2] / "data" / "sovereignty-2022")
    printed = wave.as_printed()
    item = "claims_effect_on_identity"
    assert bounds(wave, item)["no_effect"] == (2, 11)
    assert "no_effect_at_all" not in bounds(wave, item)
    assert bounds(printed, item)["no_effect"] == bounds(printed, item)["no_effect_at_all"] == (1, 10)
    others = [one.id for one in wave.instrument.items if one.id != item]
    assert wave.counts(others).equals(printed.counts(others))
    assert len(wave.audit) == 2
