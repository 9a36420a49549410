"""After the questions: the recovery code, going on elsewhere, erasing, the next person."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from survey.fielding.web.limits import Limits, Rate
from survey.fielding.web.outcome import dispositions
from survey.fielding.web.store.codes import recovery_code
from survey.fielding.web.study import Study

from .conftest import Browser, Clock, begun, browser
from .test_pages_before import finish, invited
from .test_pages_questions import finished


def code_of(one: Browser) -> str:
    found = re.search(r'<p class="code">([^<]+)</p>', one.html)
    assert found is not None
    return found.group(1)


def test_going_on_with_the_code_on_another_device(open_study: Study, clock: Clock) -> None:
    one = begun(open_study, clock).post({"drinks": "no", "place": "work"})
    other = browser(open_study, clock, language="kk").get("/resume").post({"code": code_of(one).lower().replace("-", " ")})
    assert other.path == "/p/habits"
    assert ("place", "work") in other.fields()
    assert other.record == one.record


def test_a_wrong_code_is_told_and_few_may_be_tried(open_study: Study, clock: Clock) -> None:
    for page in ("/resume", "/erase"):
        one = browser(open_study, clock, Limits(guesses=Rate(2, 60))).get(page).post({"code": "AAAA"})
        assert str(one.response.url).endswith(f"{page}?check#code")
        assert "This code was not found" in one.html
        one.post({"code": "BBBB"})
        assert one.post({"code": "CCCC"}).status == 429


def test_a_record_by_invitation_needs_the_link_here_as_well(study: Study, clock: Clock) -> None:
    """Otherwise it could not be sent; and a link of another group does not open it."""
    mine, other = study.invitations.add([("en", "a"), ("en", "b")])
    code = code_of(invited(study, clock, mine).post({"agree": "yes"}))
    assert "First open the link" in browser(study, clock).get("/resume").html
    for stranger in (browser(study, clock), invited(study, clock, other)):
        refused = stranger.get("/resume").post({"code": code})
        assert str(refused.response.url).endswith("/resume?check=invitation#code")
        assert "First open the link" in refused.html
        assert "not found" not in refused.html, "the code is right"
    one = invited(study, clock, mine).get("/resume").post({"code": code})
    assert one.path == "/p/habits"


def test_erasing_by_the_code(open_study: Study, clock: Clock) -> None:
    one = finished(open_study, clock).press("/submit")
    code = code_of(one)
    one.get("/erase").post({"code": code})
    assert "Your answers have been erased" in one.html
    assert open_study.answers.counts().n_started == 0
    assert one.get("/").path == "/consent"
    assert "check" in str(one.get("/erase").post({"code": code}).response.url)


def test_erasing_leaves_others_alone(open_study: Study, clock: Clock) -> None:
    mine, yours = (finished(open_study, clock).press("/submit") for _ in range(2))
    browser(open_study, clock).get("/erase").post({"code": code_of(mine)})
    assert open_study.answers.counts().n_completed == 1
    assert yours.get("/").path == "/thanks"


def test_another_person_on_the_same_device(open_study: Study, clock: Clock) -> None:
    one = finished(open_study, clock).press("/submit")
    first = one.record
    assert one.get("/").path == "/thanks"
    assert one.press("/again").path == "/consent"
    assert one.record != first


def test_a_shared_computer_forgets_whose_answers_it_shows(open_study: Study, clock: Clock) -> None:
    """From a page of questions, the review and the thanks; the code leads back."""
    for at in ("/p/habits", "/review", "/thanks"):
        one = finished(open_study, clock)
        if at == "/thanks":
            one.press("/submit")
        first, code = one.record, code_of(one if at == "/thanks" else one.get("/p/habits"))
        assert 'action="/leave"' in one.get(at).html
        assert one.press("/leave").path == "/left"
        assert "shows nobody&#39;s answers" in one.html
        assert 'data-done="' in one.html, "what the browser itself kept goes too"
        assert one.get("/").path == "/consent"
        assert one.record != first
        assert one.get("/resume").post({"code": code}).record == first


def test_leaving_takes_the_invitation_from_the_device(study: Study, clock: Clock) -> None:
    (token,) = study.invitations.add([("en", None)])
    one = invited(study, clock, token).post({"agree": "yes"}).press("/leave")
    assert "by invitation" in one.get("/").html
    assert not [name for name in one.client.cookies if "invitation" in name]


def test_nobody_else_begins_where_an_invitation_is_needed(study: Study, clock: Clock) -> None:
    (token,) = study.invitations.add([("en", None)])
    one = finish(invited(study, clock, token))
    assert "/again" not in one.html
    assert one.press("/again").path == "/thanks"


def test_a_pilot_takes_remarks_and_stands_apart(pilot: Study, clock: Clock) -> None:
    one = begun(pilot, clock)
    assert "trial run" in one.html
    one.post({"drinks": "no", "_comment.cups": "Which <cups>?"}).post()
    assert pilot.answers.comments() == [("cups", "en", "Which <cups>?")]
    assert pilot.answers.record(one.record).mode == "pilot"
    assert pilot.field.name == "pilot"


def test_a_remark_is_shown_again_changed_and_taken_away(pilot: Study, clock: Clock) -> None:
    """Also by a server that was started anew, whose memory is empty."""
    one = begun(pilot, clock).post({"drinks": "no", "_comment.cups": "Which cups?"})
    again = browser(pilot, clock)
    again.client.cookies.update(one.client.cookies)
    one = again.get("/p/habits")
    assert "Which cups?" in one.html
    one.post({"_comment.cups": "Fine"}, _go="next")
    assert pilot.answers.comments() == [("cups", "en", "Fine")]
    one.get("/p/habits").post({"_comment.cups": ""}, _go="next")
    assert pilot.answers.comments() == []


def test_a_pilot_by_invitation_spends_the_link(pilot: Study, clock: Clock) -> None:
    (token,) = pilot.invitations.add([("en", "law")])
    one = finish(invited(pilot, clock, token))
    assert one.path == "/thanks"
    assert pilot.invitations.n_spent() == 1
    assert pilot.answers.record(one.record).mode == "invited"
    assert dispositions(pilot).known == 1


def test_erasing_drops_what_waits_in_memory(open_study: Study, clock: Clock) -> None:
    """What could not be kept as an answer is shown again to the same browser; not after the record was erased."""
    one = begun(open_study, clock).post({"drinks": "no", "cups": "a secret of mine"}, _go="next")
    assert "a secret of mine" in one.html
    record, client = one.record, one.client
    assert one.get("/erase").post({"code": recovery_code(record)}).path == "/erase"
    open_study.answers.begin(record, language="en", group=None, mode="open", today=date(2026, 6, 1))
    name = next(name for name in client.cookies if "record" in name)
    client.cookies.delete(name)
    client.cookies.set(name, record)
    assert "a secret of mine" not in one.get("/p/habits").html


def test_what_was_required_is_asked_again_where_it_is_sent(
    open_study: Study, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another tab takes a required answer back between the page and the sending."""
    one = finished(open_study, clock)
    real = open_study.answers.submit

    def late(record: str, *more: Any) -> bool:
        open_study.answers.save(
            record, page="habits", answers={"drinks": None}, language="en", event="late", today=date(2026, 6, 1)
        )
        return real(record, *more)

    monkeypatch.setattr(open_study.answers, "submit", late)
    assert one.press("/submit").path == "/review"
    assert not open_study.answers.record(one.record).submitted


def test_a_remark_outside_a_pilot_is_not_kept(open_study: Study, clock: Clock) -> None:
    begun(open_study, clock).post({"drinks": "no", "_comment.cups": "why"})
    assert open_study.answers.comments() == []
