"""The pages before the questions: the door, the invitation, consent; and the choice of a language."""

from __future__ import annotations

import re

from starlette.responses import Response

from survey.fielding.web.drafts import Draft
from survey.fielding.web.order import draw_orders
from survey.fielding.web.site import Site, go
from survey.fielding.web.steps import where_left
from survey.fielding.web.store.record import Mode
from survey.fielding.web.visit import Visit

_OWN = re.compile(r"/(?:|consent|review|thanks|resume|erase|left|admin)")


def start(site: Site, visit: Visit) -> Response:
    """`/`: where the person left, else consent, else why there is nothing to answer."""
    record = site.record(visit)
    if record is not None and record.submitted:
        return go("/thanks")
    if site.study.closed:
        return site.notice(visit, "closed", 410)
    if record is not None:
        return go(where_left(site.instrument, record))
    if site.open_to_all or site.invitation(visit.token) is not None:
        return go("/consent")
    return site.notice(visit, "by_invitation")


def by_link(site: Site, visit: Visit) -> Response:
    """`/i/<token>`: keeps the invitation in a cookie and takes it out of the address.

    A link that is unknown, spent or replaced is told the same, and a network may try a few only; a good one always opens. A link
    that took the place of the one by which this browser began goes on with the same answers.
    """
    token = visit.request.path_params["token"]
    if site.study.closed:
        return site.notice(visit, "closed", 410)
    invitation, record = site.invitation(token), site.record(visit)
    if invitation is None:
        if token == visit.token and record is not None and record.submitted:
            return go("/thanks")
        if not site.guess(visit, "link"):
            return site.notice(visit, "too_often", 429)
        return site.notice(visit, "link_unusable", 404)
    if token != visit.token:
        renewed = visit.token is not None and site.study.invitations.same_person(token, visit.token)
        if record is None or not renewed:
            visit.anew()  # another person's link on the same machine begins its own record
        visit.token = token
        if invitation.language in site.instrument.languages:
            visit.choose(invitation.language)
    return go("/")


def consent(site: Site, visit: Visit) -> Response:
    """`/consent`: what the survey is, and the box to tick where the questionnaire has a text of consent."""
    record = site.record(visit)
    if record is not None:
        return go("/")
    if not site.open_to_all and site.invitation(visit.token) is None:
        return go("/")
    ticked = bool(site.drafts.get(visit.record, "/consent").raw)
    missing = "check" in visit.request.query_params
    return site.page(visit, "consent", ticked=ticked, missing=missing, form_page=True)


def agree(site: Site, visit: Visit) -> Response:
    """Begins the record; a second click on the same page finds it begun."""
    if visit.posted("_language"):
        site.drafts.put(visit.record, "/consent", Draft({"agree": "yes"} if visit.posted("agree") else {}))
        return switch(site, visit, "/consent")
    invitation = site.invitation(visit.token)
    if invitation is None and not site.open_to_all:
        return go("/")
    if site.instrument.consent is not None and not visit.posted("agree"):
        return go("/consent?check#agree")
    if site.record(visit) is None:
        if invitation is None and not site.limiter.take("begun", visit.network):
            return site.notice(visit, "too_often", 429)
        mode: Mode = "invited" if invitation is not None else "pilot" if site.study.pilot else "open"
        group = invitation.group if invitation is not None else None
        site.study.answers.begin(
            visit.record, language=visit.language, group=group, mode=mode, today=site.today, order=draw_orders(site.instrument)
        )
    site.drafts.put(visit.record, "/consent", Draft())
    visit.begin()
    visit.choose(visit.language)
    return go("/")


def language(site: Site, visit: Visit) -> Response:
    """`/language`: for pages that hold no form of their own."""
    back = visit.posted("back")
    site.record(visit)  # who has begun is remembered longer
    return switch(site, visit, back if _OWN.fullmatch(back) else "/")


def switch(site: Site, visit: Visit, path: str) -> Response:
    """Speak the language that was asked for, where the questionnaire has it, and show a page again."""
    for known in site.instrument.languages:
        if visit.posted("_language") == known:
            visit.choose(known)
    return go(path)
