"""What a survey will be able to tell, as tables: a row for each case, a column for each size of the sample."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, decimals_needed, number
from survey.i18n.text import Language
from survey.tables.intervals import level_words
from survey.tables.table import Column, Table

Row = Mapping[Hashable, Any]
PLUS_MINUS = "±"


def _percent(share: float, language: Language, decimals: int = 0) -> str:
    return number(round(100 * share, 9), language, decimals)


def _columns(words: Sequence[str], sizes: Sequence[int], language: Language) -> tuple[Column, ...]:
    first = tuple(Column(say(f"plan.{word}", language), "left") for word in words)
    return (*first, *(Column(f"n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{number(n, language)}") for n in sizes))


def _cells(rows: pd.DataFrame, sizes: Sequence[int], cell: Callable[[Row], str]) -> list[str]:
    found = {int(row["n"]): row for row in rows.to_dict("records")}
    return [cell(found[n]) if n in found else DASH for n in sizes]


def shares_table(shares: pd.DataFrame, level: float, language: Language, *, frame: int | None = None) -> Table:
    """Half-widths of the interval of a share, in percentage points.

    shares: `share`, `n`, `half_width`, `coverage`, as `survey.plan` gives them. level: of the interval. frame: how many people
    the samples are drawn from, told in a note.

    >>> shares = pd.DataFrame({"share": [0.5], "n": [96], "half_width": [0.0976], "coverage": [0.948]})
    >>> shares_table(shares, 0.95, "en").rows
    (('50%', '±9.8'),)
    """
    sizes = sorted(set(shares["n"]))
    rows = []
    for share, own in shares.groupby("share", sort=False):
        cells = _cells(own, sizes, lambda row: PLUS_MINUS + _percent(row["half_width"], language, 1))
        rows.append((_with_sign(float(str(share)), language), *cells))
    ends = [_percent(end, language, 1) for end in (shares["coverage"].min(), shares["coverage"].max())]
    notes = [say("plan.shares_note", language, level=level_words(level, language), low=ends[0], high=ends[1])]
    notes.append(
        say("plan.no_frame", language) if frame is None else say("plan.with_frame", language, frame=number(frame, language))
    )
    caption = say("plan.shares_caption", language, level=level_words(level, language))
    return Table("plan-shares", caption, _columns(("share",), sizes, language), tuple(rows), notes=tuple(notes))


def _with_sign(share: float, language: Language) -> str:
    """A share that somebody chose, with as many decimals as it has, one at most."""
    return say("plan.percent", language, value=_percent(share, language, decimals_needed([round(100 * share, 9)], 1)))


def differences_table(
    differences: pd.DataFrame, smallest: pd.DataFrame, kind: str, level: float, language: Language, *, frame: int | None = None
) -> Table:
    """How often a difference is found, in percent, and the smallest that is found four times out of five.

    differences, smallest: as `survey.plan` gives them. kind: `groups` or `answers`. frame: as in `shares_table`.

    >>> rows = [("groups", None, 0.0, 96, 0.03, 0.19), ("groups", None, 0.2, 96, 0.43, 0.187)]
    >>> found = pd.DataFrame(rows, columns=["kind", "together", "difference", "n", "power", "half_width"])
    >>> least = pd.DataFrame([("groups", None, 96, 0.31)], columns=["kind", "together", "n", "difference"])
    >>> table = differences_table(found, least, "groups", 0.95, "en")
    >>> table.rows[1], table.rows[3]
    (('20 (40% and 60%)', '43'), ('Smallest difference found in 80% of samples', '31'))
    """
    chosen, least = differences[differences["kind"] == kind], smallest[smallest["kind"] == kind]
    sizes = sorted(set(chosen["n"]))
    rows = []
    for together, own in chosen.groupby("together", sort=False, dropna=False):
        around = 1.0 if pd.isna(together) else float(str(together))
        heads = () if kind == "groups" else (_with_sign(around, language),)
        for apart, cases in own.groupby("difference", sort=False):
            label = _label(float(str(apart)), around, language)
            rows.append((*heads, label, *_cells(cases, sizes, lambda row: _or_dash(row["power"], language))))
        none = own[own["difference"] == 0]
        cells = _cells(none, sizes, lambda row: PLUS_MINUS + _percent(row["half_width"], language, 1))
        rows.append((*heads, say("plan.half_width", language), *cells))
        same = least[least["together"].isna()] if pd.isna(together) else least[least["together"] == together]
        cells = _cells(same, sizes, lambda row: _or_dash(row["difference"], language))
        rows.append((*heads, say("plan.smallest", language), *cells))
    words = ("difference",) if kind == "groups" else ("together", "difference")
    return Table(
        f"plan-{kind}",
        say(f"plan.{kind}_caption", language),
        _columns(words, sizes, language),
        tuple(rows),
        notes=_about_tests(kind, sizes, level, frame, language),
    )


def _about_tests(kind: str, sizes: Sequence[int], level: float, frame: int | None, language: Language) -> tuple[str, ...]:
    """By which test a difference is found, and why there is none of a whole frame."""
    error = level_words(1 - level, language)
    if frame is None:
        return (say(f"plan.{kind}_note", language, level=error),)
    people = number(frame, language)
    note = (
        say("plan.groups_frame", language, frame=people, confidence=level_words(level, language))
        if kind == "groups"
        else say("plan.answers_frame", language, frame=people, level=error)
    )
    return (note, say("plan.whole_frame", language)) if frame in sizes else (note,)


def _label(apart: float, around: float, language: Language) -> str:
    ends = [_with_sign((around + sign * apart) / 2, language) for sign in (-1, 1)]
    if not apart:
        return say("plan.no_difference", language)
    return say("plan.apart", language, points=level_words(apart, language), low=ends[0], high=ends[1])


def _or_dash(share: float, language: Language) -> str:
    return DASH if pd.isna(share) else _percent(share, language)


def kappas_table(kappas: pd.DataFrame, level: float, replicates: int, language: Language) -> Table:
    """Half-widths of the interval of kappa in simulated samples, with how often the interval held the true value.

    kappas: as `survey.plan` gives them. replicates: samples that were simulated for each.

    >>> row = {"kappa": 0.6, "answers": 2, "rarest": 0.2, "n": 96, "formula": 0.2, "half_width": 0.21, "coverage": 0.93}
    >>> kappas_table(pd.DataFrame([row | {"coverage_error": 0.008, "without": 0}]), 0.95, 1000, "en").rows
    (('2 answers, the rarest 20%', '0.6', '±0.21 (93%)'),)
    """
    sizes = sorted(set(kappas["n"]))

    def cell(row: Row) -> str:
        if pd.isna(row["half_width"]):
            return DASH
        covered = say("plan.percent", language, value=_percent(row["coverage"], language))
        return f"{PLUS_MINUS}{number(row['half_width'], language, 2)} ({covered})"

    rows = []
    for key, own in kappas.groupby(["answers", "rarest", "kappa"], sort=False):
        answers, rarest, kappa = (float(str(part)) for part in key)
        text = say("plan.answers_of", language, n=int(answers), rarest=_with_sign(rarest, language))
        rows.append((text, number(kappa, language, 1), *_cells(own, sizes, cell)))
    apart = float((kappas["formula"] - kappas["half_width"]).abs().max())
    note = say(
        "plan.kappas_note",
        language,
        replicates=number(replicates, language),
        error=_percent(float(kappas["coverage_error"].max()), language, 1),
        apart=number(apart, language, 3),
    )
    without = float(kappas["without"].max())
    share = say("plan.percent", language, value=_percent(without, language, 1))
    notes = (note, say("plan.kappas_without", language, share=share)) if without >= 0.0005 else (note,)
    caption = say("plan.kappas_caption", language, level=level_words(level, language))
    return Table("plan-kappas", caption, _columns(("answers", "kappa"), sizes, language), tuple(rows), notes=notes)


def rules_table(rules: pd.DataFrame, factors: int, replicates: int, language: Language) -> Table:
    """How often each rule finds the true number of factors, in percent of samples, with the Monte Carlo error.

    rules: `n`, `rule`, `right`, `too_few`, `too_many`, `error`, as `survey.plan` gives them. factors: the true number.

    >>> row = {"n": 96, "rule": "map", "right": 0.88, "too_few": 0.12, "too_many": 0.0, "error": 0.03}
    >>> rules_table(pd.DataFrame([row]), 3, 100, "en").rows
    (("Velicer's minimum average partial (MAP)", '88 ± 3 (−12, +0)'),)
    """
    sizes = sorted(set(rules["n"]))

    def cell(row: Row) -> str:
        right, error, few, many = (_percent(row[name], language) for name in ("right", "error", "too_few", "too_many"))
        return f"{right} {PLUS_MINUS} {error} (\N{MINUS SIGN}{few}, +{many})"

    rows = [(say(f"tables.rule_{rule}", language), *_cells(own, sizes, cell)) for rule, own in rules.groupby("rule", sort=False)]
    caption = say("plan.rules_caption", language, factors=factors)
    note = say("plan.rules_note", language, replicates=number(replicates, language))
    return Table("plan-rules", caption, _columns(("rule",), sizes, language), tuple(rows), notes=(note,))


def loadings_table(loadings: pd.DataFrame, language: Language) -> Table:
    """How far loadings are off where the number of factors is right, with the Monte Carlo error.

    loadings: one row for each `n`, as `survey.plan` gives them.

    >>> row = {"n": 96, "rmse_own": 0.12, "rmse_own_error": 0.01, "rmse_other": 0.1, "rmse_other_error": 0.01, "similar": 0.78}
    >>> row |= {"similar_error": 0.04, "left_out": 0.2, "replicates": 100, "solved": 99}
    >>> for row in loadings_table(pd.DataFrame([row]), "en").rows:
    ...     print(row)
    ('Error of the loading on the own factor (RMSE)', '0.120 ± 0.010')
    ('Error of a loading that is 0 (RMSE)', '0.100 ± 0.010')
    ('All factors resemble the true ones, % of samples', '78 ± 4')
    ('Items left out of a sample, on average', '0.2')
    ('Samples that gave no solution, %', '1')
    """
    sizes = sorted(set(loadings["n"]))

    def with_error(name: str, scale: int, decimals: int) -> Callable[[Row], str]:
        def cell(row: Row) -> str:
            if pd.isna(row[name]):
                return DASH
            value, error = (number(scale * row[key], language, decimals) for key in (name, f"{name}_error"))
            return f"{value} {PLUS_MINUS} {error}"

        return cell

    cells = {
        "rmse_own": with_error("rmse_own", 1, 3),
        "rmse_other": with_error("rmse_other", 1, 3),
        "similar": with_error("similar", 100, 0),
        "left_out": lambda row: number(row["left_out"], language, 1),
        "unsolved": lambda row: _percent(1 - row["solved"] / row["replicates"], language),
    }
    rows = tuple((say(f"plan.{name}", language), *_cells(loadings, sizes, cell)) for name, cell in cells.items())
    columns = _columns(("measure",), sizes, language)
    return Table(
        "plan-loadings", say("plan.loadings_caption", language), columns, rows, notes=(say("plan.loadings_note", language),)
    )
