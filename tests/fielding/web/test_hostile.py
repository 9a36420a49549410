"""Whatever anybody sends to whatever address: never a failure of ours, and nothing kept that the questionnaire does not allow."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey.fielding.web.app import GETS, POSTS
from survey.fielding.web.forms import OTHER_MOST, TEXT_MOST
from survey.fielding.web.limits import Limits, Rate
from survey.fielding.web.seconds import STEPS
from survey.fielding.web.store.codes import new_token
from survey.fielding.web.store.invitations import Invitations
from survey.fielding.web.store.record import Record
from survey.fielding.web.study import Study
from survey.fielding.web.values import columns
from survey.instrument.model import Instrument, ItemKind

from .browsing import FREE
from .conftest import WORD, Browser, Clock, begun, browser
from .test_pages_before import invited

VALUES = {
    "nothing": b"",
    "nul": b"\x00",
    "half a letter": b"\xd3",
    "a surrogate": b"\xed\xa0\x80",
    "no UTF-8": b"\xff\xfe",
    "huge": b"a" * 60_000,
    "a path": b"../../../../etc/passwd",
    "a path of Windows": b"..\\..\\secret",
    "SQL": b"' OR 1=1; DROP TABLE records --",
    "a script": b"<script>alert(1)</script>",
    "a template": b"{{7*7}}${7*7}",
    "no number": b"nan",
    "infinity": b"1e999",
    "below": b"-1",
    "above": b"41",
    "long": b"9" * 400,
    "digits of others": "٣²".encode(),
    "JSON": b'{"a": [null]}',
    "another list": b"yes,no",
    "lines": b"a\r\nSet-Cookie: record=x\r\n\r\n",
    "another place": b"//evil.example",
    "a program": b"javascript:alert(1)",
    "marks": "\u202e\ufeff\u0000".encode(),
}
FIELDS = {
    "/consent": ["agree", "_language", "_go"],
    "/p/habits": [
        "_event",
        "_opened",
        "_shown",
        "_changed",
        "_clear",
        "_go",
        "_language",
        "_section",
        "drinks",
        "why_not",
        "sorts",
        "sorts.other.text",
        "cups",
        "place",
        "place.other.text",
        "_comment.cups",
        "trust.shop",
        "<b>",
    ],
    "/save": ["_event", "_opened", "_shown", "_changed", "_section", "_language", "drinks", "sorts", "cups", "place.other.text"],
    "/submit": ["_event", "drinks"],
    "/again": ["record"],
    "/leave": ["record"],
    "/resume": ["code", "_language"],
    "/erase": ["code", "_language"],
    "/language": ["_language", "back"],
    "/admin": ["word", "_language"],
    "/admin/leave": ["word"],
}
FORM = {"content-type": "application/x-www-form-urlencoded"}


def allowed(record: Record, instrument: Instrument) -> bool:
    """Whether a record holds what a person could have answered, and nothing else."""
    known = {column: item for item in instrument.items for column in columns(item)}
    for column, value in record.answers.items():
        item = known[column]
        if column.endswith(".text"):
            assert isinstance(value, str), column
            assert 0 < len(value) <= OTHER_MOST, column
        elif item.kind is ItemKind.TEXT:
            assert isinstance(value, str), column
            assert 0 < len(value) <= TEXT_MOST, column
        elif item.kind is ItemKind.NUMBER:
            assert type(value) in (int, float), column
            assert item.minimum is not None
            assert item.maximum is not None
            assert item.minimum <= value <= item.maximum, column
        elif item.kind is ItemKind.MULTIPLE:
            assert isinstance(value, bool), column
        else:
            assert value in {option.code for option in item.offered}, column
        if isinstance(value, str):
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", value), column
            value.encode()  # no half of a letter
    sections = {section.id for section in instrument.sections}
    assert {*record.pages_seen, *record.seconds} <= sections
    assert set(record.seconds.values()) <= set(STEPS)
    assert set(record.languages) <= set(instrument.languages)
    assert all(sorted(order) == sorted(_codes(instrument, item)) for item, order in record.orders.items())
    return True


def _codes(instrument: Instrument, item: str) -> list[str]:
    one = instrument.item(item)
    return [part.code for part in (one.rows if one.kind is ItemKind.MATRIX else one.offered)]


def sent(one: Browser, path: str, fields: list[tuple[str, bytes]]) -> int:
    """Post bytes as they are; the status. An exception in the application comes up here."""
    body = "&".join(f"{quote_from_bytes(name.encode())}={quote_from_bytes(value)}" for name, value in fields)
    answer = one.client.post(path, content=body, headers=FORM)
    assert answer.status_code < 500, (path, fields)
    assert "evil.example" not in str(answer.url)
    assert "<script>alert" not in answer.text
    return answer.status_code


def base(one: Browser) -> list[tuple[str, bytes]]:
    """A good form of the first page."""
    kept = [(name, value.encode()) for name, value in one.fields() if name not in ("drinks", "cups")]
    return [*kept, ("drinks", b"yes"), ("_shown", b"sorts"), ("cups", b"3")]


def test_every_address_that_takes_a_form_is_tried() -> None:
    assert {path.replace("{section}", "habits") for path in POSTS} == set(FIELDS)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "trial"),
    [*((path, False) for path in FIELDS), *(pytest.param(path, True, marks=pytest.mark.long) for path in ("/p/habits", "/save"))],
)
def test_every_field_of_every_form(open_study: Study, pilot: Study, clock: Clock, path: str, trial: bool) -> None:
    """Each value in each field, once alone and once beside another value of the same field."""
    study = pilot if trial else open_study
    study.set_admin(WORD)
    mine = (one := begun(study, clock, limits=FREE)).record
    questions = path in ("/p/habits", "/save")
    around = base(one) if questions else [("_seal", one.seal.encode())]
    for field in FIELDS[path]:
        others = [(name, told) for name, told in around if name != field]
        for value in VALUES.values():
            sent(one, path, [*others, (field, value)])
            if questions:
                assert allowed(study.answers.record(one.record), study.instrument), (field, value)
                sent(one, path, [*around, (field, value), (field, b"no")])
    record = study.answers.record(mine)
    assert allowed(record, study.instrument)
    assert bool(record.answers) is questions
    assert study.answers.counts().n_started == 1
    assert not study.answers.submitted()


@pytest.mark.parametrize("path", ["/p/habits", "/save", "/consent"])
def test_any_fields_at_all(open_study: Study, clock: Clock, path: str) -> None:
    names = st.sampled_from([name for fields in FIELDS.values() for name in fields] + ["words", "milk", "trust.advert"])
    values = st.one_of(st.sampled_from(list(VALUES.values())), st.binary(max_size=40), st.text(max_size=20).map(_bytes))
    one = begun(open_study, clock, limits=FREE)
    shown = [("_shown", item.id.encode()) for item in open_study.instrument.in_section("habits")]
    always = [("_seal", one.seal.encode()), ("_section", b"habits"), *(shown if path != "/consent" else [])]

    @settings(derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.one_of(names, st.text(max_size=8)), values), max_size=12))
    def attempt(fields: list[tuple[str, bytes]]) -> None:
        sent(one, path, [*always, *((name.encode("utf-8", "replace").decode(), value) for name, value in fields)])
        assert allowed(open_study.answers.record(one.record), open_study.instrument)

    attempt()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


# -- addresses and methods ---------------------------------------------------------------------------------------------
TRICKS = [
    "/p/../admin",
    "/p/%2e%2e/admin",
    "/p/%00",
    "/p/%ff",
    "/p/" + "a" * 3000,
    "/p/habits%2f..",
    "/p/' OR 1=1 --",
    "/i/" + "x" * 3000,
    "/i/%00" * 3,
    "/i/..%2f..%2fsecret",
    "/i/%ed%a0%80" + "x" * 19,
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/static/..%2fsecurity.py",
    "/static/..%5cstore",
    "/static//etc/passwd",
    "/static/save.js/",
    "/static/%00",
    "//evil.example/",
    "/\\evil.example",
    "/consent?check=" + "x" * 3000,
    "/p/habits?check=%00&more=%ff",
    "/thanks?<script>alert(1)</script>",
]


@pytest.mark.parametrize("address", TRICKS)
def test_addresses_that_lead_astray(open_study: Study, clock: Clock, address: str) -> None:
    one = begun(open_study, clock)
    answer = one.client.request("GET", "http://localhost" + address)
    assert answer.status_code < 500
    assert answer.url.host == "localhost"
    assert not any(word in answer.text for word in ("import annotations", "root:", "<script>alert"))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "GET", "HEAD"])
def test_other_methods_change_nothing(open_study: Study, clock: Clock, method: str) -> None:
    open_study.set_admin(WORD)
    one = begun(open_study, clock)
    before = open_study.answers.record(one.record)
    for path in {*GETS, *POSTS}:
        where = path.replace("{section}", "habits").replace("{token}", new_token())
        answer = one.client.request(
            method, where, params={"drinks": "no", "_seal": one.seal, "_shown": "drinks"}, follow_redirects=False
        )
        assert answer.status_code < 500
        if path not in GETS or method not in ("GET", "HEAD"):
            assert answer.status_code == 405, (method, path)
    assert open_study.answers.record(one.record) == before


# -- cookies -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["record", "invitation", "language", "admin"])
def test_cookies_of_any_content(open_study: Study, clock: Clock, kind: str) -> None:
    open_study.set_admin(WORD)
    one = begun(open_study, clock, limits=FREE)
    name = next(name for name in one.client.cookies if "record" in name).replace("record", kind)
    values = [
        "",
        "x",
        "a" * 4000,
        "0" * 31,
        "0" * 33,
        "G" * 32,
        "é" * 32,
        '"',
        "../../x",
        "1.2.3",
        "²." + "0" * 64,
        "kk; record=" + "0" * 32,
    ]
    for path in GETS:
        where = path.replace("{section}", "habits").replace("{token}", new_token())
        for value in values:
            headers = {"cookie": f"{name}={value}".encode("latin-1", "replace")}
            one.client.cookies.clear()
            answer = one.client.get(where, headers=headers)
            assert answer.status_code < 500, (path, value)
            assert "<table>" not in answer.text, "no way into the page of the researcher"
    assert open_study.answers.counts().n_started == 1


def test_a_cookie_of_another_study_says_nothing_here(open_study: Study, pilot: Study, clock: Clock) -> None:
    one, other = begun(open_study, clock), browser(pilot, clock)
    for name, value in one.client.cookies.items():
        other.client.cookies.set(name, value, domain="localhost.local")
    assert other.get("/").path == "/consent"
    assert one.send("/p/habits", [("_seal", other.seal), ("drinks", "no")]).status == 403


# -- links of other people -----------------------------------------------------------------------------------------------
@pytest.fixture
def kinds(study: Study, clock: Clock) -> dict[str, str]:
    """A link of every kind that opens nothing, each told by a name."""
    spent, revoked = study.invitations.add([("kk", "a"), ("ru", "b")])
    study.invitations.revoke(revoked)
    study.invitations.submit(spent, lambda: None)
    return {"spent": spent, "revoked": revoked, "unknown": new_token(), "cut off": spent[:-1], "letters": "ә" * 22}


def test_a_stranger_learns_nothing_from_a_link(
    study: Study, clock: Clock, kinds: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same page, status and cookies, the same questions to the store, and the same share of the few attempts."""
    asked: list[str] = []

    def counted(name: str) -> Callable[..., Any]:
        right = getattr(Invitations, name)

        def ask(self: Invitations, token: str) -> Any:
            asked.append(name)
            return right(self, token)

        return ask

    for name in ("find", "is_spent"):
        monkeypatch.setattr(Invitations, name, counted(name))
    told = {}
    for kind, token in kinds.items():
        asked.clear()
        one = browser(study, clock, Limits(guesses=Rate(2, 600)))
        answer = one.client.get(f"/i/{token}", follow_redirects=False)
        page = re.sub(r'value="[0-9a-f]{64}"|/i/[^"]*', "", answer.text)
        cookies = sorted(cookie.partition("=")[0] for cookie in answer.headers.get_list("set-cookie"))
        left = [one.client.get(f"/i/{new_token()}").status_code for _ in range(2)]
        told[kind] = (answer.status_code, page, cookies, asked[:2], left)
    first = told["unknown"]
    assert first[0] == 404
    assert first[4] == [404, 429]
    assert {kind: one == first for kind, one in told.items()} == dict.fromkeys(told, True)


