"""What a reader must know before quoting: whom the results describe, what intervals mean, and which questions are in doubt."""

from __future__ import annotations

from collections.abc import Iterable

from survey.instrument.model import Item
from survey.report.report import Report

MARK = "*"
DOUBTFUL = "doubtful"


def design(report: Report) -> list[str]:
    """Whom the results describe, and what the intervals assume or why there are none."""
    settings = report.wave.settings
    kind = "nonprobability" if settings.design == "nonprobability" else "sample"
    lines = [report.say(f"caution_{kind}")]
    if not settings.shows_intervals:
        return [*lines, report.say("caution_no_intervals")]
    return [*lines, report.say("caution_model")] if settings.design == "nonprobability" else lines


def doubtful(items: Iterable[Item]) -> bool:
    """Whether the direction of an answer to one of these is in doubt."""
    return any(DOUBTFUL in item.flags for item in items)


def marked(text: str, items: Iterable[Item]) -> str:
    """A heading or number with the mark of doubt where one of its questions is in doubt."""
    return text + MARK if doubtful(items) else text


def note(report: Report) -> str:
    """What the mark means."""
    return f"{MARK} {report.say('doubtful')}."
