"""Which page comes after which: a page is a section in which something is asked."""

from __future__ import annotations

from survey.fielding.web.store.record import Record
from survey.fielding.web.values import Values, asked
from survey.instrument.model import Instrument

REVIEW = "/review"


def steps(instrument: Instrument, values: Values) -> tuple[str, ...]:
    """The ids of the sections in which these answers leave something to ask, in order."""
    shown = asked(instrument, values)
    return tuple(one.id for one in instrument.sections if any(item.id in shown for item in instrument.in_section(one.id)))


def address(section: str) -> str:
    """The address of a section's page."""
    return f"/p/{section}"


def after(instrument: Instrument, values: Values, section: str) -> str:
    """The address that follows a section: the next section, or the review."""
    order = [one.id for one in instrument.sections]
    left = steps(instrument, values)
    return next((address(one) for one in order[order.index(section) + 1 :] if one in left), REVIEW)


def before(instrument: Instrument, values: Values, section: str | None) -> str | None:
    """The address of the page before a section, of the last one for the review (None); None for the first."""
    order = [one.id for one in instrument.sections]
    left = steps(instrument, values)
    ahead = order if section is None else order[: order.index(section)]
    return next((address(one) for one in reversed(ahead) if one in left), None)


def where_left(instrument: Instrument, record: Record) -> str:
    """The address at which a person goes on: the page saved last, or the one after it where that one was left by its button."""
    known = [one.id for one in instrument.sections]
    left = steps(instrument, record.answers)
    if record.page in known:
        return after(instrument, record.answers, str(record.page)) if record.page in record.seconds else address(str(record.page))
    return address(left[0]) if left else REVIEW
