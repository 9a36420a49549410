"""The indices, as far as the data allow: what each means, what it is made from, and its mean or the bounds of its mean."""

from __future__ import annotations

from survey.analysis.indices import index_summary
from survey.i18n.markdown import escape
from survey.instrument.model import Index, IndexModel
from survey.report.layout import bullets
from survey.report.report import Report
from survey.tables.indices import indices_table


def write(report: Report) -> str:
    """What may be read from the indices, their means or bounds, and what each means; nothing where the questionnaire has none."""
    indices = report.instrument.indices
    if not indices:
        return ""
    reflective = [index.title[report.language] for index in indices if index.model is IndexModel.REFLECTIVE]
    named = "; ".join(f"«{title}»" if report.language != "en" else f"“{title}”" for title in reflective)
    intro = report.say("indices_intro", reflective=named) if reflective else report.say("indices_none_reflective")
    table = indices_table(index_summary(report.wave), report.instrument, report.language, caption=report.say("indices_table"))
    meaning = bullets(_meaning(report, index) for index in indices)
    return "\n\n".join([f"# {report.say('indices')}", intro, report.table(table), f"## {report.say('indices_list')}", meaning])


def _meaning(report: Report, index: Index) -> str:
    language = report.language
    numbers = "; ".join(report.instrument.item(item_id).number for item_id in index.items)
    sentences = [index.description[language], report.say("indices_made", items=numbers)]
    sentences.append(report.say("indices_why", why=index.justification[language]))
    return f"**{escape(index.id)}. {escape(index.title[language])}.** " + escape(" ".join(sentences))
