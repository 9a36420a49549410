"""What the results do not say, and what is not known of the survey."""

from __future__ import annotations

from collections.abc import Iterable

from survey.audit.commentary import waivers
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.instrument.model import Item, Option, OptionKind, Provenance
from survey.report import caution, checklist, protection
from survey.report.layout import bullets
from survey.report.report import Report


def write(report: Report) -> str:
    """The limits that follow from the design, the kind of data and the questions, and the open points of the wave."""
    parts = [f"# {report.say('limits')}", bullets(lines(report))]
    parts += protection.told(report)
    parts += _waived(report)
    if report.wave.settings.unknown:
        parts += [f"## {report.say('unknown')}", bullets(escape(text[report.language]) for text in report.wave.settings.unknown)]
    parts += checklist.told(report)
    return "\n\n".join(parts)


def lines(report: Report) -> list[str]:
    """The limits that follow from the design, the kind of data and the questions, each in Markdown."""
    found = [*caution.design(report), say("tables.rounding_note", report.language), *_instrument(report)]
    return [report.say("limits_margins"), *found] if report.wave.margins is not None else found


def _waived(report: Report) -> list[str]:
    """The numbers of the commentary that stand although the counts do not bear them out, with the author's reasons."""
    path = report.commentary_path
    found = waivers(path, report.language) if path is not None else ()
    if not found:
        return []
    return [f"## {report.say('limits_waived')}", bullets(f"{escape(one.printed)}: {escape(one.reason)}" for one in found)]


def _instrument(report: Report) -> list[str]:
    """Weak points of single questions, by number."""
    items = report.instrument.items
    written = _numbers(item for item in items if any(map(_suspected, item.options)))
    coded = _numbers(item for item in items if any(map(_coded, item.options)))
    uncertain = _numbers(item for item in items if any(option.provenance is Provenance.UNCERTAIN for option in item.options))
    doubtful = _numbers(item for item in items if caution.doubtful([item]))
    lines = [report.say("limits_write_ins", items=written)] if written else []
    lines += [report.say("limits_coded", items=coded)] if coded else []
    lines += [report.say("limits_uncertain", items=uncertain)] if uncertain else []
    return [*lines, "\n".join([report.say("limits_doubtful", items=doubtful), "", *_readings(report)])] if doubtful else lines


def _readings(report: Report) -> list[str]:
    """How each doubtful question was read, as a list inside the list."""
    readings = report.wave.settings.readings
    items = (item for item in report.instrument.items if item.id in readings)
    return [f"    - {escape(item.number)}: {escape(readings[item.id][report.language])}" for item in items]


def _suspected(option: Option) -> bool:
    return option.provenance is Provenance.SUSPECTED_WRITE_IN


def _coded(option: Option) -> bool:
    return option.kind is OptionKind.WRITE_IN and not _suspected(option)


def _numbers(items: Iterable[Item]) -> str:
    return "; ".join(escape(item.number) for item in items)
