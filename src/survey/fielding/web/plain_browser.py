"""A browser that runs no script: reads the forms of a page, keeps cookies, posts what was filled in; no network is used."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from starlette.types import ASGIApp, Message

REDIRECTS_MOST = 10
_TYPED = ("text", "textarea", "password")
_TICKED = ("radio", "checkbox")


@dataclass
class Control:
    """A field of a form. kind: the type of an input, or `textarea`. on: whether it is ticked; False where nothing is to tick."""

    name: str
    kind: str
    value: str = ""
    on: bool = False


@dataclass
class Form:
    """A form of a page: where it is posted to, and its fields, without those that are disabled."""

    action: str
    controls: list[Control] = field(default_factory=list)

    def filled(self, answers: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
        """What a browser posts once a person filled in some fields: name -> the values ticked, or the one typed.

        >>> tea = [Control("tea", "radio", "yes"), Control("tea", "radio", "no", on=True)]
        >>> form = Form("/p", [*tea, Control("why", "text", "so")])
        >>> form.filled({"tea": ["yes"]}), form.filled({"why": ["no idea"]})
        ([('tea', 'yes'), ('why', 'so')], [('tea', 'no'), ('why', 'no idea')])
        """
        posted = []
        for one in self.controls:
            told = answers.get(one.name)
            if one.kind in _TICKED:
                if one.on if told is None else one.value in told:
                    posted.append((one.name, one.value))
            else:
                typed = one.kind in _TYPED and told is not None
                posted.append((one.name, told[0] if typed and told else one.value))
        return posted

    def takes(self, name: str, value: str) -> bool:
        """Whether a person can give a value: type it, or tick it."""
        return any(
            one.name == name and (one.kind in _TYPED or (one.kind in _TICKED and one.value == value)) for one in self.controls
        )

    def hidden(self, name: str) -> list[str]:
        """The values of the hidden fields of a name."""
        return [one.value for one in self.controls if one.name == name and one.kind == "hidden"]


class _Reader(HTMLParser):
    """Collects forms, and the words of the summary of errors."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.errors: list[str] = []
        self._inside: Form | None = None
        self._textarea: Control | None = None
        self._wrong = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = Form(told.get("action", ""))
            self.forms.append(self._inside)
        if tag == "div" and (self._wrong or told.get("id") == "errors"):
            self._wrong += 1
        if self._inside is None or not told.get("name") or "disabled" in told:
            return
        if tag == "input":
            one = Control(told["name"], told.get("type", "text"), told.get("value", ""), "checked" in told)
            self._inside.controls.append(one)
        elif tag == "textarea":
            self._textarea = Control(told["name"], tag)
            self._inside.controls.append(self._textarea)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        elif tag == "textarea" and self._textarea is not None:
            self._textarea.value = self._textarea.value.removeprefix("\n")
            self._textarea = None
        elif tag == "div" and self._wrong:
            self._wrong -= 1

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self._textarea.value += data
        elif self._wrong and data.strip():
            self.errors.append(data.strip())


class PlainBrowser:
    """A browser of its own before an application.

    path, status: of the page that is shown. forms: those of it. errors: the words of its summary of errors.
    cookies: name -> value.
    """

    def __init__(self, app: ASGIApp, runner: asyncio.Runner) -> None:
        self._app, self._runner = app, runner
        self.cookies: dict[str, str] = {}
        self.path, self.status = "", 0
        self.forms: list[Form] = []
        self.errors: list[str] = []

    def form(self, action: str) -> Form | None:
        """The form of the page that is posted to an address."""
        return next((form for form in self.forms if form.action == action), None)

    def get(self, address: str) -> None:
        """Open an address, and what it leads to."""
        self._go("GET", address, b"")

    def post(self, form: Form, answers: Mapping[str, Sequence[str]], **button: str) -> None:
        """Fill in a form of the page, press a button, and follow where it leads."""
        self._go("POST", form.action, urlencode([*form.filled(answers), *button.items()]).encode())

    def _go(self, method: str, address: str, body: bytes) -> None:
        for _ in range(REDIRECTS_MOST):
            self.status, headers, content = self._runner.run(self._asked(method, address, body))
            self._keep(headers)
            onward = next((value for name, value in headers if name == "location"), None)
            if onward is None:
                break
            method, address, body = "GET", urljoin(address, onward), b""
        self.path = urlsplit(address).path
        reader = _Reader()
        reader.feed(content.decode())
        self.forms, self.errors = reader.forms, reader.errors

    def _keep(self, headers: list[tuple[str, str]]) -> None:
        for name, value in headers:
            if name == "set-cookie":
                for key, morsel in SimpleCookie(value).items():
                    if morsel["max-age"] == "0":
                        self.cookies.pop(key, None)
                    else:
                        self.cookies[key] = morsel.value

    async def _asked(self, method: str, address: str, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        """One request: status, headers, body of the answer."""
        parts = urlsplit(address)
        headers = {"host": "localhost", "cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method == "POST":
            headers |= {"content-type": "application/x-www-form-urlencoded", "content-length": str(len(body))}
        scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": parts.path,
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items() if value],
            "client": ("127.0.0.1", 0),
            "server": ("localhost", 80),
        }
        told: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            told.append(message)

        await self._app(scope, receive, send)
        start = next(message for message in told if message["type"] == "http.response.start")
        content = b"".join(message.get("body", b"") for message in told if message["type"] == "http.response.body")
        return start["status"], [(name.decode().lower(), value.decode("latin-1")) for name, value in start["headers"]], content
