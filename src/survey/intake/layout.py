"""What a platform says about the table it gave out: which column may hold which question, and how its cells are written.

A platform describes; it reads no answer. The core (`columns`, `labels`, `assemble`) matches the fields to the questionnaire and
turns texts into codes, in the same way for every platform.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import numpy as np

from survey.wave.missing import Missing
from survey.wave.responses import ORDER, PAGE
from survey.wave.table import Table

Role = Literal["answer", "tick", "row", "other"]
Zone = Literal["utc", "offset", "clock"]

META = ("timestamp", "started", "ended", "language", "group", "respondent", "version", "duration", "deprecated", "consent")
"""What a column may hold beside answers; each becomes a column of `Responses.received` where the file has it. The seconds on a
page are one more, `duration_` and the name of the page, and the order in which the answers of a question were shown, `order_` and
its id."""


@dataclass(frozen=True)
class Field:
    """A column that holds answers.

    position: of the column, from 0.
    names: all that may name the question, best first: the name of its variable, then wordings.
    part: what names the option of a tick, the row of a grid or the option whose text was written: code, then wordings.
    role: `answer` (one cell is one answer, or ticked answers joined), `tick` (one option, ticked or not), `row` (one row of a
    grid), `other` (the text that was written to an option).
    """

    position: int
    names: tuple[str, ...]
    part: tuple[str, ...] = ()
    role: Role = "answer"


@dataclass(frozen=True)
class Decision:
    """Something that was found out about a file, told by `survey import`.

    what: a key of the catalogue `intake` that begins with `what_` (`platform`, `encoding`, `zone` ...), without that beginning.
    value: what was decided, as it is written in columns.yaml.
    why: a key of the same catalogue that begins with `why_`, without that beginning.
    """

    what: str
    value: str
    why: str


@dataclass(frozen=True)
class Layout:
    """How a table of one platform is laid out.

    platform: its key in the registry.
    fields: the columns that hold answers.
    meta: any of META, `duration_<page>` or `order_<item>` -> position of its column.
    separators: what joins ticked answers in one cell; none where the platform never joins them.
    ticked, unticked: the cells of a tick column that mean yes and no; 1 and 0, true and false where a platform tells none. An
    empty cell is no tick. A cell of neither kind may be the wording of the option, or what was written to it.
    markers: cells that mean a kind of missing answer, such as `{question_not_shown}`.
    skip: positions of columns that hold nothing of the respondent (`_uuid`, `_index`).
    zone: how a time without an offset is meant: `utc`, `offset` (the platform always writes the offset), or what the `clock` of
    the respondent or the sheet showed, so that the zone has to be told.
    header_rows: rows of the file that are no answers, the header with the names included.
    decisions: what was found out, for the person who imports.
    """

    platform: str
    fields: tuple[Field, ...]
    meta: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    separators: tuple[str, ...] = ()
    ticked: frozenset[str] = frozenset()
    unticked: frozenset[str] = frozenset()
    markers: Mapping[str, Missing] = field(default_factory=lambda: MappingProxyType({}))
    skip: frozenset[int] = frozenset()
    zone: Zone = "clock"
    header_rows: int = 1
    decisions: tuple[Decision, ...] = ()


_ROWS_NAMED = 10


def is_meta(name: str) -> bool:
    """Whether a name is one of META, that of the seconds on a page or of an order of answers.

    >>> is_meta("duration"), is_meta("duration_welcome"), is_meta("order_tea"), is_meta("duration_"), is_meta("welcome")
    (True, True, True, False, False)
    """
    return name in META or any(name.startswith(start) and name != start for start in (PAGE, ORDER))


def page_columns(pages: Iterable[tuple[int, str]]) -> dict[str, int]:
    """`duration_<page>` -> position, of (position, name of the page); a page of the same name as one before gets a number.

    >>> page_columns([(4, "welcome"), (9, "end"), (12, "welcome")])
    {'duration_welcome': 4, 'duration_end': 9, 'duration_welcome_2': 12}
    """
    found: dict[str, int] = {}
    for position, page in pages:
        name, number = f"{PAGE}{page.strip()}", 1
        while (key := name if number == 1 else f"{name}_{number}") in found:
            number += 1
        found[key] = position
    return found


def counted(table: Table, marked: np.ndarray) -> str:
    """How many rows of a table are marked, and the numbers of the first of them: `2 [5, 9]`."""
    rows = [str(number) for number in table.numbers[marked]]
    return f"{len(rows)} [{', '.join(rows[:_ROWS_NAMED])}{' …' if len(rows) > _ROWS_NAMED else ''}]"
