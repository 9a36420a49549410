"""The pages of questions: showing a section, taking in what was answered, the review, sending."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from survey.errors import (
    INVITATION_REVOKED,
    INVITATION_UNKNOWN,
    RECORD_LACKS,
    RECORD_SENT,
    RECORD_UNKNOWN,
    FieldingError,
    error,
)
from survey.fielding.web.drafts import Draft
from survey.fielding.web.forms import Posted, read_form, typed
from survey.fielding.web.order import shown_order
from survey.fielding.web.pages_before import switch
from survey.fielding.web.questions import COMMENT, anchor, answer_words, lack_words, questions
from survey.fielding.web.security import event_id, store_key
from survey.fielding.web.site import Site, go
from survey.fielding.web.steps import REVIEW, address, after, before, steps
from survey.fielding.web.store.codes import new_record, recovery_code
from survey.fielding.web.store.record import Record
from survey.fielding.web.values import Lack, Values, asked, cleared, columns, lacks
from survey.fielding.web.visit import Visit
from survey.instrument.model import Item, Section

COMMENT_MOST = 2000
NEXT, BACK = "next", "back"
LONGEST = 24 * 3600


def section(site: Site, visit: Visit) -> Response:
    """`/p/<section>`: its questions, with the answers so far; `?check` tells what is wrong with them."""
    here = _section(site, visit.request.path_params["section"])
    record = site.record(visit)
    if record is None or record.submitted or site.study.closed:
        return go("/")
    left = steps(site.instrument, record.answers)
    if here.id not in left:
        return go(after(site.instrument, record.answers, here.id))
    draft = site.drafts.get(record.id, here.id)
    if site.study.pilot:
        kept = {COMMENT + item: text for item, text in site.study.answers.remarks(record.id).items()}
        draft = replace(draft, raw={**kept, **draft.raw})
    wrong = _wrong(site, record.answers, here, draft.misfits) if "check" in visit.request.query_params else list(draft.misfits)
    shown = questions(site, visit.language, record, here.id, draft, wrong)
    return site.page(
        visit,
        "section",
        section=here,
        number=left.index(here.id) + 1,
        count=len(left),
        questions=shown,
        wrong=[(found, question) for question in shown for found in question.errors],
        more="more" in visit.request.query_params,
        event=new_record(),
        opened=draft.opened or int(site.clock()),
        first=before(site.instrument, record.answers, here.id) is None,
        last=after(site.instrument, record.answers, here.id) == REVIEW,
        key=store_key(site.secret, record.id),
        code=recovery_code(record.id),
        form_page=True,
    )


def answer(site: Site, visit: Visit) -> Response:
    """Keeps what was posted, then goes where the button says: on only where nothing is wrong and nothing new is asked."""
    here = _section(site, visit.request.path_params["section"])
    record = site.record(visit)
    if record is None or record.submitted:
        return go("/")
    stays = bool(visit.posted("_language") or visit.posted("_clear"))
    going = visit.posted("_go") or NEXT  # Enter in a field presses no button in some browsers
    kept = _keep(site, visit, record, here, None if stays else going)
    values = kept.answers
    if site.study.pilot:
        _remark(site, visit, record, here)
    if visit.posted("_language"):
        return switch(site, visit, address(here.id))
    if stays:
        return go(f"{address(here.id)}#q-{_item_id(here, site, visit.posted('_clear'))}")
    if going == BACK:
        return go(before(site.instrument, values, here.id) or address(here.id))
    if kept.held:
        flags = "&".join(flag for flag, on in (("check", kept.wrong), ("more", kept.new)) if on)
        return go(f"{address(here.id)}?{flags}#{'errors' if kept.wrong else f'q-{kept.new[0]}'}")
    return go(after(site.instrument, values, here.id))


def save(site: Site, visit: Visit) -> Response:
    """`/save`: the script's way to keep what changed on a page while it is filled in; the same post again changes nothing.

    The answer says whether all of it is kept, and of each field that is not, why.
    """
    here = _section(site, visit.posted("_section"))
    record = site.record(visit)
    if record is None:
        raise error(RECORD_UNKNOWN)
    if record.submitted:
        raise error(RECORD_SENT)
    told = _keep(site, visit, record, here, None, script=True).misfits
    if site.study.pilot:
        _remark(site, visit, record, here)
    items = {item.id: item for item in site.instrument.in_section(here.id)}
    wrong = {anchor(items[lack.item], lack): lack_words(lack, visit.language) for lack in told}
    return JSONResponse({"saved": not wrong, "wrong": wrong})


def review(site: Site, visit: Visit) -> Response:
    """`/review`: every answer, and what still has to be answered before the record can be sent."""
    record = site.record(visit)
    if record is None or record.submitted or site.study.closed:
        return go("/")
    parts = []
    for one in site.instrument.sections:
        rows = [(item, answer_words(item, record.answers, visit.language)) for item in _asked(site, record.answers, one)]
        if rows:
            parts.append((one, address(one.id), rows))
    return site.page(
        visit,
        "review",
        parts=parts,
        missing=[
            (path, item, lack_words(lack, visit.language))
            for path, item, lack in [*_unkept(site, record), *_missing(site, record.answers)]
        ],
        back=before(site.instrument, record.answers, None),
        key=store_key(site.secret, record.id),
    )


def submit(site: Site, visit: Visit) -> Response:
    """`/submit`: the answers are sent first and the invitation is marked second; a second click finds both done."""
    record = site.record(visit)
    if record is None:
        return go("/")
    if not record.submitted and _unkept(site, record):
        return go(REVIEW)

    def send() -> bool:
        return site.study.answers.submit(record.id, site.today, lambda told: not _missing(site, told.answers))

    try:
        sent = site.study.invitations.submit(visit.token or "", send) if record.mode == "invited" else send()
    except FieldingError as problem:
        if problem.code == RECORD_LACKS:
            return go(REVIEW)
        if problem.code not in (INVITATION_UNKNOWN, INVITATION_REVOKED):
            raise
        return site.notice(visit, "link_unusable", 409)
    if not sent and not site.study.answers.record(record.id).submitted:
        return site.notice(visit, "link_spent", 409)
    return go("/thanks")


def _section(site: Site, name: str) -> Section:
    for one in site.instrument.sections:
        if one.id == name:
            return one
    raise HTTPException(404)


def _item_id(here: Section, site: Site, told: str) -> str:
    return next((item.id for item in site.instrument.in_section(here.id) if item.id == told), "")


def _asked(site: Site, values: Values, here: Section) -> list[Item]:
    shown = asked(site.instrument, values)
    return [item for item in site.instrument.in_section(here.id) if item.id in shown]


def _wrong(site: Site, values: Values, here: Section, misfits: tuple[Lack, ...]) -> list[Lack]:
    """What is wrong with a section: what could not be kept, then what is lacking; one thing for each field."""
    found = {lack.field: lack for item in _asked(site, values, here) for lack in lacks(item, values)}
    return list({**found, **{lack.field: lack for lack in misfits}}.values())


def _missing(site: Site, values: Values) -> list[tuple[str, Item, Lack]]:
    """(address of the section, item, what is lacking) over the whole questionnaire."""
    parts = [(one, item) for one in site.instrument.sections for item in _asked(site, values, one)]
    return [(address(one.id), item, lack) for one, item in parts for lack in lacks(item, values)]


def _unkept(site: Site, record: Record) -> list[tuple[str, Item, Lack]]:
    """The same for what was typed and could not be kept: an answer that stood there before is not sent in its place unsaid."""
    shown = asked(site.instrument, record.answers)
    items = {item.id: item for item in site.instrument.items if item.id in shown}
    drafts = [(one, site.drafts.get(record.id, one.id)) for one in site.instrument.sections]
    return [(address(one.id), items[lack.item], lack) for one, draft in drafts for lack in draft.misfits if lack.item in items]


@dataclass(frozen=True)
class _Kept:
    """The answers after a page was posted; what is wrong with that page, which questions they opened, what is not kept of it."""

    answers: Values
    wrong: list[Lack]
    new: list[str]
    misfits: tuple[Lack, ...]

    @property
    def held(self) -> bool:
        return bool(self.wrong or self.new)


def _keep(site: Site, visit: Visit, record: Record, here: Section, going: str | None, script: bool = False) -> _Kept:
    """Save what is new in a posted page.

    Of a page that the script posts only the questions that changed since it was shown are read (`_changed`): what another device
    answered meanwhile stays. going: the button that leaves the page; None where it stays open. script: whether it posts unasked.
    """
    seen, changed = set(visit.form.getlist("_shown")), visit.form.getlist("_changed")
    items = [item for item in site.instrument.in_section(here.id) if item.id in seen]
    posted = read_form([item for item in items if not changed or item.id in changed], visit.form)
    values = {**posted.values, **_taken_back(items, visit.posted("_clear"))}
    values |= cleared(site.instrument, {**record.answers, **values})
    changes = {column: value for column, value in values.items() if record.answers.get(column) != value}
    told = {column: value for column, value in {**record.answers, **changes}.items() if value is not None}
    before_it = site.drafts.get(record.id, here.id)
    draft = _draft(site, visit, before_it, posted, {item.id for item in _asked(site, told, here)})
    new = [item.id for item in _asked(site, told, here) if item.id not in seen]
    wrong = [lack for lack in _wrong(site, told, here, draft.misfits) if lack.item in seen]
    left = going == BACK or (going is not None and not wrong and not new)
    timed = left and (bool(changes) or here.id not in record.seconds)  # who leaves it twice unchanged left it once
    order = _orders(site, record, items)
    if changes or order or timed:
        site.study.answers.save(
            record.id,
            page=here.id,
            answers=changes,
            language=visit.language,
            event=event_id(record, visit.posted("_event"), here.id, changes),
            today=site.today,
            seconds=_seconds(site, visit.posted("_opened")) if timed else None,
            order=order,
        )
    late = script and here.id in record.seconds  # a save that comes after the page was left does not open it again
    opened = before_it.opened if late else "" if left else visit.posted("_opened")[:12]
    site.drafts.put(record.id, here.id, replace(draft, opened=opened))
    return _Kept(told, wrong, new, posted.misfits)


def _draft(site: Site, visit: Visit, before_it: Draft, posted: Posted, asked_here: set[str]) -> Draft:
    """What is typed and not kept: of the questions that were read now, and of those that the script had nothing new about."""
    columns_read = {*posted.values, *posted.raw}
    rest = tuple(lack for lack in before_it.misfits if lack.item in asked_here and lack.field not in columns_read)
    raw = {lack.field: before_it.raw[lack.field] for lack in rest if lack.field in before_it.raw}
    if site.study.pilot:
        known = {name: text for name, text in before_it.raw.items() if name.startswith(COMMENT) and name not in visit.form}
        raw |= {**known, **_comments(visit, site.instrument.items)}
    return Draft({**raw, **posted.raw}, (*rest, *posted.misfits))


def _orders(site: Site, record: Record, items: Iterable[Item]) -> dict[str, list[str]]:
    """The random orders in which a page was shown, where they are not on record yet."""
    unknown = (item for item in items if item.randomise and item.id not in record.orders)
    return {item.id: list(shown_order(item, record.drawn.get(item.id))) for item in unknown}


def _taken_back(items: list[Item], told: str) -> Mapping[str, Any]:
    return {column: None for item in items if item.id == told for column in columns(item)}


def _seconds(site: Site, opened: str) -> float | None:
    """How long a page was open; None where the browser does not say, or the clock was set back."""
    if not (opened.isascii() and opened.isdigit() and len(opened) < 13):
        return None
    spent = site.clock() - int(opened)
    return spent if 0 <= spent <= LONGEST else None


def _remark(site: Site, visit: Visit, record: Record, here: Section) -> None:
    """Keep what was remarked on the questions of a page, and take away what was emptied."""
    kept, items = site.study.answers.remarks(record.id), site.instrument.in_section(here.id)
    told = _comments(visit, items)
    for item in items:
        name = f"{COMMENT}{item.id}"
        if name in visit.form and told.get(name, "") != kept.get(item.id, ""):
            site.study.answers.comment(record.id, item.id, told.get(name, ""))


def _comments(visit: Visit, items: Iterable[Item]) -> dict[str, str]:
    """What was remarked on questions: field -> text."""
    told = {f"{COMMENT}{item.id}": typed(visit.posted(f"{COMMENT}{item.id}"))[:COMMENT_MOST] for item in items}
    return {name: text for name, text in told.items() if text}
