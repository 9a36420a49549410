"""One request: who asks, as far as cookies tell, in which language, and what was posted."""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from survey.fielding.web.limits import network
from survey.fielding.web.store.codes import is_record, is_token, new_record
from survey.i18n.text import Language

COOKIE_SECONDS = 90 * 24 * 3600
RECORD, INVITATION, LANGUAGE, ADMIN = "record", "invitation", "language", "admin"


@dataclass(frozen=True)
class Cookies:
    """How cookies are called: of one study, so that two on one host do not mix; bound to the host where there is TLS."""

    study: str
    secure: bool

    def name(self, kind: str) -> str:
        """The name of a cookie.

        >>> Cookies("ab12", secure=True).name("record"), Cookies("ab12", secure=False).name("record")
        ('__Host-record-ab12', 'record-ab12')
        """
        return f"{'__Host-' if self.secure else ''}{kind}-{self.study}"


@dataclass
class Visit:
    """A request.

    record: the id in the browser's cookie, made now where it had none. token: of the invitation by which the browser came, None
    where there was none. language: the one to speak. chosen: whether the person, or an invitation, chose it. form: what was
    posted. network: a key of where it came from. Changes of record, token, language and admin are kept in cookies by `finish`:
    until the browser is closed; for 90 days once the record has begun (`lasting`). fresh: whether it began, or was taken up by
    its code, in this very request, so that the cookies there are get their 90 days.
    """

    request: Request
    cookies: Cookies
    record: str
    token: str | None
    language: Language
    chosen: bool
    admin: str | None
    network: str
    form: FormData = field(default_factory=FormData)
    known: bool = True
    lasting: bool = False
    fresh: bool = False
    _before: tuple[str | None, ...] = ()

    @classmethod
    def of(cls, request: Request, cookies: Cookies, languages: tuple[Language, ...]) -> Visit:
        """The visit of a request, for a questionnaire in some languages."""
        told = {kind: request.cookies.get(cookies.name(kind)) for kind in (RECORD, INVITATION, LANGUAGE, ADMIN)}
        record, token = told[RECORD], told[INVITATION]
        known = record is not None and is_record(record)
        chosen = next((language for language in languages if language == told[LANGUAGE]), None)
        language = chosen or _preferred(request.headers.get("accept-language", ""), languages)
        visit = cls(
            request=request,
            cookies=cookies,
            record=record if known and record is not None else new_record(),
            token=token if token is not None and is_token(token) else None,
            language=language,
            chosen=chosen is not None,
            admin=told[ADMIN],
            network=network(request.client.host if request.client else None),
            known=known,
        )
        visit._before = (record, token, told[LANGUAGE], told[ADMIN])
        return visit

    def posted(self, name: str) -> str:
        """A field of the posted form; empty where it is not there."""
        value = self.form.get(name)
        return value if isinstance(value, str) else ""

    def choose(self, language: Language) -> None:
        """Speak a language from now on."""
        self.language, self.chosen = language, True

    def begin(self) -> None:
        """The person agreed, or came with a code: the browser remembers them from now on."""
        self.lasting = self.fresh = True

    def anew(self) -> None:
        """Let the record go: from here on the browser is that of somebody who has not begun."""
        self.record, self.lasting, self.fresh = new_record(), False, False

    def finish(self, response: Response) -> Response:
        """Put the cookies that changed on the answer: out of reach of scripts, not sent by other sites."""
        after = (self.record, self.token, self.language if self.chosen else None, self.admin)
        for kind, old, new in zip((RECORD, INVITATION, LANGUAGE, ADMIN), self._before, after, strict=True):
            name, secure = self.cookies.name(kind), self.cookies.secure
            if new is None and old is not None:
                response.delete_cookie(name, secure=secure, httponly=True, samesite="lax")
            elif new is not None and (new != old or (self.fresh and kind != ADMIN)):
                age = COOKIE_SECONDS if self.lasting and kind != ADMIN else None
                response.set_cookie(name, new, max_age=age, secure=secure, httponly=True, samesite="lax")
        return response


def _preferred(accepted: str, languages: tuple[Language, ...]) -> Language:
    """The first language of a browser that a questionnaire has; else its own first one.

    >>> _preferred("de-DE, ru;q=0.8, en;q=0.9", ("kk", "ru", "en")), _preferred("", ("kk", "ru"))
    ('en', 'kk')
    """
    ranked = []
    for place, part in enumerate(accepted[:500].split(",")):
        name, _, weight = part.partition(";q=")
        try:
            ranked.append((-float(weight or 1), place, name.strip().partition("-")[0].lower()))
        except ValueError:
            continue
    names = [name for _, _, name in sorted(ranked)]
    return next((language for name in names for language in languages if language == name), languages[0])
