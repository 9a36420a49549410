"""What keeps others out: headers, cookies, seals, hosts, sizes, rates, and what is told to whom."""

from __future__ import annotations

import threading
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from survey.fielding.web.app import GETS, POSTS, build_app
from survey.fielding.web.limits import Limits, Rate
from survey.fielding.web.security import HEADERS, Passes
from survey.fielding.web.store.codes import new_record
from survey.fielding.web.study import Study

from .conftest import Browser, Clock, begun, browser
from .test_pages_before import invited

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("path", [*GETS, "/nowhere", "/static/style.css", "/p/nowhere", "/i/x"])
def test_every_answer_carries_the_headers(open_study: Study, clock: Clock, path: str) -> None:
    client = browser(open_study, clock).client
    answer = client.get(path, follow_redirects=False)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    kept = "public, max-age=86400" if path.startswith("/static") else "no-store"
    assert answer.headers["cache-control"] == kept


def test_a_failure_of_ours_carries_them_too_and_tells_nothing(
    open_study: Study, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(open_study.answers, "record", broken)
    client = TestClient(build_app(open_study, clock=clock), base_url="http://localhost", raise_server_exceptions=False)
    client.get("/consent")
    client.cookies.set(next(iter(begun_name(open_study, clock))), new_record())
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret words" not in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def begun_name(study: Study, clock: Clock) -> list[str]:
    one = browser(study, clock)
    one.client.get("/resume")
    return [name for name in one.client.cookies if "record" in name]


def test_no_page_holds_a_script_or_a_style_of_its_own(open_study: Study, clock: Clock) -> None:
    """The policy would stop it."""
    one = begun(open_study, clock)
    for html in (one.html, one.get("/review").html, one.get("/resume").html):
        assert "<style" not in html
        assert "style=" not in html
        assert html.count("<script") == 1
        assert " onclick" not in html


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(study: Study, clock: Clock) -> None:
    (token,) = study.invitations.add([("en", None)])
    for secure in (False, True):
        app = build_app(study, clock=clock, secure=secure, hosts=["survey.example.org"])
        base = "https://survey.example.org" if secure else "http://localhost"
        answer = TestClient(app, base_url=base).get(f"/i/{token}", follow_redirects=False)
        cookies = answer.headers.get_list("set-cookie")
        assert len(cookies) == 3
        for cookie in cookies:
            assert "Max-Age" not in cookie, "before consent until the browser is closed"
            assert "HttpOnly" in cookie
            assert "SameSite=lax" in cookie
            assert ("Secure" in cookie) is secure
            assert cookie.startswith("__Host-") is secure
        assert ("strict-transport-security" in answer.headers) is secure


@pytest.mark.parametrize("path", ["/", "/consent", "/nowhere", "/admin", "/resume"])
def test_before_consent_a_browser_remembers_nothing_for_long(open_study: Study, clock: Clock, path: str) -> None:
    open_study.set_admin("a long password")
    client = browser(open_study, clock).client
    cookies = client.get(path, follow_redirects=False).headers.get_list("set-cookie")
    assert [cookie.partition("-")[0] for cookie in cookies] == ["record"]
    assert not [cookie for cookie in cookies if "Max-Age" in cookie]


def test_after_consent_a_browser_remembers_the_record_the_link_and_the_language(study: Study, clock: Clock) -> None:
    (token,) = study.invitations.add([("en", None)])
    one = invited(study, clock, token)
    one.client.follow_redirects = False
    for language in ("en", "kk"):  # a language that is chosen later, on a page without questions, as well
        if language == "en":
            one.post({"agree": "yes"})
        else:
            one.client.follow_redirects = True
            one.get("/review")
            one.client.follow_redirects = False
            one.press("/language", _language="kk", back="/review")
        cookies = one.response.headers.get_list("set-cookie")
        kinds = {cookie.partition("-")[0] for cookie in cookies if "Max-Age=7776000" in cookie}
        assert kinds == ({"record", "invitation", "language"} if language == "en" else {"language"})


@pytest.mark.parametrize("path", POSTS)
def test_a_post_without_the_seal_of_this_browser_is_refused(open_study: Study, clock: Clock, path: str) -> None:
    open_study.set_admin("a long password")
    one, other = begun(open_study, clock), begun(open_study, clock)
    where = path.replace("{section}", "habits")
    before = open_study.answers.record(one.record)
    for seal in ("", "0" * 64, other.seal, "ә"):
        assert one.send(where, [("_seal", seal), ("_shown", "drinks"), ("drinks", "no")]).status == 403
    assert open_study.answers.record(one.record) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://localhost:81"},
        {"origin": "http://["},  # no address at all
    ],
)
def test_a_post_from_another_site_is_refused(open_study: Study, clock: Clock, headers: dict[str, str]) -> None:
    one = begun(open_study, clock)
    body = urlencode([("_seal", one.seal), ("_shown", "drinks"), ("drinks", "no")])
    assert one.client.post("/p/habits", content=body, headers={**FORM, **headers}).status_code == 403
    assert one.client.post("/p/habits", content=body, headers={**FORM, "origin": "http://localhost"}).status_code == 200


