"""How well the survey measures: correlations, factors, reliability and the distributions of the indices; takes rows."""

from __future__ import annotations

from survey.analysis.correlation import correlation, ordered_answers
from survey.errors import SurveyError
from survey.i18n.numbers import number
from survey.report.layout import callout
from survey.report.measurement.correlations import correlations
from survey.report.measurement.distributions import distributions
from survey.report.measurement.factors import factors
from survey.report.measurement.names import names_of
from survey.report.measurement.scales import scales
from survey.report.measurement.section import Section
from survey.report.report import Report
from survey.stats.correlation import Correlation

FEW = 200
"""Below so many people correlations of yes/no questions nearly always contradict each other, and rules for factors often fail."""


def write(report: Report) -> str:
    """For whom it is, then correlations, factors, reliability and distributions; nothing for a wave of margins."""
    if report.wave.margins is not None:
        return ""
    ordered = tuple(str(column) for column in ordered_answers(report.wave).columns)
    section = Section(report, names_of(report, ordered))
    parts = [f"# {section.say('measurement_title')}", *_intro(section, len(ordered))]
    corr = _correlated(section, ordered, parts)
    if corr is not None:
        parts += correlations(section, corr)
    wanted = {item for index in section.reflective for item in index.items}
    usable = () if corr is None else tuple(item for item in corr.items if item in wanted)
    parts += factors(section, correlation(report.wave, items=usable) if len(usable) > 1 else None, len(usable))
    return "\n\n".join([*parts, *scales(section), *distributions(section)])


def _intro(section: Section, ordered: int) -> list[str]:
    """What the part is for, which indices it can test, on how many people and questions it rests, and how far it reaches."""
    report = section.report
    about = [section.say("measurement_about")]
    if section.reflective:
        named = "; ".join(section.names.indices[index.id] for index in section.reflective)
        about.append(section.say("measurement_reflective", indices=named))
        if len(section.reflective) < len(report.instrument.indices):
            about.append(section.say("measurement_other_indices"))
    n = number(report.wave.n, report.language)
    facts = [section.say("measurement_facts", n=n, items=number(ordered, report.language))]
    if report.wave.n < FEW:
        facts.append(section.say("measurement_few", n=n))
    facts.append(section.say("measurement_bootstrap"))
    if report.wave.settings.design == "nonprobability":
        facts += [report.say("caution_nonprobability"), section.say("measurement_no_population")]
    neutral = callout("important", report.say("measurement_neutral_title"), section.say("measurement_neutral"))
    return [*([neutral] if section.names.neutral else []), " ".join(about), " ".join(facts)]


def _correlated(section: Section, ordered: tuple[str, ...], parts: list[str]) -> Correlation | None:
    """The correlations of all ordered questions; where there are none, the reason is added to the parts."""
    try:
        return correlation(section.report.wave, items=ordered)
    except SurveyError as refusal:
        parts += section.warnings(refusal.problems)
        return None
