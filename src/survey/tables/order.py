"""The order of the answers to questions about the same matter, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, count_range, number
from survey.i18n.text import Language
from survey.tables.p_value import p_value
from survey.tables.repeated import Sides, any_answer
from survey.tables.table import Column, Table

Steps = tuple[tuple[Literal["one", "tie", "open"], tuple[str, ...]], ...]
STEP, TIE, OPEN = " > ", " = ", " ? "


@dataclass(frozen=True)
class Line:
    """The order in one question. steps: (`one`, `tie` or `open`, codes), the most frequent answers first.

    item: id of the question; None: all questions added up; `every`: what holds in each of them. counts: code to its smallest and
    largest count, empty where counts are not shown. base: n; None where there is none.
    """

    item: str | None
    steps: Steps
    counts: dict[str, tuple[int, int]]
    base: int | None
    every: bool = False


def order_table(
    lines: Sequence[Line], sides: Sides, language: Language, *, table_id: str, caption: str, notes: Sequence[str] = ()
) -> Table:
    """One row per question, then all together: the answers from the most frequent down, as far as the counts decide.

    Parameters
    ----------
    lines : the rows.
    sides : question id to what it and its answers are called.
    language, table_id, caption : as elsewhere.
    notes : sentences put last.

    Returns
    -------
    Table; brackets hold answers whose order is not decided.

    Examples
    --------
    >>> from survey.tables.crosstab import Side
    >>> sides = {"tea": Side("Tea", {"a": "Green", "b": "Black", "c": "Red"})}
    >>> line = Line("tea", (("one", ("a",)), ("open", ("b", "c"))), {"a": (9, 9), "b": (0, 3), "c": (0, 3)}, 12)
    >>> order_table([line], sides, "en", table_id="x", caption="x").rows
    (('Tea', 'Green\\xa09 > (Black\\xa00–3 ? Red\\xa00–3)', '12'),)
    """
    rows = [(_title(line, sides, language), _chain(line, sides, language), _base(line, language)) for line in lines]
    signs = {kind for line in lines for kind, codes in line.steps}
    together = any(line.item is None and not line.every for line in lines)
    told = [
        _word("order_note", language),
        *([_word("open_note", language)] if "open" in signs else []),
        *([_word("together_note", language)] if together else []),
    ]
    columns = (
        Column(say("tables.item", language), "left"),
        Column(_word("order_counts", language), "left"),
        Column(say("tables.base", language)),
    )
    return Table(table_id, caption, columns, tuple(rows), None, (*told, *notes))


def _title(line: Line, sides: Sides, language: Language) -> str:
    if line.every:
        return _word("in_every", language)
    return _word("together", language) if line.item is None else sides[line.item].title


def _base(line: Line, language: Language) -> str:
    return DASH if line.base is None else number(line.base, language)


def _chain(line: Line, sides: Sides, language: Language) -> str:
    return STEP.join(_step(kind, [_named(line, code, sides, language) for code in codes]) for kind, codes in line.steps)


def _step(kind: str, answers: Sequence[str]) -> str:
    return f"({OPEN.join(answers)})" if kind == "open" else TIE.join(answers)


def _named(line: Line, code: str, sides: Sides, language: Language) -> str:
    name = any_answer(sides, code) if line.item is None else sides[line.item].answers[code]
    if code not in line.counts:
        return name
    return f"{name}\N{NO-BREAK SPACE}{count_range(*line.counts[code], language)}"


def order_test_table(
    pairs: pd.DataFrame,
    sides: Sides,
    language: Language,
    *,
    table_id: str,
    caption: str,
    tests: int,
    correction: str = "holm",
    notes: Sequence[str] = (),
) -> Table:
    """One row per pair of neighbouring answers: which was given more often, and whether that is shown under a model.

    Parameters
    ----------
    pairs : `pairs` of the result of `survey.order_of_answers`; pairs without a test are left away.
    sides : question id to what it and its answers are called.
    language, table_id, caption : as elsewhere.
    tests, correction : how many tests the p-values are adjusted for, and how: `holm` or `bh`.
    notes : sentences put last, e.g. what the model assumes.

    Returns
    -------
    Table; a question is named in its first row only.

    Examples
    --------
    >>> row = {"item": "tea", "first": "yes", "second": "no", "adjacent": True, "order": "first"}
    >>> model = {"model_p_high": 0.02, "model_p_holm": 0.02, "model_ordered": True}
    >>> counts = {"first_low": 7, "first_high": 7, "second_low": 2, "second_high": 2}
    >>> from survey.tables.crosstab import Side
    >>> sides = {"tea": Side("Tea", {"yes": "Yes", "no": "No"})}
    >>> order_test_table(pd.DataFrame([row | counts | model]), sides, "en", table_id="x", caption="x", tests=1).rows
    (('Tea', 'Yes > No', '7 and 2', '0.020', 'shown'),)
    """
    rows = []
    before: object = None
    for row in pairs[pairs["adjacent"] & pairs["model_p_high"].notna()].to_dict("records"):
        together = pd.isna(row["item"])
        title = _word("together", language) if together else sides[row["item"]].title
        first, second = (
            any_answer(sides, row[end]) if together else sides[row["item"]].answers[row[end]] for end in ("first", "second")
        )
        counts = [count_range(row[f"{end}_low"], row[f"{end}_high"], language) for end in ("first", "second")]
        rows.append(
            (
                "" if title == before else title,
                say(f"repeated.order_{row['order']}", language, first=first, second=second),
                say("repeated.count_pair", language, first=counts[0], second=counts[1]),
                p_value(row[f"model_p_{correction}"], language),
                _word("shown_yes" if row["model_ordered"] else "shown_no", language),
            )
        )
        before = title
    words = say("tables.item", language), _word("ordered_pair", language)
    figures = _word("counts", language), say(f"tables.p_{correction}", language), _word("shown", language)
    columns = (*(Column(word, "left") for word in words), *(Column(figure) for figure in figures))
    family = say("tables.association_family_note", language, tests=number(tests, language))
    told = _word("order_test_note", language), _word("exact_note", language), family
    return Table(table_id, caption, columns, tuple(rows), None, (*told, *notes))


def _word(key: str, language: Language) -> str:
    return say(f"repeated.{key}", language)
