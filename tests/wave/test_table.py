"""Tables as columns of different texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from survey.wave.table import Table, column, in_order


def table(*columns: list[str]) -> Table:
    numbers = np.arange(2, len(columns[0]) + 2)
    return Table(Path("t.csv"), tuple(column(f"c{n}", texts) for n, texts in enumerate(columns)), numbers, "utf-8", ",", "0")


@given(st.lists(st.sampled_from("abcd"), min_size=1), st.data())
def test_columns_of_some_rows_keep_the_order_of_first_occurrence(texts: list[str], data: st.DataObject) -> None:
    whole = column("q", texts)
    assert whole.texts.tolist() == texts
    assert dict(zip(whole.values, whole.counts, strict=True)) == {text: texts.count(text) for text in texts}
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts))))
    part = whole.take(mask)
    kept = [text for text, keep in zip(texts, mask, strict=True) if keep]
    assert (part.texts.tolist(), list(part.values)) == (kept, list(dict.fromkeys(kept)))


@given(st.lists(st.integers(0, 9), max_size=30))
def test_in_order(codes: list[int]) -> None:
    names = "abcdefghij"
    values, renamed = in_order(names, np.array(codes, dtype=np.int32))
    assert list(values) == list(dict.fromkeys(names[code] for code in codes))
    assert [values[code] for code in renamed] == [names[code] for code in codes]
    assert renamed.dtype == np.int32


def test_rows_places_and_parts() -> None:
    found = table(["question", "1", "2", "1"], ["label", "x", "y", "x"])
    assert found.head(2) == (("question", "label"), ("1", "x"))
    assert found.head(9) == found.rows()
    below = found.below(1)
    assert (below.header, len(below), below.columns[0].values) == (found.header, 3, ("1", "2"))
    assert (below.place(1, 0).row, below.place(1, 0).column, below.place().row, below.cell(1, 1)) == (4, "c0", 1, "y")
    assert (len(found.below(4)), found.below(4).rows(), found.below(4).columns[0].values) == (0, (), ())
