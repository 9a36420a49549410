"""In which order the answers to the questions of a comparison were given: what the counts decide, and what a model shows."""

from __future__ import annotations

import pandas as pd

from survey.analysis.disclosure_public import all_counted, as_printed, some_hidden
from survey.analysis.order_of_answers import OrderOfAnswers, order_of_answers
from survey.analysis.order_steps import in_every_question, steps
from survey.i18n.catalogue import say
from survey.i18n.problems import sentence
from survey.instrument.model import Comparison
from survey.instrument.rows import item_or_row
from survey.report.comparison_names import sides, title
from survey.report.report import Report
from survey.tables.order import Line, Steps, order_table, order_test_table
from survey.tables.table import table_id

COMMON = 2
"""Answers that all questions must offer, else there is no order to share."""


def order(report: Report, comparison: Comparison) -> list[str]:
    """The table of the order, and below it that of the tests where the design allows them; nothing without common answers.

    Of a wave that protects its people the order is what its printed counts decide, so that it gives no hidden count away.
    """
    offered = [item_or_row(report.instrument, name).codes for name in comparison.items]
    if len(set(offered[0]).intersection(*offered[1:])) < COMMON or not all_counted(report.guard, comparison.items):
        return []
    language, names, words = report.language, sides(report, comparison), title(report, comparison)
    found = order_of_answers(as_printed(report.guard), comparison.id)
    name = f"order-{table_id(comparison.id)}"
    caption = say("repeated.order_caption", language, title=words)
    notes = (report.say("bounds_hidden"),) if some_hidden(report.guard, comparison.items) else ()
    tables = [order_table(_lines(found), names, language, table_id=name, caption=caption, notes=notes)]
    if report.wave.settings.shows_intervals:
        tables.append(
            order_test_table(
                *(found.pairs, names, language),
                table_id=f"{name}--tests",
                caption=say("repeated.order_test_caption", language, title=words),
                tests=found.family,
                correction=found.correction,
                notes=(sentence(found.assumes, language),),
            )
        )
    return [report.table(table) for table in tables]


def _lines(found: OrderOfAnswers) -> list[Line]:
    """Each question, what holds in every one, and all added up; answers that nobody gave are left out."""
    rows: list[Line] = [_line(found, item) for item in found.items]
    together = _line(found, None)
    given = set(together.counts)
    every = in_every_question(found.pairs)
    every = every[every["first"].isin(given) & every["second"].isin(given)]
    return [*rows, Line(None, _steps(every, together), {}, None, every=True), together]


def _line(found: OrderOfAnswers, item: str | None) -> Line:
    shares, pairs = (
        frame[frame["item"].isna() if item is None else frame["item"] == item] for frame in (found.shares, found.pairs)
    )
    given = shares[shares["high"] > 0]
    counts = {row["code"]: (row["low"], row["high"]) for row in given.to_dict("records")}
    pairs = pairs[pairs["first"].isin(set(counts)) & pairs["second"].isin(set(counts))]
    alone = Line(item, (("one", tuple(counts)),), counts, int(shares["base"].iloc[0]))
    return Line(item, _steps(pairs, alone), counts, alone.base)


def _steps(pairs: pd.DataFrame, alone: Line) -> Steps:
    """The steps; of a single answer there are no pairs."""
    return tuple((step.kind, step.codes) for step in steps(pairs)) if len(pairs) else alone.steps
