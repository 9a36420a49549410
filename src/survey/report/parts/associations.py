"""The families of crossed questions that wave.yaml declares: what those who answered said, and tests where the design allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from survey.analysis.crosstabs import Crosstabs, declared_crosstabs
from survey.i18n.markdown import escape
from survey.report.layout import callout
from survey.report.report import Report
from survey.report.sides import sides_of, told
from survey.tables.crosstab import Side, association_tests_table, associations_table, crosstab_table
from survey.tables.crosstab_hidden import hidden_crosstab_table
from survey.tables.table import table_id
from survey.wave.settings import DeclaredFamily


def write(report: Report) -> str:
    """Every declared family: how strongly its pairs go together, and each pair crossed; nothing of a wave of margins."""
    if report.wave.responses is None or not report.wave.settings.crosstabs:
        return ""
    parts = [f"# {report.say('associations')}"]
    if report.wave.synthetic:
        parts.append(callout("important", report.say("measurement_neutral_title"), report.say("measurement_neutral")))
    parts.append(report.say("associations_intro"))
    if not report.wave.settings.shows_intervals:
        parts.append(report.say("associations_facts_only"))
    if any(one.whole or one.count for one in report.guard.crossed.values()):
        parts.append(report.say("associations_hidden"))
    found = declared_crosstabs(report.wave)
    sides = sides_of(report, (name for _, family in found for pair in family.tables for name in pair))
    for place, (declared, family) in enumerate(found, 1):
        parts += _family(report, place, declared, family, sides)
    return "\n\n".join(parts)


def _family(report: Report, place: int, declared: DeclaredFamily, family: Crosstabs, sides: Mapping[str, Side]) -> list[str]:
    language, model = report.language, report.wave.settings.shows_intervals
    usual = report.say("associations_family", number=place)  # an author's title may name what invented answers are about
    title = usual if declared.title is None or report.wave.synthetic else declared.title[language]
    name = f"crossed-{table_id(declared.id)}"
    shown, titles = _shown(report, family), {one: side.title for one, side in sides.items()}
    caption = report.say("associations_table", title=title)
    parts = [f"## {escape(title)}", report.table(associations_table(shown, titles, language, table_id=name, caption=caption))]
    if model:
        tests = association_tests_table(
            *(shown, titles, language),
            table_id=f"{name}--tests",
            caption=report.say("associations_tests", title=title),
            correction=family.correction,
        )
        unweighted = [report.say("tests_unweighted")] if report.wave.settings.weights is not None else []
        parts += [told(report, family.assumes), *unweighted, report.table(tests)]
    for number, ((row, column), crossed) in enumerate(family.tables.items(), 1):
        facts = crossed.summary.iloc[0]
        hidden = report.guard.crossed.get((row, column))
        caption = report.say("associations_crossed", row=sides[row].title, column=sides[column].title)
        if hidden is not None and hidden.whole:
            parts.append(report.say("associations_withheld", row=escape(sides[row].title), column=escape(sides[column].title)))
            continue
        about: dict[str, Any] = {"table_id": f"{name}--{number}", "caption": caption}
        about["left_out"] = int(facts["missing_row"] + facts["missing_column"] + facts["missing_both"])
        if hidden is not None and hidden.count:
            table = hidden_crosstab_table(hidden.frame(crossed.table), sides[row], sides[column], language, **about)
        else:
            cells = report.guard.unweighted(crossed.table)
            table = crosstab_table(cells, sides[row], sides[column], language, model=model, **about)
        parts.append(report.table(table))
    return parts


def _shown(report: Report, family: Crosstabs) -> pd.DataFrame:
    """The summary without the strength of pairs of which counts are hidden, because these could follow from it.

    An adjusted p may be that of another pair of the family, so one hidden pair takes the adjusted p from all.
    """
    hidden = [bool((one := report.guard.crossed.get(pair)) and (one.whole or one.count)) for pair in family.tables]
    shown = family.summary.copy()
    for name in map(str, family.summary):
        if name in ("v", "odds_ratio") or (name.startswith("model_") and name != "model_method"):
            whole = name in ("model_p_holm", "model_p_bh") and any(hidden)
            shown[name] = np.nan if whole else shown[name].mask(pd.Series(hidden))
    unknown = [any(map(report.guard.without_base, pair)) for pair in family.tables]
    shown["base"] = shown["base"].astype(float).mask(pd.Series(unknown))
    return shown
