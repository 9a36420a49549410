"""Languages and groups stand beside the answers only where enough people share them, and nobody is found by subtraction."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from survey.fielding.web.release import release
from survey.fielding.web.store.record import Record
from survey.instrument.model import Instrument

LEAST = 5
CELLS = st.lists(
    st.tuples(st.sampled_from(["kk", "ru", "en"]), st.sampled_from([None, "a", "b", "c"])), min_size=LEAST, max_size=60
)


def released(instrument: Instrument, cells: list[tuple[Any, Any]]) -> list[tuple[str, str]]:
    records = [
        Record(f"{n:032x}", language, (language,), group, "invited", MappingProxyType({}), submitted=True)
        for n, (language, group) in enumerate(cells)
    ]
    table = release(instrument, records, LEAST)
    places = [table.header.index(name) if name in table.header else -1 for name in ("_language", "_group")]
    return [(row[places[0]], row[places[1]] if places[1] >= 0 else "") for row in table.rows]


@given(CELLS)
def test_no_combination_of_few(every_kind: Instrument, cells: list[tuple[Any, Any]]) -> None:
    shown = Counter(released(every_kind, cells))
    assert min(shown.values()) >= LEAST
    for place in (0, 1):
        absent = sum(n for cell, n in shown.items() if not cell[place])
        assert absent == 0 or absent >= LEAST


@given(CELLS)
def test_nothing_is_invented(every_kind: Instrument, cells: list[tuple[Any, Any]]) -> None:
    shown = Counter(released(every_kind, cells))
    had = Counter((language, group or "") for language, group in cells)
    assert sum(shown.values()) == len(cells)
    assert all(n <= had[cell] for cell, n in shown.items() if all(cell))


def test_enough_people_lose_nothing(every_kind: Instrument) -> None:
    cells = [(language, group) for language in ("kk", "ru") for group in ("a", "b")] * LEAST
    assert Counter(released(every_kind, cells)) == Counter(cells)
