"""The codebook as plain tables: one of variables, one of their values, one of missing answers, and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import pandas as pd

from survey.analysis.disclosure import Guard
from survey.analysis.open_answers import number_summary
from survey.i18n.catalogue import say
from survey.instrument.model import Instrument, Item, Option
from survey.instrument.rows import unfolded
from survey.instrument.wording import answer_text, asked_if
from survey.report import caution
from survey.report.codebook import words
from survey.report.codebook.codebook import Codebook
from survey.report.codebook.parts.indices import formula
from survey.report.codebook.parts.provenance import sources
from survey.wave.missing import Missing
from survey.writers.names import spss_names, stata_names
from survey.writers.notes import notes
from survey.writers.rows import SYNTHETIC
from survey.writers.variables import Role, Variable, folded, value_labels, variables

Cell = str | int | float | None
Sheet = list[Sequence[Cell]]
Rows = Iterator[Sequence[Cell]]


def sheets(book: Codebook) -> Mapping[str, Sheet]:
    """Name -> rows, the first of them with the headings. Made-up answers are marked in every row, as in exported files.

    The names are the same in every language, so that a program finds them.
    """
    found = {"variables": list(_variables(book)), "values": list(_values(book)), "missing": list(_missing(book))}
    if book.wave is not None and book.wave.synthetic:
        found = {name: _marked(rows) for name, rows in found.items()}
    return found | {"notes": [[line] for line in _notes(book)]}


def _marked(rows: Sheet) -> Sheet:
    return [[*row, SYNTHETIC if place == 0 else 1] for place, row in enumerate(rows)]


# -- variables ---------------------------------------------------------------------------------------------------------
def _variables(book: Codebook) -> Rows:
    """A row for each column of a file of answers."""
    heads = _variable_heads(book)
    yield list(heads)
    for variable in variables(book.instrument):
        yield [tell(variable) for tell in heads.values()]


def _variable_heads(book: Codebook) -> dict[str, Callable[[Variable], Cell]]:
    """Heading -> what stands below it for a variable."""
    language = book.language
    columns = [variable.column for variable in variables(book.instrument)]
    spss, stata = spss_names(columns), stata_names(columns)
    sections = {section.id: section.title[language] for section in book.instrument.sections}
    heads: dict[str, Callable[[Variable], Cell]] = {
        book.say("fact_variable"): lambda one: one.column,
        book.say("name_spss"): lambda one: spss[one.column],
        book.say("name_stata"): lambda one: stata[one.column],
        say("report.number_short", language): lambda one: one.item.number,
        book.say("section"): lambda one: sections.get(one.item.section),
        book.say("label"): lambda one: folded(one.label[language]),
        book.say("wording"): lambda one: _wording(book, one),
        book.say("fielded_head"): lambda one: _fielded(book, _whole(book.instrument, one)),
        book.say("fact_type"): lambda one: words.type_and_level(book, _whole(book.instrument, one)),
        book.say("measure"): lambda one: one.measure,
        book.say("fact_range"): lambda one: words.allowed(book, one.item) or None,
        book.say("fact_asked_if"): lambda one: (
            None if one.item.show_if is None else asked_if(book.instrument, one.item.show_if, language)
        ),
    }
    if book.wave is not None:
        heads[book.say("answered")] = lambda one: book.answered(one.item)
        heads[book.say("range_low_head")] = lambda one: _end(book, one, "minimum")
        heads[book.say("range_high_head")] = lambda one: _end(book, one, "maximum")
    heads[book.say("fact_indices")] = lambda one: _lines(words.membership(book, _whole(book.instrument, one)))
    heads[book.say("fact_flags")] = lambda one: _lines(words.flags(book, one.item))
    heads[book.say("fact_notes")] = lambda one: _lines(folded(note[language]) for note in one.item.notes)
    heads[book.say("fact_history")] = lambda one: _lines(
        words.other_waves(book, _whole(book.instrument, one), one.column if _of_a_matrix(one) else None)
    )
    return heads


def _whole(instrument: Instrument, variable: Variable) -> Item:
    """The item that a variable belongs to: of a row its matrix."""
    return instrument.item(variable.column.partition(".")[0])


def _of_a_matrix(variable: Variable) -> bool:
    return variable.item.id == variable.column and "." in variable.column


def _wording(book: Codebook, variable: Variable) -> str:
    """The question, and of a row of a matrix the row behind it."""
    texts = [_whole(book.instrument, variable).text[book.language]]
    texts += [variable.item.text[book.language]] if _of_a_matrix(variable) else []
    return " – ".join(folded(text) for text in texts)


def _lines(texts: Iterable[str]) -> str | None:
    return "\n".join(texts) or None


def _end(book: Codebook, variable: Variable, name: str) -> float | None:
    """The smallest or the largest number that was answered."""
    if variable.role is not Role.NUMBER or book.wave is None or not book.answered(variable.item):
        return None
    shown = Guard(book.wave).numbers(number_summary(book.wave, variable.column), variable.column)[name].iloc[0]
    return None if pd.isna(shown) else float(shown)


# -- values ------------------------------------------------------------------------------------------------------------
def _values(book: Codebook) -> Rows:
    """A row for each answer to each variable, and for each tick; counts twice, because they may be known by bounds only."""
    heads = [book.say("fact_variable"), book.say("code"), book.say("value"), say("tables.answer", book.language)]
    heads += [book.say("kind"), book.say("fielded_head")]
    figures = [book.say("count_low"), book.say("count_high"), say("tables.base", book.language)]
    figures += [book.say("percent_low"), book.say("percent_high")]
    yield heads if book.wave is None else heads + figures
    for variable in variables(book.instrument):
        counts = _counts(book, variable)
        if variable.option is not None:
            for value, label in value_labels(variable, book.language).items():
                given = counts.get(variable.option.code, [])
                yield [*_tick(book, variable, value, label), *(given if value else _rest(given))]
            continue
        for option in variable.item.options:
            yield [*_option(book, variable, option), *counts.get(option.code, [])]


def _option(book: Codebook, variable: Variable, option: Option) -> list[Cell]:
    answer = answer_text(variable.item, option.code, book.language)
    return [variable.column, option.code, option.value, answer, words.option_kind(book, option), _fielded(book, option)]


def _tick(book: Codebook, variable: Variable, value: int, label: str) -> list[Cell]:
    kind = None if variable.option is None else words.option_kind(book, variable.option)
    return [variable.column, None, value, label, kind, None]


def _fielded(book: Codebook, asked: Item | Option) -> str | None:
    """The wordings of a question or an answer as they were put, where the codebook does not show the same."""
    return _lines(f"{book.say(f'language_{language}')}: {folded(text)}" for text, language in words.fielded(book, asked))


def _counts(book: Codebook, variable: Variable) -> dict[str, list[Cell]]:
    """Code -> low, high, base, percents with one decimal, rounded half up from the counts."""
    if not variable.item.options:
        return {}
    counts = book.counts(variable.item.id)
    if counts is None:
        return {}
    return {
        str(row["code"]): [None] * 5 if row.get("hidden") else _figures(int(row["low"]), int(row["high"]), int(row["base"]))
        for row in counts.to_dict("records")
    }


def _rest(ticked: list[Cell]) -> list[Cell]:
    """The figures of the people who did not tick an option, from those of who did."""
    if not ticked or ticked[0] is None:
        return ticked
    low, high, base = (int(cell or 0) for cell in ticked[:3])
    return _figures(base - high, base - low, base)


def _figures(low: int, high: int, base: int) -> list[Cell]:
    return [low, high, base, *(None if not base else (2000 * n + base) // (2 * base) / 10 for n in (low, high))]


# -- missing answers and notes -----------------------------------------------------------------------------------------
def _missing(book: Codebook) -> Rows:
    """A row for each question: who answered, and a column for each kind; of published counts only how many are missing."""
    kinds = [say(f"tables.{kind}", book.language) for kind in Missing]
    yield [book.say("fact_variable"), book.say("label"), book.say("answered"), *kinds, book.say("cause_unknown")]
    if book.wave is None:
        return
    for question in (question for item in book.instrument.items for question in unfolded(item)):
        answered = book.answered(question)
        head: list[Cell] = [question.id, folded(question.label[book.language]), answered]
        if question.id in book.missing:
            yield [*head, *book.missing[question.id].values(), 0]
        else:
            yield [*head, *[None] * len(Missing), None if answered is None else book.wave.n - answered]


def _notes(book: Codebook) -> Iterator[str]:
    """What has to be known of the answers, the formulas of the indices, and the files that all was made from."""
    if book.report is None:
        yield folded(book.instrument.title[book.language])
        yield book.say("overview_without_wave")
        found = sources(book)
        yield from (f"{name} sha256:{digest}" for name, digest in found.files.items())
        yield f"saualnama {found.version}"
    else:
        margins = [] if book.report.wave.margins is None else [book.report.say("limits_margins")]
        told = [*notes(book.report.wave, book.language, with_texts=True), *margins, *caution.design(book.report)]
        yield from dict.fromkeys(told)  # the notes of exported files have some of the sentences already
    yield from (f"{words.index_name(book, index)}: {formula(book, index)}" for index in book.instrument.indices)