@pytest.mark.parametrize(
    ("host", "status"), [("localhost", 200), ("127.0.0.1:8000", 200), ("[::1]:8000", 200), ("evil.example", 400), ("", 400)]
)
def test_only_known_hosts(open_study: Study, clock: Clock, host: str, status: int) -> None:
    one = browser(open_study, clock)
    assert one.client.get("/resume", headers={"host": host}).status_code == status


def test_a_body_has_a_limit_whole_and_in_parts(open_study: Study, clock: Clock) -> None:
    one = begun(open_study, clock)
    seal = ("_seal", one.seal)
    big = urlencode([seal, *((f"x{n}", "a" * 60_000) for n in range(10))])
    assert one.client.post("/save", content=big, headers=FORM).status_code == 413
    assert (
        one.client.post("/save", content=(big[n : n + 9999].encode() for n in range(0, len(big), 9999)), headers=FORM).status_code
        == 413
    )
    assert one.send("/save", [seal, ("x", "a" * 70_000)]).status == 400
    assert one.send("/save", [seal, *((f"x{n}", "") for n in range(5000))]).status == 400


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "", "text/plain"])
def test_only_plain_forms_are_read(open_study: Study, clock: Clock, kind: str) -> None:
    one = begun(open_study, clock)
    assert one.client.post("/save", content=b"--x", headers={"content-type": kind}).status_code == 415


def test_saves_of_one_record_are_limited(open_study: Study, clock: Clock) -> None:
    one = begun(open_study, clock, limits=Limits(writes=Rate(5, 60)))
    fields = one.fields()
    found = [one.send("/save", fields).status for _ in range(6)]
    assert found[-1] == 429
    clock.now += 60
    assert one.send("/save", fields).status == 200


def test_who_cannot_seal_a_form_takes_none_of_the_saves_of_a_record(open_study: Study, clock: Clock) -> None:
    one = begun(open_study, clock, limits=Limits(writes=Rate(5, 60)))
    fields = one.fields()
    assert {one.send("/save", [("_seal", "0")]).status for _ in range(9)} == {403}
    assert one.send("/save", fields).status == 200


def test_a_record_is_reached_by_its_own_cookie_alone(open_study: Study, clock: Clock) -> None:
    """Neither the key for the script nor the seal on a page opens the record of another person."""
    one, other = begun(open_study, clock).post({"drinks": "no", "place": "home"}), begun(open_study, clock)
    name = next(name for name in other.client.cookies if "record" in name)
    for guess in (one.seal[:32], one.seal, "0" * 32, "../" * 5, "' OR 1=1 --", one.record.upper()):
        other.client.cookies.clear()
        other.client.cookies.set(name, guess, domain="localhost.local")
        assert other.get("/p/habits").path in ("/consent", "/")
    assert one.record not in one.html


def test_the_record_of_another_invitation_cannot_be_sent_by_mine(study: Study, clock: Clock) -> None:
    """Somebody who has another's record id still cannot spend a link that is not there."""
    (token,) = study.invitations.add([("en", None)])
    one = invited(study, clock, token).post({"agree": "yes"}).post({"drinks": "no"}).post()
    one.post({"trust.shop": "yes", "trust.friend": "no", "trust.advert": "no"})
    for name in [name for name in one.client.cookies if "invitation" in name]:
        one.client.cookies.delete(name)
    assert one.press("/submit").status == 409
    assert not study.answers.record(one.record).submitted


HOSTILE = "</textarea></dd><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{7*7}}"


def test_a_script_in_an_answer_stays_a_text(open_study: Study, clock: Clock) -> None:
    one = begun(open_study, clock).post({"drinks": "no", "place": "other", "place.other.text": HOSTILE})
    pages = [one.html]
    pages.append(one.post({"why_not": HOSTILE, "cups": HOSTILE}).html)
    pages += [one.get(path).html for path in ("/p/habits", "/review")]
    assert open_study.answers.record(one.record).answers["why_not"] == HOSTILE
    for html in pages:
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "{{7*7}}" in html, "told as it was typed, not worked out"
    assert ("why_not", HOSTILE) in one.get("/p/habits").fields()


