"""What the codebook describes, whom its counts are of, how to read it, and a list of all questions."""

from __future__ import annotations

from survey.i18n.catalogue import say
from survey.i18n.dates import date_range
from survey.i18n.markdown import escape
from survey.i18n.numbers import DASH, number
from survey.instrument.model import Item
from survey.instrument.rows import unfolded
from survey.report import caution
from survey.report.codebook.codebook import Codebook
from survey.report.layout import bullets, callout
from survey.report.report import Report
from survey.tables.table import Column, Table

READING = ("code", "names", "counts", "kinds", "texts")


def write(book: Codebook) -> str:
    """The synthetic notice, the facts, the sentences of caution, how to read, the list of variables."""
    parts = [f"# {book.say('overview')}"]
    if book.report is None:
        parts += [book.say("overview_about"), f"{_questionnaire(book)} {book.say('overview_without_wave')}"]
    else:
        parts += [*_synthetic(book.report), book.say("overview_about"), _wave(book, book.report)]
    parts += [f"## {book.say('reading')}", bullets(escape(book.say(f"reading_{one}")) for one in READING)]
    return "\n\n".join([*parts, f"## {book.say('list')}", book.table(_list(book))])


def _synthetic(report: Report) -> list[str]:
    return [callout("important", report.say("synthetic"), report.say("synthetic_long"))] if report.wave.synthetic else []


def _questionnaire(book: Codebook) -> str:
    variables = sum(len(item.columns) for item in book.instrument.items)
    numbers = {
        "questions": number(len(book.instrument.items), book.language),
        "variables": number(variables, book.language),
    }
    return book.say("overview_questionnaire", id=escape(book.instrument.id), version=escape(book.instrument.version), **numbers)


def _wave(book: Codebook, report: Report) -> str:
    """Questionnaire, people and dates, then whom the counts describe."""
    n, fieldwork = number(report.wave.n, book.language), report.wave.settings.fieldwork
    people = book.say("overview_people", n=n)
    if fieldwork is not None:
        people = book.say("overview_dates", dates=date_range(*fieldwork, book.language), n=n)
    limits = caution.design(report) if report.wave.margins is None else [report.say("limits_margins"), *caution.design(report)]
    return "\n\n".join([f"{_questionnaire(book)} {people}", " ".join(limits)])


def _list(book: Codebook) -> Table:
    """A row for each question, and for each row of a matrix."""
    columns = [
        Column(say("report.number_short", book.language), "left", whole=True),
        Column(book.say("fact_variable"), "left", whole=True),
        Column(book.say("label"), "left"),
    ]
    columns += [] if book.wave is None else [Column(book.say(word), whole=True) for word in ("answered", "fact_missing")]
    rows = tuple(_row(book, question) for item in book.instrument.items for question in unfolded(item))
    doubted = caution.doubtful(book.instrument.items)
    notes = (f"{caution.MARK} {say('report.doubtful', book.language)}.",) if doubted else ()
    return Table("codebook--list", book.say("list_caption"), tuple(columns), rows, notes=notes)


def _row(book: Codebook, question: Item) -> tuple[str, ...]:
    head = (caution.marked(question.number, [question]), question.id, question.label[book.language])
    if book.wave is None:
        return head
    answered = book.answered(question)
    if answered is None:
        return (*head, DASH, DASH)
    return (*head, number(answered, book.language), number(book.wave.n - answered, book.language))
