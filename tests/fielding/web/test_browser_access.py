"""No page keeps anybody out: axe-core looks at every page in each language, with errors, review, thanks, admin, a pilot."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pytest

from survey.fielding.web.study import Study
from survey.i18n.text import LANGUAGES

from .browsing import NEEDS_BROWSER, Phone, Served, axe, serving
from .conftest import WORD

pytestmark = NEEDS_BROWSER

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = f"axe.run(document, {{runOnly: {json.dumps(RULES)}}}).then(found => found.violations)"

Profile = Callable[..., Phone]


def barriers(one: Phone, source: str) -> list[str]:
    """What axe-core finds on the page as it is shown: rule, how grave, and where. Nothing of any gravity may be left."""
    one.page.evaluate(source)
    found: list[dict[str, Any]] = one.page.evaluate(RUN)
    return [f"{one.path}: {rule['id']} ({rule['impact']}) {node['html'][:100]}" for rule in found for node in rule["nodes"]]


def pages(one: Phone) -> Iterator[str]:
    """The name of each page and state as it comes up."""
    one.open()
    yield "consent"
    one.page.evaluate("document.querySelector('button.main').click()")
    one.page.wait_for_url("**check**")
    yield "consent not given"
    one.begin()
    yield "questions"
    one.at("f-cups").fill("99")
    one.go()
    yield "questions with errors"
    one.at("c-drinks.yes").check()
    yield "questions that an answer opened"
    one.at("c-sorts.black").check()
    one.at("f-cups").fill("9")
    one.page.locator("details.later summary").click()
    one.page.locator("details.leave summary").click()
    yield "the recovery code, and leaving"
    one.at("f-cups").fill("99")
    one.at("f-cups").blur()
    one.at("e-cups").wait_for()
    yield "an error that the script shows"
    one.at("f-cups").fill("9")
    one.go().open("/p/end").go()
    yield "a matrix with errors"
    one.open("/review")
    yield "review with something missing"
    for row in ("shop", "friend", "advert"):
        one.open("/p/end").at(f"c-trust.{row}.yes").check()
        one.go()
    one.open("/p/milk_part").at("c-milk.never").check()
    one.open("/review")
    yield "review"
    for path in ("/resume", "/erase"):
        one.open(path)
        yield path
        one.at("code").fill("0000-0000-0000-0000")
        one.go()
        yield f"{path} with an error"
    one.open("/review").go("button.main:not(.unseen)")
    yield "thanks"
    one.page.locator("details.leave summary").click()
    one.go("details.leave button")
    yield "left"
    one.open("/admin")
    yield "password"
    one.at("word").fill("wrong")
    one.go()
    yield "a wrong password"
    one.at("word").fill(WORD)
    one.go()
    yield "admin"
    one.open("/nowhere")
    yield "no such page"
    one.open("/i/" + "x" * 22)
    yield "no such link"


def found(one: Phone, shown: Iterator[str], language: str) -> list[str]:
    """Every barrier on some pages, which speak the language and are not wider than the window."""
    source, barred = axe(), []
    for name in shown:
        assert one.language == language
        assert one.fits, name
        barred += [f"{name}: {barrier}" for barrier in barriers(one, source)]
    return barred


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_a_barrier(served: Served, profile: Profile, language: str) -> None:
    one: Phone = profile(served, language, bypass_csp=True)  # the policy stops what is not ours, axe-core as well
    assert not found(one, pages(one), language)


def test_the_first_pages_have_no_barrier(served: Served, profile: Profile) -> None:
    one: Phone = profile(served, "kk", bypass_csp=True)
    assert not found(one, islice(pages(one), 4), "kk")


def test_a_pilot_and_its_counts_have_no_barrier(pilot: Study, profile: Profile) -> None:
    """Remarks on each question; on the page of the researcher also the response rates of a closed list."""
    pilot.set_admin(WORD)
    pilot.invitations.add([("ru", "a")] * 6)
    with serving(pilot) as trial:
        one: Phone = profile(trial, "kk", bypass_csp=True)
        assert not found(one, trial_pages(one), "kk")


def trial_pages(one: Phone) -> Iterator[str]:
    one.open().begin()
    yield "questions of a pilot"
    one.at("r-cups").fill("Неге керек?")
    one.at("f-cups").fill("көп")
    one.go()
    assert one.at("r-cups").input_value() == "Неге керек?"
    yield "questions of a pilot with errors"
    one.open("/admin")
    one.at("word").fill(WORD)
    one.go()
    yield "counts of a pilot"


def test_a_barrier_is_found(served: Served, profile: Profile) -> None:
    one: Phone = profile(served, bypass_csp=True).open().begin()
    one.page.evaluate("document.querySelector('#f-cups').labels[0].remove()")
    assert any("label" in barrier for barrier in barriers(one, axe()))
