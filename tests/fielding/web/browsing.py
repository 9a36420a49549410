"""A real browser on a phone-sized window: Debian's Chromium, driven by Playwright, before a real server.

Playwright's own download of browsers is not used. axe-core, which looks for barriers, is a package of npm
(tests/fielding/javascript.py).
"""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn
from tests.fielding import javascript

from survey.fielding.web.app import build_app
from survey.fielding.web.limits import Limits, Rate
from survey.fielding.web.study import Study
from survey.fielding.web.values import text_column, writes
from survey.instrument.model import Item, ItemKind

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NEEDS_BROWSER = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: install it (Debian: chromium)")
PHONE = {"width": 360, "height": 740}
FREE = Limits(**dict.fromkeys(("pages", "writes", "guesses", "logins", "begun"), Rate(10**6, 1)))
PATIENCE = 8_000  # milliseconds; longer than the script waits before it tries again


def axe() -> str:
    """The source of axe-core; skips the test where it is not."""
    return (javascript.package("axe-core") / "axe.min.js").read_text("utf-8")


@dataclass(frozen=True)
class Served:
    """A study and the address at which it is served."""

    study: Study
    address: str


@contextmanager
def serving(study: Study) -> Iterator[Served]:
    """Serve a study on a free port of this machine."""
    app = build_app(study, limits=FREE)
    server = uvicorn.Server(uvicorn.Config(app, port=0, access_log=False, log_level="error", ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started)
    yield Served(study, f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}")
    server.should_exit = True
    thread.join(10)
    study.close()


def until(true: Callable[[], object], seconds: float = PATIENCE / 1000) -> None:
    """Wait for something that another thread brings about."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


@dataclass
class Phone:
    """A tab of a browser profile of its own. said: what the console and the page's errors told."""

    served: Served
    context: Any
    page: Any = None
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.new_tab()

    def new_tab(self) -> Phone:
        """Close the tab, as somebody does who goes on later, and open another one."""
        if self.page is not None:
            self.page.close()
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        return self

    # -- where it is ---------------------------------------------------------------------------------------------------
    def open(self, path: str = "/") -> Phone:
        self.page.goto(self.served.address + path)
        return self

    @property
    def path(self) -> str:
        return str(self.page.evaluate("location.pathname"))

    @property
    def language(self) -> str:
        return str(self.page.evaluate("document.documentElement.lang"))

    @property
    def record(self) -> str:
        return next(str(one["value"]) for one in self.context.cookies() if one["name"].startswith("record"))

    @property
    def fits(self) -> bool:
        """Whether nothing has to be scrolled sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))

    def answers(self) -> dict[str, Any]:
        """What the store holds for this profile."""
        return dict(self.served.study.answers.record(self.record).answers)

    # -- what a person does --------------------------------------------------------------------------------------------
    def at(self, name: str) -> Any:
        """An element by its id."""
        return self.page.locator(f"[id={json.dumps(name)}]")

    def begin(self) -> Phone:
        """Agree, where there is something to agree to, and begin."""
        if self.at("agree").count():
            self.at("agree").check()
        return self.go()

    def go(self, button: str = "#page button.main") -> Phone:
        """Press the button that leads on."""
        with self.page.expect_navigation():
            self.page.locator(button).click()
        return self

    def speak(self, language: str) -> Phone:
        with self.page.expect_navigation():
            self.page.locator(f".languages button[value={language}]").click()
        return self

    def answer(self, item: Item, value: Any, text: str = "") -> Phone:
        """Answer a question: a code, several, a code for each row, a number or a text; text: what is written to `other`."""
        if item.kind in (ItemKind.NUMBER, ItemKind.TEXT):
            self.at(f"f-{item.id}").fill(str(value))
            return self
        if item.kind is ItemKind.MATRIX:
            for row, code in value.items():
                self.at(f"c-{item.id}.{row}.{code}").check()
            return self
        for code in [value] if isinstance(value, str) else value:
            self.at(f"c-{item.id}.{code}").check()
            option = next(one for one in item.offered if one.code == code)
            if writes(option) and text:
                self.at(f"f-{text_column(item, option)}").fill(text)
        return self
