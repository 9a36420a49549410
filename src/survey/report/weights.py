"""What a report says about weights: how they were made, what they cost, and the margins before and after."""

from __future__ import annotations

from survey.analysis.weighting import Weights, weighting
from survey.errors import LEFT_OUT_OF_WEIGHTS
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.i18n.numbers import number
from survey.i18n.problems import sentence
from survey.i18n.signs import HIDDEN
from survey.instrument.rows import item_or_row
from survey.instrument.wording import answer_text
from survey.report.report import Report
from survey.tables.table import Column, Table


def in_words(report: Report) -> str:
    """Whether the data are weighted, in one sentence; that nobody tells it where nobody does."""
    settings = report.wave.settings
    if not settings.weighting_told:
        return report.say("weighting_unknown")
    return report.say("not_weighted" if settings.weights is None else "weighted")


def told(report: Report) -> list[str]:
    """The method in a sentence, its figures, the warnings, and the table of margins; nothing for a wave without weights."""
    settings, language = report.wave.settings.weights, report.language
    if settings is None:
        return []
    found = weighting(report.wave)
    facts = found.summary.iloc[0]
    figures = {name: number(facts[name], language) for name in ("n", "iterations")}
    figures |= {name: number(facts[name], language, 2) for name in ("smallest", "largest", "design_effect")}
    figures["effective_n"] = number(facts["effective_n"], language, 1)
    method = settings.method if settings.cells is None else "joint"
    sentences = [report.say(f"weights_{method}", source=escape(settings.source[language].rstrip(".")))]
    if settings.people is not None:
        sentences.append(report.say("weights_people", count=settings.people, n=number(settings.people, language)))
    if report.guard.weight_figures:
        sentences.append(report.say("weights_figures", **figures))
    if any(not report.guard.weighted(column) for column in report.guard.hidden):
        sentences.append(report.say("weights_withheld"))
    if settings.trim is not None and report.guard.weight_figures:
        low, high = (number(end, language, 2) for end in settings.trim)
        sentences.append(report.say("weights_trimmed", low=low, high=high, n=number(facts["at_limits"], language)))
    warnings = []
    for one in found.warnings:
        uncounted = one.code == LEFT_OUT_OF_WEIGHTS and not report.guard.weight_figures
        warnings.append(report.say("weights_left_out") if uncounted else escape(sentence(one, language)))
    return [f"## {report.say('weighting')}", " ".join(sentences), *warnings, report.table(_table(report, found))]


def _table(report: Report, found: Weights) -> Table:
    """The shares of each category before and after, beside those of the frame."""
    language = report.language
    columns = [Column(report.say("question"), "left"), Column(say("tables.answer", language), "left")]
    columns += [Column(report.say(f"weights_{name}")) for name in ("share", "weighted_share", "target")]
    rows, before, hidden = [], None, not report.guard.weight_figures
    for row in found.margins.to_dict("records"):
        item = item_or_row(report.instrument, str(row["item"]))
        head = "" if item.id == before else f"{item.number}. {item.label[language]}"
        names = ("share", "weighted_share", "target")
        shares = [HIDDEN if hidden and name == "share" else number(row[name], language, 1) for name in names]
        rows.append((head, answer_text(item, str(row["code"]), language), *shares))
        before = item.id
    notes = (say("tables.hidden_note", language),) if hidden else ()
    return Table("report--weights", report.say("weights_table"), tuple(columns), tuple(rows), notes=notes)
