"""Several questions about the same matter, person by person: changes and agreement; needs rows."""

from __future__ import annotations

from collections.abc import Mapping

from survey.analysis.repeated import Repeated, repeated
from survey.errors import ANSWER_NOT_COMMON, LISTS_DIFFER, NO_COMMON_ANSWERS, NOBODY_ANSWERED_BOTH, Problem, SurveyError
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.i18n.numbers import number
from survey.i18n.problems import sentence
from survey.instrument.model import Comparison
from survey.plots.changes import changes_alt_text, changes_figure, shown
from survey.report import comparison_names as names
from survey.report.layout import callout
from survey.report.order import order
from survey.report.report import Report
from survey.tables.crosstab import Side
from survey.tables.repeated import any_answer, changes_table, kappa_table
from survey.tables.table import table_id


def write(report: Report) -> str:
    """The comparisons of the questionnaire, person by person.

    Nothing where it declares none, and nothing of a wave of margins: what follows from counts alone stands in the part `bounds`.
    """
    if report.wave.responses is None or not report.instrument.comparisons:
        return ""
    sets = [text for comparison in report.instrument.comparisons if (text := _set(report, comparison))]
    if not sets:
        return ""
    parts = [f"# {_say(report, 'title')}"]
    if report.wave.synthetic:
        parts.append(callout("important", report.say("measurement_neutral_title"), report.say("measurement_neutral")))
    parts.append(_say(report, "intro"))
    if not report.wave.settings.shows_intervals:
        parts.append(report.say("associations_facts_only"))
    return "\n\n".join([*parts, *sets])


def _say(report: Report, key: str) -> str:
    return say(f"repeated.{key}", report.language)


def _set(report: Report, comparison: Comparison) -> str:
    """The tables of one comparison; nothing where its questions share no answer, or nobody was asked two."""
    try:
        found = repeated(report.wave, comparison.items)
    except SurveyError as refused:
        if refused.code in (NO_COMMON_ANSWERS, ANSWER_NOT_COMMON, NOBODY_ANSWERED_BOTH):
            return ""
        raise
    language, model = report.language, report.wave.settings.shows_intervals
    sides, title = names.sides(report, comparison), names.title(report, comparison)
    name = f"repeated-{table_id(comparison.id)}"
    assumes = (_told(report, found.assumes),) if model else ()
    changes = changes_table(
        *(found.changes, sides, language),
        table_id=name,
        caption=say("repeated.changes_caption", language, title=title),
        tests=found.family,
        correction=found.correction,
        model=model,
        notes=(*_lists(report, found), *assumes),
    )
    same = kappa_table(
        *(found.agreement, sides, language),
        table_id=f"{name}--same",
        caption=say("repeated.agreement_caption", language, title=title),
        correction=found.correction,
        model=model,
        notes=assumes,
    )
    tables = [*_figure(report, found, sides, title, name), *(report.table(table) for table in (changes, same))]
    ordered = order(report, comparison) if report.wave.synthetic else []
    return "\n\n".join([f"## {escape(title)}", *tables, *ordered])


def _figure(report: Report, found: Repeated, sides: Mapping[str, Side], title: str, name: str) -> list[str]:
    """Who changed the answer, as a picture; none where nobody gave any of the compared answers."""
    if shown(found.changes).empty:
        return []
    language = report.language
    titles = {item: side.title for item, side in sides.items()}
    answers = {code: any_answer(sides, code) for code in found.codes}
    return [
        report.figure(
            changes_figure(found.changes, titles, answers, language),
            name,
            say("repeated.figure_caption", language, title=title),
            changes_alt_text(found.changes, title, titles, answers, language),
        )
    ]


def _told(report: Report, found: Problem) -> str:
    return sentence(found, report.language)


def _lists(report: Report, found: Repeated) -> list[str]:
    """That answers were left out because not all questions offer them."""
    return [
        say("repeated.lists_note", report.language, people=number(one.params["people"], report.language))
        for one in found.warnings
        if one.code == LISTS_DIFFER
    ]
