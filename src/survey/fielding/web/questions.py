"""Questions as a page shows them: order, ticks, texts, what is wrong; and answers in words for the review."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from survey.fielding.web.drafts import Draft
from survey.fielding.web.forms import OTHER_MOST, TEXT_MOST
from survey.fielding.web.order import shown_order
from survey.fielding.web.site import Site
from survey.fielding.web.store.record import Record
from survey.fielding.web.values import Lack, answered, asked, for_conditions, text_column, writes
from survey.i18n.catalogue import say
from survey.i18n.signs import DECIMAL_SIGN
from survey.i18n.text import Language, Text
from survey.instrument.model import Item, ItemKind, ShowIf
from survey.instrument.show_if import Answer, met

COMMENT = "_comment."
"""How the name of a field for a remark begins."""


@dataclass(frozen=True)
class Error:
    """What is wrong, and the id of the element to go to."""

    anchor: str
    words: str


@dataclass(frozen=True)
class Choice:
    """A radio button or a box to tick; written: the name and the content of the field beside it, None where it has none."""

    id: str
    code: str
    text: str
    checked: bool
    written: tuple[str, str] | None = None


@dataclass(frozen=True)
class RowOfChoices:
    """A row of a matrix."""

    name: str
    id: str
    text: str
    choices: tuple[Choice, ...]
    wrong: bool


@dataclass(frozen=True)
class Question:
    """An item on a page.

    hidden: whether the answers so far leave it out. condition: what shows it, for the script; None where nothing here does.
    value: of a number or a text. most: characters of a text. typed: whether it shows what was typed and could not be kept.
    """

    item: Item
    anchor: str
    hidden: bool
    condition: str | None
    choices: tuple[Choice, ...]
    rows: tuple[RowOfChoices, ...]
    value: str
    most: int
    hint: str
    errors: tuple[Error, ...]
    typed: bool
    answered: bool
    comment: tuple[str, str]


def questions(
    site: Site, language: Language, record: Record, section: str, draft: Draft, wrong: Sequence[Lack]
) -> list[Question]:
    """The questions of a section: those that are asked, and those that an answer on this page would show.

    Parameters
    ----------
    site, language, record, section
        What is shown of which section, to whom, in which language.
    draft
        What was typed and could not be kept; it goes before what is kept.
    wrong
        What is wrong with the answers.
    """
    shown, known = asked(site.instrument, record.answers), _known(site, record)
    here = {item.id for item in site.instrument.in_section(section)}
    found = []
    for item in site.instrument.in_section(section):
        condition = _condition(item.show_if, here, known)
        if item.id in shown or condition is not None:
            page = _Page(site, language, record, draft, [lack for lack in wrong if lack.item == item.id])
            found.append(page.question(item, item.id not in shown, condition))
    return found


@dataclass(frozen=True)
class _Page:
    site: Site
    language: Language
    record: Record
    draft: Draft
    wrong: Sequence[Lack]

    def question(self, item: Item, hidden: bool, condition: str | None) -> Question:
        values = self.record.answers
        order = shown_order(item, self.record.orders.get(item.id), self.record.drawn.get(item.id))
        matrix = item.kind is ItemKind.MATRIX
        rows = {row.code: row for row in item.rows}
        return Question(
            item=item,
            anchor=f"q-{item.id}",
            hidden=hidden,
            condition=condition,
            choices=() if matrix else self._choices(item, item.id, order, None),
            rows=tuple(self._row(item, f"{item.id}.{code}", rows[code].text) for code in order) if matrix else (),
            value=self.draft.raw.get(item.id) or _number_or_text(values.get(item.id), self.language),
            most=TEXT_MOST if item.kind is ItemKind.TEXT else OTHER_MOST,
            hint=hint(item, self.language),
            errors=tuple(Error(anchor(item, lack), lack_words(lack, self.language)) for lack in self.wrong),
            typed=any(lack.item == item.id for lack in self.draft.misfits),
            answered=answered(item, values),
            comment=(f"{COMMENT}{item.id}", self.draft.raw.get(f"{COMMENT}{item.id}", "")),
        )

    def _row(self, item: Item, column: str, text: Text) -> RowOfChoices:
        codes = tuple(option.code for option in item.offered)
        wrong = any(lack.field == column for lack in self.wrong)
        return RowOfChoices(column, f"q-{column}", text[self.language], self._choices(item, column, codes, column), wrong)

    def _choices(self, item: Item, name: str, order: Sequence[str], row: str | None) -> tuple[Choice, ...]:
        options = {option.code: option for option in item.offered}
        values, found = self.record.answers, []
        for code in order:
            option = options[code]
            column = text_column(item, option)
            checked = bool(values.get(f"{item.id}.{code}")) if item.kind is ItemKind.MULTIPLE else values.get(name) == code
            written = None
            if row is None and writes(option):
                written = (column, self.draft.raw.get(column) or str(values.get(column) or ""))
            found.append(Choice(f"c-{name}.{code}", code, option.text[self.language], checked, written))
        return tuple(found)


def anchor(item: Item, lack: Lack) -> str:
    """The id of the first field that an error is about, where a link of the summary leads."""
    if item.kind in (ItemKind.NUMBER, ItemKind.TEXT) or lack.field.endswith(".text"):
        return f"f-{lack.field}"
    return f"q-{lack.field}"


def _known(site: Site, record: Record) -> Mapping[str, Answer]:
    shown = asked(site.instrument, record.answers)
    return dict(pair for item in site.instrument.items if item.id in shown for pair in for_conditions(item, record.answers))


def _condition(show_if: ShowIf | None, here: set[str], known: Mapping[str, Answer]) -> str | None:
    """A condition for the script: mode, and for each part (field, codes) on this page, else whether it holds already."""
    if show_if is None:
        return None
    local = [part.item in here or part.item.rpartition(".")[0] in here for part in show_if.conditions]
    if not any(local):
        return None
    parts: list[object] = [
        [part.item, list(part.codes)] if on_page else met(ShowIf((part,)), known)
        for part, on_page in zip(show_if.conditions, local, strict=True)
    ]
    return json.dumps({"mode": show_if.mode, "parts": parts})


def hint(item: Item, language: Language) -> str:
    """What stands under a question: that several answers may be ticked, or the limits of a number."""
    if item.kind is ItemKind.MULTIPLE:
        return say("web.several", language)
    if item.kind is not ItemKind.NUMBER or (item.minimum is None and item.maximum is None):
        return ""
    low, high = (_number_or_text(limit, language) for limit in (item.minimum, item.maximum))
    if low and high:
        return say("web.limits_between", language, low=low, high=high)
    return say("web.limits_at_least", language, limit=low) if low else say("web.limits_at_most", language, limit=high)


def lack_words(lack: Lack, language: Language) -> str:
    """What is wrong with an answer, in words."""
    params: dict[str, Any] = {name: _worded(value, language) for name, value in lack.params.items()}
    return say(f"web.{lack.key}", language, **params)


def _worded(value: Any, language: Language) -> str:
    return value[language] if isinstance(value, Text) else _number_or_text(value, language)


def _number_or_text(value: Any, language: Language) -> str:
    """A text as it is; a number with the decimal sign of the language.

    >>> _number_or_text(2.5, "ru"), _number_or_text(3.0, "en"), _number_or_text(None, "kk")
    ('2,5', '3', '')
    """
    if value is None or isinstance(value, str):
        return value or ""
    plain = str(int(value)) if float(value).is_integer() else repr(value)
    return plain.replace(".", DECIMAL_SIGN[language])


def answer_words(item: Item, values: Mapping[str, Any], language: Language) -> list[str]:
    """The answer to an item as the review shows it; empty where there is none."""
    texts = {option.code: option.text[language] for option in item.options}
    if item.kind is ItemKind.MATRIX:
        rows = ((row, values.get(f"{item.id}.{row.code}")) for row in item.rows)
        return [f"{row.text[language]}: {texts.get(code, code)}" for row, code in rows if code is not None]
    if item.kind in (ItemKind.NUMBER, ItemKind.TEXT):
        value = values.get(item.id)
        return [] if value is None else [_number_or_text(value, language)]
    if item.kind is ItemKind.MULTIPLE:
        codes = [option.code for option in item.options if values.get(f"{item.id}.{option.code}")]
    else:
        codes = [values[item.id]] if values.get(item.id) is not None else []
    found = []
    for code in codes:
        written = values.get(f"{item.id}.{code}.text")
        found.append(f"{texts.get(code, code)}: {written}" if written else texts.get(code, code))
    return found
