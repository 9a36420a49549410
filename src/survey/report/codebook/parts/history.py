"""The other waves of the study that hold some of the variables."""

from __future__ import annotations

from survey.i18n.catalogue import say
from survey.i18n.dates import date_range
from survey.i18n.markdown import escape
from survey.i18n.numbers import DASH, number
from survey.report.codebook.codebook import Codebook
from survey.report.codebook.history import OtherWave, difference
from survey.report.layout import bullets
from survey.tables.table import Column, Table


def write(book: Codebook) -> str:
    """Which waves there are, and in how many questions they agree with this questionnaire; what could not be read is told."""
    parts = [f"# {book.say('history')}"]
    if book.history.waves:
        parts += [book.say("history_intro"), book.table(_table(book)), bullets(_title(book, wave) for wave in book.history.waves)]
    else:
        parts.append(book.say("history_none"))
    if book.history.unreadable:
        parts.append(book.say("history_unreadable", waves=escape(", ".join(book.history.unreadable))))
    return "\n\n".join(parts)


def _title(book: Codebook, wave: OtherWave) -> str:
    """`tea-2026: Tea, 2026`, with the notice where its answers are made up."""
    made_up = f" ({say('report.synthetic', book.language)})" if wave.settings.synthetic else ""
    title = wave.settings.title[book.language] if book.language in wave.settings.title else next(iter(wave.settings.title))[1]
    return f"{escape(wave.id)}: {escape(title + made_up)}"


def _table(book: Codebook) -> Table:
    words = ("history_held", "history_unchanged", "history_changed", "history_not_held")
    columns = (
        Column(book.say("history_wave"), "left", whole=True),
        Column(book.say("history_dates"), "left"),
        *(Column(book.say(word), whole=True) for word in words),
    )
    return Table("codebook--history", book.say("history_table"), columns, tuple(_row(book, wave) for wave in book.history.waves))


def _row(book: Codebook, wave: OtherWave) -> tuple[str, ...]:
    items = book.fielded.items
    pairs = [(item, other) for item in items if (other := wave.item(item.id)) is not None]
    same = sum(difference(item, other).same for item, other in pairs)
    dates = date_range(*wave.settings.fieldwork, book.language) if wave.settings.fieldwork else DASH
    counts = (len(pairs), same, len(pairs) - same, len(items) - len(pairs))
    return (wave.id, dates, *(number(n, book.language) for n in counts))
