"""Every variable: its wording, its answers with codes and counts, and what is known of it."""

from __future__ import annotations

from survey.i18n.markdown import escape
from survey.instrument.model import Item, ItemKind
from survey.instrument.rows import unfolded
from survey.instrument.wording import capitalised
from survey.report.codebook import words
from survey.report.codebook.answers import answers
from survey.report.codebook.codebook import Codebook
from survey.report.codebook.facts import facts
from survey.report.layout import bullets, quote, spoken


def write(book: Codebook) -> str:
    """The variables in the order of the questionnaire under the headings of its sections."""
    parts = [f"# {book.say('variables')}"]
    sections = {section.id: section for section in book.instrument.sections}
    before = None
    for item in book.instrument.items:
        if item.section != before and item.section in sections:
            parts.append(f"## {escape(sections[item.section].title[book.language])}")
        before = item.section
        parts += _entry(book, item)
    return "\n\n".join(part for part in parts if part)


def _entry(book: Codebook, item: Item) -> list[str]:
    """The heading, the wording, the facts and the answers of an item."""
    language = book.language
    # A prefix of its own, because an id that begins with `sec-`, `fig-` or `tbl-` would be a numbered reference.
    parts = [f"### {escape(item.number)}. {escape(item.label[language])} {{#v-{item.id}}}", quote(escape(item.text[language]))]
    for text, spoken_in in words.fielded(book, item):
        parts.append(book.say("fielded", language=book.say(f"language_{spoken_in}"), text=spoken(text, spoken_in)))
    parts.append(bullets(facts(book, item)))
    if item.kind is not ItemKind.MATRIX:
        return [*parts, answers(book, item)]
    return [*parts, *(text for row in unfolded(item) for text in _row(book, row))]


def _row(book: Codebook, row: Item) -> list[str]:
    """A row of a matrix: number, wording, variable, missing answers, then its answers."""
    head = f"**{escape(row.number)}. {escape(capitalised(row.text[book.language]))}** ({escape(row.id)})"
    missing = words.missing(book, row)
    told = f"{head}. {book.say('fact_missing')}: {escape(missing)}" if missing else head
    return [told, answers(book, row)]
