"""Questions that are read together: distances, risks and forecasts, as far as the questionnaire declares them."""

from __future__ import annotations

from collections.abc import Sequence

from survey.analysis.equidistance import equidistance
from survey.analysis.forecasts import forecasts
from survey.analysis.risks import risks
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.instrument.model import DeclaredMeasure, MeasureKind
from survey.plots.risk_map import risk_map, risk_map_alt_text
from survey.plots.spans import spans, spans_alt_text
from survey.report.layout import callout
from survey.report.measurement.names import letters
from survey.report.report import Report
from survey.tables import measures as tables
from survey.tables.table import table_id

PERCENTS = (0, 20, 40, 60, 80, 100)


def write(report: Report) -> str:
    """The declared measures in the order of the questionnaire; of a wave of margins only why there are none."""
    declared = report.instrument.measures
    if not declared:
        return ""
    parts = [f"# {_say(report, 'title')}"]
    if report.wave.responses is None:
        return "\n\n".join([*parts, _say(report, "needs_rows")])
    if report.wave.synthetic:
        parts.append(callout("important", report.say("measurement_neutral_title"), report.say("measurement_neutral")))
    kinds = {MeasureKind.EQUIDISTANCE: _distances, MeasureKind.FORECASTS: _forecasts, MeasureKind.RISKS: _risks}
    for measure in declared:
        title = _title(report, measure)
        note = [] if measure.note is None or report.wave.synthetic else [escape(measure.note[report.language])]
        introduction = _say(report, f"intro_{measure.kind}")
        parts += [f"## {escape(title)}", introduction, *note, *kinds[measure.kind](report, measure, title)]
    return "\n\n".join(parts)


def _say(report: Report, key: str) -> str:
    return say(f"measures.{key}", report.language)


def _title(report: Report, measure: DeclaredMeasure) -> str:
    """The title; of invented answers the kind of measure with a letter, so that nobody quotes it."""
    if not report.wave.synthetic:
        return measure.title[report.language]
    letter = letters(report.instrument.measures.index(measure))
    return say(f"measures.neutral_{measure.kind}", report.language, letter=letter)


def _rows(report: Report, measure: DeclaredMeasure) -> list[str]:
    """What the rows of a matrix are called."""
    rows = report.instrument.item(measure.items[0]).rows
    return _neutral(report, len(rows)) or [(row.label or row.text)[report.language] for row in rows]


def _neutral(report: Report, count: int) -> list[str]:
    if not report.wave.synthetic:
        return []
    return [say("measures.neutral_row", report.language, letter=letters(place)) for place in range(count)]


def _named(measure: DeclaredMeasure, part: str) -> str:
    return f"measure-{table_id(measure.id)}--{part}"


def _distances(report: Report, measure: DeclaredMeasure, title: str) -> list[str]:
    found, labels, language = equidistance(report.wave, measure.items[0]), _rows(report, measure), report.language
    ticks = range(found.scale[0], found.scale[1] + 1)
    figure = report.figure(
        spans(found.distances, labels, ticks, language),
        _named(measure, "figure"),
        say("measures.distances_caption", language, title=title),
        spans_alt_text(found.distances, labels, title, language),
    )
    each = tables.distances_table(
        *(found.distances, labels, language),
        table_id=_named(measure, "each"),
        caption=say("measures.distances_caption", language, title=title),
    )
    left_out = int(found.people["sd"].isna().sum())
    apart = tables.spread_table(
        *(found.summary, language),
        table_id=_named(measure, "spread"),
        caption=say("measures.spread_caption", language, title=title),
        at_least=found.at_least,
        left_out=left_out,
    )
    return [figure, report.table(each), report.table(apart)]


def _forecasts(report: Report, measure: DeclaredMeasure, title: str) -> list[str]:
    found, language = forecasts(report.wave, measure.items), report.language
    items = [report.instrument.item(name) for name in measure.items]
    labels = _neutral(report, len(items)) or [item.label[language] for item in items]
    caption = say("measures.forecasts_caption", language, title=title)
    alt = spans_alt_text(found.table, labels, title, language)
    figure = report.figure(spans(found.table, labels, PERCENTS, language), _named(measure, "figure"), caption, alt)
    given = tables.forecasts_table(found.table, labels, language, table_id=_named(measure, "given"), caption=caption)
    parts = [figure, report.table(given)]
    if not found.table["happened"].notna().any():
        return [*parts, _say(report, "no_outcomes")]
    scores = tables.scores_table(
        *(found.table, labels, language),
        table_id=_named(measure, "scores"),
        caption=say("measures.scores_caption", language, title=title),
        sources=_sources(report, measure, labels),
    )
    calibrated = tables.calibration_table(
        *(found.calibration, language),
        table_id=_named(measure, "calibration"),
        caption=say("measures.calibration_caption", language, title=title),
    )
    return [*parts, report.table(scores), report.table(calibrated)]


def _sources(report: Report, measure: DeclaredMeasure, labels: Sequence[str]) -> list[str]:
    """How each outcome is known."""
    known = report.wave.settings.outcomes
    return [
        say("measures.outcome_source", report.language, event=label, source=known[name].source[report.language].rstrip("."))
        for name, label in zip(measure.items, labels, strict=True)
        if name in known
    ]


def _risks(report: Report, measure: DeclaredMeasure, title: str) -> list[str]:
    found, labels, language = risks(report.wave, *measure.items), _rows(report, measure), report.language
    figure = report.figure(
        risk_map(found.table, labels, language),
        _named(measure, "figure"),
        say("measures.map_caption", language, title=title),
        risk_map_alt_text(found.table, labels, title, language),
    )
    order = tables.risks_table(
        *(found.table, labels, language),
        table_id=_named(measure, "order"),
        caption=say("measures.risks_caption", language, title=title),
    )
    cells = tables.cells_table(
        *(found.cells, language),
        table_id=_named(measure, "cells"),
        caption=say("measures.cells_caption", language, title=title),
    )
    return [figure, report.table(order), report.table(cells)]
