"""Whether there is anything to look for, and how many factors the rules suggest."""

from __future__ import annotations

import pandas as pd

from survey.errors import SurveyError
from survey.i18n.numbers import number, number_range
from survey.plots.alt_measurement import scree_alt_text
from survey.plots.scree import scree
from survey.report.measurement.section import SEED, Section
from survey.stats.correlation import Correlation
from survey.stats.extraction import most_factors
from survey.stats.retention import Retention
from survey.stats.suitability import bartlett, kmo
from survey.tables.retention import retention_table

USABLE = 0.6  # of KMO (Kaiser 1974)
CHOICE = "parallel_pearson"
REDRAWN = 200  # samples of the same size, to see how stable each rule is


def suitability(section: Section, corr: Correlation) -> list[str]:
    """KMO and Bartlett's test of Pearson's correlations in words; the reason where these have none."""
    report, language = section.report, section.report.language
    try:
        measure, test = kmo(corr, pearson=True), bartlett(corr, pearson=True)
    except SurveyError as refusal:
        return [section.names.told(found, language) for found in refusal.problems]
    value = number(measure.overall, language, 2)
    chi2, df = number(test.chi2, language, 1), number(test.df, language)
    sentences = [
        section.say("measurement_suitability", kmo=value, chi2=chi2, df=df),
        section.say(
            "measurement_kmo_low" if measure.overall < USABLE else "measurement_kmo_enough", least=number(USABLE, language, 1)
        ),
    ]
    if corr.kind != "pearson":
        sentences.append(section.say("measurement_suitability_pearson"))
    if report.wave.settings.shows_intervals:
        sentences.append(section.say("measurement_p_value", p=number(test.p, language, 3)))
    else:
        sentences.append(section.say("measurement_no_p_value"))
    return [" ".join(sentences)]


def how_many(section: Section, corr: Correlation, found: Retention) -> list[str]:
    """The eigenvalues, the table of rules, whether these agree, and how many factors were taken."""
    report, language = section.report, section.report.language
    eigenvalues, reference = (frame.rename(columns={"polychoric": corr.kind}) for frame in (found.eigenvalues, found.reference))
    figure = report.figure(
        scree(eigenvalues, reference, language),
        "report--scree",
        report.say("measurement_scree_caption"),
        scree_alt_text(eigenvalues, reference, language),
    )
    counts = {"permutations": number(found.permutations, language), "redrawn": number(REDRAWN, language)}
    notes = (report.say("measurement_permutations", count=found.permutations, **counts),)
    caption = report.say("measurement_retention_caption")
    table = retention_table(found.suggested, same_again(found), language, caption=caption, notes=notes)
    return [
        f"## {section.say('measurement_retention')}",
        section.say("measurement_only_reflective", items=section.names.items(corr.items)),
        *suitability(section, corr),
        section.say("measurement_scree"),
        figure,
        report.table(table),
        " ".join([_agreement(section, found), *choice(section, found, len(corr.items))]),
        *section.warnings(found.warnings),
    ]


def same_again(found: Retention) -> dict[str, float]:
    """By rule, the share of redrawn samples in which it suggests the number that it suggests here."""
    drawn = found.stability(REDRAWN, seed=SEED).set_index(["rule", "factors"])["share"]
    known = {str(rule): int(count) for rule, count in found.suggested.items() if not pd.isna(count)}
    return {rule: float(drawn.get((rule, count), 0.0)) for rule, count in known.items()}


def _agreement(section: Section, found: Retention) -> str:
    counts = [float(count) for count in found.suggested if not pd.isna(count)]
    low, high = min(counts), max(counts)
    if low == high:
        return section.say("measurement_rules_agree", n=number(low, section.report.language))
    if not found.disagree:
        return section.say("measurement_rules_none")
    return section.say("measurement_rules_disagree", n=number_range(low, high, section.report.language))


def chosen(found: Retention, items: int) -> int:
    """What parallel analysis of Pearson's correlations suggests, between one factor and as many as the items can tell apart."""
    suggested = float(found.suggested[CHOICE])
    return max(1, min(most_factors(items), 1 if pd.isna(suggested) else int(suggested)))


def choice(section: Section, found: Retention, items: int) -> list[str]:
    """How many factors were taken, and why."""
    taken = chosen(found, items)
    suggested = float(found.suggested[CHOICE])
    lines = [section.say("measurement_choice", n=number(taken, section.report.language))]
    if pd.isna(suggested) or suggested < 1:
        lines.append(section.say("measurement_choice_none"))
    elif taken < suggested:
        lines.append(section.say("measurement_choice_limited"))
    expected = len(section.reflective)
    if expected != taken:
        lines.append(section.say("measurement_expected", expected=expected))
    return lines
