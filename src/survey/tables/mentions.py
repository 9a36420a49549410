"""How many people named an answer how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from survey.i18n.catalogue import say
from survey.i18n.numbers import number
from survey.i18n.text import Language
from survey.tables.table import Column, Table


def mentions_table(
    counts: Mapping[str, Sequence[int]], language: Language, *, table_id: str, caption: str, heading: str
) -> Table:
    """One row per answer, one column per number of mentions from 0 up; cells count people.

    >>> mentions_table({"Tea": [3, 2], "Milk": [0, 5]}, "en", table_id="x", caption="x", heading="Answer").rows
    (('Tea', '3', '2', '5'), ('Milk', '0', '5', '5'))
    """
    most = max((len(numbers) for numbers in counts.values()), default=0)
    columns = (
        Column(heading, "left"),
        *(Column(say("tables.times", language, count=times, times=number(times, language))) for times in range(most)),
        Column(say("tables.base", language)),
    )
    rows = tuple(
        (title, *(number(n, language) for n in [*numbers, *[0] * (most - len(numbers))]), number(sum(numbers), language))
        for title, numbers in counts.items()
    )
    return Table(table_id, caption, columns, rows)
