"""How the values of the indices are distributed over the respondents."""

from __future__ import annotations

import numpy as np
import pandas as pd

from survey.analysis.index_scores import indices
from survey.i18n.numbers import number
from survey.instrument.model import Index, IndexModel, Instrument
from survey.instrument.rows import item_or_row
from survey.instrument.wording import answer_text
from survey.plots.alt_measurement import distributions_alt_text
from survey.plots.distribution import distributions as draw
from survey.report.measurement.section import Section
from survey.tables.mentions import mentions_table

SCORES = (IndexModel.REFLECTIVE, IndexModel.FORMATIVE)
SAME = 6  # decimals to which two values are one


def distributions(section: Section) -> list[str]:
    """A small chart for each score, a table for each count of mentions; nothing where the questionnaire has neither."""
    report = section.report
    kinds = {index.id: index.model for index in report.instrument.indices}
    if not any(model in (*SCORES, IndexModel.COUNT) for model in kinds.values()):
        return []
    values = indices(report.wave)
    charts = {}
    for index in report.instrument.indices:
        if index.model in SCORES:
            found = values.loc[values["index"] == index.id, "value"].dropna()
            people = section.report.say("measurement_people", n=number(len(found), report.language))
            charts[f"{section.names.indices[index.id]} ({people})"] = counted(found, possible(index))
    parts = [f"## {section.say('measurement_distributions')}", section.say("measurement_distributions_intro")]
    if charts:
        parts.append(
            report.figure(
                draw(charts, report.language),
                "report--distributions",
                report.say("measurement_distributions_caption"),
                distributions_alt_text(charts, report.language),
            )
        )
    parts += [_mentions(section, index, values) for index in report.instrument.indices if index.model is IndexModel.COUNT]
    return [*parts, section.conclusions("distributions")]


def possible(index: Index) -> list[float]:
    """The values of somebody who answered every question of a score, ascending.

    >>> from survey.i18n.text import Text
    >>> tea = Text(en="Tea")
    >>> index = Index("T", tea, tea, IndexModel.FORMATIVE, {"a": {"y": 1, "n": 0}, "b": {"y": 1, "n": 0, "x": None}}, 1, tea)
    >>> possible(index)
    [0.0, 50.0, 100.0]
    """
    sums = {0.0}
    for scores in index.scores.values():
        known = {score for score in scores.values() if score is not None}
        sums = {round(before + score, SAME) for before in sums for score in known}
    return sorted(100 * total / len(index.scores) for total in sums)


def counted(values: pd.Series[float], scale: list[float]) -> pd.DataFrame:
    """How many people have each value of the scale or another one that occurs.

    >>> counted(pd.Series([0.0, 100.0, 100.0]), [0.0, 50.0, 100.0])["n"].tolist()
    [1, 0, 2]
    """
    found = np.round(values.to_numpy(dtype=float), SAME)
    levels = sorted({*np.round(scale, SAME).tolist(), *found.tolist()})
    return pd.DataFrame({"value": levels, "n": [int((found == level).sum()) for level in levels]})


def _mentions(section: Section, index: Index, values: pd.DataFrame) -> str:
    """Of each answer and group of answers of a count, how many people named it how often."""
    report = section.report
    own = values[values["index"] == index.id]
    rows = {}
    for place, (target, found) in enumerate(own.groupby("target", sort=False), 1):
        name = report.say("measurement_neutral_answer", number=place)
        if not section.names.neutral:
            name = _called(report.instrument, index, str(target), section)
        most = int(found["items"].iloc[0])
        known = found["value"].dropna().astype(int)
        rows[name] = [int((known == times).sum()) for times in range(most + 1)]
    title = section.names.indices[index.id]
    table = mentions_table(
        rows,
        report.language,
        table_id=f"report--mentions-{[one.id for one in report.instrument.indices].index(index.id) + 1}",
        caption=report.say("measurement_mentions_caption", index=title),
        heading=report.say("measurement_answer"),
    )
    return report.table(table)


def _called(instrument: Instrument, index: Index, target: str, section: Section) -> str:
    """An answer or a group of answers in words."""
    language = section.report.language
    if target in instrument.groups and target not in index.targets:
        return instrument.groups[target][language]
    offering = next(item for item in (item_or_row(instrument, name) for name in index.items) if target in item.codes)
    return answer_text(offering, target, language)
