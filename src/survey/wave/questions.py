"""The questions of a questionnaire whose answers can be counted, each under the name that counts carry."""

from __future__ import annotations

from dataclasses import dataclass

from survey.instrument.model import Instrument, Item, ItemKind, OptionKind

_NO_ANSWER = (OptionKind.DONT_KNOW, OptionKind.REFUSED)


@dataclass(frozen=True)
class Question:
    """Something that one person answers with one option, or with any number of options.

    column: the id of the item, or `item.row` for a row of a matrix. columns: its columns in a frame of answers.
    """

    column: str
    item: Item
    columns: tuple[str, ...]

    @property
    def multiple(self) -> bool:
        """Whether a person may give several answers."""
        return self.item.kind is ItemKind.MULTIPLE

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its options, in their order."""
        return self.item.codes

    @property
    def valid(self) -> tuple[bool, ...]:
        """For each option whether it is an answer to the question, not "don't know" or a refusal."""
        return tuple(option.kind not in _NO_ANSWER for option in self.item.options)


def questions(instrument: Instrument) -> dict[str, Question]:
    """The countable questions by column, in the order of the questionnaire; numbers and texts have no options to count."""
    found: dict[str, Question] = {}
    for item in instrument.items:
        if not item.options:
            continue
        if item.kind is ItemKind.MATRIX:
            found |= {column: Question(column, item, (column,)) for column in item.columns}
        else:
            found[item.id] = Question(item.id, item, item.columns)
    return found
