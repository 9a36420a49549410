"""A person answers the questionnaire page by page, without a script."""

from __future__ import annotations

import re

import pytest

from survey.fielding.web.store.codes import recovery_code
from survey.fielding.web.study import Study

from .conftest import Browser, Clock, begun, browser

pytestmark = pytest.mark.usefixtures("open_study")


def answers(study: Study, one: Browser) -> dict[str, object]:
    return dict(study.answers.record(one.record).answers)


def finished(study: Study, clock: Clock) -> Browser:
    """A browser at the review, with every required question answered."""
    one = begun(study, clock)
    one.post({"drinks": "no"}).post({"why_not": "bitter"})
    assert one.path == "/p/end"
    return one.post({"trust.shop": "yes", "trust.friend": "no", "trust.advert": "dont_know", "words": "fine"})


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_from_the_door_to_thanks_in_each_language(study: Study, clock: Clock, language: str) -> None:
    one = browser(study, clock, language=language).get("/")
    assert one.path == "/consent"
    one.post({"agree": "yes"})
    assert (one.path, one.status) == ("/p/habits", 200)
    assert f'<html lang="{language}">' in one.html
    clock.now += 70
    one.post({"drinks": "yes", "cups": "2,5", "place": "other", "place.other.text": "пойызда"}, _go="next")
    assert str(one.response.url).endswith("/p/habits?more#q-sorts")  # the answer opened a question
    one.post({"sorts": ["green", "herbal"]}, _go="next")
    assert one.path == "/p/milk_part"
    one.post({"milk": "never"}, _go="next")
    one.post({"trust.shop": "yes", "trust.friend": "yes", "trust.advert": "no", "words": "Ә\r\nБ"}, _go="next")
    assert one.path == "/review"
    assert "пойызда" in one.html
    one.press("/submit")
    assert one.path == "/thanks"
    record = study.answers.record(one.record)
    assert record.submitted
    assert record.languages == (language,)
    assert (record.mode, record.group) == ("open", None)
    assert dict(record.answers) == {
        "drinks": "yes",
        **{f"sorts.{code}": code in ("green", "herbal") for code in ("black", "green", "herbal", "white", "other", "dont_know")},
        "cups": 2.5,
        "place": "other",
        "place.other.text": "пойызда",
        "milk": "never",
        "trust.shop": "yes",
        "trust.friend": "yes",
        "trust.advert": "no",
        "words": "Ә\nБ",
    }
    assert record.seconds["habits"] >= 60
    assert set(record.orders) == {"sorts", "trust"}


def test_the_order_that_was_shown_is_the_order_on_record(study: Study, clock: Clock) -> None:
    one = begun(study, clock).post({"drinks": "yes"})
    shown = tuple(re.findall(r'name="sorts" value="(\w+)"', one.html))
    one.post({"sorts": "green"})
    assert study.answers.record(one.record).orders["sorts"] == shown
    assert tuple(re.findall(r'name="sorts" value="(\w+)"', one.get("/p/habits").html)) == shown


def test_consent_comes_first(study: Study, clock: Clock) -> None:
    one = browser(study, clock)
    for path in ("/p/habits", "/review", "/thanks"):
        assert one.get(path).path == "/consent"
    one.post()
    assert str(one.response.url).endswith("/consent?check#agree")
    assert study.answers.counts().n_started == 0
    one.post({"agree": "yes"})
    assert study.answers.counts().n_started == 1


def test_required_questions_hold_the_page_and_keep_the_rest(study: Study, clock: Clock) -> None:
    one = begun(study, clock).post({"cups": "3"}, _go="next")
    assert str(one.response.url).endswith("/p/habits?check#errors")
    assert 'href="#q-drinks"' in one.html
    assert 'id="errors" role="alert"' in one.html
    assert "<title>Error: " in one.html
    assert answers(study, one) == {"cups": 3}


def test_what_cannot_be_kept_is_shown_as_it_was_typed(study: Study, clock: Clock) -> None:
    one = begun(study, clock).post({"drinks": "no", "cups": "4"}).post({"cups": '<"ninety">'}, _go="next")
    assert "check" in str(one.response.url)
    assert 'value="&lt;&#34;ninety&#34;&gt;"' in one.html
    assert 'href="#f-cups"' in one.html
    assert answers(study, one)["cups"] == 4, "what was right before stays until something right takes its place"
    assert one.post({"cups": "5"}, _go="next").path == "/p/end"
    assert answers(study, one)["cups"] == 5


def test_back_keeps_what_was_answered_and_complains_of_nothing(study: Study, clock: Clock) -> None:
    one = begun(study, clock).post({"drinks": "no"}).post()
    assert one.path == "/p/end"
    one.post({"words": "later"}, _go="back")
    assert (one.path, "errors" in str(one.response.url)) == ("/p/habits", False)
    assert ("drinks", "no") in one.fields()
    assert answers(study, one)["words"] == "later"


