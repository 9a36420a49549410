"""Rule `speeders`: who went through the questionnaire faster than it can be read."""

from __future__ import annotations

from collections.abc import Hashable

import pandas as pd

from survey.cleaning import parameters
from survey.cleaning.found import NO_DATA, Finding, Found, Given, Parameters, Rule, in_order
from survey.errors import DURATIONS_IMPOSSIBLE, Problem, problem
from survey.wave.responses import PAGE, Responses

SHOWN = 10  # respondents that the warning names


def find(given: Given, options: Parameters) -> Found:
    """Who was below the limit: `seconds`, or else `share` of the median time; by pages, who was below `share` of the median
    on at least `pages` of the pages.

    A time of nothing or less, of a clock that was set back or a platform that notes 0, is no fast one: it is told, and left out.
    Pages add up to a time in all only for who has a time on each of them.
    """
    total, pages = durations(given.responses), _pages(given.responses)
    pages = pages.where(pages > 0).dropna(axis=1, how="all")
    warnings = _impossible(given.responses)
    if total is None and pages.empty:
        return Found(silent=NO_DATA, warnings=warnings)
    cases: dict[Hashable, Finding] = {}
    if total is not None:
        limit = options["seconds"] if options["seconds"] is not None else options["share"] * total.median()
        fast = total[total < limit]
        cases |= {one: Finding(one, "", f"{time:g} s < {limit:g} s") for one, time in fast.items()}
    if options["seconds"] is None and len(pages.columns) > 1:
        quick = (pages < options["share"] * pages.median()).sum(axis=1)
        seen = pages.notna().sum(axis=1)
        for one in pages.index[(seen > 0) & (quick >= options["pages"] * seen)]:
            cases.setdefault(one, Finding(one, "", f"{quick[one]} / {seen[one]}"))
    return Found(in_order(cases.values(), given), warnings=warnings)


def _impossible(responses: Responses) -> tuple[Problem, ...]:
    """A warning with those whose time, in all or on a page, cannot be."""
    told, pages = _told(responses), _pages(responses)
    impossible = (pages <= 0).any(axis=1) if told is None else (told <= 0) | (pages <= 0).any(axis=1)
    wrong = [str(one) for one in impossible.index[impossible.to_numpy(dtype=bool)]]
    named = (*wrong[:SHOWN], *(("…",) if len(wrong) > SHOWN else ()))
    return (problem(DURATIONS_IMPOSSIBLE, n=len(wrong), respondents=named),) if wrong else ()


def durations(responses: Responses) -> pd.Series[float] | None:
    """Seconds of each respondent, as the platform tells: in all, else by pages, else from start to end; None if unknown."""
    told = _told(responses)
    known = None if told is None else told.where(told > 0)
    return known if known is not None and known.notna().any() else None


def _told(responses: Responses) -> pd.Series[float] | None:
    """`durations` with those that cannot be."""
    received = responses.received
    if "duration" in received and received["duration"].notna().any():
        return received["duration"].astype("Float64").astype(float)
    if not (pages := _pages(responses)).empty:
        return pages.where(pages > 0).sum(axis=1, skipna=False)
    if {"started", "timestamp"} <= set(received.columns) and received["started"].notna().any():
        return (received["timestamp"] - received["started"]).dt.total_seconds()
    return None


def _pages(responses: Responses) -> pd.DataFrame:
    names = [name for name in responses.received.columns if str(name).startswith(PAGE)]
    pages = responses.received[names].astype("Float64").astype(float) if names else pd.DataFrame(index=responses.answers.index)
    return pages.dropna(axis=1, how="all")


RULE = Rule(
    "speeders",
    find,
    drops=True,
    parameters={
        "seconds": parameters.seconds(),
        "share": parameters.number(0.4, 0.01, 1),
        "pages": parameters.number(0.5, 0.01, 1),
    },
)
