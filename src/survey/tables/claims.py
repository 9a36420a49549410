"""The audit of claims as words and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isnan
from typing import Any

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import DASH, count_and_percent, count_range, number
from survey.i18n.text import Language, Text
from survey.instrument.model import Instrument
from survey.instrument.rows import item_or_row
from survey.instrument.wording import answer_text
from survey.tables.p_value import p_range
from survey.tables.table import Column, Table

REASONED = ("not_measured", "needs_sample")
ORDER = ("false", "not_demonstrated", "true", "partly", "open", "undefined", *REASONED)
"""In which order the verdicts stand for readers: what the data decide, then what they cannot."""

Row = dict[Any, Any]


def counts_table(verdicts: pd.DataFrame, language: Language) -> Table:
    """How many claims have each verdict, and what the verdict means. verdicts: as in `survey.audit.claims.audit_claims`."""
    columns = (
        Column(say("claims.verdict", language), "left"),
        Column(say("claims.claims", language)),
        Column(say("claims.meaning", language), "left"),
    )
    found = verdicts["verdict"].value_counts()
    rows = tuple(
        (say(f"claims.verdict_{name}", language), str(found[name]), say(f"claims.meaning_{name}", language))
        for name in ORDER
        if name in found
    )
    return Table("report--claims", say("claims.counts_caption", language), columns, rows)


def claims_table(
    verdict: str,
    verdicts: pd.DataFrame,
    evidence: pd.DataFrame,
    texts: Mapping[str, Text],
    instrument: Instrument,
    language: Language,
    names: Mapping[str, str] | None = None,
) -> Table:
    """The claims with one verdict: what is known of those who answered, p under the model, and whether the verdict is robust.

    Parameters
    ----------
    verdict
        One of `ORDER`.
    verdicts, evidence
        The frames of `survey.audit.claims.audit_claims`.
    texts
        The claims in words, by id.
    instrument, language
        For the words of questions and answers.
    names
        How a claim is called where not by its id, e.g. with a mark of doubt.

    Returns
    -------
    Table `report--claims-<verdict>`, a row for each test, the claim in words on its first row; claims that cannot be tested have
    the reason instead of p and robust.
    """
    chosen = verdicts[verdicts["verdict"] == verdict]
    reasoned = verdict in REASONED
    known = Column(say("claims.reason" if reasoned else "claims.facts", language), "left")
    columns = [Column("№", "left", whole=True), Column(say("claims.claim", language), "left"), known]
    if not reasoned:
        columns += [Column(say("claims.p", language), "left"), Column(say("claims.robust", language))]
    rows: list[tuple[str, ...]] = []
    for row in chosen.to_dict("records"):
        own = evidence[evidence["claim"] == row["claim"]]
        named, end = (
            ((names or {}).get(row["claim"], str(row["claim"])), texts[row["claim"]][language]),
            _robust(row["robust"], language),
        )
        for facts, p in evidence_words(own, instrument, language):
            rows.append((*named, facts) if reasoned else (*named, facts, p, end))
            named, end = ("", ""), ""
    name = say(f"claims.verdict_{verdict}", language)
    caption = say("claims.caption", language, verdict=name)
    return Table(f"report--claims-{verdict.replace('_', '-')}", caption, tuple(columns), tuple(rows))


def _robust(robust: bool | None, language: Language) -> str:
    return DASH if robust is None else say("claims.robust_yes" if robust else "claims.robust_no", language)


def claims_lines(
    verdicts: pd.DataFrame, evidence: pd.DataFrame, texts: Mapping[str, Text], instrument: Instrument, language: Language
) -> Iterator[str]:
    """The audit for a terminal: each claim with its verdict, and under it what the data say."""
    for row in verdicts.to_dict("records"):
        verdict = say(f"claims.verdict_{row['verdict']}", language)
        yield say("claims.line", language, claim=row["claim"], verdict=verdict, text=texts[row["claim"]][language])
        for facts, p in evidence_words(evidence[evidence["claim"] == row["claim"]], instrument, language):
            yield say("claims.line_facts" if p == DASH else "claims.line_p", language, facts=facts, p=p)
        if row["robust"] is False:
            yield say("claims.not_robust", language)


def evidence_words(evidence: pd.DataFrame, instrument: Instrument, language: Language) -> Iterator[tuple[str, str]]:
    """(what is known, p) for each test of a claim; a p that there is not is a dash."""
    crossed = evidence[evidence["kind"] == "crossed"]
    for row in evidence[evidence["kind"] != "crossed"].to_dict("records"):
        if row["kind"] == "reason":
            yield say(f"claims.reason_{row['reason']}", language), DASH
            continue
        facts = "; ".join(_facts(row, instrument, language))
        yield say("claims.said", language, test=say(f"claims.test_{row['test']}", language), facts=facts), _p(row, language)
    if len(crossed):
        yield _crossed(crossed, instrument, language)


def _p(row: Row, language: Language) -> str:
    """The adjusted p, or the plain one of a test that does not ask for a small one; its range where the counts are open, and how
    many people with both answers would make it small."""
    ends = row["model_p_holm_low"], row["model_p_holm_high"]
    if isnan(ends[0]):
        ends = row["model_p_low"], row["model_p_high"]
    p = p_range(*ends, language)
    if isnan(row["needed_for_significance"]):
        return p
    key = "claims.p_from" if row["test"] == "associated" else "claims.p_up_to"
    return say(key, language, p=p, needed=number(row["needed_for_significance"], language))


def _facts(row: Row, instrument: Instrument, language: Language) -> Iterator[str]:
    base = count_range(*_whole(row["base_low"], row["base_high"]), language)
    named: dict[str, Any] = {
        place: _answer(instrument, row[place], row[f"{place}_codes"], language)
        for place in ("first", "second")
        if isinstance(row[place], str)
    }
    if row["kind"] == "share":
        count = count_and_percent(*_whole(row["low"], row["high"]), int(row["base_low"]), language)
        yield say("claims.fact_share", language, people=count, base=base, **named)
        return
    if row["kind"] == "same":
        items = ", ".join(item_or_row(instrument, name).number for name in str(row["reason"]).split())
        yield say("claims.fact_same", language, items=items, both=_range(row, "", language), base=base)
        return
    counts: dict[str, Any] = {f"{place}_count": _range(row, f"{place}_", language) for place in ("first", "second")}
    both = _range(row, "", language) if not isnan(row["low"]) else DASH
    yield say(f"claims.fact_{row['kind']}", language, base=base, both=both, **named, **counts)
    yield from _association(row, language) if row["kind"] == "associated" else ()


def _association(row: Row, language: Language) -> Iterator[str]:
    """How many with both answers one would expect without association, and how many would make one."""
    if not isnan(row["expected"]):
        yield say("claims.fact_expected", language, expected=number(row["expected"], language, 1))
    if not isnan(row["needed"]):
        yield say("claims.fact_needed", language, needed=number(row["needed"], language))


def _crossed(rows: pd.DataFrame, instrument: Instrument, language: Language) -> tuple[str, str]:
    """All questions that are crossed with one, in one line."""
    by = item_or_row(instrument, rows["second"].iloc[0]).label[language]
    p = rows["model_p_holm_high"].dropna()
    if p.empty:
        facts = say("claims.fact_crossed_margins", language, by=by, n=len(rows))
        return facts, DASH
    facts = say("claims.fact_crossed", language, by=by, n=len(rows), found=int((p <= 0.05).sum()))
    return facts, p_range(float(p.min()), float(p.max()), language)


def _whole(low: float, high: float) -> tuple[int, int]:
    return int(low), int(high)


def _range(row: Row, place: str, language: Language) -> str:
    return count_range(*_whole(row[f"{place}low"], row[f"{place}high"]), language)


def _answer(instrument: Instrument, name: str, codes: Sequence[str] | Iterable[str], language: Language) -> str:
    item = item_or_row(instrument, name)
    words = " / ".join(answer_text(item, code, language) for code in codes)
    return say("claims.answer", language, number=item.number, answer=words)
