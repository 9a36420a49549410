"""How the questions go together: the heat map of all ordered questions."""

from __future__ import annotations

from survey.i18n.numbers import number
from survey.plots.alt_measurement import heatmap_alt_text
from survey.plots.heatmap import heatmap
from survey.report.measurement.section import Section
from survey.stats.correlation import Correlation

LEGIBLE = 40
"""Questions of which the cells of the heat map can hold their numbers."""


def correlations(section: Section, corr: Correlation) -> list[str]:
    """The heat map where it can be read, what had to be done on the way, and what may be concluded from it."""
    report, names = section.report, section.names
    marked = [frozenset((pair.first, pair.second)) for pair in (*corr.corrected, *corr.boundary)]
    if len(corr.matrix) > LEGIBLE:
        items, most = (number(n, report.language) for n in (len(corr.matrix), LEGIBLE))
        shown = [section.say("measurement_heatmap_left_out", items=items, most=most)]
    else:
        figure = report.figure(
            heatmap(corr.matrix, names.short, report.language, marked=marked),
            "report--correlations",
            report.say("measurement_heatmap_caption"),
            heatmap_alt_text(corr.matrix, names.short, report.language, marked=marked),
        )
        shown = [section.say(f"measurement_kind_{corr.kind}"), figure]
    return [
        f"## {section.say('measurement_correlations')}",
        *shown,
        *section.warnings(corr.warnings),
        section.conclusions("correlations"),
    ]
