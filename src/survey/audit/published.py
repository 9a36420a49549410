"""What a publication printed, checked by arithmetic alone: which counts its percents can be, and what cannot be true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd

from survey import shipped
from survey.audit.document_arithmetic import counts_of, decimals, interval_of, nearest_percents
from survey.audit.judge import as_decimal, percent_of
from survey.audit.published_bases import Candidate, Share, candidates, common_base, fits, own_bases
from survey.audit.published_file import Printed, read_published
from survey.audit.published_words import Wording, false_texts, false_words, wordings
from survey.errors import (
    BASE_DIFFERS,
    COUNT_OVER_BASE,
    COUNT_PERCENT,
    NO_NUMBER,
    NOT_A_BASE,
    PERCENT_IMPOSSIBLE,
    PUBLISHED_NOWHERE,
    PUBLISHED_SUM,
    SAID_TWICE,
    Figures,
    Problem,
    error,
    problem,
)

PUBLISHED = "published.csv"
SHOWN = 5  # candidate bases in the frame `bases`

Items = Mapping[str, Sequence[Printed]]


@dataclass(frozen=True)
class PublishedAudit:
    """What was found; frames, described in `audit_published`.

    base: that of most questions; None where the percents do not tell it. findings: problems in the order of the file.
    """

    base: int | None
    figures: pd.DataFrame
    percents: pd.DataFrame
    bases: pd.DataFrame
    words: pd.DataFrame
    findings: tuple[Problem, ...]


def published_path(path: Path) -> Path:
    """The table itself, or `published.csv` of the folder or of the name of a wave."""
    path = shipped.find("data", path) or path
    if not path.is_dir():
        return path
    if not (path / PUBLISHED).is_file():
        raise error(PUBLISHED_NOWHERE, path=path)
    return path / PUBLISHED


def audit_published(source: str | Path | pd.DataFrame, base: int | None = None) -> PublishedAudit:
    """Check the printed percents of a survey against each other.

    Parameters
    ----------
    source
        The folder of a wave (only its published.csv is read), a table file, or a frame, with the columns item, answer, percent
        and, where there are any, figure, n (count), base, qualifier, text, note. `qualifier` says how the percent was printed:
        empty or `exact`; `more than`, `less than`, `close to`; `ratio 2.3:1`; words such as `majority` or `two thirds`;
        `multiple` where a person could give several answers.
    base
        How many people answered, where it is known; None finds it from the percents.

    Returns
    -------
    PublishedAudit:

    - `percents`: for each printed percent (figure, item, answer, percent) and each candidate base: base, low, high (the counts
      that are printed so, NA where none is), possible, chosen (whether it is the base of this question).
    - `bases`: item (None: all questions together), base, contradicted (how many percents have no count), percents (of how many),
      evidence (by how much the base explains the percents better than chance, natural logarithm), chosen.
    - `figures`: figure, item, answers (with an exact number), base, sum_percent, sum_low, sum_high (counts), left_low, left_high
      (what all other answers share), findings.
    - `words`: figure, item, answer, printed, kind (`ratio`, `bound`, `word`), low, high (counts that make it true), known_low,
      known_high (counts that the exact percents leave), says (`holds`, `never`, `open`).
    - `findings`: percents that no count gives, answers that add up to more than the whole, a number that was printed twice
      differently, a question with another base, words and ratios that the counts contradict, figures without an exact number.

    Raises
    ------
    DataError
        The file is missing or broken; missing columns; cells that are no percents, counts or ratios; a base below 1.

    Notes
    -----
    k of n is printed as p with d decimals where p - u/2 <= 100 k / n < p + u/2 with u = 10**-d: half up. The base:
    `survey.audit.published_bases.candidates`.

    Examples
    --------
    >>> rows = [("tea", "yes", "72.9"), ("tea", "no", "30.1"), ("milk", "yes", "57.3"), ("milk", "no", "42.7")]
    >>> found = audit_published(pd.DataFrame(rows, columns=["item", "answer", "percent"]), base=96)
    >>> [(problem.code, problem.place.row) for problem in found.findings]
    [('SQ-R70', 3), ('SQ-R80', 3)]
    """
    if base is not None and base < 1:
        raise error(NOT_A_BASE, value=base)
    rows = read_published(source if isinstance(source, pd.DataFrame) else published_path(Path(source)))
    items: dict[str, list[Printed]] = {}
    for row in rows:
        items.setdefault(row.item, []).append(row)
    found = candidates(share for own in items.values() for share in _shares(own, stated=False))
    common = base if base is not None else common_base(found)
    others = {item: _own(own, common) for item, own in items.items()}
    chosen = {item: bases[0] if bases else common for item, bases in others.items()}
    known = {item: base for item, base in chosen.items() if base is not None}
    said = tuple(wordings(rows, known))
    findings = [problem for own in items.values() for problem in _findings(own, known.get(own[0].item), common)]
    findings += [*false_words(said, known), *false_texts(rows, known), *_without_numbers(rows)]
    findings.sort(key=lambda problem: problem.place.row or 0)
    return PublishedAudit(
        base=common,
        figures=_figures(items, known, findings),
        percents=_percents(items, chosen, common, found),
        bases=_bases(found, common, items, others),
        words=_words(said),
        findings=tuple(findings),
    )


# -- bases -------------------------------------------------------------------------------------------------------------
def _shares(rows: Sequence[Printed], *, stated: bool) -> tuple[Share, ...]:
    """Percents of one question that say something about its base; `stated`: also those whose base is printed."""
    return tuple((row.percent, row.n) for row in rows if row.percent and not row.about and (stated or row.base is None))


def _own(rows: Sequence[Printed], common: int | None) -> tuple[int, ...]:
    """The printed base of a question, or those that fit it better than the common one."""
    printed = tuple(dict.fromkeys(row.base for row in rows if row.base is not None))
    return printed or (own_bases(_shares(rows, stated=True), common) if common else ())


# -- findings ----------------------------------------------------------------------------------------------------------
def _findings(rows: Sequence[Printed], base: int | None, common: int | None) -> Iterator[Problem]:
    """What is wrong with the exact numbers of one question."""
    if base is not None and base != common and not any(row.base for row in rows) and common is not None:
        first = next(row for row in rows if row.percent)
        yield problem(BASE_DIFFERS, first.place, item=first.item, base=base, common=common)
    seen: dict[str, Printed] = {}
    for row in rows:
        if base is not None and row.n is not None and row.n > base:
            yield problem(COUNT_OVER_BASE, row.place, printed=str(row.n), base=base)
        elif base is not None and row.percent and not row.about and not fits((row.percent, row.n), base):
            yield _impossible(row, base)
        if not row.exact:
            continue
        before = seen.setdefault(row.answer, row)
        if not _agree(before, row, base):
            yield problem(SAID_TWICE, row.place, printed=Figures(_written(row)), before=Figures(_written(before)))
    if len(seen) > 1 and not any(row.several for row in rows) and _too_much(tuple(seen.values()), base):
        yield _sum(tuple(seen.values()), base)


def _agree(first: Printed, second: Printed, base: int | None) -> bool:
    """Whether one count may have been printed as both; where no base is known, whether the percents differ by their rounding."""
    counts = [_counts(row, base) for row in (first, second)]
    one, two = counts
    if one is not None and two is not None:
        return one[0] <= two[1] and two[0] <= one[1]
    if first.percent is None or second.percent is None:
        return True
    ranges = interval_of(first.percent), interval_of(second.percent)
    return ranges[0][0] <= ranges[1][1] and ranges[1][0] <= ranges[0][1]


def _counts(row: Printed, base: int | None) -> tuple[int, int] | None:
    """Which counts a row may stand for; None where its base is not known or none is printed so."""
    if row.n is not None:
        return row.n, row.n
    return counts_of(row.percent, base) if base and row.percent else None


def _written(row: Printed) -> str:
    return f"{row.percent}%" if row.percent else str(row.n)


def _impossible(row: Printed, base: int) -> Problem:
    percent = row.percent or "0"
    if row.n is not None:
        true = f"{row.n}/{base} = {percent_of(row.n, base, decimals(percent))}%"
        return problem(COUNT_PERCENT, row.place, printed=Figures(f"{row.n}, {percent}%"), base=base, possible=Figures(true))
    near = ", ".join(f"{value}% ({count}/{base})" for count, value in nearest_percents(percent, base))
    return problem(PERCENT_IMPOSSIBLE, row.place, printed=Figures(f"{percent}%"), base=base, possible=Figures(near))


def _too_much(rows: Sequence[Printed], base: int | None) -> bool:
    if sum(interval_of(row.percent)[0] for row in rows if row.percent) > 100:
        return True
    least = [counts[0] for row in rows if (counts := _counts(row, base)) is not None]
    return base is not None and len(least) == len(rows) and sum(least) > base


def _sum(rows: Sequence[Printed], base: int | None) -> Problem:
    """The sum, and what the first answer leaves for the others."""
    first, last = rows[0], rows[-1]
    counts = _counts(first, base)
    if base and counts and not all(row.percent for row in rows):
        figures = [row.n if row.n is not None else (_counts(row, base) or (0, 0))[0] for row in rows]
        printed, total, rest = " + ".join(map(_written, rows)), str(sum(figures)), f"{base - counts[0]}/{base}"
        return problem(
            PUBLISHED_SUM, last.place, item=first.item, printed=Figures(printed), total=Figures(total), rest=Figures(rest)
        )
    places = max(decimals(row.percent or "0") for row in rows)
    total = f"{as_decimal(sum((Fraction(row.percent or 0) for row in rows), Fraction(0)), places)}%"
    rest = f"{as_decimal(100 - Fraction(first.percent or 0), places)}%"
    if base and counts and counts[0] == counts[1]:
        rest = f"{percent_of(base - counts[0], base, decimals(first.percent or ''))}% ({base - counts[0]}/{base})"
    printed = " + ".join(f"{row.percent}%" for row in rows)
    told = {name: Figures(words) for name, words in (("printed", printed), ("total", total), ("rest", rest))}
    return problem(PUBLISHED_SUM, last.place, item=first.item, **told)


def _without_numbers(rows: Sequence[Printed]) -> Iterator[Problem]:
    """Figures of which nothing exact was printed.

    "More than 4%" of one figure is a number of that figure; said of several figures at once it is a bound of each and no number.
    """
    shared: dict[tuple[str | None, str, str], set[str]] = {}
    for row in rows:
        if row.percent and row.about:
            shared.setdefault((row.percent, row.qualifier, row.text), set()).add(row.figure)
    figures: dict[str, list[Printed]] = {}
    for row in rows:
        figures.setdefault(row.figure, []).append(row)
    for figure, own in figures.items():
        if not any(row.exact or _of_its_own(row, shared) for row in own):
            yield problem(NO_NUMBER, own[0].place, figure=figure, item=own[0].item)


def _of_its_own(row: Printed, shared: Mapping[tuple[str | None, str, str], set[str]]) -> bool:
    return bool(row.percent and row.about) and len(shared[row.percent, row.qualifier, row.text]) == 1


# -- frames ------------------------------------------------------------------------------------------------------------
def _percents(items: Items, chosen: Mapping[str, int | None], common: int | None, found: Sequence[Candidate]) -> pd.DataFrame:
    looked_at = [common] if common else [one.base for one in found[:SHOWN]]
    rows: list[dict[str, Any]] = []
    for item, own in items.items():
        base = chosen[item]
        for candidate in dict.fromkeys([*([base] if base else []), *looked_at]):
            for row in own:
                if row.percent is None or row.about:
                    continue
                counts = counts_of(row.percent, candidate) if fits((row.percent, row.n), candidate) else None
                if counts and row.n is not None:
                    counts = row.n, row.n
                rows.append(
                    {"figure": row.figure, "item": item, "answer": row.answer, "percent": row.percent, "base": candidate}
                    | {"low": counts[0] if counts else pd.NA, "high": counts[1] if counts else pd.NA}
                    | {"possible": counts is not None, "chosen": candidate == base}
                )
    columns = ["figure", "item", "answer", "percent", "base", "low", "high", "possible", "chosen"]
    return pd.DataFrame(rows, columns=columns).astype({"low": "Int64", "high": "Int64"})


def _bases(found: Sequence[Candidate], common: int | None, items: Items, others: Mapping[str, Sequence[int]]) -> pd.DataFrame:
    shown = list(found[:SHOWN])
    shown += [one for one in found[SHOWN:] if one.base == common]
    rows: list[tuple[Any, ...]] = [
        (None, one.base, one.contradicted, one.percents, one.evidence, one.base == common) for one in shown if one.percents
    ]
    for item, bases in others.items():
        shares = _shares(items[item], stated=True)
        if bases and shares:
            looked_at = dict.fromkeys([*bases[:SHOWN], *([common] if common else [])])
            evidence = {one.base: one.evidence for one in candidates(shares)}
            rows += [
                (item, one, sum(not fits(share, one) for share in shares), len(shares), evidence.get(one), one == bases[0])
                for one in looked_at
            ]
    return pd.DataFrame(rows, columns=["item", "base", "contradicted", "percents", "evidence", "chosen"]).astype({"item": object})


def _figures(items: Items, known: Mapping[str, int], findings: Sequence[Problem]) -> pd.DataFrame:
    rows = []
    for item, own in items.items():
        base = known.get(item)
        exact = {row.answer: row for row in own if row.exact}
        percents = [Fraction(row.percent) for row in exact.values() if row.percent]
        ranges = [counts for row in exact.values() if base and (counts := _counts(row, base)) is not None]
        complete = base is not None and bool(exact) and len(ranges) == len(exact)
        low, high = sum(each[0] for each in ranges), sum(each[1] for each in ranges)
        places = {row.place.row for row in own}
        digits = max((decimals(row.percent) for row in exact.values() if row.percent), default=0)
        rows.append(
            {
                "figure": own[0].figure, "item": item, "answers": len(exact), "base": base or pd.NA,
                "sum_percent": as_decimal(sum(percents, Fraction(0)), digits) if percents else None,
                "sum_low": low if complete else pd.NA, "sum_high": high if complete else pd.NA,
                "left_low": max(0, (base or 0) - high) if complete else pd.NA,
                "left_high": max(0, (base or 0) - low) if complete else pd.NA,
                "findings": sum(problem.place.row in places for problem in findings),
            }
        )  # fmt: skip
    numbers = dict.fromkeys(("base", "sum_low", "sum_high", "left_low", "left_high"), "Int64")
    return pd.DataFrame(rows).astype(numbers) if rows else pd.DataFrame()


def _words(said: Sequence[Wording]) -> pd.DataFrame:
    rows = [
        (one.row.figure, one.row.item, one.row.answer, f"{one.row.qualifier} {one.row.percent or ''}".strip(), one.kind)
        + (one.counts or (pd.NA, pd.NA)) + one.known + (one.says,)
        for one in said
    ]  # fmt: skip
    columns = ["figure", "item", "answer", "printed", "kind", "low", "high", "known_low", "known_high", "says"]
    return pd.DataFrame(rows, columns=columns).astype({"low": "Int64", "high": "Int64"})
