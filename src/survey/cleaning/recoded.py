"""The questionnaire after recodes: answers added to it, and answers that were merged into others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from survey.i18n.text import Text
from survey.instrument.model import Condition, Index, Instrument, Item, ItemKind, Option, OptionKind, ShowIf

if TYPE_CHECKING:
    from survey.cleaning.recodes import Recode

Codes = Mapping[str, str]


def recoded_instrument(instrument: Instrument, recodes: Iterable[Recode], *, rows: bool = True) -> Instrument:
    """The questionnaire with the new answers of recodes at the end of their questions, and without the answers that were merged
    into others; itself where nothing changes. A new answer has no score in an index; a merged one counts as that it became.

    rows: False for a wave of margins, where a decision is always about all who gave an answer.
    """
    new: dict[str, dict[str, list[Recode]]] = {}
    merged: dict[str, dict[str, str]] = {}
    for one in recodes:
        item = instrument.item(one.item)
        if one.decision == "new":
            new.setdefault(item.id, {}).setdefault(one.code, []).append(one)
        elif one.decision == "code" and (not rows or is_merge(item, one.answer)):
            merged.setdefault(item.id, {})[one.answer] = one.code
    if not new and not merged:
        return instrument
    items = tuple(_item(item, new.get(item.id, {}), merged) for item in instrument.items)
    known = {item.id: item for item in items}
    return replace(
        instrument,
        items=items,
        indices=tuple(_index(index, known, merged) for index in instrument.indices),
        inconsistent=tuple(replace(one, conditions=_conditions(one.conditions, merged)) for one in instrument.inconsistent),
    )


def is_merge(item: Item, answer: str) -> bool:
    """Whether recoding an answer leaves nobody who gave it: one that was printed, not the answer "other" with its many texts."""
    return item.kind is not ItemKind.MULTIPLE and item.option(answer).kind is not OptionKind.OTHER


def added_codes(before: Instrument, after: Instrument) -> Iterator[tuple[Item, Option]]:
    """The answers that the second questionnaire has and the first has not, each with its question as it was."""
    for old, new in zip(before.items, after.items, strict=True):
        yield from ((old, option) for option in new.options if option.code not in old.codes)


def _item(item: Item, new: Mapping[str, list[Recode]], merged: Mapping[str, Codes]) -> Item:
    gone = merged.get(item.id, {})
    options = [option for option in item.options if option.code not in gone]
    value = max((option.value for option in item.options), default=0)
    for code, rows in new.items():
        value += 1
        options.append(Option(code, value, _label(rows), OptionKind.WRITE_IN))
    show_if = None if item.show_if is None else ShowIf(_conditions(item.show_if.conditions, merged), item.show_if.mode)
    return replace(item, options=tuple(options), show_if=show_if)


def _label(rows: Iterable[Recode]) -> Text:
    """What the rows of a new answer call it: in each language the first text that is given."""
    words: dict[str, str] = {}
    for row in rows:
        for language, text in row.label:
            words.setdefault(language, text)
    return Text(**words)


def _conditions(conditions: Iterable[Condition], merged: Mapping[str, Codes]) -> tuple[Condition, ...]:
    return tuple(
        replace(one, codes=_codes(one.codes, merged[item])) if (item := one.item.partition(".")[0]) in merged else one
        for one in conditions
    )


def _codes(codes: Iterable[str], gone: Codes) -> tuple[str, ...]:
    return tuple(dict.fromkeys(gone.get(code, code) for code in codes))


def _index(index: Index, items: Mapping[str, Item], merged: Mapping[str, Codes]) -> Index:
    scores = {}
    for column, given in index.scores.items():
        item = items[column.partition(".")[0]]
        scores[column] = {code: given.get(code) for code in item.codes} if given else given
    gone = {code: into for column in index.scores for code, into in merged.get(column.partition(".")[0], {}).items()}
    classes = tuple(replace(one, conditions=_conditions(one.conditions, merged)) for one in index.classes)
    return replace(index, scores=scores, classes=classes, targets=_codes(index.targets, gone))
