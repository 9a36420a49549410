"""The questions under the headings of their sections: facts for the author's text, figure, table, note, commentary."""

from __future__ import annotations

import pandas as pd

from survey.chapter import tables
from survey.chapter.address import NONE
from survey.chapter.chapter import Chapter
from survey.chapter.figures import BARS
from survey.chapter.parts.commentary import living_commentary
from survey.chapter.parts.references import References, referring
from survey.i18n.markdown import escape
from survey.instrument.model import Item, ItemKind, Section
from survey.instrument.rows import unfolded
from survey.instrument.wording import answer_text
from survey.plots.alt import alt_text
from survey.plots.bars import bars
from survey.report.layout import section_id
from survey.tables.table import table_id

BEFORE_ALL = "0"
"""The number of a section about the respondents themselves: it stands before the first numbered one, under no number."""


def write(chapter: Chapter) -> str:
    """The sections of the questionnaire in its order; one without a shown question is left out."""
    parts = []
    for section in chapter.instrument.sections:
        questions = [item for item in chapter.instrument.items if item.section == section.id and chapter.shows(item.id)]
        if questions:
            parts.append(_heading(chapter, section))
            parts += [_question(chapter, item) for item in questions]
    known = {section.id for section in chapter.instrument.sections}
    parts += [
        _question(chapter, item) for item in chapter.instrument.items if item.section not in known and chapter.shows(item.id)
    ]
    return "\n\n".join(parts)


def _heading(chapter: Chapter, section: Section) -> str:
    title = escape(section.title[chapter.language])
    unnumbered = " .unnumbered" if section.number == BEFORE_ALL else ""
    return f"## {title} {{#{section_id(f'section-{section.id}')}{unnumbered}}}"


def _question(chapter: Chapter, item: Item) -> str:
    """The facts, the author's commentary, and behind it figures and tables: a row of a matrix has one of each."""
    commentary = living_commentary(chapter, item.id)
    slot = _slot(chapter, item, *_facts(chapter, item), written=bool(commentary))
    parts = [slot, referring(commentary, _references(chapter, item)) if commentary else ""]
    if not item.options and (item.kind is not ItemKind.NUMBER or chapter.report.wave.margins is not None):
        return "\n\n".join(part for part in parts if part)
    for question in unfolded(item):
        frame = chapter.values.figure_frame(question)
        if not frame.empty:
            parts.append(_figure(chapter, question, frame))
        table, cells = tables.answers(chapter, question) if item.options else tables.numbers(chapter, question)
        parts.append(chapter.table(table, question, cells))
    return "\n\n".join(part for part in parts if part)


def _slot(chapter: Chapter, item: Item, *facts: str, written: bool) -> str:
    """The question as it was put, what is known of its answers, where they are shown, and whose text belongs here."""
    question = chapter.filled("slot_question", number=escape(item.number), text=escape(item.text[chapter.language]))
    # What is in doubt is how published answers are to be read; invented ones have no such history.
    doubt = "doubtful" in item.flags and not chapter.report.wave.synthetic
    note = " ".join(escape(words[chapter.language]) for words in item.notes) if doubt else ""
    hint = escape(chapter.say("slot_written" if written else "slot"))
    return chapter.slot(hint, question, *facts, *([note] if note else []))


def _facts(chapter: Chapter, item: Item) -> list[str]:
    """Every number of the question, each alive."""
    if item.options:
        return [line for question in unfolded(item) for line in _counted(chapter, question, item)]
    if chapter.report.wave.margins is not None:
        return [escape(chapter.report.say("needs_rows"))]
    if item.kind is not ItemKind.NUMBER:
        return [_texts(chapter, item)]
    table, cells = tables.numbers(chapter, item)
    told = (chapter.number(item.id, NONE, cells[place, 1].statistic, NONE) for place in range(len(table.rows)))
    figures = "; ".join(f"{escape(row[0])}: {value}" for row, value in zip(table.rows, told, strict=True))
    return [f"{figures}.", _shown(chapter, item)]


def _counted(chapter: Chapter, question: Item, item: Item) -> list[str]:
    """The answers of a question; those of a matrix row behind the words of the row."""
    told = "; ".join(
        chapter.filled(
            "answer_fact",
            answer=escape(answer_text(question, str(code), chapter.language)),
            n=chapter.number(question.id, str(code), "n"),
            percent=chapter.number(question.id, str(code), "percent", "1"),
        )
        for code in chapter.report.frequencies(question.id)["code"]
    )
    facts = chapter.filled("facts", base=chapter.number(question.id, NONE, "base"), answers=told)
    row = [] if question.id == item.id else [f"*{escape(question.text[chapter.language])}*"]
    return [*row, facts, _shown(chapter, question)]


def _shown(chapter: Chapter, question: Item) -> str:
    """The numbers of figure and table, ready to be copied into the text."""
    name = table_id(question.id)
    if chapter.values.figure_frame(question).empty:
        return chapter.filled("shown_table", table=f"[-@{{tbl-{name}}}]")
    return chapter.filled("shown", figure=f"[-@{{fig-{name}}}]", table=f"[-@{{tbl-{name}}}]")


def _references(chapter: Chapter, item: Item) -> References:
    """The figures and tables that follow on the text about a question."""
    if not item.options and (item.kind is not ItemKind.NUMBER or chapter.report.wave.margins is not None):
        return References((), (), "")
    names = [(table_id(question.id), chapter.values.figure_frame(question).empty) for question in unfolded(item)]
    figures = tuple(f"fig-{name}" for name, empty in names if not empty)
    tables_of = tuple(f"tbl-{name}" for name, _ in names)
    told = []
    for kind, found in (("figure", figures), ("table", tables_of)):
        if found:
            numbers = ", ".join(f"[-@{one}]" for one in found)
            told.append(chapter.filled(f"refer_{kind}" if len(found) == 1 else f"refer_{kind}s", n=numbers))
    return References(figures, tables_of, ", ".join(told))


def _figure(chapter: Chapter, question: Item, frame: pd.DataFrame) -> str:
    language = chapter.language
    caption = chapter.report.say("figure_of", label=question.label[language])
    return chapter.figure(bars(frame, question, language), question, BARS, caption, alt_text(frame, question, language))


def _texts(chapter: Chapter, item: Item) -> str:
    if chapter.report.guard.without_base(item.id):
        return escape(chapter.report.say("text_hidden"))
    n, asked = (chapter.number(item.id, NONE, statistic) for statistic in ("n", "asked"))
    return chapter.filled("texts", n=n, asked=asked)
