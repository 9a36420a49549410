"""What is known of a variable beside its wording and answers, as a list of named facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from survey.i18n.markdown import escape
from survey.instrument.model import Item, ItemKind
from survey.instrument.wording import asked_if
from survey.report.codebook import words
from survey.report.codebook.codebook import Codebook


def facts(book: Codebook, item: Item) -> list[str]:
    """The facts about an item as lines of Markdown, in the order in which they are read; what does not apply is left out."""
    return [f"**{book.say(f'fact_{name}')}:**{_told(texts)}" for name, texts in _facts(book, item) if texts]


def _facts(book: Codebook, item: Item) -> Iterator[tuple[str, list[str]]]:
    yield "variable", [_variable(book, item)]
    yield "type", [words.type_and_level(book, item)]
    yield "range", [text for text in [words.allowed(book, item)] if text]
    yield "asked_if", [] if item.show_if is None else [asked_if(book.instrument, item.show_if, book.language)]
    if item.kind is not ItemKind.MATRIX:
        yield "missing", [text for text in [words.missing(book, item)] if text]
    yield "indices", words.membership(book, item)
    yield "flags", words.flags(book, item)
    yield "notes", [note[book.language] for note in item.notes]
    yield "history", words.other_waves(book, item)


def _variable(book: Codebook, item: Item) -> str:
    """The name in files of answers; each option of a multiple choice and each row of a matrix has one of its own."""
    columns = ", ".join(item.columns)
    if item.kind is ItemKind.MULTIPLE:
        return book.say("variable_multiple", columns=columns)
    return columns


def _told(texts: Iterable[str]) -> str:
    """One text goes on in its line, several make a list of their own."""
    first, *more = (escape(text) for text in texts)
    return "\n".join(["", *(f"    - {text}" for text in (first, *more))]) if more else f" {first}"
