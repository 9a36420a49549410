"""What happens on the way: no connection, another language, going on later, a double click, Back, a keyboard and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .browsing import NEEDS_BROWSER, Phone, Served, until

pytestmark = NEEDS_BROWSER

Profile = Callable[..., Phone]


@pytest.fixture
def one(served: Served, profile: Profile) -> Phone:
    """On the first page of questions."""
    return profile(served).open().begin()


def kept(one: Phone) -> int:
    """How many pages wait in the browser to be saved."""
    return int(one.page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('survey:')).length"))


def finish(one: Phone) -> Phone:
    """From the first page to the review."""
    one.at("c-drinks.no").check()
    one.at("f-why_not").fill("bitter")
    one.go()
    for row in ("shop", "friend", "advert"):
        one.at(f"c-trust.{row}.yes").check()
    return one.go()


# -- the script --------------------------------------------------------------------------------------------------------
def test_an_answer_is_saved_and_opens_a_question_at_once(one: Phone) -> None:
    assert one.at("q-sorts").is_hidden()
    one.at("c-drinks.yes").check()
    assert one.at("q-sorts").is_visible()
    until(lambda: one.at("saved").inner_text())
    assert one.answers() == {"drinks": "yes"}
    one.at("c-drinks.no").check()
    assert one.at("q-sorts").is_hidden()
    assert one.at("f-why_not").is_visible()


@pytest.mark.slow
def test_typing_beside_other_chooses_it_and_an_answer_can_be_taken_back(one: Phone) -> None:
    one.at("f-place.other.text").fill("train")
    assert one.at("c-place.other").is_checked()
    until(lambda: one.answers() == {"place": "other", "place.other.text": "train"})
    one.page.locator("[id=q-place] button.clear").click()
    until(lambda: one.answers() == {})
    assert not one.said


def test_offline_and_back(one: Phone) -> None:
    one.at("c-drinks.yes").check()
    until(lambda: one.answers() == {"drinks": "yes"})
    one.context.set_offline(True)
    one.at("c-sorts.green").check()
    one.at("f-cups").fill("3")
    waiting = one.at("saved").get_attribute("data-waiting")
    until(lambda: one.at("saved").inner_text() == waiting)
    assert one.answers() == {"drinks": "yes"}
    assert kept(one) == 1
    one.context.set_offline(False)
    until(lambda: one.answers().get("cups") == 3)
    assert one.answers()["sorts.green"] is True
    until(lambda: one.at("saved").inner_text() == one.at("saved").get_attribute("data-saved"))
    assert kept(one) == 0


@pytest.mark.slow
def test_offline_closed_and_opened_again(one: Phone) -> None:
    """What could not be sent waits in the browser, also while it is closed."""
    one.context.set_offline(True)
    one.at("c-drinks.yes").check()
    one.at("c-sorts.herbal").check()
    until(lambda: kept(one) == 1)
    one.page.close()
    one.context.set_offline(False)
    one.page = None
    one.new_tab().open()
    assert one.at("c-sorts.herbal").is_checked()
    until(lambda: one.answers().get("sorts.herbal") is True)


def test_leaving_a_page_offline_loses_nothing(one: Phone) -> None:
    one.at("c-drinks.no").check()
    one.context.set_offline(True)
    one.at("f-why_not").fill("bitter")
    until(lambda: kept(one) == 1)
    one.page.locator("#page button.main").click()  # the browser shows its own page: no connection
    one.page.wait_for_url("chrome-error://**")
    one.context.set_offline(False)
    one.new_tab().open()
    until(lambda: one.answers() == {"drinks": "no", "why_not": "bitter"})


def test_what_cannot_be_kept_is_told_beside_its_field(one: Phone) -> None:
    """Not while it is being typed; what is right goes on being saved; nothing typed is dropped."""
    one.at("f-cups").fill("4")
    until(lambda: one.answers() == {"cups": 4})
    one.at("f-cups").fill("many")
    saved = one.at("saved").get_attribute("data-saved")
    until(lambda: one.at("saved").inner_text() != saved)
    assert one.at("e-cups").count() == 0
    one.at("c-place.home").check()
    until(lambda: one.at("e-cups").count())
    assert one.at("f-cups").get_attribute("aria-describedby").split()[0] == "e-cups"
    assert one.at("f-cups").get_attribute("aria-invalid") == "true"
    until(lambda: one.at("saved").inner_text() == one.at("saved").get_attribute("data-wrong"))
    assert one.answers() == {"cups": 4, "place": "home"}
    assert kept(one) == 1
    one.open("/p/habits")
    assert one.at("f-cups").input_value() == "many"
    one.at("f-cups").fill("5")
    one.at("c-place.work").check()
    until(lambda: one.answers() == {"cups": 5, "place": "work"})
    until(lambda: one.at("saved").inner_text() == saved)
    assert one.at("e-cups").count() == 0
    assert one.at("f-cups").get_attribute("aria-invalid") is None
    assert kept(one) == 0
    assert not one.said


@pytest.mark.parametrize(
    ("status", "body", "told", "waits"),
    [
        (410, '{"saved": false, "why": "closed"}', "closed", 1),
        pytest.param(404, '{"saved": false, "why": "unknown"}', "unknown", 1, marks=pytest.mark.slow),
        (409, '{"saved": false, "why": "sent"}', "sent", 0),
        pytest.param(404, "<p>no such page", "refused", 1, marks=pytest.mark.slow),
        pytest.param(403, '{"saved": false, "why": "stale"}', "refused", 1, marks=pytest.mark.slow),
        pytest.param(503, "", "refused", 1, marks=pytest.mark.slow),
        (200, "<p>a page of the hotel", "refused", 1),
    ],
)
def test_what_the_server_refuses_is_not_called_saved(one: Phone, status: int, body: str, told: str, waits: int) -> None:
    """It stays in the browser, but for a change of answers that were sent."""
    one.page.route("**/save", lambda route: route.fulfill(status=status, body=body))
    one.at("c-drinks.no").check()
    until(lambda: one.at("saved").inner_text() == one.at("saved").get_attribute(f"data-{told}"))
    assert kept(one) == waits
    one.page.unroute("**/save")
    one.open("/p/habits")
    assert one.at("c-drinks.no").is_checked() is bool(waits)
    if waits:
        until(lambda: one.answers() == {"drinks": "no"})
        until(lambda: kept(one) == 0)


@pytest.mark.slow
def test_what_was_typed_beside_an_answer_goes_and_comes_with_it(one: Phone) -> None:
    one.at("f-place.other.text").fill("train")
    one.at("c-place.home").check()
    assert one.at("f-place.other.text").input_value() == ""
    until(lambda: one.answers() == {"place": "home"})
    one.at("c-place.other").check()
    assert one.at("f-place.other.text").input_value() == "train"
    until(lambda: one.answers() == {"place": "other", "place.other.text": "train"})


@pytest.mark.slow
def test_an_answer_that_was_changed_back_is_saved_as_it_stands(one: Phone) -> None:
    for code in ("home", "work", "home"):
        one.at(f"c-place.{code}").check()
    until(lambda: one.answers() == {"place": "home"} and kept(one) == 0)
    one.at("c-drinks.no").check()
    one.at("f-why_not").fill("bitter")
    until(lambda: one.answers().get("why_not") == "bitter")
    one.at("c-drinks.yes").check()
    until(lambda: "why_not" not in one.answers())
    one.at("c-drinks.no").check()  # the question comes back as it was left, and is kept again
    until(lambda: one.answers() == {"place": "home", "drinks": "no", "why_not": "bitter"})


# -- language, another time, another device ----------------------------------------------------------------------------
@pytest.mark.slow
def test_another_language_midway(served: Served, profile: Profile) -> None:
    one: Phone = profile(served, "kk").open().begin()
    one.at("c-drinks.no").check()
    one.at("f-why_not").fill("Ащы")
    one.at("f-cups").fill("бес")  # no number: kept as it was typed
    one.speak("ru")
    assert (one.language, one.path) == ("ru", "/p/habits")
    assert one.at("f-why_not").input_value() == "Ащы"
    assert one.at("f-cups").input_value() == "бес"
    one.at("f-cups").fill("5")
    one.speak("en").go()
    record = served.study.answers.record(one.record)
    assert record.languages == ("kk", "ru", "en")
    assert dict(record.answers) == {"drinks": "no", "why_not": "Ащы", "cups": 5}
    assert not one.said


@pytest.mark.slow
def test_closed_and_opened_again_by_the_cookie(served: Served, profile: Profile, one: Phone) -> None:
    one.at("c-drinks.no").check()
    one.at("f-why_not").fill("bitter")
    one.go()
    again = profile(served, storage_state=one.context.storage_state()).open()  # the same profile, on another day
    assert again.record == one.record
    assert again.path == "/p/end"
    again.open("/p/habits")
    assert again.at("f-why_not").input_value() == "bitter"


@pytest.mark.slow
def test_by_the_recovery_code_on_another_device(served: Served, profile: Profile, one: Phone) -> None:
    one.at("c-drinks.no").check()
    until(lambda: one.answers() == {"drinks": "no"})
    one.page.locator("details.later summary").click()
    code = one.page.locator("details.later .code").inner_text()
    other: Phone = profile(served, "kk").open("/resume")
    other.at("code").fill("AAAA-BBBB-CCCC-DDDD")
    other.go()
    assert other.at("code").get_attribute("aria-invalid") == "true"
    other.at("code").fill(code.lower().replace("-", " "))
    other.go()
    assert other.record == one.record
    assert other.at("c-drinks.no").is_checked()


@pytest.mark.slow
def test_an_old_page_on_another_device_undoes_nothing(served: Served, profile: Profile, one: Phone) -> None:
    """Neither by what its script saves, nor by its button."""
    one.at("c-drinks.no").check()
    one.at("c-place.home").check()
    until(lambda: one.answers() == {"drinks": "no", "place": "home"})
    old: Phone = profile(served, storage_state=one.context.storage_state()).open()
    assert old.at("c-place.home").is_checked()
    one.at("c-place.work").check()
    one.at("f-cups").fill("7")
    until(lambda: one.answers() == {"drinks": "no", "place": "work", "cups": 7})
    old.at("f-why_not").fill("bitter")
    until(lambda: one.answers().get("why_not") == "bitter")
    old.go()
    assert old.path == "/p/end"
    assert one.answers() == {"drinks": "no", "place": "work", "cups": 7, "why_not": "bitter"}


@pytest.mark.slow
def test_a_shared_computer_is_left(one: Phone) -> None:
    """Also what could not be sent yet leaves it."""
    one.page.route("**/save", lambda route: route.abort())
    one.at("c-drinks.no").check()
    until(lambda: kept(one) == 1)
    one.page.locator("details.leave summary").click()
    one.go("details.leave button")
    assert one.path == "/left"
    assert kept(one) == 0
    one.open()
    assert one.path == "/consent"


def test_an_invitation_opens_one_questionnaire(served: Served, profile: Profile) -> None:
    (token,) = served.study.invitations.add([("ru", "a")])
    one: Phone = profile(served).open(f"/i/{token}")
    assert (one.path, one.language) == ("/consent", "ru")
    finish(one.begin()).go("button.main:not(.unseen)")
    assert one.path == "/thanks"
    assert served.study.invitations.is_spent(token)
    other: Phone = profile(served).open(f"/i/{token}")
    assert other.page.locator("#page").count() == 0


# -- clicks ------------------------------------------------------------------------------------------------------------
@pytest.mark.slow
def test_a_double_click_sends_once(served: Served, one: Phone) -> None:
    finish(one)
    before = served.study.answers.counts().n_completed
    one.page.locator("button.main:not(.unseen)").dblclick()
    one.page.wait_for_url("**/thanks")
    assert served.study.answers.counts().n_completed == before + 1
    assert served.study.answers.record(one.record).submitted


def test_back_shows_what_was_answered_and_after_sending_changes_nothing(one: Phone) -> None:
    finish(one)
    for path in ("/p/end", "/p/habits"):
        one.page.go_back()
        assert one.path == path
    assert one.at("c-drinks.no").is_checked()
    assert one.at("f-why_not").input_value() == "bitter"
    one.go().go().go("button.main:not(.unseen)")
    assert one.path == "/thanks"
    before = one.answers()
    one.page.go_back()
    assert one.path == "/thanks"  # the page before asks the server again, which knows that the answers were sent
    one.open("/p/habits")
    assert one.path == "/thanks"
    assert one.answers() == before


@pytest.mark.slow
def test_the_button_back_keeps_the_page(one: Phone) -> None:
    one.at("c-drinks.no").check()
    one.at("f-why_not").fill("bitter")
    one.go()
    one.at("f-words").fill("half a thou")
    one.go("button[value=back]")
    assert one.path == "/p/habits"
    assert one.answers() == {"drinks": "no", "why_not": "bitter", "words": "half a thou"}


# -- a keyboard and nothing else ---------------------------------------------------------------------------------------
def tab_to(one: Phone, name: str) -> None:
    """Press Tab until an element has the focus, and see that it shows it."""
    for _ in range(60):
        one.page.keyboard.press("Tab")
        if one.page.evaluate("document.activeElement.id || document.activeElement.className") == name:
            break
    else:
        raise AssertionError(f"Tab does not reach {name}")
    outline = "(one => parseFloat(getComputedStyle(one.closest('.choice') || one).outlineWidth))(document.activeElement)"
    assert one.page.evaluate(outline) >= 2


def press(one: Phone, name: str, key: str = "Enter") -> None:
    """Go on by a key on an element."""
    tab_to(one, name)
    with one.page.expect_navigation():
        one.page.keyboard.press(key)


def test_by_keyboard_alone(served: Served, profile: Profile) -> None:
    one: Phone = profile(served).open()
    keys = one.page.keyboard
    keys.press("Tab")
    assert one.page.evaluate("document.activeElement.className") == "skip"
    keys.press("Enter")
    tab_to(one, "agree")
    keys.press("Space")
    press(one, "main")
    tab_to(one, "c-drinks.yes")
    keys.press("Space")
    keys.press("ArrowDown")  # to "no", which opens the question why
    tab_to(one, "f-why_not")
    keys.type("bitter")
    tab_to(one, "f-cups")
    keys.type("lots")
    with one.page.expect_navigation():
        keys.press("Enter")  # in a field: goes on
    assert one.page.evaluate("document.activeElement.id") == "errors"  # what is wrong is read out first
    keys.press("Tab")
    keys.press("Enter")
    assert one.page.evaluate("document.activeElement.id") == "f-cups"
    keys.press("ControlOrMeta+a")
    keys.type("4")
    press(one, "main")
    moving = one.page.evaluate("[...document.querySelectorAll('fieldset.row')].map(row => row.querySelector('input').id)")
    assert len(moving) == 3
    for radio in moving:
        tab_to(one, radio)
        keys.press("Space")
    press(one, "main")
    assert one.path == "/review"
    press(one, "main")
    assert one.path == "/thanks"
    assert one.answers()["cups"] == 4
    assert not one.said
