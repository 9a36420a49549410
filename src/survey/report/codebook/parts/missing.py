"""Why answers are missing: the kinds with their codes in other programs, and how often each occurs in which question."""

from __future__ import annotations

from collections.abc import Iterator

from survey.i18n.catalogue import say
from survey.i18n.numbers import number
from survey.i18n.signs import HIDDEN
from survey.instrument.rows import unfolded
from survey.report.codebook.codebook import Codebook
from survey.tables.table import Column, Table
from survey.wave.missing import Missing
from survey.wave.wave import Wave
from survey.writers.missing_codes import LETTERS, numbers
from survey.writers.rows import read_rows


def write(book: Codebook) -> str:
    """The kinds, then the questions that somebody did not answer; of published counts only how many are missing is known."""
    parts = [f"# {book.say('missing')}", book.say("missing_intro"), book.table(_codes(book))]
    if book.wave is not None:
        parts += _found(book, book.wave)
    return "\n\n".join(parts)


def _codes(book: Codebook) -> Table:
    """Each kind with what it means and how SPSS and Stata files have it."""
    rows = None
    if book.wave is not None and book.wave.margins is None:
        rows = read_rows(book.wave, "codebook", with_texts=False)
    codes = numbers(rows)
    columns = (
        Column(book.say("missing_kind"), "left"),
        Column(book.say("missing_meaning"), "left"),
        Column("SPSS"),
        Column("Stata"),
    )
    cells = tuple(
        (
            say(f"tables.{kind}", book.language),
            book.say(f"means_{kind}"),
            number(codes[kind], book.language, grouped=False),
            f".{LETTERS[kind]}",
        )
        for kind in Missing
    )
    return Table("codebook--kinds", book.say("missing_codes"), columns, cells)


def _found(book: Codebook, wave: Wave) -> list[str]:
    """The table of questions with missing answers; a sentence where there are none."""
    rows = tuple(_rows(book, wave))
    if not rows:
        return [book.say("missing_nowhere")]
    heads = [Column(say("report.number_short", book.language), "left", whole=True), Column(book.say("label"), "left")]
    kinds = [say(f"tables.{kind}", book.language) for kind in _kinds(book)] or [book.say("fact_missing")]
    columns = (*heads, *(Column(kind, whole=True) for kind in kinds))
    sentence = [] if book.missing else [book.say("missing_of_margins")]
    hidden = any(HIDDEN in row[2:] for row in rows)
    notes = (say("tables.hidden_note", book.language),) if hidden else ()
    return [*sentence, book.table(Table("codebook--missing", book.say("missing_table"), columns, rows, notes=notes))]


def _kinds(book: Codebook) -> list[Missing]:
    """The kinds that occur."""
    return [kind for kind in Missing if any(found[kind] != 0 for found in book.missing.values())]


def _rows(book: Codebook, wave: Wave) -> Iterator[tuple[str, ...]]:
    for question in (question for item in book.instrument.items for question in unfolded(item)):
        answered = book.answered(question)
        if answered is not None and answered < wave.n:
            kinds = [book.missing[question.id][kind] for kind in _kinds(book)]
            counts = kinds or [wave.n - answered]
            shown = (HIDDEN if n is None else number(n, book.language) for n in counts)
            yield (question.number, question.label[book.language], *shown)
