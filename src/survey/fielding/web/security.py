"""What keeps others out: headers of every answer, the form's seal against posts from elsewhere, the passes of the admin page."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from survey.fielding.web.store.record import Record

BODY_MOST = 512 * 1024
FIELDS_MOST = 4000
FIELD_MOST = 64 * 1024
ADMIN_SECONDS = 8 * 3600

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Robots-Tag": "noindex, nofollow",
}
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class SafeHeaders:
    """Puts `HEADERS` on every answer, errors included; nothing but the style and the script may be kept by a browser."""

    def __init__(self, app: ASGIApp, secure: bool) -> None:
        self.app = app
        self.headers = {**HEADERS, "Strict-Transport-Security": "max-age=31536000"} if secure else HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def seal(secret: bytes, record: str) -> str:
    """What a form carries to show that it came from a page of ours, made for this browser.

    >>> seal(b"s", "0" * 32) == seal(b"s", "1" * 32), len(seal(b"s", "0" * 32))
    (False, 64)
    """
    return hmac.digest(secret, f"form\0{record}".encode(), hashlib.sha256).hex()


def is_sealed(secret: bytes, record: str | None, told: object) -> bool:
    """Whether a posted seal is that of the browser's record."""
    return record is not None and isinstance(told, str) and hmac.compare_digest(seal(secret, record).encode(), told.encode())


def from_elsewhere(headers: Headers) -> bool:
    """Whether a browser says that a post comes from another site."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return True
    if origin is None or origin == "null":
        return False
    try:
        return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    except ValueError:  # "http://[": no browser of ours says so
        return True


def store_key(secret: bytes, record: str) -> str:
    """The name under which the script keeps what it could not send yet: of the study, and of a record without telling which."""
    study = hmac.digest(secret, b"browser", hashlib.sha256).hex()[:8]
    return f"{study}-{hmac.digest(secret, f'browser{record}'.encode(), hashlib.sha256).hex()[:16]}"


def event_id(record: Record, told: str, page: str, changes: Mapping[str, object]) -> str:
    """The id of a save: the same for a page posted twice at once, another one for another change, or on other answers."""
    parts = [[column, values[column]] for values in (record.answers, changes) for column in sorted(values)]
    content = json.dumps([record.id, told, page, len(changes), parts])
    return hashlib.sha256(content.encode()).hexdigest()[:32]


class Passes:
    """The passes to the page of the researcher that hold now: in memory alone, so a pass that was left opens nothing again."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[str, float]] = {}

    def give(self, word: tuple[str, str], now: float) -> str:
        """A new pass for somebody who knew the password `word` (its salt and hash)."""
        self._held = {one: held for one, held in self._held.items() if held[1] > now}
        made = secrets.token_urlsafe(32)
        self._held[made] = (word[1], now + ADMIN_SECONDS)
        return made

    def holds(self, told: str | None, word: tuple[str, str] | None, now: float) -> bool:
        """Whether a cookie is a pass that still holds; a new password ends every pass.

        >>> passes, word = Passes(), ("00", "11")
        >>> mine = passes.give(word, 0)
        >>> [passes.holds(mine, word, now) for now in (1, ADMIN_SECONDS + 1)], passes.holds(mine, ("00", "22"), 1)
        ([True, False], False)
        """
        held = self._held.get(told or "")
        return held is not None and word is not None and hmac.compare_digest(held[0], word[1]) and held[1] > now

    def end(self, told: str | None) -> None:
        """Take a pass back, and every copy of it."""
        self._held.pop(told or "", None)
