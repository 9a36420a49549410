"""The state of the fieldwork in words: sums by language and group, where people stopped, rates; never an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from survey.fielding.web.close import close
from survey.fielding.web.outcome import Told
from survey.fielding.web.status import status_lines, status_rates, status_tables
from survey.fielding.web.store.codes import new_record
from survey.fielding.web.study import Study
from survey.i18n.text import LANGUAGES, Language

TODAY = date(2026, 5, 4)
SECRET = "an answer that nobody may see"


def lines(study: Study, told: Told = Told(), e: float | None = None, language: Language = "en") -> list[str]:  # noqa: B008
    return list(status_lines(study, told, e, language))


@pytest.fixture
def answering(study: Study) -> Callable[..., None]:
    def answer(
        language: Language,
        group: str | None,
        *,
        sent: bool,
        mode: str = "invited",
        token: str | None = None,
        answers: Mapping[str, Any] = MappingProxyType({"drinks": "yes", "sorts.other.text": SECRET}),
    ) -> None:
        record = new_record()
        study.answers.begin(record, language=language, group=group, mode=mode, today=TODAY)  # type: ignore[arg-type]
        page = study.instrument.sections[0].id
        study.answers.save(record, page=page, answers=answers, language=language, event="1", today=TODAY)
        if token is not None:
            study.invitations.submit(token, lambda: study.answers.submit(record, TODAY))
        elif sent:
            study.answers.submit(record, TODAY)

    return answer


def test_counts_by_language_and_group(study: Study, answering: Callable[..., None]) -> None:
    tokens = study.invitations.add([("kk", "academy")] * 6 + [("ru", "industry")] * 4)
    for token in tokens[:3]:
        answering("kk", "academy", sent=True, token=token)
    answering("ru", "industry", sent=False)
    words = [line.split() for line in lines(study)]
    assert ["Language", "Started", "Completed", "Broken", "off"] in words, "letters have a language, people may choose another"
    assert ["Қазақша", "3", "3", "0"] in words
    assert ["Русский", "1", "0", "1"] in words
    assert ["academy", "6", "3", "3", "0"] in words
    assert ["industry", "4", "1", "0", "1"] in words
    assert ["All", "10", "4", "3", "1"] in words
    title = study.instrument.sections[0].title["en"]
    assert any(line.startswith(title) and line.endswith(" 1") for line in lines(study)), "where the one stopped"


@pytest.mark.parametrize("language", LANGUAGES)
def test_never_an_answer_in_any_language(study: Study, answering: Callable[..., None], language: Language) -> None:
    for token in study.invitations.add([("kk", None)] * 5):
        answering("kk", None, sent=True, token=token)
    shown = "\n".join([*lines(study, language=language), str(status_tables(study, language)), *status_rates(study, language)])
    assert SECRET not in shown
    assert "{" not in shown.replace("{'", ""), "no placeholder is left"


def test_the_rates_of_a_closed_list_by_hand(study: Study, answering: Callable[..., None]) -> None:
    """20 invited; 4 sent with less than half of the questions answered: refusals, as are one that stopped and one that refused
    in words. 2 do not belong on the list, 1 is ill, 3 letters came back. Known: 4 + 1 + 1 + 1 = 7; e is given as 0.5.
    Unknown: 20 - 7 - 2 = 11."""
    for token in study.invitations.add([("kk", None)] * 20)[:4]:
        answering("kk", None, sent=True, token=token)
    answering("kk", None, sent=False)
    shown = lines(study, Told(undelivered=3, ineligible=2, refused=1, other=1), 0.5)
    assert "Complete 0, partial 0, refused or broke off 6, not contacted 0, other 1, unknown 11, ineligible 2; e = 0.50" in shown
    assert shown[-1].split() == ["RR1", "0.000", "RR2", "0.000", "RR3", "0.000", "RR4", "0.000", "RR5", "0.000", "RR6", "0.000"]


def test_rates_that_are_not_nought(study: Study, answering: Callable[..., None]) -> None:
    """20 invited, each asked 8 questions: 3 answered 7, 2 answered 4, 1 answered 1, and 1 stopped. I 3, P 2, R 2, U 13; e 0.5."""
    rows = {f"trust.{row}": "yes" for row in ("shop", "friend", "advert")}
    half = {"drinks": "yes", **rows}
    nearly = {**half, "sorts.herbal": True, "cups": 3, "place": "home"}
    tokens = study.invitations.add([("kk", None)] * 20)
    for token, answers in zip(tokens, (nearly, nearly, nearly, half, half, {"drinks": "yes"}), strict=False):
        answering("kk", None, sent=True, token=token, answers=answers)
    answering("kk", None, sent=False)
    shown = lines(study, e=0.5)
    assert shown[-1].split() == ["RR1", "0.150", "RR2", "0.250", "RR3", "0.222", "RR4", "0.370", "RR5", "0.429", "RR6", "0.714"]
    assert any("between 1 and 2" in line for line in shown), "who stopped may have sent from another device"


def test_a_list_and_an_open_link_have_each_their_own_rates(study: Study, answering: Callable[..., None]) -> None:
    """5 are invited, one sends; of four who come by the open link three send, and are none of the invited."""
    study.change(open_link=True)
    answering("kk", None, sent=True, token=study.invitations.add([("kk", None)] * 5)[0])
    for n in range(4):
        answering("kk", None, sent=n > 0, mode="open")
    shown = lines(study)
    assert any("unknown 4" in line for line in shown)
    assert "0.750" in shown[-1]


def test_an_open_link_has_a_completion_rate_and_no_other(open_study: Study, answering: Callable[..., None]) -> None:
    for n in range(4):
        answering("ru", None, sent=n > 0, mode="open")
    shown = "\n".join(lines(open_study))
    assert "RR1" not in shown
    assert "Completion rate (CHERRIES, sent, of those who began): 0.750." in shown
    assert "no participation rate can be computed" in shown
    assert "Invited" not in shown


def test_before_anybody_came(open_study: Study) -> None:
    shown = lines(open_study)
    assert shown[0].startswith("tea-2026")
    assert not any("rate" in line.lower() for line in shown), "nothing is divided by nobody"


def test_after_the_close_it_says_so_and_tells_no_rates(open_study: Study, answering: Callable[..., None]) -> None:
    for _ in range(10):
        answering("kk", None, sent=True, mode="open")
    close(open_study)
    shown = lines(open_study)
    assert any("closed" in line.lower() for line in shown)
    assert not any("0." in line for line in shown)


def test_the_tables_of_the_admin_page_have_the_same_numbers(study: Study, answering: Callable[..., None]) -> None:
    tokens = study.invitations.add([("kk", "a")] * 3)
    answering("kk", "a", sent=True, token=tokens[0])
    answering("kk", "a", sent=False)
    tables = dict(status_tables(study, "en"))
    assert tables["Group"][-1] == ["All", "3", "2", "1", "1"]
    assert [cells for cells in tables["Language"] if cells[0] == "Қазақша"] == [["Қазақша", "2", "1", "1"]]
    assert tables["Last page seen" if "Last page seen" in tables else list(tables)[-1]][1][-1] == "1"
