"""The page of the researcher: how far people came, behind a password; never an answer."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from survey.fielding.web.pages_before import switch
from survey.fielding.web.site import Site, go
from survey.fielding.web.status import status_rates, status_tables
from survey.fielding.web.visit import Visit

WORD_MOST = 1000
EVERYBODY = "all"


def admin(site: Site, visit: Visit) -> Response:
    """`/admin`: the counts for who has the pass, the question for the password for all others."""
    _there(site)
    if not site.passes.holds(visit.admin, site.study.settings.admin, site.clock()):
        visit.admin = None
        return site.page(visit, "login", wrong="check" in visit.request.query_params, form_page=True)
    return site.page(
        visit, "admin", tables=status_tables(site.study, visit.language), rates=status_rates(site.study, visit.language)
    )


def enter(site: Site, visit: Visit) -> Response:
    """Gives the pass for the right password; a network, and all of them together, may try a few times."""
    word = _there(site)
    if visit.posted("_language"):
        return switch(site, visit, "/admin")
    if not (site.guess(visit, "word") and site.limiter.take("logins", EVERYBODY)):
        return site.notice(visit, "too_often", 429)
    if not site.study.is_admin(visit.posted("word")[:WORD_MOST]):
        return go("/admin?check#word")
    site.guessed(visit, "word")
    visit.admin = site.passes.give(word, site.clock())
    return go("/admin")


def leave(site: Site, visit: Visit) -> Response:
    """`/admin/leave`: gives the pass back."""
    _there(site)
    site.passes.end(visit.admin)
    visit.admin = None
    return go("/admin")


def _there(site: Site) -> tuple[str, str]:
    """The salt and hash of the password; there is no such page where none was set."""
    word = site.study.settings.admin
    if word is None:
        raise HTTPException(404)
    return word
