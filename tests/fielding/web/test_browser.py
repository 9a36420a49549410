"""Whole questionnaires in a real browser on a phone-sized window: a short one always, the expert survey in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from survey.fielding.web.study import Study
from survey.fielding.web.values import text_column, writes
from survey.i18n.text import LANGUAGES, Text
from survey.instrument.model import Item
from survey.instrument.read import read_instrument
from survey.wave.settings import Design, Settings, WaveKind

from .browsing import NEEDS_BROWSER, Phone, Served, serving

pytestmark = NEEDS_BROWSER
ROOT = Path(__file__).parents[3]
HEAVIEST = 100_000  # bytes of a page with its style, script and icon

Profile = Callable[..., Phone]


@pytest.fixture(scope="module")
def expert_survey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    instrument = read_instrument(ROOT / "instruments" / "sovereignty-2022.yaml")
    wave = Settings("next", instrument.id, WaveKind.MICRODATA, Text(en="–"), Design.NONPROBABILITY, 96, Text(en="–"))
    study = Study(tmp_path_factory.mktemp("сарапшылар"), instrument, wave)
    study.change(open_link=True)
    with serving(study) as one:
        yield one


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_the_expert_survey(expert_survey: Served, profile: Profile, language: str) -> None:
    """Another answer to each question in each language, so that together they try most options; all fits the phone."""
    instrument, shift = expert_survey.study.instrument, LANGUAGES.index(language)
    one: Phone = profile(expert_survey, language)
    weights = weigh(one)
    one.open()
    assert (one.path, one.language) == ("/consent", language)
    given: dict[str, Any] = {}
    one.begin()
    for section in instrument.sections:
        assert one.path == f"/p/{section.id}"
        assert one.fits
        for place, item in enumerate(instrument.in_section(section.id)):
            code = item.offered[(place + shift) % len(item.offered)].code
            given |= told(item, code, f"Басқа жауап {place}")
            one.answer(item, code, f"Басқа жауап {place}")
        one.go()
    assert one.path == "/review"
    assert one.fits
    assert one.answers() == given
    one.go("button.main:not(.unseen)")
    assert one.path == "/thanks"
    assert one.fits
    record = expert_survey.study.answers.record(one.record)
    assert record.submitted
    assert record.languages == (language,)
    assert not one.said
    assert max(weights) < HEAVIEST


def told(item: Item, code: str, text: str) -> dict[str, Any]:
    option = next(option for option in item.offered if option.code == code)
    return {item.id: code} | ({text_column(item, option): text} if writes(option) else {})


def weigh(one: Phone) -> list[int]:
    """The bytes that each page comes to, with what it loads, grows as pages are opened."""
    weights = [0]

    def weighed(answer: Any) -> None:
        if answer.request.resource_type == "document":
            weights.append(0)
        weights[-1] += int(answer.headers.get("content-length", 0))

    one.page.on("response", weighed)
    return weights


def test_every_kind_of_question(served: Served, profile: Profile) -> None:
    items = {item.id: item for item in served.study.instrument.items}
    one: Phone = profile(served).open().begin()
    one.answer(items["drinks"], "yes").answer(items["sorts"], ["green", "other"], "Тау шайы").answer(items["cups"], "2,5")
    one.answer(items["place"], "other", "в поезде").go()
    one.answer(items["milk"], "never").go()
    one.answer(items["trust"], {"shop": "yes", "friend": "no", "advert": "dont_know"}).answer(items["words"], "Ә\nБ").go()
    assert one.path == "/review"
    assert "Тау шайы" in one.page.inner_text("main")
    one.go("button.main:not(.unseen)")
    assert one.path == "/thanks"
    ticks = dict.fromkeys(("black", "green", "herbal", "white", "other", "dont_know"), False) | {"green": True, "other": True}
    assert one.answers() == {
        "drinks": "yes",
        **{f"sorts.{code}": tick for code, tick in ticks.items()},
        "sorts.other.text": "Тау шайы",
        "cups": 2.5,
        "place": "other",
        "place.other.text": "в поезде",
        "milk": "never",
        "trust.shop": "yes",
        "trust.friend": "no",
        "trust.advert": "dont_know",
        "words": "Ә\nБ",
    }
    assert not one.said


def test_without_a_script(served: Served, profile: Profile) -> None:
    """The same pages where a browser runs no script: what an answer opens is shown after the page was sent."""
    items = {item.id: item for item in served.study.instrument.items}
    one = profile(served, "ru", java_script_enabled=False)
    one.page.goto(served.address)
    one.at("agree").check()
    go = one.page.locator("#page button.main")
    go.click()
    one.answer(items["drinks"], "no")
    assert not one.at("f-why_not").is_visible()
    go.click()
    one.answer(items["why_not"], "Не люблю")
    go.click()
    one.answer(items["trust"], {"shop": "yes", "friend": "no", "advert": "no"})
    go.click()
    one.page.locator("main form[action='/submit'] button.main").click()
    assert one.page.url.endswith("/thanks")
    assert one.answers()["why_not"] == "Не люблю"