def test_an_answer_that_is_changed_clears_what_hung_on_it(study: Study, clock: Clock) -> None:
    one = begun(study, clock).post({"drinks": "yes"}).post({"sorts": "black"}).post({"milk": "always"})
    one.get("/p/habits").post({"drinks": "no"}, _go="next")
    assert str(one.response.url).endswith("/p/habits?more#q-why_not")
    assert answers(study, one) == {"drinks": "no"}
    assert one.get("/p/milk_part").path == "/p/end"


def test_a_section_with_nothing_to_ask_is_passed_by(study: Study, clock: Clock) -> None:
    one = begun(study, clock).post({"drinks": "yes"}).post({"sorts": "herbal"})
    assert one.path == "/p/end"
    assert one.post({}, _go="back").path == "/p/habits"


def test_an_answer_is_taken_back(study: Study, clock: Clock) -> None:
    one = begun(study, clock).post({"drinks": "no", "place": "other", "place.other.text": "train"})
    assert answers(study, one)["place"] == "other"
    one.post(_clear="place")
    assert (one.path, answers(study, one)) == ("/p/habits", {"drinks": "no"})


def test_changing_the_language_keeps_what_was_typed(study: Study, clock: Clock) -> None:
    one = begun(study, clock).post({"drinks": "no", "cups": "many", "place": "work"}, _language="kk")
    assert one.path == "/p/habits"
    assert '<html lang="kk">' in one.html
    assert {("drinks", "no"), ("cups", "many"), ("place", "work")} <= set(one.fields())
    assert one.post({"cups": "1", "why_not": "ащы"}).path == "/p/end"
    record = study.answers.record(one.record)
    assert record.languages == ("en", "kk")


def test_don_t_know_goes_with_nothing_else(study: Study, clock: Clock) -> None:
    one = begun(study, clock).post({"drinks": "yes"}).post({"sorts": ["black", "dont_know"]}, _go="next")
    assert "check" in str(one.response.url)
    assert "“Don&#39;t know” cannot be ticked" in one.html


def test_the_review_names_what_is_missing_with_links_and_does_not_send(study: Study, clock: Clock) -> None:
    one = begun(study, clock).get("/review")
    assert 'href="/p/habits?check#q-drinks"' in one.html
    assert 'href="/p/end?check#q-trust"' in one.html
    assert "Send your answers" not in one.html
    assert one.press("/submit").path == "/review"
    assert not study.answers.record(one.record).submitted


def test_a_double_click_sends_once(study: Study, clock: Clock) -> None:
    one = finished(study, clock)
    page = one.html
    for _ in range(3):
        one.html = page
        assert one.press("/submit").path == "/thanks"
    assert study.answers.counts().n_completed == 1
    assert study.answers.counts().n_started == 1


def test_the_same_page_posted_twice_is_kept_once(study: Study, clock: Clock) -> None:
    one = begun(study, clock)
    page = one.html
    for _ in range(3):
        one.html = page
        one.post({"drinks": "no"}, _go="next")
    with study.answers._database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM events WHERE kind = 'save'").fetchone() == (1,)


def test_after_sending_nothing_changes(study: Study, clock: Clock) -> None:
    one = finished(study, clock)
    one.get("/p/end")
    page = one.html
    one.get("/review").press("/submit")
    before = answers(study, one)
    assert one.get("/p/end").path == "/thanks"
    one.html = page
    assert one.post({"words": "other"}).path == "/thanks"
    assert answers(study, one) == before


def test_the_script_saves_a_page_as_it_changes(study: Study, clock: Clock) -> None:
    one = begun(study, clock)
    fields = [*one.fields(), ("drinks", "no")]
    for _ in range(2):
        assert one.send("/save", fields).response.json() == {"saved": True, "wrong": {}}
    assert answers(study, one) == {"drinks": "no"}
    assert study.answers.record(one.record).page == "habits"
    elsewhere = [(name, "nowhere" if name == "_section" else value) for name, value in fields]
    assert one.send("/save", elsewhere).status == 404


def of_script(one: Browser, items: str, **answers: str) -> Browser:
    """What the script posts: the questions that changed, and nothing of the others."""
    told = [("_seal", one.seal), ("_section", "habits"), ("_opened", dict(one.fields())["_opened"])]
    told += [("_shown", item) for item in items.split()]
    return one.send("/save", [*told, *answers.items()])


def test_the_script_is_told_what_is_not_kept(study: Study, clock: Clock) -> None:
    one = begun(study, clock).post({"drinks": "no", "cups": "4"})
    page = one.html
    assert of_script(one, "cups", cups="4 or 5").response.json() == {
        "saved": False,
        "wrong": {"f-cups": "Write the number in digits, such as 12 or 12.5."},
    }
    assert answers(study, one) == {"drinks": "no", "cups": 4}
    one.html = page
    of_script(one, "place", place="home")
    assert answers(study, one) == {"drinks": "no", "cups": 4, "place": "home"}
    assert ("cups", "4 or 5") in one.get("/p/habits").fields(), "a later save of another question does not forget it"


