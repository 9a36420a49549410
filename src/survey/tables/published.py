"""The audit of printed numbers as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.numbers import count_range
from survey.i18n.text import Language


def published_lines(
    base: int | None, bases: pd.DataFrame, percents: pd.DataFrame, words: pd.DataFrame, figures: pd.DataFrame, language: Language
) -> Iterator[str]:
    """The base with its exceptions, then a line for each question: what each printed number or word can be.

    The frames are those of `survey.audit.published.audit_published`.
    """
    yield from _base_lines(base, bases, language)
    for figure in figures.to_dict("records"):
        said = [*_numbers(percents[percents["item"] == figure["item"]], language)]
        said += [_word(word, language) for word in words[words["item"] == figure["item"]].to_dict("records")]
        said = said or [say("published.no_number", language)]
        if figure["answers"] and not pd.isna(figure["left_high"]) and figure["left_high"] > 0:
            left = count_range(figure["left_low"], figure["left_high"], language)
            said.append(say("published.left", language, left=left))
        place = str(figure["item"])
        if figure["figure"] != figure["item"]:  # a publication need not have figures
            place = say("published.figure", language, figure=figure["figure"], item=figure["item"])
        yield f"{place}: {'; '.join(said)}"


def _base_lines(base: int | None, bases: pd.DataFrame, language: Language) -> Iterator[str]:
    together = bases[bases["item"].isna()]
    if base is None:
        yield say("published.base_unknown", language)
    else:
        own = together[together["base"] == base]
        if len(own):
            row = own.iloc[0]
            yield say("published.base", language, base=base, contradicted=int(row["contradicted"]), percents=int(row["percents"]))
            for exception in bases[bases["item"].notna() & (bases["base"] == base) & ~bases["chosen"]].to_dict("records"):
                yield say(
                    "published.base_of_others", language, contradicted=int(exception["contradicted"]), item=exception["item"]
                )
        others = [
            say("published.other_base", language, base=row["base"], contradicted=row["contradicted"])
            for row in together[together["base"] != base].to_dict("records")
        ]
        if others:
            yield say("published.other_bases", language, bases="; ".join(others))
    for item, rows in bases[bases["item"].notna()].groupby("item", sort=False):
        chosen = int(rows["base"][rows["chosen"]].iloc[0])
        rest = [str(row) for row in rows["base"][(rows["contradicted"] == 0) & ~rows["chosen"]]]
        other = (
            say("published.exception_others", language, bases=", ".join(rest))
            if rest
            else say("published.exception_alone", language)
        )
        yield say("published.exception", language, item=item, base=chosen, others=other)


def _numbers(rows: pd.DataFrame, language: Language) -> Iterator[str]:
    chosen = rows[rows["chosen"]]
    for row in (chosen if len(chosen) else rows.drop_duplicates(["answer", "percent"])).drop_duplicates().to_dict("records"):
        told = {"answer": row["answer"], "percent": _written(row["percent"], language)}
        if not len(chosen):
            yield say("published.number_open", language, **told)
        elif row["possible"]:
            counts = f"{count_range(row['low'], row['high'], language)}/{row['base']}"
            yield say("published.number", language, **told, counts=counts)
        else:
            yield say("published.number_impossible", language, **told)


def _written(percent: str, language: Language) -> str:
    return percent if language == "en" else percent.replace(".", ",")


def _word(row: dict[Any, Any], language: Language) -> str:
    counts = "" if pd.isna(row["low"]) else count_range(row["low"], row["high"], language)
    return say(f"published.word_{row['says']}", language, answer=row["answer"], printed=row["printed"], counts=counts)
