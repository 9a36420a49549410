"""The variables of a questionnaire: what each column of a data file is, and how it is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from survey.i18n.catalogue import say
from survey.i18n.text import Language, Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option
from survey.instrument.rows import unfolded


class Role(StrEnum):
    CHOICE = "choice"  # one of the options of its item
    TICK = "tick"  # one option of a multiple choice: ticked or not
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class Variable:
    """A column of answers.

    column: its name in `wave.answers`. item: its question; for a row of a matrix the row as a question of its own.
    option: of a tick. label: the short form for lists of variables.
    """

    column: str
    item: Item
    role: Role
    label: Text
    option: Option | None = None

    @property
    def measure(self) -> str:
        """The level of measurement as SPSS names it."""
        if self.role is Role.NUMBER or (self.role is Role.CHOICE and self.item.level is Level.INTERVAL):
            return "scale"
        return "ordinal" if self.role is Role.CHOICE and self.item.level is Level.ORDINAL else "nominal"


def variables(instrument: Instrument) -> tuple[Variable, ...]:
    """One variable for an item, a row of a matrix, an option of a multiple choice, in the order of the questionnaire.

    >>> from survey.instrument.model import Section
    >>> tea = Option("tea", 1, Text(en="Tea")), Option("milk", 2, Text(en="Milk"))
    >>> drinks = Item("drinks", "1", "s", ItemKind.MULTIPLE, Level.NOMINAL, Text(en="What?"), Text(en="Drinks"), tea)
    >>> whole = Instrument("x", "1", ("en",), Text(en="x"), (Section("s", "1", Text(en="x")),), (drinks,))
    >>> [(one.column, one.label["en"]) for one in variables(whole)]
    [('drinks.tea', 'Drinks – Tea'), ('drinks.milk', 'Drinks – Milk')]
    """
    return tuple(variable for item in instrument.items for variable in _of(item))


_ROLES = {ItemKind.NUMBER: Role.NUMBER, ItemKind.TEXT: Role.TEXT}


def _of(item: Item) -> Iterator[Variable]:
    if item.kind is ItemKind.MULTIPLE:
        for column, option in zip(item.columns, item.options, strict=True):
            yield Variable(column, item, Role.TICK, _joined(item.label, option.label or option.text), option)
        return
    for question in unfolded(item):
        yield Variable(question.id, question, _ROLES.get(item.kind, Role.CHOICE), question.label)


def _joined(label: Text, part: Text) -> Text:
    both = ((language, label[language], words) for language, words in part if language in label)
    return Text(**{language: say("tables.row_label", language, label=ours, row=words) for language, ours, words in both})


# -- labels ------------------------------------------------------------------------------------------------------------
def folded(text: str) -> str:
    """The text in one line: a label has no line breaks.

    >>> folded("Trust\\n  the courts ")
    'Trust the courts'
    """
    return " ".join(text.split())


def variable_label(variable: Variable, language: Language) -> str:
    """The label of a variable in one line."""
    return folded(variable.label[language])


def answer_label(option: Option, language: Language) -> str:
    """The label of an answer in one line: its short form where it has one."""
    return folded((option.label or option.text)[language])


def value_labels(variable: Variable, language: Language) -> dict[int, str]:
    """The labels of the values of a choice or a tick; nothing for numbers and texts."""
    if variable.role is Role.CHOICE:
        return {option.value: answer_label(option, language) for option in variable.item.options}
    if variable.role is Role.TICK:
        return {1: say("export.ticked", language), 0: say("export.unticked", language)}
    return {}
