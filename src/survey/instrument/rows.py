"""The rows of a matrix as questions of their own: what tables and figures of one question need."""

from __future__ import annotations

from dataclasses import replace

from survey.i18n.catalogue import say
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level


def unfolded(item: Item) -> tuple[Item, ...]:
    """The item itself, or each row of a matrix as a question with one answer and the id `item.row`.

    The number of a row is that of its matrix with the place of the row in brackets, so that no other question can have it.

    >>> from survey.instrument.model import Option, Row
    >>> yes, courts = Option("yes", 1, Text(en="yes")), Row("courts", Text(en="Courts"))
    >>> trust = Text(en="Trust")
    >>> grid = Item("trust", "2", "s", ItemKind.MATRIX, Level.NOMINAL, trust, trust, (yes,), rows=(courts,))
    >>> [(row.id, row.number.replace("\\xa0", " "), row.label["en"]) for row in unfolded(grid)]
    [('trust.courts', '2 (1)', 'Trust – Courts')]
    """
    if item.kind is not ItemKind.MATRIX:
        return (item,)
    kind = ItemKind.SCALE if item.level is Level.INTERVAL else ItemKind.SINGLE
    return tuple(
        replace(
            item,
            id=column,
            number=f"{item.number}\N{NO-BREAK SPACE}({place})",
            kind=kind,
            text=row.text,
            label=_joined(item.label, row.label or row.text),
            rows=(),
        )
        for place, (column, row) in enumerate(zip(item.columns, item.rows, strict=True), 1)
    )


def item_or_row(instrument: Instrument, name: str) -> Item:
    """The item of an id, or the row of a matrix that `item.row` names; KeyError where there is neither."""
    for item in unfolded(instrument.item(name.partition(".")[0])):
        if item.id == name:
            return item
    raise KeyError(name)


def _joined(label: Text, row: Text) -> Text:
    """`Trust – Courts`; without the full stop of a row that is a sentence, because the name of a figure goes on after it."""
    both = ((language, label[language], words.rstrip(".")) for language, words in row if language in label)
    return Text(**{language: say("tables.row_label", language, label=ours, row=words) for language, ours, words in both})
