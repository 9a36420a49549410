"""A questionnaire with every kind of question, a study of it, and a browser that answers it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from survey.fielding.web.app import build_app
from survey.fielding.web.limits import Limits
from survey.fielding.web.study import Study
from survey.i18n.text import Text
from survey.instrument.read import read_instrument
from survey.wave.settings import Design, Settings, WaveKind

from .browsing import CHROMIUM, PHONE, Phone, Served, serving

NOON = 1_780_000_000.0
TEA = Path(__file__).parent / "tea.yaml"
WORD = "a long password"


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> float:
        return self.now


class Browser:
    """Reads forms as a browser without a script does: fields with their values, buttons only when pressed."""

    def __init__(self, client: TestClient) -> None:
        self.client, self.html, self.path = client, "", ""

    def get(self, path: str) -> Browser:
        return self._took(self.client.get(path))

    def fields(self) -> list[tuple[str, str]]:
        """What the form `page` would post as it stands."""
        form = re.search(r'<form[^>]*id="page".*?</form>', self.html, re.DOTALL)
        assert form is not None, self.html
        found = []
        for tag, attributes, content in re.findall(r"<(input|textarea)\b([^>]*)>([^<]*)", form.group()):
            name = re.search(r'\bname="([^"]*)"', attributes)
            if name is None or re.search(r"\bdisabled\b", attributes):
                continue
            if re.search(r'type="(radio|checkbox)"', attributes) and not re.search(r"\bchecked\b", attributes):
                continue
            value = re.search(r'\bvalue="([^"]*)"', attributes)
            found.append(
                (name.group(1), _plain(content.lstrip("\n")) if tag == "textarea" else _plain(value.group(1) if value else ""))
            )
        return found

    def post(self, answers: Mapping[str, Any] | None = None, path: str | None = None, **buttons: str) -> Browser:
        """Fill in fields of the form `page` (a list ticks several, None empties) and press a button."""
        answers = {**(answers or {}), **buttons}
        kept = [(name, value) for name, value in self.fields() if name not in answers]
        for name, value in answers.items():
            kept += [(name, one) for one in (value if isinstance(value, list) else [] if value is None else [value])]
        form = re.search(r'<form[^>]*id="page"[^>]*action="([^"]*)"', self.html)
        assert form is not None
        return self.send(path or form.group(1), kept)

    def send(self, path: str, fields: list[tuple[str, str]]) -> Browser:
        from urllib.parse import urlencode

        headers = {"content-type": "application/x-www-form-urlencoded"}
        return self._took(self.client.post(path, content=urlencode(fields), headers=headers))

    def press(self, path: str, **fields: str) -> Browser:
        """Post a form that has nothing but its seal and buttons."""
        return self.send(path, [("_seal", self.seal), *fields.items()])

    @property
    def seal(self) -> str:
        found = re.search(r'name="_seal" value="(\w+)"', self.html)
        return found.group(1) if found else ""

    @property
    def record(self) -> str:
        return next(value for name, value in self.client.cookies.items() if "record" in name)

    def _took(self, response: Any) -> Browser:
        self.response, self.html = response, response.text
        self.status, self.path = response.status_code, response.url.path
        return self


def _plain(text: str) -> str:
    from html import unescape

    return unescape(text)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """A study of tea by invitation."""
    yield from _opened(tmp_path)


@pytest.fixture
def open_study(study: Study) -> Study:
    """The same, open to all."""
    study.change(open_link=True)
    return study


@pytest.fixture
def pilot(tmp_path: Path) -> Iterator[Study]:
    """Its pilot."""
    yield from _opened(tmp_path, pilot=True)


def _opened(folder: Path, **more: Any) -> Iterator[Study]:
    wave = Settings("tea-2026", "tea", WaveKind.MICRODATA, Text(en="Tea"), Design.NONPROBABILITY, 1, Text(en="–"))
    study = Study(folder, read_instrument(TEA), wave, **more)
    yield study
    study.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The study of tea, open to all, before a real browser."""
    for study in _opened(tmp_path_factory.mktemp("tea")):
        study.change(open_link=True)
        study.set_admin(WORD)
        with serving(study) as one:
            yield one


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A real browser. Not for the session: while Playwright runs, no other test of this process can run an event loop."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def profile(chromium: Any) -> Iterator[Callable[..., Phone]]:
    """Makes profiles of the browser that know nothing of each other: `profile(served, "kk")`."""
    made = []

    def make(served: Served, language: str = "en", **more: Any) -> Phone:
        made.append(chromium.new_context(viewport=PHONE, is_mobile=True, has_touch=True, locale=language, **more))
        return Phone(served, made[-1])

    yield make
    for context in made:
        context.close()


def browser(study: Study, clock: Clock, limits: Limits | None = None, language: str = "en", **more: Any) -> Browser:
    """A browser of its own at the door of a study."""
    app = build_app(study, clock=clock, limits=limits or Limits(), **more)
    return Browser(TestClient(app, base_url="http://localhost", headers={"accept-language": language}))


def begun(study: Study, clock: Clock, **more: Any) -> Browser:
    """A browser on the first page of questions, by an open link."""
    return browser(study, clock, **more).get("/").post({"agree": "yes"})
