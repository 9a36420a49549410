"""A decision names somebody by number, by the platform's id, or by both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from survey.cleaning.decisions import Decision, read_decisions
from survey.errors import SurveyError
from survey.wave.responses import Responses

Answers = Callable[..., Responses]
SIGNED = "who: A, when: 2026-09-20, why: so"
IDS = ["a-1", "0042", "c-3", "twice", "twice", None]


@pytest.fixture
def six(answers: Answers) -> Responses:
    return answers(*[{"age": 30.0 + n} for n in range(6)], received={"respondent_id": IDS})


def decide(folder: Path, responses: Responses, *who: str) -> tuple[Decision, ...]:
    text = "".join(f"- {{{one}do: set, item: age, value: {50 + n}, {SIGNED}}}\n" for n, one in enumerate(who))
    (folder / "decisions.yaml").write_text(text, "utf-8")
    return read_decisions(folder, responses, ())


def refused(folder: Path, responses: Responses, *who: str) -> list[tuple[str, int | None, dict[str, object]]]:
    with pytest.raises(SurveyError) as found:
        decide(folder, responses, *who)
    return [(one.code, one.place.line, dict(one.params)) for one in found.value.problems]


def test_by_number_by_id_and_by_both(tmp_path: Path, six: Responses) -> None:
    found = decide(tmp_path, six, "respondent: 1, ", "id: 0042, ", "id: c-3, respondent: 3, ", "id: twice, respondent: 5, ")
    assert [one.respondent for one in found] == [1, 2, 3, 5]


def test_the_column_of_a_workbook(tmp_path: Path, six: Responses) -> None:
    book = Workbook()
    book.active.append(["id", "do", "who", "when", "why"])
    book.active.append(["c-3", "drop", "A", "2026-09-20", "so"])
    book.save(tmp_path / "decisions.xlsx")
    assert [one.respondent for one in read_decisions(tmp_path, six, ())] == [3]


def test_every_way_to_name_nobody_or_two(tmp_path: Path, six: Responses) -> None:
    who = ("", "id: c-4, ", "id: c-3, respondent: 1, ", "id: twice, ", "id: twice, respondent: 6, ", "respondent: 7, id: c-3, ")
    assert refused(tmp_path, six, *who) == [
        ("SQ-C11", 1, {"do": "set", "key": "respondent / id"}),
        ("SQ-C34", 2, {"id": "c-4", "nearest": "c-3"}),
        ("SQ-C37", 3, {"id": "c-3", "respondent": "1", "row": ("3",)}),
        ("SQ-C36", 4, {"id": "twice", "rows": ("4", "5")}),
        ("SQ-C37", 5, {"id": "twice", "respondent": "6", "row": ("4", "5")}),
        ("SQ-C12", 6, {"respondent": "7", "nearest": None}),
    ]


def test_an_id_where_the_platform_gave_none(tmp_path: Path, answers: Answers) -> None:
    assert refused(tmp_path, answers({}, {}), "id: c-3, ") == [("SQ-C35", 1, {"id": "c-3"})]


def test_an_id_and_a_number_can_contradict_each_other(tmp_path: Path, six: Responses) -> None:
    assert [code for code, *_ in refused(tmp_path, six, "respondent: 3, ", "id: c-3, ")] == ["SQ-C17"]
