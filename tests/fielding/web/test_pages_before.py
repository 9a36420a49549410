"""The door, invitations, the choice of a language."""

from __future__ import annotations

import pytest

from survey.fielding.web.limits import Limits, Rate
from survey.fielding.web.study import Study

from .conftest import Browser, Clock, browser
from .test_pages_questions import finished as finished_open


def invited(study: Study, clock: Clock, token: str, **more: object) -> Browser:
    return browser(study, clock, **more).get(f"/i/{token}")  # type: ignore[arg-type]


def finish(one: Browser) -> Browser:
    one.post({"agree": "yes"}).post({"drinks": "no"}).post()
    one.post({"trust.shop": "yes", "trust.friend": "no", "trust.advert": "no"})
    return one.press("/submit")


def test_without_an_invitation_the_door_says_why(study: Study, clock: Clock) -> None:
    one = browser(study, clock).get("/")
    assert (one.path, one.status) == ("/", 200)
    assert "by invitation" in one.html
    assert one.get("/consent").path == "/"


def test_an_invitation_opens_the_door_in_its_language_and_leaves_the_address(study: Study, clock: Clock) -> None:
    (token,) = study.invitations.add([("kk", "law")])
    one = invited(study, clock, token)
    assert one.path == "/consent"
    assert '<html lang="kk">' in one.html
    assert token not in one.html
    one.post({"agree": "yes"})
    record = study.answers.record(one.record)
    assert (record.mode, record.group, record.language) == ("invited", "law", "kk")


def test_a_link_is_spent_by_sending_alone(study: Study, clock: Clock) -> None:
    (token,) = study.invitations.add([("en", None)])
    invited(study, clock, token).post({"agree": "yes"})
    one = invited(study, clock, token)
    assert one.path == "/consent"  # another device may begin
    assert finish(one).path == "/thanks"
    assert study.invitations.is_spent(token)
    assert invited(study, clock, token).status == 404
    assert one.get(f"/i/{token}").path == "/thanks"  # whoever sent comes back to the code


def test_unknown_spent_and_replaced_links_are_told_the_same(study: Study, clock: Clock) -> None:
    spent, replaced, fresh = study.invitations.add([("en", None)] * 3)
    finish(invited(study, clock, spent))
    study.invitations.revoke(replaced)
    pages = [invited(study, clock, token) for token in (spent, replaced, "A" * 22, "short", "-" * 22)]
    assert {page.status for page in pages} == {404}
    assert len({page.html.split("<main")[1] for page in pages}) == 1
    assert invited(study, clock, fresh).path == "/consent"


def test_two_devices_with_one_link_send_one_questionnaire(study: Study, clock: Clock) -> None:
    (token,) = study.invitations.add([("en", None)])
    first, second = invited(study, clock, token), invited(study, clock, token)
    for one in (first, second):
        one.post({"agree": "yes"}).post({"drinks": "no"}).post()
        one.post({"trust.shop": "yes", "trust.friend": "no", "trust.advert": "no"})
    assert first.press("/submit").path == "/thanks"
    assert second.press("/submit").status == 409
    assert study.answers.counts().n_completed == 1


def test_a_retry_after_the_machine_stopped_between_the_two_stores(study: Study, clock: Clock) -> None:
    """The answers were written, the link was not marked: the same browser tries again, and both are."""
    (token,) = study.invitations.add([("en", None)])
    one = invited(study, clock, token).post({"agree": "yes"}).post({"drinks": "no"}).post()
    one.post({"trust.shop": "yes", "trust.friend": "no", "trust.advert": "no"})
    study.answers.submit(one.record, clock_day(clock))
    assert not study.invitations.is_spent(token)
    assert one.press("/submit").path == "/thanks"
    assert study.invitations.is_spent(token)


def clock_day(clock: Clock):  # type: ignore[no-untyped-def]
    from datetime import date

    return date.fromtimestamp(clock())


def test_another_link_in_the_same_browser_begins_another_record(study: Study, clock: Clock) -> None:
    mine, yours = study.invitations.add([("en", "a"), ("en", "b")])
    one = invited(study, clock, mine).post({"agree": "yes"}).post({"drinks": "no", "place": "home"})
    first = one.record
    one.get(f"/i/{yours}")
    assert one.path == "/consent"
    one.post({"agree": "yes"})
    assert one.record != first
    assert "checked" not in one.html
    assert study.answers.record(one.record).group == "b"


