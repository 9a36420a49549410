"""What all pages share: the study, its secret, limits, templates, and the small questions that each of them asks."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from starlette.responses import HTMLResponse, RedirectResponse, Response

from survey.errors import RECORD_UNKNOWN, FieldingError
from survey.fielding.web.drafts import Drafts
from survey.fielding.web.limits import Limiter, Limits
from survey.fielding.web.security import Passes, seal
from survey.fielding.web.store.invitations import Invitation
from survey.fielding.web.store.record import Record
from survey.fielding.web.study import Study
from survey.fielding.web.visit import Cookies, Visit
from survey.i18n.catalogue import say
from survey.i18n.text import Text
from survey.instrument.model import Instrument

HERE = Path(__file__).parent


@dataclass
class Site:
    """A study as its pages see it.

    secure: whether it is reached over TLS, so that cookies are for TLS only. clock: seconds since 1970.
    """

    study: Study
    clock: Callable[[], float] = time.time
    limits: Limits = field(default_factory=Limits)
    secure: bool = False
    drafts: Drafts = field(default_factory=Drafts)
    passes: Passes = field(default_factory=Passes)

    def __post_init__(self) -> None:
        self.secret = self.study.secret
        self.limiter = Limiter(self.limits, self.clock)
        name = hashlib.sha256(b"cookies\0" + self.secret).hexdigest()[:8]
        self.cookies = Cookies(name, self.secure)

    @property
    def instrument(self) -> Instrument:
        """The questionnaire."""
        return self.study.instrument

    @property
    def today(self) -> date:
        """The day on which this happens; nothing finer is kept."""
        return date.fromtimestamp(self.clock())

    @property
    def open_to_all(self) -> bool:
        """Whether one may answer without an invitation."""
        return self.study.pilot or self.study.settings.open_link

    def record(self, visit: Visit) -> Record | None:
        """The record of a visit; None where it has not begun. The browser remembers it longer where it has."""
        if not visit.known:
            return None
        try:
            found = self.study.answers.record(visit.record)
        except FieldingError as problem:
            if problem.code == RECORD_UNKNOWN:
                return None
            raise
        visit.lasting = True
        return found

    def guess(self, visit: Visit, kind: str) -> bool:
        """Take one of the tries that a network has at what it may get wrong: `link`, `code` or `word`, each counted apart.

        Taken before it is known whether the guess is right, so that many at once do not slip by; `guessed` gives it back.
        """
        return self.limiter.take("guesses", f"{kind} {visit.network}")

    def guessed(self, visit: Visit, kind: str) -> None:
        """It was right: the try is given back."""
        self.limiter.give_back("guesses", f"{kind} {visit.network}")

    def invitation(self, token: str | None) -> Invitation | None:
        """The invitation that a token still is; an unknown, a spent and a revoked one take the same way and tell the same."""
        token = token or "-" * 22
        found, spent = self.study.invitations.find(token), self.study.invitations.is_spent(token)
        return found if found is not None and not found.revoked and not spent else None

    # -- answers to the browser ----------------------------------------------------------------------------------------
    @cached_property
    def _templates(self) -> jinja2.Environment:
        loader = jinja2.FileSystemLoader(HERE / "templates", encoding="utf-8")
        return jinja2.Environment(
            loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )

    @cached_property
    def static_version(self) -> str:
        """Changes with the style and the script, so that no browser keeps old ones."""
        whole = hashlib.sha256()
        for path in sorted((HERE / "static").iterdir()):
            whole.update(path.read_bytes())
        return whole.hexdigest()[:8]

    def page(self, visit: Visit, name: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page of a template, in the language of the visit."""
        language = visit.language

        def speak(key: str, /, **params: Any) -> str:
            return say(f"web.{key}", language, **params)

        def text(words: Text | None) -> str:
            return "" if words is None else words[language]

        common = {
            "say": speak,
            "text": text,
            "paragraphs": lambda words: [part.strip() for part in text(words).split("\n\n") if part.strip()],
            "language": language,
            "languages": [(code, say("web.language_name", code)) for code in self.instrument.languages],
            "instrument": self.instrument,
            "pilot": self.study.pilot,
            "version": self.static_version,
            "seal": seal(self.secret, visit.record),
            "form_page": False,
            "path": visit.request.url.path,
        }
        return HTMLResponse(self._templates.get_template(f"{name}.html").render({**common, **values}), status)

    def notice(self, visit: Visit, name: str, status: int = 200, key: str = "") -> HTMLResponse:
        """A page that says one thing: `<name>` as its title, `<name>_more` below. key: the script drops what others left."""
        title, more = (say(f"web.{name}{part}", visit.language) for part in ("", "_more"))
        return self.page(visit, "notice", status, title=title, more=more, key=key)


def go(path: str) -> Response:
    """Send the browser to another page, by GET: neither Back nor reloading posts a second time."""
    return RedirectResponse(path, 303)
