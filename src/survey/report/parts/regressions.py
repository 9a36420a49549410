"""The regressions that wave.yaml declares: the facts, and the model where the design allows it; needs rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from survey.analysis.declared_logit import Regression, declared_regressions
from survey.analysis.logit_facts import Asked
from survey.errors import SEPARATED, Problem
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.report.layout import callout
from survey.report.report import Report
from survey.report.sides import sides_of, told
from survey.tables.crosstab import Side
from survey.tables.logit import logit_table
from survey.tables.table import table_id


def write(report: Report) -> str:
    """Every declared regression; nothing of a wave of margins."""
    declared = report.wave.settings.regressions
    if report.wave.responses is None or not declared:
        return ""
    parts = [f"# {say('shares.regressions', report.language)}"]
    if report.wave.synthetic:
        parts.append(callout("important", report.say("measurement_neutral_title"), report.say("measurement_neutral")))
    parts.append(say("shares.regressions_intro", report.language))
    if not report.wave.settings.shows_intervals:
        parts.append(report.say("associations_facts_only"))
    sides = sides_of(report, (name for one in declared for name in (one.outcome, *one.predictors)))
    for found in declared_regressions(report.wave):
        parts += _regression(report, found, sides)
    return "\n\n".join(parts)


def _regression(report: Report, found: Regression, sides: Mapping[str, Side]) -> list[str]:
    language, declared = report.language, found.declared
    side = sides[declared.outcome]
    event = declared.event or next(iter(side.answers))
    usual = say("shares.regression", language, item=side.title, answer=side.answers[event])
    # An author's title may name what invented answers are about.
    title = usual if declared.title is None or report.wave.synthetic else declared.title[language]
    parts = [f"## {escape(title)}"]
    shown = report.wave.settings.shows_intervals
    if found.refused is not None and (shown or found.facts is None):
        refusal = told(report, _named(found.refused, sides))
        parts.append(callout("note", say("shares.regression_refused", language), refusal))
    if found.facts is not None:
        parts += _table(report, found if shown else replace(found, model=None), found.facts, title, sides)
    return parts


def _table(report: Report, found: Regression, facts: Asked, title: str, sides: Mapping[str, Side]) -> list[str]:
    model = found.model
    table = logit_table(
        facts.table if model is None else model.table,
        *(sides, sides[found.declared.outcome].answers[facts.event], report.language),
        table_id=f"regression-{table_id(found.declared.id)}",
        caption=say("shares.regression_caption", report.language, title=title),
        base=facts.base,
        events=facts.events,
        missing=facts.missing,
        method=None if model is None else model.method,
        p=float("nan") if model is None else model.model_p,
    )
    above = [] if model is None else [model.assumes, *model.warnings]
    return [*(told(report, _named(one, sides)) for one in above), report.table(table)]


def _named(found: Problem, sides: Mapping[str, Side]) -> Problem:
    """The problem with what readers call the questions in place of their ids."""
    params = dict(found.params)
    for key in ("item", "row", "column"):
        if params.get(key) in sides:
            params[key] = sides[params[key]].title
    if "items" in params:
        params["items"] = tuple(sides[name].title if name in sides else name for name in params["items"])
    if found.code == SEPARATED:
        params["terms"] = tuple(_term(name, sides) for name in params["terms"])
    return replace(found, params=params)


def _term(name: str, sides: Mapping[str, Side]) -> str:
    """`Tea: Yes` of `tea = yes`."""
    item, _, code = name.partition(" = ")
    return f"{sides[item].title}: {sides[item].answers[code]}" if code else sides[item].title
