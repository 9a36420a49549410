"""The indices that are made from the variables: model, formula, scores, and why."""

from __future__ import annotations

from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.i18n.numbers import number
from survey.instrument.model import Index, IndexModel
from survey.instrument.rows import item_or_row
from survey.instrument.wording import all_of, answer_text, capitalised
from survey.report.codebook import words
from survey.report.codebook.codebook import Codebook
from survey.report.layout import bullets
from survey.tables.table import Column, Table


def write(book: Codebook) -> str:
    """Each index under a heading of its own; nothing where the questionnaire has none."""
    if not book.instrument.indices:
        return ""
    parts = [f"# {book.say('indices')}", book.say("indices_intro")]
    return "\n\n".join([*parts, *(text for index in book.instrument.indices for text in _entry(book, index))])


def _entry(book: Codebook, index: Index) -> list[str]:
    heading = f"## {escape(words.index_name(book, index))} {{#i-{index.id}}}"
    told = [
        f"**{book.say('fact_model')}:** {book.say(f'model_{index.model}')}",
        f"**{book.say('fact_formula')}:** {escape(formula(book, index))}",
        *(_class(book, index, place) for place in range(len(index.classes))),
    ]
    why = [say("report.indices_why", book.language, why=index.justification[book.language])]
    if index.held_out:
        numbers = "; ".join(item_or_row(book.instrument, name).number for name in index.held_out)
        why.insert(0, say("report.indices_held_out", book.language, items=numbers))
    description, reasons = escape(index.description[book.language]), escape(" ".join(why))
    return [heading, description, bullets(told), reasons, book.table(_table(book, index))]


def formula(book: Codebook, index: Index) -> str:
    """How the value of a person is worked out, in words."""
    numbers = {name: number(n, book.language) for name, n in (("least", index.minimum_answered), ("all", len(index.items)))}
    if index.model is IndexModel.COUNT:
        targets = ", ".join(book.say("quoted", text=_target(book, index, code)) for code in index.targets)
        return book.say("formula_count", id=index.id, targets=targets, **numbers)
    if index.model is IndexModel.TYPOLOGY:
        return book.say("formula_typology", id=index.id, **numbers)
    if index.model is IndexModel.SEPARATE:
        return book.say("formula_separate", id=index.id)
    return book.say("formula_mean", id=index.id, **numbers)


def _target(book: Codebook, index: Index, code: str) -> str:
    items = (item_or_row(book.instrument, name) for name in index.items)
    return answer_text(next(item for item in items if code in item.codes), code, book.language)


def _class(book: Codebook, index: Index, place: int) -> str:
    """A class of a typology and the answers that put a respondent in it."""
    own = index.classes[place]
    conditions = all_of(book.instrument, own.conditions, book.language)
    return f"**{escape(capitalised(own.text[book.language]))}** ({escape(own.code)}): {escape(conditions)}"


def _table(book: Codebook, index: Index) -> Table:
    """The items of an index with the scores of their answers, or with their labels where nothing is scored."""
    scored = index.model in (IndexModel.REFLECTIVE, IndexModel.FORMATIVE, IndexModel.SEPARATE)
    columns = (
        Column(say("report.number_short", book.language), "left", whole=True),
        Column(book.say("fact_variable"), "left", whole=True),
        Column(book.say("scores" if scored else "label"), "left"),
    )
    items = [item_or_row(book.instrument, name) for name in index.items]
    rows = tuple(
        (item.number, item.id, words.scores(book, index, item.id) if scored else item.label[book.language]) for item in items
    )
    # Two hyphens, which no id of an item has.
    return Table(f"index--{index.id}", book.say("index_items", index=words.index_name(book, index)), columns, rows)