def test_what_was_typed_and_not_kept_holds_the_sending(study: Study, clock: Clock) -> None:
    """Otherwise the number that stood there before would be sent in its place, unsaid."""
    one = finished(study, clock).get("/p/habits").post({"cups": "4"}).get("/p/habits").post({"cups": "many"}, _go="back")
    assert "Write the number in digits" in one.get("/review").html
    assert 'href="/p/habits?check#q-cups"' in one.html
    assert one.press("/submit").path == "/review"
    assert one.get("/p/habits").post({"cups": "5"}).get("/review").press("/submit").path == "/thanks"
    assert answers(study, one)["cups"] == 5


def test_an_old_page_does_not_undo_what_another_device_answered(study: Study, clock: Clock) -> None:
    """The script names what changed; the button of a page with a script does the same."""
    one = begun(study, clock).post({"drinks": "no", "place": "home"})
    old, device = one.html, browser(study, clock)
    device.client.cookies.update(one.client.cookies)
    device.get("/p/habits").post({"place": "work", "cups": "7"}, _go="back")
    one.html = old
    of_script(one, "why_not", why_not="bitter")
    assert answers(study, one) == {"drinks": "no", "place": "work", "cups": 7, "why_not": "bitter"}
    one.html = old
    one.post({"why_not": "sweet", "_changed": ["", "why_not"]}, _go="next")
    assert one.path == "/p/end"
    assert answers(study, one) == {"drinks": "no", "place": "work", "cups": 7, "why_not": "sweet"}
    one.html = old
    assert one.post({}, _go="next").path == "/p/end"
    assert answers(study, one)["place"] == "home", "without a script the page says all that it shows"


def test_a_late_save_does_not_open_the_page_again(study: Study, clock: Clock) -> None:
    """Its seconds were counted when it was left: coming back an hour later begins anew."""
    one = begun(study, clock).post({"drinks": "no"})
    page = one.html
    clock.now += 20
    one.post({"why_not": "bitter"})
    one.html = page
    of_script(one, "why_not", why_not="bitter")
    clock.now += 3600
    one.get("/p/habits").post({"why_not": "sweet"})
    assert study.answers.record(one.record).seconds["habits"] == 20


def test_a_text_that_was_typed_beside_another_answer_is_not_dropped_unsaid(study: Study, clock: Clock) -> None:
    one = begun(study, clock).post({"drinks": "no"}).post({"place": "home", "place.other.text": "train"}, _go="next")
    assert "There is a text beside “Elsewhere”, but it was not chosen." in one.html
    assert ("place.other.text", "train") in one.fields()
    assert answers(study, one) == {"drinks": "no", "place": "home"}
    assert one.post({"place": "other"}, _go="next").path == "/p/end"
    assert answers(study, one)["place.other.text"] == "train"


def test_an_unknown_record_is_not_told_as_one_that_was_sent(study: Study, clock: Clock) -> None:
    """Its answers stay in the browser."""
    one = begun(study, clock)
    study.answers.erase(recovery_code(one.record))
    told = of_script(one, "drinks", drinks="no")
    assert (told.status, told.response.json()) == (404, {"saved": False, "why": "unknown"})


def test_after_the_close_the_script_is_told_so(study: Study, clock: Clock) -> None:
    one = begun(study, clock)
    study.answers.seal()
    told = of_script(one, "drinks", drinks="no")
    assert (told.status, told.response.json()) == (410, {"saved": False, "why": "closed"})


def test_a_late_save_of_the_script_does_not_touch_what_was_sent(study: Study, clock: Clock) -> None:
    one = finished(study, clock)
    seal = one.seal
    one.press("/submit")
    answer = one.client.post("/save", data={"_seal": seal, "_section": "end", "_shown": "words", "words": "late"})
    assert (answer.status_code, answer.json()) == (409, {"saved": False, "why": "sent"})


def test_coming_back_leads_to_where_one_left(study: Study, clock: Clock) -> None:
    one = begun(study, clock).post({"drinks": "no"}).post({}, _go="next")
    assert one.get("/").path == "/p/end"


def test_the_clock_set_back_keeps_no_negative_time(study: Study, clock: Clock) -> None:
    one = begun(study, clock)
    clock.now -= 5000
    one.post({"drinks": "refused"}, _go="next")
    assert one.path == "/p/end"
    assert "habits" not in study.answers.record(one.record).seconds


def test_a_page_is_small_and_says_its_language(study: Study, clock: Clock) -> None:
    one = begun(study, clock)
    weight = len(one.response.content)
    for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', one.html):
        weight += len(one.client.get(path).content)
    assert weight < 100_000
    assert re.findall(r'<button[^>]*lang="(\w\w)"', one.html) == ["kk", "ru", "en"]


def test_every_field_has_its_label_and_every_id_is_one(study: Study, clock: Clock) -> None:
    one = begun(study, clock)
    ids = re.findall(r'\bid="([^"]+)"', one.html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'<label[^>]* for="([^"]+)"', one.html)) <= set(ids)
    written = re.findall(r'<(?:textarea|input type="text")[^>]*id="([^"]+)"', one.html)
    assert all(f'for="{one_id}"' in one.html for one_id in written)
    assert one.html.count("<fieldset") == one.html.count("<legend")
