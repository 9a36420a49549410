"""What leaves the store when a wave closes: the answers under new random ids, in random order, without what gives people away.

The table is one of ours: columns by their own names, read by `survey import` as any other. No date stands in it: days are those
of the wave. Language and group stand in it as far as each combination has enough people.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from survey.fielding.web.store.record import Record
from survey.fielding.web.values import asked, cleared, columns, text_column, writes
from survey.instrument.model import Instrument, Item, ItemKind

RESPONDENT, LANGUAGE, GROUP = "_respondent_id", "_language", "_group"
PAGE, ORDER = "_duration_", "_order_"
_Cell = tuple[str | None, str | None]


@dataclass(frozen=True)
class Released:
    """A table of answers. rows: text cells. withheld: languages and groups that were left empty in some rows, as (column, n)."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    withheld: Mapping[str, int]


def release(
    instrument: Instrument, records: Sequence[Record], least: int, make: Callable[[], str] = lambda: secrets.token_hex(8)
) -> Released:
    """The table of answers to release.

    Parameters
    ----------
    instrument
        The questionnaire.
    records
        Those that were sent.
    least
        A language, a group, or both together stand beside the answers only where at least so many people share them.
    make
        Makes the new random id of a person; rows are sorted by it, which shuffles them.

    Returns
    -------
    One row per person: new id, language, group, answers (codes; 1 and 0 for ticks), texts written to options, seconds on each
    page in steps, and the order in which the answers of a randomised question were shown. An answer to a question that the
    person's later answers ruled out is left out: it did not stand in the review that was sent.
    """
    shown = _protected([(record.language, record.group) for record in records], least)
    pages = [section.id for section in instrument.sections if any(section.id in record.seconds for record in records)]
    orders = [item.id for item in instrument.items if any(item.id in record.orders for record in records)]
    names = [column for item in instrument.items for column in columns(item)]
    rows = []
    for record, (language, group) in zip(records, shown, strict=True):
        answers = _cells(instrument, record)
        rows.append(
            (
                make(),
                language or "",
                group or "",
                *(answers.get(name, "") for name in names),
                *(str(record.seconds.get(page, "")) for page in pages),
                *(" ".join(record.orders.get(item, ())) for item in orders),
            )
        )
    header = (RESPONDENT, LANGUAGE, GROUP, *names, *(PAGE + page for page in pages), *(ORDER + item for item in orders))
    withheld = {
        name: sum(cell[n] is None and had[n] is not None for cell, had in zip(shown, _had(records), strict=True))
        for n, name in enumerate((LANGUAGE, GROUP))
    }
    return Released(*_used(header, sorted(rows)), withheld)


def _had(records: Sequence[Record]) -> list[_Cell]:
    return [(record.language, record.group) for record in records]


def _used(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Without the column of groups where there are none."""
    place = header.index(GROUP)
    if any(row[place] for row in rows):
        return header, tuple(rows)
    return (*header[:place], *header[place + 1 :]), tuple((*row[:place], *row[place + 1 :]) for row in rows)


def _cells(instrument: Instrument, record: Record) -> dict[str, str]:
    gone = cleared(instrument, record.answers)
    left = {column: value for column, value in record.answers.items() if column not in gone}
    shown = asked(instrument, left)
    return {name: text for item in instrument.items if item.id in shown for name, text in _item(item, left)}


def _item(item: Item, answers: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    """The cells of an item; ticks are 1 and 0 where anything is ticked, and all empty elsewhere."""
    for column in item.columns:
        value = answers.get(column)
        if item.kind is ItemKind.MULTIPLE:
            if any(answers.get(one) for one in item.columns):
                yield column, "1" if value else "0"
        elif value is not None:
            yield column, str(value)
    if item.kind is not ItemKind.MATRIX:
        for name in (text_column(item, option) for option in item.offered if writes(option)):
            if answers.get(name):
                yield name, str(answers[name])


def _protected(cells: Sequence[_Cell], least: int) -> list[_Cell]:
    """(language, group) of each person, None where too few share it.

    First languages, then groups: the small ones are left empty, and where those together are still too few, the next smallest
    goes with them, so that nobody is found by subtraction. Then the languages of a group go as a whole where one of its
    combinations is too small.
    """
    languages = _joined(Counter(language for language, _ in cells), least)
    groups = _joined(Counter(group for _, group in cells), least)
    kept = [
        (language if language in languages else None, group if group is None or group in groups else None)
        for language, group in cells
    ]
    small = {group for (_, group), n in Counter(kept).items() if n < least}
    return [(None if group in small else language, group) for language, group in kept]


def _joined(counts: Counter[str | None], least: int) -> set[str | None]:
    """The values that stay: without the small ones, and without the next smallest until the absent are enough or none."""
    ranked = sorted(counts, key=lambda value: (counts[value], str(value)))
    absent = 0
    for place, value in enumerate(ranked):
        if counts[value] >= least and (absent == 0 or absent >= least):
            return set(ranked[place:])
        absent += counts[value]
    return set()
