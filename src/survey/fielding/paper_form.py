"""A questionnaire as it is printed, in Markdown: one language, boxes to tick, the values of answers as codes for data entry."""

from __future__ import annotations

from collections.abc import Iterator

from survey.fielding.paper_words import skip_instruction
from survey.fielding.words import alone, limits
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.i18n.text import Language
from survey.instrument.model import Instrument, Item, ItemKind, Option, OptionKind
from survey.instrument.wording import capitalised

ONE, MANY = "○", "☐"
_BLANK = "[]{.blank}"
_TEXT_LINES = 3
_DASH = "\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}"
_LINE, _ROWS_LEAST, _ROWS_MOST = 95, 30, 60
"""Signs in a line of a table; how many of them the texts of rows get at least and at most."""


def form(instrument: Instrument, language: Language) -> str:
    """The Markdown of the printed questionnaire, without its title."""
    asked = _sections(instrument, language, "# {} {{.unnumbered}}")
    return "\n\n".join([*_opening(instrument, language), *asked, *_closing(instrument, language)])


def questions(instrument: Instrument, language: Language) -> str:
    """The questions alone, with sections as second headings: for a document in which the questionnaire is a chapter."""
    return "\n\n".join(_sections(instrument, language, "## {}"))


def _sections(instrument: Instrument, language: Language, heading: str) -> Iterator[str]:
    for section in instrument.sections:
        items = instrument.in_section(section.id)
        if items:
            yield heading.format(escape(f"{section.number}. {section.title[language]}"))
        for item in items:
            yield from _question(instrument, item, language)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which an empty line parts, as Markdown; within them lines end where the text ends them."""
    return [_lines(part) for part in text.split("\n\n") if part.strip()]


def _lines(text: str) -> str:
    return "\\\n".join(escape(line) for line in text.splitlines() if line.strip())


def _opening(instrument: Instrument, language: Language) -> Iterator[str]:
    yield _div("write-line", f"{say('paper.form_number', language)} \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_")
    if instrument.introduction is not None:
        yield from paragraphs(instrument.introduction[language])
    if instrument.consent is not None:
        yield f"# {say('web.consent', language)}"
        yield from paragraphs(instrument.consent[language])
        yield _div("last-answer", f"[{MANY}]{{.tick}}[1]{{.answer-value}}{escape(say('web.agree', language))}")
    yield f"**{say('paper.how_to_title', language)}** {say('paper.how_to', language, one=ONE, many=MANY)}"


def _closing(instrument: Instrument, language: Language) -> Iterator[str]:
    if instrument.thanks is not None or instrument.contact is not None:
        yield "* * *"
    if instrument.thanks is not None:
        yield from paragraphs(instrument.thanks[language])
    if instrument.contact is not None:
        yield f"**{say('web.contact', language)}**"
        yield from paragraphs(instrument.contact[language])


# -- a question --------------------------------------------------------------------------------------------------------
def _question(instrument: Instrument, item: Item, language: Language) -> Iterator[str]:
    yield _div("question", _lines(f"{item.number}. {item.text[language]}"))
    if item.show_if is not None:
        yield _div("hint", escape(skip_instruction(instrument, item.show_if, language)))
    for hint in _hints(item, language):
        yield _div("hint", hint)
    if item.kind is ItemKind.MATRIX:
        yield _matrix(item, language)
    elif item.kind is ItemKind.TEXT:
        yield from (_div("write-line", _BLANK) for _ in range(_TEXT_LINES))
    elif item.kind is ItemKind.NUMBER:
        yield _div("write-line", "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_")
    else:
        mark = MANY if item.kind is ItemKind.MULTIPLE else ONE
        *most, last = item.offered
        yield from (_div("answer", _answer(option, mark, language)) for option in most)
        yield _div("last-answer", _answer(last, mark, language))


def _hints(item: Item, language: Language) -> Iterator[str]:
    if item.kind is ItemKind.MULTIPLE:
        yield escape(say("paper.several", language))
        if (found := alone(item, (language,))) is not None:
            yield escape(found[1][language])
    if item.kind is ItemKind.MATRIX:
        yield escape(say("paper.each_row", language))
        if not _heads_fit(item, language):
            answers = "; ".join(f"{option.value}{_DASH}{capitalised(option.text[language])}" for option in item.offered)
            yield escape(say("paper.numbered_columns", language, answers=answers))
    if item.kind is ItemKind.NUMBER and (found_limits := limits(item, (language,))) is not None:
        yield escape(found_limits[language])


def _answer(option: Option, mark: str, language: Language) -> str:
    text = escape(capitalised(option.text[language]))
    line = f": {_BLANK}" if option.kind is OptionKind.OTHER else ""
    return f"[{mark}]{{.tick}}[{option.value}]{{.answer-value}}{text}{line}"


def _matrix(item: Item, language: Language) -> str:
    """A table: rows, and a column for each answer with its code in the head; the code alone where the words have no room."""
    n = len(item.offered)
    if _heads_fit(item, language):
        head = [f"{escape(capitalised(option.text[language]))} ({option.value})" for option in item.offered]
        first = min(_LINE - n * _widest(item, language), _ROWS_MOST)
    else:
        head, first = [str(option.value) for option in item.offered], _ROWS_MOST
    rows = [[escape(row.text[language]), *([ONE] * n)] for row in item.rows]
    # Pandoc takes the widths of columns from the hyphens, where a row is longer than its line.
    line = [f":{'-' * first}", *([f":{'-' * ((_LINE - first) // n)}:"] * n)]
    return _div("answer-grid", "\n".join(f"| {' | '.join(cells)} |" for cells in (["", *head], line, *rows)))


def _widest(item: Item, language: Language) -> int:
    """Signs that a column of answers needs: its longest word, and room beside it."""
    return 2 + max(len(word) for option in item.offered for word in option.text[language].split())


def _heads_fit(item: Item, language: Language) -> bool:
    return len(item.offered) * _widest(item, language) <= _LINE - _ROWS_LEAST


def _div(name: str, text: str) -> str:
    return f"::: {{.{name}}}\n{text}\n:::"