def test_the_page_of_the_researcher(open_study: Study, clock: Clock) -> None:
    one = browser(open_study, clock)
    assert one.get("/admin").status == 404  # no password, no page
    open_study.set_admin("a long password")
    begun(open_study, clock).post({"drinks": "no", "place": "other", "place.other.text": HOSTILE})
    one.get("/admin").post({"word": "a wrong password"})
    assert "The password is wrong" in one.html
    one.post({"word": "a long password"})
    assert one.path == "/admin"
    assert "Where they stopped" in one.html
    assert "alert" not in one.html
    assert "<table>" in one.html
    clock.now += 9 * 3600
    assert 'type="password"' in one.get("/admin").html


def test_a_new_password_ends_every_pass_and_leaving_ends_mine(open_study: Study, clock: Clock) -> None:
    open_study.set_admin("a long password")
    one = browser(open_study, clock).get("/admin").post({"word": "a long password"})
    assert "<table>" in one.html
    assert 'type="password"' in one.press("/admin/leave").html
    one.post({"word": "a long password"})
    open_study.set_admin("another password")
    assert 'type="password"' in one.get("/admin").html


def test_passwords_are_tried_a_few_times(open_study: Study, clock: Clock) -> None:
    open_study.set_admin("a long password")
    one = browser(open_study, clock, Limits(guesses=Rate(2, 600))).get("/admin")
    for _ in range(3):  # the right one takes no try
        assert "<table>" in one.post({"word": "a long password"}).html
        one.press("/admin/leave")
    found = [one.post({"word": "guess"}) and one.status for _ in range(2)]
    assert found == [200, 200]
    assert one.post({"word": "a long password"}).status == 429


def test_guesses_at_one_moment_are_counted_before_they_are_tried(
    open_study: Study, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten threads do not all find that a guess is left while the first password is still being tried."""
    app = build_app(open_study, clock=clock, limits=Limits(guesses=Rate(2, 600)))
    open_study.set_admin("a long password")
    door, tried = threading.Barrier(10, timeout=10), []

    def slow(word: str) -> bool:
        tried.append(word)
        door.wait()
        return False

    monkeypatch.setattr(open_study, "is_admin", slow)
    ones = [Browser(TestClient(app, base_url="http://localhost")).get("/admin") for _ in range(10)]
    found: list[int] = []

    def guess(one: Browser) -> None:
        one.post({"word": "guess"})
        found.append(one.status)
        if one.status == 429:
            door.wait()

    threads = [threading.Thread(target=guess, args=(one,)) for one in ones]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(tried), sorted(found)) == (2, [200] * 2 + [429] * 8)


def test_a_pass_that_was_copied_opens_nothing_once_its_owner_has_left(open_study: Study, clock: Clock) -> None:
    open_study.set_admin("a long password")
    one = browser(open_study, clock).get("/admin").post({"word": "a long password"})
    name, copied = next((name, value) for name, value in one.client.cookies.items() if name.startswith("admin"))
    one.press("/admin/leave")
    one.client.cookies.set(name, copied, domain="localhost.local")
    assert 'type="password"' in one.get("/admin").html


def test_a_pass_cannot_be_made_up() -> None:
    word, passes = ("00", "11"), Passes()
    good = passes.give(word, 0)
    assert passes.holds(good, word, 999)
    for wrong in (None, "", "1000", good[:-1], good + "a", Passes().give(word, 0)):
        assert not passes.holds(wrong, word, 1)
    assert not passes.holds(good, None, 1)
    passes.give(word, 10**6)
    assert len(passes._held) == 1, "those that hold no longer are not kept"


def test_nothing_but_the_two_stores_is_written_and_no_address(open_study: Study, clock: Clock) -> None:
    before = {path.name for path in open_study.field.iterdir()}
    visitor = TestClient(build_app(open_study, clock=clock), base_url="http://localhost", client=("203.0.113.7", 50123))
    visitor.headers["user-agent"] = "a rare browser"
    one = Browser(visitor).get("/").post({"agree": "yes"}).post({"drinks": "no"})
    new = {path.name for path in open_study.field.iterdir()} - before
    for path in open_study.field.iterdir():
        for trace in (b"203.0.113", b"50123", b"a rare browser", str(int(clock.now)).encode(), b"1780000"):
            assert trace not in path.read_bytes(), path.name
    assert new <= {"answers.sqlite-journal", "secret"}
    assert one.status == 200


def test_requests_of_a_network_are_limited(open_study: Study, clock: Clock) -> None:
    one = browser(open_study, clock, Limits(pages=Rate(3, 60)))
    assert [one.client.get("/resume").status_code for _ in range(4)] == [200, 200, 200, 429]


def test_browser_is_a_fair_stand_in(open_study: Study, clock: Clock) -> None:
    """The browser of these tests posts hidden fields and leaves disabled ones out."""
    one: Browser = begun(open_study, clock)
    assert [name for name, _ in one.fields()][:4] == ["_seal", "_event", "_opened", "_section"]
    assert ("_shown", "sorts") not in one.fields()
