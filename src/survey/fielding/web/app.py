"""The web questionnaire as an ASGI application: which page answers to which address, and what stands before all of them."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from survey.errors import ANSWERS_CLOSED, RECORD_SENT, RECORD_UNKNOWN, FieldingError
from survey.fielding.web import pages_admin, pages_after, pages_before, pages_questions
from survey.fielding.web.limits import Limits
from survey.fielding.web.security import (
    BODY_MOST,
    FIELD_MOST,
    FIELDS_MOST,
    HEADERS,
    LOOPBACK,
    SafeHeaders,
    from_elsewhere,
    is_sealed,
)
from survey.fielding.web.site import HERE, Site, go
from survey.fielding.web.study import Study
from survey.fielding.web.visit import Visit

Handler = Callable[[Site, Visit], Response]
SAVE = "/save"

GETS: dict[str, Handler] = {
    "/": pages_before.start,
    "/i/{token}": pages_before.by_link,
    "/consent": pages_before.consent,
    "/p/{section}": pages_questions.section,
    "/review": pages_questions.review,
    "/thanks": pages_after.thanks,
    "/resume": pages_after.resume,
    "/erase": pages_after.erase,
    "/left": pages_after.left,
    "/admin": pages_admin.admin,
}
POSTS: dict[str, Handler] = {
    "/consent": pages_before.agree,
    "/p/{section}": pages_questions.answer,
    SAVE: pages_questions.save,
    "/submit": pages_questions.submit,
    "/again": pages_after.again,
    "/leave": pages_after.leave,
    "/resume": pages_after.resume_by,
    "/erase": pages_after.erase_by,
    "/language": pages_before.language,
    "/admin": pages_admin.enter,
    "/admin/leave": pages_admin.leave,
}


def build_app(
    study: Study,
    *,
    clock: Callable[[], float] = time.time,
    limits: Limits | None = None,
    hosts: Sequence[str] = (),
    secure: bool = False,
) -> Starlette:
    """The application that serves a study.

    Parameters
    ----------
    study
        From `open_study`; its pilot is a study of its own.
    clock
        Seconds since 1970.
    limits
        How often somebody may ask.
    hosts
        Names under which the questionnaire is reached, besides this very machine.
    secure
        Whether it is reached over TLS (behind nginx or Caddy).

    Returns
    -------
    A Starlette application; it keeps no log and writes to the stores of the study alone.
    """
    site = Site(study, clock, limits or Limits(), secure)
    routes = [Route(path, _get(site, handler), methods=["GET"]) for path, handler in GETS.items()]
    routes += [Route(path, _post(site, handler, path), methods=["POST"]) for path, handler in POSTS.items()]
    middleware = [
        Middleware(SafeHeaders, secure=secure),
        Middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK, *hosts], www_redirect=False),
        Middleware(RequestBodyLimitMiddleware, max_body_size=BODY_MOST),
    ]
    handlers = {HTTPException: _refused(site), Exception: _failed(site)}
    return Starlette(
        routes=[*routes, Mount("/static", _Static(directory=HERE / "static"))], middleware=middleware, exception_handlers=handlers
    )


class _Static(StaticFiles):
    """The style and the script; their addresses change with them, so browsers may keep them."""

    async def get_response(self, path: str, scope: object) -> Response:
        response = await super().get_response(path, scope)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response


Endpoint = Callable[[Request], Awaitable[Response]]


def _get(site: Site, handler: Handler) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        visit = _visit(site, request)
        if not site.limiter.take("pages", visit.network):
            return site.notice(visit, "too_often", 429)
        return visit.finish(await run_in_threadpool(_guarded, site, visit, handler))

    return endpoint


def _post(site: Site, handler: Handler, path: str) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        visit = _visit(site, request)
        refuse = _refuse_script if path == SAVE else site.notice
        if not site.limiter.take("pages", visit.network):
            return refuse(visit, "too_often", 429)
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
            return refuse(visit, "failed", 415)
        try:
            visit.form = await request.form(max_files=0, max_fields=FIELDS_MOST, max_part_size=FIELD_MOST)
        except ClientDisconnect:
            return Response(status_code=400)
        known = visit.record if visit.known else None
        if from_elsewhere(request.headers) or not is_sealed(site.secret, known, visit.form.get("_seal")):
            return visit.finish(refuse(visit, "stale", 403))
        if not site.limiter.take("writes", visit.record):
            return refuse(visit, "too_often", 429)
        return visit.finish(await run_in_threadpool(_guarded, site, visit, handler, path == SAVE))

    return endpoint


def _visit(site: Site, request: Request) -> Visit:
    return Visit.of(request, site.cookies, site.instrument.languages)


def _guarded(site: Site, visit: Visit, handler: Handler, script: bool = False) -> Response:
    """The answer of a page, or what is told instead where the record, or the wave, does not allow it."""
    try:
        return handler(site, visit)
    except FieldingError as problem:
        if problem.code == ANSWERS_CLOSED:
            return _refuse_script(visit, "closed", 410) if script else site.notice(visit, "closed", 410)
        if problem.code == RECORD_SENT:
            return _refuse_script(visit, "sent", 409) if script else go("/")
        if problem.code == RECORD_UNKNOWN:
            return _refuse_script(visit, "unknown", 404) if script else go("/")
        raise


def _refuse_script(visit: Visit, key: str, status: int = 200) -> Response:
    return JSONResponse({"saved": False, "why": key}, status)


def _refused(site: Site) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, problem: Exception) -> Response:
        status = problem.status_code if isinstance(problem, HTTPException) else 500
        visit = _visit(site, request)
        return visit.finish(site.notice(visit, "not_found" if status in (404, 405) else "failed", status))

    return answer


def _failed(site: Site) -> Callable[[Request, Exception], Response]:
    def answer(request: Request, problem: Exception) -> Response:
        response = site.notice(_visit(site, request), "failed", 500)
        response.headers.update({**HEADERS, "Cache-Control": "no-store"})  # made outside of SafeHeaders
        return response

    return answer
