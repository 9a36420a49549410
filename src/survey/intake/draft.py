"""What to write into wave.yaml where columns could not be told apart, so that nobody has to type it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl.utils import column_index_from_string

from survey.errors import COLUMN_AMBIGUOUS, COLUMN_TWICE, COLUMN_UNMATCHED, Problem
from survey.i18n.kazakh import fold
from survey.instrument.model import Instrument
from survey.intake.columns import titled
from survey.intake.headers import IGNORED, Known
from survey.wave.table import Table


def draft(problems: Iterable[Problem], table: Table, instrument: Instrument) -> list[str]:
    """The lines of `import: columns:` for the columns that problems are about, each with the target that is most likely, or
    `ignore`, and its header; none where no problem is about a column."""
    known = Known(instrument)
    targets: dict[str, str] = {}
    for one in problems:
        if one.code == COLUMN_UNMATCHED:
            targets[str(one.place.column)] = _target(one.params["nearest"], known, targets.values())
        elif one.code == COLUMN_AMBIGUOUS:
            free = [item for item in one.params["items"] if item not in targets.values()]
            targets[str(one.place.column)] = [*free, IGNORED][0]
        elif one.code == COLUMN_TWICE:
            first, *more = one.params["columns"]
            targets |= {first: one.params["item"], **dict.fromkeys(more, IGNORED)}
    if not targets:
        return []
    places = {letter: column_index_from_string(letter) - 1 for letter in targets}
    lines = [f"    {_name(letter, table.header)}: {targets[letter]}  # {_one_line(table, places[letter])}" for letter in targets]
    return ["import:", "  columns:", *lines]


def _target(nearest: str | None, known: Known, taken: Iterable[str]) -> str:
    """The target that a suggestion names; `ignore` where it is a wording of a question, which has its own column."""
    return nearest if nearest in known.order and nearest not in taken else IGNORED


def _name(letter: str, header: Sequence[str]) -> str:
    """The letter of a column, or its number where another header is that very letter."""
    return letter if all(fold(one) != fold(letter) for one in header) else str(column_index_from_string(letter))


def _one_line(table: Table, column: int) -> str:
    return " ".join(titled(table, column).split())