def test_where_too_many_were_tried_no_bad_link_is_told_from_another(study: Study, clock: Clock, kinds: dict[str, str]) -> None:
    """A good one opens: a reminder leaves many old links, and an institute sits behind one address."""
    (good,) = study.invitations.add([("kk", "a")])
    one = browser(study, clock, Limits(guesses=Rate(1, 600)))
    one.get(f"/i/{kinds['unknown']}")
    assert {one.get(f"/i/{token}").status for token in kinds.values()} == {429}
    assert one.get(f"/i/{good}").path == "/consent"


def finished(one: Browser) -> Browser:
    one.post({"agree": "yes"}).post({"drinks": "no"}).post()
    return one.post({"trust.shop": "yes", "trust.friend": "no", "trust.advert": "no"})


def cookie(one: Browser, kind: str) -> str:
    return next(name for name in one.client.cookies if kind in name)


def swap(one: Browser, other: Browser, kind: str) -> None:
    """Take a cookie of another person's browser."""
    name = cookie(one, kind)
    value = other.client.cookies[name]
    one.client.cookies.delete(name)
    one.client.cookies.set(name, value, domain="localhost.local")


def test_my_seal_does_not_open_the_record_of_another(study: Study, clock: Clock) -> None:
    """Who has got hold of another's record id writes nothing into it by a form of his own."""
    mine, theirs = study.invitations.add([("en", "a"), ("en", "a")])
    one, other = invited(study, clock, mine), finished(invited(study, clock, theirs))
    finished(one)
    seal = one.seal
    swap(one, other, "record")
    before = study.answers.record(other.record)
    for path in ("/p/habits", "/save", "/submit"):
        assert one.send(path, [("_seal", seal), ("_section", "habits"), ("_shown", "drinks"), ("drinks", "yes")]).status == 403
    assert study.answers.record(other.record) == before


