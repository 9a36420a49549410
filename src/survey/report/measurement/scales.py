"""How reliable the reflective indices are."""

from __future__ import annotations

from survey.analysis.reliability import reliability
from survey.errors import Problem, SurveyError
from survey.i18n.numbers import number
from survey.instrument.model import Index
from survey.report.measurement.section import REPLICATES, SEED, Section
from survey.stats.reliability import LEAST_ITEMS, Reliability
from survey.tables.reliability import Coefficient, items_table, reliability_table

HEADLINE = "omega_categorical"


def scales(section: Section) -> list[str]:
    """A coefficient with its interval for each index of three or more questions, and the reason where there is none."""
    if not section.reflective:
        return []
    names = section.names.indices
    short = [index for index in section.reflective if len(index.items) < LEAST_ITEMS]
    found: dict[str, Reliability] = {}
    refused: list[Problem] = []
    for index in section.reflective:
        if index not in short:
            try:
                found[index.id] = reliability(section.report.wave, index=index.id, bootstrap=REPLICATES, seed=SEED)
            except SurveyError as refusal:
                refused += refusal.problems
    parts = [f"## {section.say('measurement_reliability')}"]
    if found:
        parts += [section.say("measurement_reliability_intro"), _table(section, found)]
        parts += [_items(section, section.report.instrument.index(one), result) for one, result in found.items()]
        parts += section.warnings(problem for result in found.values() for problem in result.warnings)
    if short:
        called = "; ".join(names[index.id] for index in short)
        parts.append(section.say("measurement_too_short", indices=called, least=number(LEAST_ITEMS, section.report.language)))
    parts += section.warnings(refused)
    return [*parts, section.conclusions("reliability")] if found else parts


def _table(section: Section, found: dict[str, Reliability]) -> str:
    report, language = section.report, section.report.language
    shown = {
        f"{section.names.indices[one]} ({report.say('measurement_people', n=number(result.n, language))})": _coefficients(result)
        for one, result in found.items()
    }
    replicates = min(result.replicates for result in found.values())
    notes = (report.say("measurement_reliability_note", replicates=number(replicates, language)),)
    return report.table(reliability_table(shown, language, caption=report.say("measurement_reliability_caption"), notes=notes))


def _coefficients(found: Reliability) -> list[Coefficient]:
    """The headline first. Alpha is for comparison; Feldt's interval of it would be of another kind than those of the omegas."""
    ends = (found.omega_hierarchical_low, found.omega_hierarchical_high)
    hierarchical = Coefficient("omega_hierarchical", found.omega_hierarchical, *ends)
    several = [
        Coefficient(HEADLINE, found.omega_categorical, found.omega_categorical_low, found.omega_categorical_high),
        Coefficient("omega_total", found.omega_total, found.omega_total_low, found.omega_total_high),
        *([hierarchical] if found.factors > 1 else []),
        Coefficient("alpha", found.alpha),
        Coefficient("mokken", found.h),
    ]
    return [one for one in several if one.value == one.value]


def _items(section: Section, index: Index, found: Reliability) -> str:
    report = section.report
    title = section.names.indices[index.id]
    place = [one.id for one in report.instrument.indices].index(index.id) + 1
    table = items_table(
        found.items,
        section.names.long,
        report.language,
        table_id=f"report--items-{place}",
        caption=report.say("measurement_items_caption", index=title),
        notes=(report.say("measurement_items_note"),),
    )
    return report.table(table)
