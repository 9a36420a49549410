"""The indices, as far as the data allow: the mean of each or its bounds, how far it hangs on a reading, and what it means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from survey.analysis.index_sensitivity import index_sensitivity
from survey.analysis.indices import index_summary
from survey.i18n.markdown import escape
from survey.instrument.model import Index, IndexModel, Item
from survey.instrument.rows import item_or_row
from survey.report import caution
from survey.report.layout import bullets
from survey.report.report import Report
from survey.tables.index_sensitivity import sensitivity_table
from survey.tables.indices import indices_table, is_share
from survey.tables.table import Table


def write(report: Report) -> str:
    """What may be read from the indices, their means or bounds, these under other readings, and what each index means.

    Nothing where the questionnaire has none.
    """
    indices = report.instrument.indices
    if not indices:
        return ""
    parts = [f"# {report.say('indices')}", *_intro(report), report.table(means(report)), *_sensitivity(report)]
    parts += [f"## {report.say('indices_list')}", bullets(_meaning(report, index) for index in indices)]
    return "\n\n".join(parts)


def _intro(report: Report) -> list[str]:
    """Which indices are scales, and which are no more than shares of answers."""
    indices = report.instrument.indices
    reflective = [index for index in indices if index.model is IndexModel.REFLECTIVE]
    short = [index for index in indices if is_share(index)]
    others = f" {report.say('indices_others')}" if len(reflective) < len(indices) else ""
    intro = report.say("indices_none_reflective")
    if reflective:
        intro = report.say("indices_intro", indices=_ids(reflective)) + others
    return [intro, report.say("indices_shares", indices=_ids(short))] if short else [intro]


def _ids(indices: Iterable[Index]) -> str:
    return ", ".join(index.id for index in indices)


def means(report: Report) -> Table:
    """The means, with a mark at the indices that rest on a question whose direction is in doubt."""
    means = report.guard.indices(index_summary(report.wave))
    table = indices_table(means, report.instrument, report.language, caption=report.say("indices_table"))
    heads = {
        f"{index.id}. {index.title[report.language]}": caution.doubtful(_items(report, index))
        for index in report.instrument.indices
    }
    if not any(heads.values()):
        return table
    rows = tuple((head + caution.MARK if heads.get(head) else head, *cells) for head, *cells in table.rows)
    return replace(table, rows=rows, notes=(*table.notes, caution.note(report)))


def _sensitivity(report: Report) -> list[str]:
    """The means under other readings than the main one; nothing where no index is in doubt."""
    found = index_sensitivity(report.wave)
    if found.empty or not all(report.guard.index_free(str(index)) for index in found["index"]):
        return []
    caption = report.say("indices_sensitivity_table")
    table = sensitivity_table(found, report.instrument, report.language, caption=caption)
    return [f"## {report.say('indices_sensitivity')}", report.say("indices_sensitivity_intro"), report.table(table)]


def _items(report: Report, index: Index) -> list[Item]:
    return [item_or_row(report.instrument, name) for name in index.items]


def _meaning(report: Report, index: Index) -> str:
    language = report.language
    numbers = "; ".join(item.number for item in _items(report, index))
    sentences = [index.description[language], report.say("indices_made", items=numbers)]
    if index.held_out:
        left_out = "; ".join(item_or_row(report.instrument, name).number for name in index.held_out)
        sentences.append(report.say("indices_held_out", items=left_out))
    sentences.append(report.say("indices_why", why=index.justification[language]))
    return f"**{escape(index.id)}. {escape(index.title[language])}.** " + escape(" ".join(sentences))