def test_wrong_links_are_few(study: Study, clock: Clock) -> None:
    (token,) = study.invitations.add([("en", None)])
    one = browser(study, clock, Limits(guesses=Rate(3, 60)))
    assert [one.get(f"/i/{'A' * 21}{n}").status for n in range(5)] == [404, 404, 404, 429, 429]
    assert one.get(f"/i/{token}").path == "/consent", "a good link opens also where many wrong ones were tried"
    assert one.get("/resume").post({"code": "AAAA"}).status == 200, "and a code has tries of its own"
    assert one.get(f"/i/{'B' * 22}").status == 429


def test_who_had_begun_goes_on_by_the_link_of_the_reminder(study: Study, clock: Clock) -> None:
    """Two reminders, of which the first was not opened; the answers go with the person and are sent once."""
    (token,) = study.invitations.add([("kk", "law")])
    one = invited(study, clock, token).post({"agree": "yes"}).post({"drinks": "no", "place": "home"})
    record = one.record
    for _ in range(2):
        token = study.invitations.reissue({token: 2}, lambda new: None)[token]
    assert one.get(f"/i/{token}").path == "/p/habits"
    assert ("place", "home") in one.fields()
    assert one.record == record
    one.post().post({"trust.shop": "yes", "trust.friend": "no", "trust.advert": "no"})
    assert one.press("/submit").path == "/thanks"
    assert study.invitations.is_spent(token)
    assert study.answers.counts().n_started == 1


def test_the_new_link_of_another_person_does_not_take_the_answers(study: Study, clock: Clock) -> None:
    mine, yours = study.invitations.add([("en", "a"), ("en", "b")])
    new = study.invitations.reissue({mine: 2, yours: 3}, lambda given: None)
    one = invited(study, clock, new[mine]).post({"agree": "yes"}).post({"drinks": "no", "place": "home"})
    record = one.record
    assert one.get(f"/i/{new[yours]}").path == "/consent"
    assert one.record != record


def test_an_open_link_begins_so_many_an_hour(open_study: Study, clock: Clock) -> None:
    """From one network, across browsers."""
    from starlette.testclient import TestClient

    from survey.fielding.web.app import build_app

    app = build_app(open_study, clock=clock, limits=Limits(begun=Rate(2, 3600)))
    found = []
    for _ in range(3):
        one = Browser(TestClient(app, base_url="http://localhost"))
        found.append(one.get("/").post({"agree": "yes"}).status)
    assert found == [200, 200, 429]


@pytest.mark.parametrize("path", ["/", "/resume", "/erase"])
def test_the_language_of_a_page_without_questions(study: Study, clock: Clock, path: str) -> None:
    one = browser(study, clock).get(path)
    for language in ("ru", "kk"):
        if 'id="page"' in one.html:
            one.post({"code": "typed"}, _language=language)
            assert ("code", "typed") in one.fields()
        else:
            one.press("/language", _language=language, back=path)
        assert one.path == path
        assert f'<html lang="{language}">' in one.html


def test_the_way_back_of_a_language_leads_nowhere_else(study: Study, clock: Clock) -> None:
    one = browser(study, clock).get("/")
    assert one.press("/language", _language="ru", back="//evil.example").response.url.host == "localhost"


def test_the_box_stays_ticked_when_the_language_changes(open_study: Study, clock: Clock) -> None:
    one = browser(open_study, clock).get("/").post({"agree": "yes"}, _language="ru")
    assert (one.path, ("agree", "yes") in one.fields()) == ("/consent", True)
    assert open_study.answers.counts().n_started == 0


def test_a_wave_that_was_closed_says_so_and_takes_nothing(open_study: Study, clock: Clock) -> None:
    one = finished_open(open_study, clock)
    seal = one.seal
    open_study.answers.seal()
    assert one.press("/submit").status == 410
    one.client.cookies.clear()
    assert one.get("/").status == 410
    assert "The survey is over" in one.html
    assert one.client.post("/save", data={"_seal": seal}).status_code == 403
