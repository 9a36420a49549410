"""The log of the fieldwork: items 20 to 29 of CHERRIES with their answers, and response rates that can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
import yaml

from survey.fielding.rates import Dispositions
from survey.fielding.web.fieldwork_log import ITEMS, Fieldwork, log
from survey.i18n.text import LANGUAGES
from survey.instrument.model import Instrument

FIRST, LAST = date(2026, 5, 4), date(2026, 5, 20)


@pytest.fixture
def work(every_kind: Instrument) -> Fieldwork:
    """40 invited, 20 began, 15 sent, 1 of them erased."""
    return Fieldwork(
        wave="tea-2026",
        instrument=every_kind,
        days={"started": {FIRST: 15, LAST: 5}, "completed": {LAST: 15}},
        started=20,
        completed=15,
        erased=1,
        unsent=5,
        links=40,
        by_link=20,
        people=Dispositions(complete=12, partial=2, refusal=6, unknown=19, ineligible=1),
        e=Fraction(1, 2),
        file="tea-2026.csv",
        sha256="ab" * 32,
        rows=14,
        least=10,
        withheld={"_language": 3, "_group": 0},
    )


def told(work: Fieldwork) -> dict:  # type: ignore[type-arg]
    return yaml.safe_load(log(work))


def test_the_items_of_cherries_by_number(work: Fieldwork) -> None:
    """Eysenbach 2004, the table in its order: the 20th item is "Unique site visitor", the 29th "Questionnaires submitted with an
    atypical timestamp"."""
    assert list(ITEMS.values()) == [
        "site_visitors",
        "view_rate",
        "participation_rate",
        "completion_rate",
        "cookies",
        "ip_check",
        "log_files",
        "registration",
        "incomplete",
        "timestamps",
    ]
    items = told(work)["cherries"]
    assert list(items) == list(range(20, 30))
    for item in items.values():
        assert list(item["asks"]) == list(item["answer"]) == list(LANGUAGES)
        assert all(words.strip() and "{" not in words for side in item.values() for words in side.values())
        assert item["asks"]["en"].endswith("?")


def test_the_answers_of_a_closed_list(work: Fieldwork) -> None:
    answer = {number: item["answer"]["en"] for number, item in told(work)["cherries"].items()}
    assert answer[20] == answer[21]
    assert answer[20].startswith("Not recorded")
    assert "not counted" in answer[22], "CHERRIES divides by those who saw the first page, and nobody counts these"
    assert "invited 40, began 20; share 0.500" in answer[22]
    assert "Began 20, sent 15; share 0.750" in answer[23]
    assert "90 days" in answer[24]
    assert answer[25].startswith("No:")
    assert "could be used once" in answer[27]
    assert "not sent (5)" in answer[28]
    assert told(work)["cherries"][23]["answer"]["ru"].endswith("0,750.")


def test_an_open_link_has_no_response_rates(work: Fieldwork) -> None:
    found = told(replace(work, links=0, people=None))
    assert "aapor" not in found
    assert found["cherries"][22]["answer"]["en"].startswith("Cannot be computed")
    assert "several times" in found["cherries"][27]["answer"]["en"]


def test_response_rates_by_hand(work: Fieldwork) -> None:
    """12 + 2 + 6 = 20 are known to be eligible; half of 19 unknown count: 29.5; all of them: 39."""
    found = told(work)["aapor"]
    assert found["counts"] == {"I": 12, "P": 2, "R": 6, "NC": 0, "O": 0, "U": 19, "NE": 1}
    assert found["e"] == 0.5
    assert found["rates"] == {
        "RR1": round(12 / 39, 4),
        "RR2": round(14 / 39, 4),
        "RR3": round(12 / 29.5, 4),
        "RR4": round(14 / 29.5, 4),
        "RR5": 0.6,
        "RR6": 0.7,
    }


def test_a_list_and_an_open_link_are_told_apart(work: Fieldwork) -> None:
    """5 were invited, 3 of them began, and 17 more came by the open link: the share is that of the invited."""
    found = told(replace(work, links=5, by_link=3))
    answer = {number: item["answer"]["en"] for number, item in found["cherries"].items()}
    assert "invited 5, began 3; share 0.600" in answer[22]
    assert "open link, by which 17 records began" in answer[27]
    assert "could be used once" in answer[27]
    assert found["counts"]["started_by_link"] == 3


def test_refusals_that_may_be_nobody_are_a_range(work: Fieldwork) -> None:
    assert work.people is not None
    found = told(replace(work, people=replace(work.people, unsure=4)))["aapor"]["counts"]
    assert (found["R_at_least"], found["R"]) == (2, 6)


def test_e_is_estimated_where_nobody_tells_it(work: Fieldwork) -> None:
    assert told(replace(work, e=None))["aapor"]["e"] == round(20 / 21, 4)


def test_facts_and_what_was_withheld(work: Fieldwork) -> None:
    found = told(work)
    assert found["fieldwork"] == {"from": "2026-05-04", "to": "2026-05-20"}
    assert found["released"] == {"file": "tea-2026.csv", "sha256": "ab" * 32, "rows": 14, "minimum": 10}
    assert found["withheld"] == {"language": 3}
    assert found["counts"] == {"invited": 40, "started": 20, "completed": 15, "erased": 1, "started_by_link": 20}


def test_only_the_languages_of_the_questionnaire_and_the_same_bytes(work: Fieldwork) -> None:
    russian = replace(work, instrument=replace(work.instrument, languages=("ru",)))
    assert list(told(russian)["cherries"][20]["answer"]) == ["ru"]
    assert log(work) == log(work)
    assert log(work).startswith("# Сауалнаманың")


def test_nobody_came(work: Fieldwork) -> None:
    found = told(replace(work, days={}, started=0, completed=0, links=0, people=None))
    assert found["fieldwork"] == {}
    assert found["cherries"][23]["answer"]["en"].startswith("Not recorded")
