"""What was found out about a file, in words that a person can check, and in the form that is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from survey.i18n.kazakh import fold
from survey.instrument.model import ItemKind
from survey.intake.layout import Decision
from survey.intake.options import IntakeOptions
from survey.intake.read import Prepared
from survey.intake.registry import PLATFORMS
from survey.intake.saved import SavedColumn, SavedMap
from survey.intake.saved_file import told_by
from survey.intake.timestamps import date_order, has_offsets
from survey.intake.versions import VERSION, empty_in_version
from survey.wave.responses import Responses

_TIMES = ("timestamp", "started", "ended")


def decided(prepared: Prepared) -> IntakeOptions:
    """The options of a file with everything that was found out about it, so that the next reading finds the same. The names of a
    map are not among them: what they told stands in the map of the columns."""
    table, options, layout = prepared.table, prepared.options, prepared.layout
    return replace(
        options,
        platform=layout.platform,
        encoding=options.encoding or (table.encoding if table.origin == "text" else None),
        separator=options.separator or table.separator,
        sheet=options.sheet or table.sheet,
        header_rows=layout.header_rows,
        decimal=options.decimal or _decimal(prepared),
        dates=options.dates or _dates(prepared),
        names={},
    )


def decisions(prepared: Prepared) -> Iterator[Decision]:
    """What was decided about a file, and why."""
    given, found, layout = prepared.options, told_by(decided(prepared)), prepared.layout
    last = layout.platform == list(PLATFORMS)[-1]
    recognised = "layout" if PLATFORMS[layout.platform].sniff(prepared.table) and not last else "last"
    why = {
        "platform": recognised,
        "encoding": "bytes",
        "separator": "even",
        "sheet": "first",
        "header_rows": "names" if last else "platform",
        "decimal": "numbers",
        "dates": "times",
    }
    for key, value in found.items():
        told = getattr(given, key) is not None
        yield Decision(key, str(value), "given" if told else why.get(key, "given"))
    if given.decimal is None and len(_signs(prepared)) > 1:
        yield Decision("decimal", ". ,", "both_signs")
    if layout.zone == "clock" and given.timezone is None and not _offsets(prepared):
        yield Decision("zone", "–", "clock")
    yield from layout.decisions
    for key, names in (("not_recorded", given.not_recorded), ("allowed", given.allow_unmatched)):
        if names:
            yield Decision(key, ", ".join(names), "declared")


def absent_in_versions(prepared: Prepared, responses: Responses) -> Iterator[Decision]:
    """For each version of the form the items that nobody answered in it."""
    told = prepared.options.versions
    found = empty_in_version(prepared.instrument, responses.answers, responses.received) if told is None else told
    for version, items in found.items():
        yield Decision("without", f"{version}: {', '.join(items)}", "empty_in_version" if told is None else "given")


def to_save(prepared: Prepared, responses: Responses, path: Path, sha256: str) -> SavedMap:
    """The map of a file for columns.yaml: every column, every decision."""
    options = decided(prepared)
    if VERSION in prepared.columns.meta and options.versions is None:
        found = empty_in_version(prepared.instrument, responses.answers, responses.received)
        options = replace(options, versions=found)
    targets = prepared.columns.targets()
    by, headers = prepared.columns.by, prepared.table.header
    titles = {n: " ".join(prepared.table.columns[n].title.split()) for n in targets}
    wordings = {n: "" if fold(title) == fold(headers[n]) else title for n, title in titles.items()}
    columns = tuple(SavedColumn(n, headers[n], targets[n], by.get(n, ""), wording=wordings[n]) for n in sorted(targets))
    return SavedMap(path, prepared.table.path.name, sha256, options, columns)


def _decimal(prepared: Prepared) -> str | None:
    """The decimal sign of the columns of numbers; None where they show none, or both."""
    signs = _signs(prepared)
    return signs.pop() if len(signs) == 1 else None


def _signs(prepared: Prepared) -> set[str]:
    signs: set[str] = set()
    for item in prepared.instrument.items:
        if item.kind is ItemKind.NUMBER and item.id in prepared.columns.position:
            for text in prepared.table.columns[prepared.columns.position[item.id]].values:
                signs |= set(text) & {".", ","}
    return signs


def _dates(prepared: Prepared) -> str | None:
    times = [prepared.table.columns[n].values for name, n in prepared.columns.meta.items() if name in _TIMES]
    orders = {date_order(cells) for cells in times if any(map(str.strip, cells))}
    return orders.pop() if len(orders) == 1 else None


def _offsets(prepared: Prepared) -> bool:
    """Whether the times of the file carry their offset, or there are none."""
    times = [prepared.table.columns[n].values for name, n in prepared.columns.meta.items() if name in _TIMES]
    return all(map(has_offsets, times))
