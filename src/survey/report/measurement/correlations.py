"""How the questions go together: the heat map of all ordered questions."""

from __future__ import annotations

from survey.plots.alt_measurement import heatmap_alt_text
from survey.plots.heatmap import heatmap
from survey.report.measurement.section import Section
from survey.stats.correlation import Correlation


def correlations(section: Section, corr: Correlation) -> list[str]:
    """The heat map, what had to be done on the way, and what may be concluded from it."""
    report, names = section.report, section.names
    marked = [frozenset((pair.first, pair.second)) for pair in (*corr.corrected, *corr.boundary)]
    figure = report.figure(
        heatmap(corr.matrix, names.short, report.language, marked=marked),
        "report--correlations",
        report.say("measurement_heatmap_caption"),
        heatmap_alt_text(corr.matrix, names.short, report.language, marked=marked),
    )
    return [
        f"## {section.say('measurement_correlations')}",
        section.say(f"measurement_kind_{corr.kind}"),
        figure,
        *section.warnings(corr.warnings),
        section.conclusions("correlations"),
    ]
