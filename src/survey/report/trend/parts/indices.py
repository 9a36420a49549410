"""The indices that two waves or more have."""

from __future__ import annotations

import pandas as pd

from survey.analysis.trend_index import index_trend
from survey.errors import TREND_NOWHERE_ELSE, SurveyError
from survey.i18n.catalogue import say
from survey.report.trend.trend_report import TrendReport
from survey.tables.indices import part_of
from survey.tables.trend import index_trend_table


def write(report: TrendReport) -> str:
    """The table of means; nothing where the waves share no index."""
    frames, names = [], {}
    for index in report.waves[-1].instrument.indices:
        try:
            found = index_trend(report.printed, index.id)
        except SurveyError as refused:
            if refused.code == TREND_NOWHERE_ELSE:
                continue
            raise
        if any(report.guards[place].without_base(item) for place in range(len(report.waves)) for item in index.items):
            continue
        frames.append(found)
        targets = dict.fromkeys(None if pd.isna(one) else str(one) for one in found["target"])
        for place, target in enumerate(targets, 1):
            names[index.id, target] = _name(report, index.id, target, (len(frames), place))
    if not frames:
        return ""
    table = index_trend_table(
        pd.concat(frames, ignore_index=True),
        report.names,
        names,
        report.language,
        table_id="trend--indices",
        caption=report.say("indices_table"),
    )
    return "\n\n".join([f"# {report.say('indices')}", report.say("indices_intro"), report.table(table)])


def _name(report: TrendReport, name: str, target: str | None, place: tuple[int, int]) -> str:
    """The title of an index with what a row of it is about; of invented answers its number, and that of the row."""
    language = report.language
    if report.synthetic:
        words = say("report.measurement_neutral_index", language, number=place[0])
        part = say("report.measurement_neutral_answer", language, number=place[1]) if target is not None else ""
    else:
        index = report.waves[-1].instrument.index(name)
        words = f"{index.id}. {index.title[language]}"
        part = part_of(index, target, report.waves[-1].instrument, language)
    return f"{words} ({part})" if part else words
