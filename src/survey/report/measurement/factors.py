"""The factor analysis of the questions of the reflective indices."""

from __future__ import annotations

from collections.abc import Mapping

from survey.errors import PHI_INTERVALS_TOO_NARROW, SurveyError
from survey.i18n.numbers import number
from survey.plots.alt_measurement import loadings_alt_text
from survey.plots.loadings import in_order, loadings
from survey.report.measurement import retention
from survey.report.measurement.section import REPLICATES, SEED, Section
from survey.stats.bootstrap import Bootstrap
from survey.stats.correlation import Correlation
from survey.stats.efa import FactorAnalysis, efa
from survey.stats.retention import retention as retain
from survey.tables.factors import loadings_table, phi_table, share, variance_table

FEWEST = 4  # items; three fit one factor exactly, so they can show nothing
WIDE = 0.5
"""An interval of a loading wider than this does not tell a weak from a strong loading."""
ROOMY_ITEMS, ROOMY_FACTORS = 12, 2
"""Up to so many of both a figure has room for the words of the questions; the table has them always."""
BEARING = 3
"""Items that a factor needs to be more than the correlation of a pair."""


def factors(section: Section, corr: Correlation | None, usable: int) -> list[str]:
    """How many factors, their loadings and what they say; or the reason why none are looked for."""
    if corr is None or usable < FEWEST:
        reason = (
            section.say("measurement_too_few_items", usable=usable, fewest=FEWEST)
            if section.reflective
            else section.say("measurement_none_reflective")
        )
        return [f"## {section.say('measurement_factors')}", reason]
    try:
        found = retain(corr, seed=SEED)
        analysis = efa(corr, retention.chosen(found, len(corr.items)), method="uls", rotation="oblimin", seed=SEED)
        drawn = analysis.bootstrap(REPLICATES, seed=SEED)
    except SurveyError as refusal:
        told = [section.names.told(problem, section.report.language) for problem in refusal.problems]
        return [f"## {section.say('measurement_factors')}", section.say("measurement_no_factors"), *told]
    return [*retention.how_many(section, corr, found), *solution(section, analysis, drawn)]


def solution(section: Section, analysis: FactorAnalysis, drawn: Bootstrap) -> list[str]:
    """Figure and tables of a solution, its warnings, and what may be concluded from it."""
    titles = {
        str(name): section.report.say("measurement_factor", number=place)
        for place, name in enumerate(analysis.loadings.columns, 1)
    }
    items = section.names.items(analysis.items)
    problems = (*analysis.corr.warnings, *analysis.warnings, *drawn.warnings)
    return [
        f"## {section.say('measurement_factors')}",
        " ".join(
            [
                section.say("measurement_factors_intro", items=items),
                *([section.say("measurement_rotation")] if len(titles) > 1 else []),
            ]
        ),
        _figure(section, analysis, drawn, titles),
        *_tables(section, analysis, drawn, titles),
        *section.warnings(problems),
        *_weak_points(section, analysis, drawn, titles),
        section.conclusions("factors"),
    ]


def _figure(section: Section, analysis: FactorAnalysis, drawn: Bootstrap, titles: Mapping[str, str]) -> str:
    report, found = section.report, analysis.loadings
    roomy = section.names.neutral or (len(found) <= ROOMY_ITEMS and len(titles) <= ROOMY_FACTORS)
    labels = section.names.long if roomy else section.names.short
    figure = loadings(found, drawn.low, drawn.high, labels, titles, report.language)
    alt = loadings_alt_text(found, drawn.low, drawn.high, section.names.short, titles, report.language)
    return report.figure(figure, "report--loadings", report.say("measurement_loadings_caption"), alt)


def _tables(section: Section, analysis: FactorAnalysis, drawn: Bootstrap, titles: Mapping[str, str]) -> list[str]:
    report, language, latent = section.report, section.report.language, analysis.corr.kind != "pearson"
    table = loadings_table(
        analysis.loadings,
        drawn.low,
        drawn.high,
        analysis.communalities,
        in_order(analysis.loadings),
        section.names.long,
        titles,
        language,
        caption=report.say("measurement_loadings_table"),
        notes=_notes(section, analysis, drawn),
        latent=latent,
    )
    if len(titles) == 1:
        explained = share(float(analysis.variance.to_numpy()[1, 0]), language)
        phrase = "measurement_explained_latent" if latent else "measurement_explained"
        return [report.table(table), section.say(phrase, share=explained)]
    caption = report.say("measurement_phi_caption")
    trusted = PHI_INTERVALS_TOO_NARROW not in {found.code for found in drawn.warnings}
    low, high = (drawn.phi_low, drawn.phi_high) if trusted else (None, None)
    phi = phi_table(analysis.phi, low, high, titles, language, caption=caption)
    caption = report.say("measurement_variance_caption")
    variance = variance_table(analysis.variance, titles, language, caption=caption, latent=latent)
    return [report.table(table), report.table(phi), report.table(variance)]


def _notes(section: Section, analysis: FactorAnalysis, drawn: Bootstrap) -> tuple[str, ...]:
    """How many people, which correlations, whether they were smoothed, which replicates."""
    report, language = section.report, section.report.language
    smoothed = "smoothed" if analysis.corr.was_smoothed else "not_smoothed"
    return (
        report.say("measurement_n_least", n=number(analysis.n, language)),
        report.say(f"measurement_basis_{analysis.corr.kind}"),
        report.say(f"measurement_{smoothed}"),
        *([] if analysis.corr.kind == "pearson" else [report.say("measurement_direction")]),
        report.say(
            "measurement_replicates",
            replicates=number(drawn.replicates, language),
            used=number(drawn.used, language),
            dropped=number(drawn.dropped, language),
        ),
    )


def _weak_points(section: Section, analysis: FactorAnalysis, drawn: Bootstrap, titles: Mapping[str, str]) -> list[str]:
    """What of this solution is weak: factors of few items, loadings of unknown sign, wide intervals."""
    main = {str(item): str(name) for item, name in analysis.loadings.abs().idxmax(axis=1).items()}
    own = {item: (float(drawn.low[name][item]), float(drawn.high[name][item])) for item, name in main.items()}
    lines = []
    thin = [titles[name] for name in titles if list(main.values()).count(name) < BEARING]
    if thin:
        lines.append(section.say("measurement_thin_factors", fewest=BEARING, factors=", ".join(thin)))
    crossing = [item for item, (low, high) in own.items() if low <= 0 <= high]
    if crossing:
        lines.append(section.say("measurement_crossing", items=section.names.items(crossing)))
    wide = sum(high - low > WIDE for low, high in own.values())
    if wide:
        language = section.report.language
        lines.append(
            section.say(
                "measurement_wide", width=number(WIDE, language, 1), wide=number(wide, language), all=number(len(own), language)
            )
        )
    return [" ".join(lines)] if lines else []
