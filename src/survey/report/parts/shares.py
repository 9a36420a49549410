"""The shares and differences that wave.yaml declares; of waves of margins too."""

from __future__ import annotations

from dataclasses import replace

from survey.analysis.differences import declared_differences
from survey.analysis.disclosure_public import all_counted, as_printed, some_hidden
from survey.analysis.family import Family
from survey.analysis.proportions import declared_proportions
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.i18n.numbers import number
from survey.i18n.text import Text
from survey.report.report import Report
from survey.report.sides import side_of, told
from survey.tables.shares import differences_table, shares_table
from survey.tables.table import Table, table_id
from survey.wave.settings import DeclaredDifferences, DeclaredShares
from survey.wave.wave import Wave


def write(report: Report) -> str:
    """Every declared answer against its claimed share, and every declared question with its answers compared."""
    settings = report.wave.settings
    if not settings.proportions and not settings.differences:
        return ""
    parts = [f"# {_say(report, 'title')}", _say(report, "intro")]
    if not settings.shows_intervals:
        parts.append(report.say("associations_facts_only"))
    parts += _cautions(report)
    printed = _printed(report)
    if printed.settings.proportions != settings.proportions or printed.settings.differences != settings.differences:
        parts.append(_say(report, "base_hidden"))
    for place, (shares, family) in enumerate(declared_proportions(printed), 1):
        title = _title(report, shares.title, say("shares.family", report.language, number=place))
        parts += _section(report, title, family, _shares(report, shares, title, family))
    for pairs, family in declared_differences(printed):
        title = _title(report, pairs.title, side_of(report, pairs.item).title)
        parts += _section(report, title, family, _differences(report, pairs, title, family))
    return "\n\n".join(parts)


def _cautions(report: Report) -> list[str]:
    """What the shares and their intervals leave aside, which those of other tables do not."""
    settings, found = report.wave.settings, []
    if settings.weights is not None:
        found.append(report.say("facts_unweighted"))
    if settings.shows_intervals and settings.population is not None:
        found.append(report.say("intervals_without_frame", frame=number(settings.population, report.language)))
    return found


def _printed(report: Report) -> Wave:
    """The wave as its report prints it, without what is declared of questions whose base is hidden."""
    wave, guard = as_printed(report.guard), report.guard
    known = [
        (one, {name: codes for name, codes in one.items.items() if all_counted(guard, (name,))})
        for one in wave.settings.proportions
    ]
    shares = tuple(replace(one, items=items) for one, items in known if items)
    pairs = tuple(one for one in wave.settings.differences if all_counted(guard, (one.item,)))
    return replace(wave, settings=replace(wave.settings, proportions=shares, differences=pairs))


def _section(report: Report, title: str, family: Family, table: Table) -> list[str]:
    assumes = [told(report, family.assumes)] if report.wave.settings.shows_intervals else []
    hidden = [report.say("bounds_hidden")] if some_hidden(report.guard, tuple(family.table["item"])) else []
    return [f"## {escape(title)}", *assumes, *hidden, report.table(table)]


def _shares(report: Report, declared: DeclaredShares, title: str, family: Family) -> Table:
    return shares_table(
        *(family.table, report.instrument, report.language),
        table_id=f"shares-{table_id(declared.id)}",
        caption=say("shares.shares_caption", report.language, title=title),
        tests=family.tests,
        correction=family.correction,
        model=report.wave.settings.shows_intervals,
    )


def _differences(report: Report, declared: DeclaredDifferences, title: str, family: Family) -> Table:
    return differences_table(
        *(family.table, side_of(report, declared.item), report.language),
        table_id=f"differences-{table_id(declared.id)}",
        caption=say("shares.differences_caption", report.language, title=title),
        correction=family.correction,
        model=report.wave.settings.shows_intervals,
    )


def _say(report: Report, key: str) -> str:
    return say(f"shares.{key}", report.language)


def _title(report: Report, declared: Text | None, usual: str) -> str:
    return usual if declared is None else declared[report.language]