def test_two_records_by_one_link_are_one_answer(study: Study, clock: Clock) -> None:
    """Two devices with one link: what the second sends is told apart and not taken."""
    (token,) = study.invitations.add([("en", "a")])
    one, other = finished(invited(study, clock, token)), finished(invited(study, clock, token))
    assert one.record != other.record
    assert one.press("/submit").path == "/thanks"
    assert other.press("/submit").status == 409
    assert study.answers.counts().n_completed == 1
    assert not study.answers.record(other.record).submitted


def test_an_invitation_of_mine_sends_one_record_whosever_it_is(study: Study, clock: Clock) -> None:
    """Even with another's cookie whole, no more records are taken than links were given out."""
    mine, theirs = study.invitations.add([("en", "a"), ("en", "a")])
    one, other = finished(invited(study, clock, mine)), finished(invited(study, clock, theirs))
    swap(one, other, "invitation")
    assert one.press("/submit").path == "/thanks"
    assert other.press("/submit").status == 409
    assert study.answers.counts().n_completed == 1
    assert study.invitations.n_spent() == 1


def test_codes_are_guessed_in_vain(study: Study, clock: Clock) -> None:
    """Unknown, another study's, nearly right: told the same, a few times."""
    (token,) = study.invitations.add([("en", "a")])
    one = finished(invited(study, clock, token))
    code = study.answers.begin(one.record, language="en", group="a", mode="invited", today=date(2026, 6, 1))
    near = code[:-1] + ("A" if code[-1] != "A" else "B")
    pages = set()
    for guess in (near, "0000-0000-0000-0000", "", "x" * 5000, one.record, code + "0"):
        other = browser(study, clock, FREE).get("/erase").post({"code": guess})
        pages.add(re.sub(r'value="[^"]*"', "", other.html))
        assert other.path == "/erase"
    assert len(pages) == 1
    assert study.answers.recover(code) == one.record
    stranger = browser(study, clock, FREE).get("/resume").post({"code": code})
    assert stranger.path == "/resume", "without an invitation of the same group the code alone opens nothing"
    assert stranger.client.cookies[cookie(stranger, "record")] != one.record
