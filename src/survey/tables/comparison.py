"""The same answers to several questions, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, count_and_percent, number
from survey.i18n.signs import HIDDEN
from survey.i18n.text import Language
from survey.instrument.model import Item
from survey.instrument.wording import answer_text
from survey.tables.notes import notes
from survey.tables.table import Column, Table


def _answers(frames: Mapping[str, pd.DataFrame], items: Sequence[Item]) -> Iterator[tuple[str, Item]]:
    """Every code once, in the order of the questions and of their options, with the first question that has it."""
    seen: set[str] = set()
    for item in items:
        for code in frames[item.id]["code"]:
            if code not in seen:
                seen.add(code)
                yield code, item


def _cell(frame: pd.DataFrame, code: str, language: Language) -> str:
    found = frame[frame["code"] == code].to_dict("records")
    if not found:
        return DASH
    if found[0].get("hidden"):
        return HIDDEN
    return count_and_percent(int(found[0]["low"]), int(found[0]["high"]), int(found[0]["base"]), language)


def comparison_table(
    frames: Mapping[str, pd.DataFrame], items: Sequence[Item], language: Language, *, table_id: str, caption: str
) -> Table:
    """One row per answer, one column per question; a dash where a question does not offer the answer.

    Parameters
    ----------
    frames : question id to the result of `survey.frequencies`.
    items : the questions, in the order of the columns; each needs its frame.
    language : the language of the words and of the numbers.
    table_id, caption : how the table is referred to and what stands above it.

    Returns
    -------
    Table with cells such as `54 (56.3%)` and a last row with the bases.

    Examples
    --------
    >>> from survey.i18n.text import Text
    >>> from survey.instrument.model import Item, ItemKind, Level, Option
    >>> options = Option("yes", 1, Text(en="yes")), Option("no", 0, Text(en="no"))
    >>> tea, milk = (
    ...     Item(name, number, "s", ItemKind.SINGLE, Level.BINARY, Text(en=name), Text(en=name), options)
    ...     for name, number in (("tea", "1.1"), ("milk", "1.2"))
    ... )
    >>> first = pd.DataFrame({"code": ["yes", "no"], "low": [3, 1], "high": [3, 1], "base": 4})
    >>> second = pd.DataFrame({"code": ["yes", "no"], "low": [0, 2], "high": [2, 4], "base": 4})
    >>> comparison_table({"tea": first, "milk": second}, [tea, milk], "en", table_id="both", caption="Tea and milk").rows
    (('Yes', '3\\xa0(75.0%)', '0–2\\xa0(0.0–50.0%)'), ('No', '1\\xa0(25.0%)', '2–4\\xa0(50.0–100.0%)'))
    """
    headings = (Column(f"{item.number}. {item.label[language]}") for item in items)
    rows = tuple(
        (answer_text(item, code, language), *(_cell(frames[other.id], code, language) for other in items))
        for code, item in _answers(frames, items)
    )
    sizes = (frames[item.id]["base"].iloc[0] for item in items)
    bases = (HIDDEN if pd.isna(size) else number(int(size), language) for size in sizes)
    missing = any(DASH in row for row in rows)
    return Table(
        table_id,
        caption,
        (Column(say("tables.answer", language), "left"), *headings),
        rows,
        (say("tables.base", language), *bases),
        notes(((item, frames[item.id]) for item in items), language)
        + ((say("tables.not_offered_note", language),) if missing else ()),
    )
