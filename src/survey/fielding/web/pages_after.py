"""The pages after the questions: thanks with the recovery code, going on by it elsewhere, erasing by it, leaving a device."""

from __future__ import annotations

from starlette.responses import Response

from survey.fielding.web.drafts import Draft
from survey.fielding.web.pages_before import switch
from survey.fielding.web.security import store_key
from survey.fielding.web.site import Site, go
from survey.fielding.web.store.codes import recovery_code
from survey.fielding.web.visit import Visit

CODE_MOST = 100


def thanks(site: Site, visit: Visit) -> Response:
    """`/thanks`: after a record was sent."""
    record = site.record(visit)
    if record is None or not record.submitted:
        return go("/")
    again = site.open_to_all and record.mode != "invited" and not site.study.closed
    key = store_key(site.secret, record.id)
    return site.page(visit, "thanks", code=recovery_code(record.id), again=again, key=key)


def again(site: Site, visit: Visit) -> Response:
    """`/again`: another person on the same device begins, where no invitation is needed."""
    record = site.record(visit)
    if site.open_to_all and record is not None and record.submitted:
        visit.anew()
    return go("/")


def leave(site: Site, visit: Visit) -> Response:
    """`/leave`: a shared computer forgets whose answers it shows; they stay in the store, and their code opens them."""
    visit.anew()
    visit.token = None
    return go("/left")


def left(site: Site, visit: Visit) -> Response:
    """`/left`: says so; the script drops here what the browser itself had kept."""
    return site.notice(visit, "left", key=store_key(site.secret, visit.record))


def resume(site: Site, visit: Visit) -> Response:
    """`/resume`: asks for the code."""
    code = site.drafts.get(visit.record, "/resume").raw.get("code", "")
    check = visit.request.query_params.get("check")
    return site.page(
        visit,
        "code",
        purpose="resume",
        missing=check is not None,
        wrong="resume_invited" if check == "invitation" else "code_unknown",
        blocked=check is None and not site.open_to_all and site.invitation(visit.token) is None,
        code=code,
        form_page=True,
    )


def resume_by(site: Site, visit: Visit) -> Response:
    """Goes on with the record of a code. One that began by an invitation needs an invitation of the same group here as well."""
    code = visit.posted("code")[:CODE_MOST]
    if (other := _not_yet(site, visit, "/resume", code)) is not None:
        return other
    found = site.study.answers.recover(code)
    record = site.study.answers.record(found) if found is not None else None
    if record is not None and record.mode == "invited" and not record.submitted:
        invitation = site.invitation(visit.token)
        if invitation is None or invitation.group != record.group:
            return go("/resume?check=invitation#code")
    if record is None:
        return go("/resume?check#code")
    site.drafts.put(visit.record, "/resume", Draft())
    site.guessed(visit, "code")
    visit.record = record.id
    visit.begin()
    return go("/")


def erase(site: Site, visit: Visit) -> Response:
    """`/erase`: asks for the code, and says what erasing means; `?done` that it was done."""
    if "done" in visit.request.query_params:
        return site.notice(visit, "erased")
    if site.study.closed:
        return site.notice(visit, "closed", 410)
    code = site.drafts.get(visit.record, "/erase").raw.get("code", "")
    missing = "check" in visit.request.query_params
    return site.page(
        visit, "code", purpose="erase", missing=missing, wrong="code_unknown", blocked=False, code=code, form_page=True
    )


def erase_by(site: Site, visit: Visit) -> Response:
    """Erases the record of a code."""
    code = visit.posted("code")[:CODE_MOST]
    if (other := _not_yet(site, visit, "/erase", code)) is not None:
        return other
    found = site.study.answers.recover(code)
    if not site.study.answers.erase(code):
        return go("/erase?check#code")
    site.guessed(visit, "code")
    site.drafts.put(visit.record, "/erase", Draft())
    site.drafts.forget(found or "")  # what was typed and not kept, which waits in memory
    if found == visit.record:
        visit.anew()
    return go("/erase?done")


def _not_yet(site: Site, visit: Visit, path: str, code: str) -> Response | None:
    """What a posted code is answered with before it is tried: the same page in another language, or that too many were tried.

    What was typed stands in the field again, until the code has opened something.
    """
    site.drafts.put(visit.record, path, Draft({"code": code} if code else {}))
    if visit.posted("_language"):
        return switch(site, visit, path)
    return None if site.guess(visit, "code") else site.notice(visit, "too_often", 429)
