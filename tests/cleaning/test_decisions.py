"""What is wrong in files that people fill in is told all at once, with its line and the nearest name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from survey.cleaning.decisions import apply_decisions, read_decisions
from survey.cleaning.log import Draft
from survey.errors import SurveyError
from survey.wave.load import load_wave
from survey.wave.responses import Responses

Study = Callable[..., Path]
SIGNED = "who: A, when: 2026-09-20, why: so"


def problems(folder: Path) -> list[tuple[str, int | None, object]]:
    with pytest.raises(SurveyError) as found:
        load_wave(folder)
    return [(one.code, one.place.line or one.place.row, one.params.get("nearest")) for one in found.value.problems]


def test_every_mistake_of_decisions(study: Study) -> None:
    text = "\n".join(
        [
            f"- {{respondent: 22, do: drop, {SIGNED}}}",
            f"- {{respondent: 1, do: dorp, {SIGNED}}}",
            f"- {{respondent: 1, do: set, item: rihc, value: yes, {SIGNED}}}",
            f"- {{respondent: 1, do: set, item: rich, value: ye, {SIGNED}}}",
            f"- {{respondent: 1, do: set, item: age, value: 300, {SIGNED}}}",
            f"- {{respondent: 1, do: missing, item: age, value: skiped, {SIGNED}}}",
            "- {respondent: 1, do: drop, who: A, when: yesterday, why: so}",
            f"- {{respondent: 1, do: keep, rule: speeder, {SIGNED}}}",
            f"- {{respondent: 1, do: set, item: rich, {SIGNED}}}",
        ]
    )
    assert problems(study(decisions_yaml=text)) == [
        ("SQ-C12", 1, "2"),
        ("SQ-C10", 2, "drop"),
        ("SQ-C13", 3, "rich"),
        ("SQ-C14", 4, "yes"),
        ("SQ-C15", 5, None),
        ("SQ-C14", 6, "skipped"),
        ("SQ-C16", 7, None),
        ("SQ-C03", 8, "speeders"),
        ("SQ-C11", 9, None),
    ]


def test_a_decision_without_who_hides_no_other_mistake(study: Study) -> None:
    text = f"- {{respondent: 22, do: drop, when: 2026-09-20, why: so}}\n- {{respondent: 1, do: dorp, {SIGNED}}}"
    assert problems(study(decisions_yaml=text)) == [("SQ-I02", 1, None), ("SQ-C12", 1, "2"), ("SQ-C10", 2, "drop")]


def test_a_decision_by_id_is_told_by_id(answers: Callable[..., Responses], tmp_path: Path) -> None:
    raw = answers({"age": 40.0}, {"age": 41.0}, received={"respondent_id": ["115", "116"]})
    text = "\n".join(
        f"- {{{who}, do: set, item: age, value: {age}, {SIGNED}}}" for who, age in (("id: '116'", 41), ("respondent: 1", 40))
    )
    (tmp_path / "decisions.yaml").write_text(text, "utf-8")
    idle = apply_decisions(Draft(raw), read_decisions(tmp_path, raw, ()))
    assert [one.params["respondent"] for one in idle] == ["2 (id 116)", "1"]


def test_a_decision_that_a_rule_undoes_is_told(study: Study) -> None:
    text = "\n".join(
        f"- {{respondent: {cell}, {SIGNED}, do: set}}" for cell in ("11, item: job, value: Cook", "1, item: age, value: 44")
    )
    wave = load_wave(study("cleaning: {show_if: not_asked}\n", decisions_yaml=text))
    told = [dict(one.params) for one in wave.warnings if one.code == "SQ-C46"]
    assert told == [{"respondent": "11", "item": "job", "rule": "show_if", "value": "<not_asked>"}]


def test_a_decision_must_be_signed(study: Study) -> None:
    assert problems(study(decisions_yaml="- {respondent: 1, do: drop, who: A, wy: so}")) == [
        ("SQ-I01", 1, "why"),
        ("SQ-I02", 1, None),
        ("SQ-I02", 1, None),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("do: drop", "do: set, item: rich, value: yes"),
        ("do: set, item: rich, value: yes", "do: missing, item: rich, value: refused"),
        ("do: keep", "do: drop"),
        ("do: drop", "do: drop"),
        ("do: missing, item: media, value: refused", "do: set, item: media.tv, value: true"),
    ],
)
def test_decisions_that_contradict_each_other(study: Study, first: str, second: str) -> None:
    text = f"- {{respondent: 1, {first}, {SIGNED}}}\n- {{respondent: 1, {second}, {SIGNED}}}\n"
    assert problems(study(decisions_yaml=text)) == [("SQ-C17", 2, None)]


def test_every_mistake_of_recodes(study: Study) -> None:
    rows = [
        "regoin,a,code,city,,,",
        "region,b,cod,city,,,",
        "region,c,code,cty,,,",
        "region,d,new,city,a,b,c",
        "region,e,new,My Town,a,b,c",
        "region,f,new,town,a,b,",
        "region,g,missing,skip,,,",
        "region,h,keep,,,,",
        "region, h ,keep,,,,",
        "rich,i,code,yes,,,",
    ]
    text = "item,text,decision,code,kk,ru,en\n" + "\n".join(rows) + "\n"
    assert problems(study(recodes_csv=text)) == [
        ("SQ-C19", 2, "region"),
        ("SQ-C18", 3, "code"),
        ("SQ-C20", 4, "city"),
        ("SQ-C21", 5, None),
        ("SQ-C22", 6, None),
        ("SQ-C23", 7, None),
        ("SQ-C20", 8, "skipped"),
        ("SQ-C24", 10, None),
        ("SQ-C20", 11, None),  # no answer of this question takes texts
    ]


def test_two_files_for_one_purpose(study: Study) -> None:
    assert problems(study(recodes_csv="item,text,decision,code\n", recodes_xlsx="x")) == [("SQ-C09", None, None)]


def test_the_lines_of_wave_yaml(study: Study) -> None:
    found = problems(study("cleaning:\n  speeders: {do: flag, seconds: soon}\n  fieldwrk: drop\n  duplicates:\n    most: -1\n"))
    assert found == [("SQ-C06", 12, None), ("SQ-C03", 13, "fieldwork"), ("SQ-C06", 15, None)]


def test_decisions_with_windows_line_ends(study: Study) -> None:
    folder = study(n=11)
    (folder / "decisions.yaml").write_bytes(f"- {{respondent: 2, do: drop, {SIGNED}}}\r\n".encode())
    assert load_wave(folder).n == 11
