"""The answers to a question: code, value, label, kind and how many people gave them."""

from __future__ import annotations

from dataclasses import replace

from survey.analysis.open_answers import number_summary
from survey.i18n.catalogue import say
from survey.i18n.numbers import number
from survey.instrument.model import Item, ItemKind, Option, OptionKind, Provenance
from survey.instrument.wording import answer_text
from survey.report.codebook import words
from survey.report.codebook.codebook import Codebook
from survey.report.parts.questions import merged_notes
from survey.report.report import Report
from survey.tables.frequency import frequency_table
from survey.tables.number import number_table
from survey.tables.table import Column, Table, table_id


def answers(book: Codebook, question: Item) -> str:
    """The Markdown of what was, or may be, answered to an item or to a row of a matrix; texts are counted, never printed."""
    if question.options:
        return book.table(options_table(book, question))
    if book.report is None or question.id not in book.missing:
        return "" if book.report is None else book.report.say("needs_rows")
    if question.kind is ItemKind.NUMBER:
        caption = book.report.say("number_table_of", label=question.label[book.language])
        return book.table(_numbers(book.report, question, caption))
    answered, asked = (number(n or 0, book.language) for n in (book.answered(question), book.asked(question)))
    return book.say("texts_counted", n=answered, asked=asked)


def _numbers(report: Report, question: Item, caption: str) -> Table:
    summary = number_summary(report.wave, question.id)
    shown = report.guard.numbers(summary, question.id)
    hidden = report.guard.left_out(summary, question.id)
    return number_table(shown, question, report.language, caption=caption, hidden=hidden)


def options_table(book: Codebook, question: Item) -> Table:
    """The options of a question, and of a wave the counts and percents, between bounds where these are all that is known."""
    counted = _counted(book, question)
    heads = [Column(book.say("code"), "left", whole=True)]
    heads += [] if _ticked(question) else [Column(book.say("value"), whole=True)]
    heads += [Column(say("tables.answer", book.language), "left")]
    heads += [Column(book.say("kind"), "left")] if _kinds_differ(book, question) else []
    rows = [_cells(book, question, option) for option in question.options]
    caption = book.say("answers_of", label=question.label[book.language])
    if counted is None:
        return Table(table_id(question.id), caption, tuple(heads), tuple(rows), notes=_kind_of_all(book, question))
    figures = [row[1:] for row in counted.rows]
    total = counted.total
    return replace(
        counted,
        caption=caption,
        columns=(*heads, *(replace(column, whole=True) for column in counted.columns[1:])),
        rows=tuple((*row, *own) for row, own in zip(rows, figures, strict=True)),
        total=None if total is None else (total[0], *[""] * (len(heads) - 1), *total[1:]),
        notes=(*_kind_of_all(book, question), *counted.notes),
    )


def _counted(book: Codebook, question: Item) -> Table | None:
    """The table of the report, without intervals: these tell of a population, and a codebook of the data."""
    counts = book.counts(question.id)
    if counts is None or book.report is None:
        return None
    table = frequency_table(counts, question, book.language)
    return replace(table, notes=(*table.notes, *merged_notes(book.report, question)))


def _cells(book: Codebook, question: Item, option: Option) -> tuple[str, ...]:
    """Code, value, label and kind, as far as the table has columns for them."""
    value = [] if _ticked(question) else [str(option.value)]
    kind = [words.option_kind(book, option)] if _kinds_differ(book, question) else []
    return (option.code, *value, answer_text(question, option.code, book.language), *kind)


def _ticked(question: Item) -> bool:
    """Whether each option is a variable of its own, so that its value in other programs is 1 or 0."""
    return question.kind is ItemKind.MULTIPLE


def _kinds_differ(book: Codebook, question: Item) -> bool:
    return len({words.option_kind(book, option) for option in question.options}) > 1


def _kind_of_all(book: Codebook, question: Item) -> tuple[str, ...]:
    """A note where all options are of one kind that is more, or less, than a plain printed answer."""
    first = question.options[0]
    if _kinds_differ(book, question) or (first.kind, first.provenance) == (OptionKind.SUBSTANTIVE, Provenance.PRINTED):
        return ()
    return (f"{book.say('kind')}: {words.option_kind(book, first)}.",)
