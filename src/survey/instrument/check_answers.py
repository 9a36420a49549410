"""The answers of one list can be told apart: by code, by value, and by what people read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from survey.errors import ANSWERS_COLLIDE, DUPLICATE_CODE, DUPLICATE_VALUE
from survey.i18n.kazakh import fold
from survey.instrument.draft import Draft
from survey.instrument.nodes import Record, Word
from survey.instrument.shapes import Reading


def check_answers(draft: Draft, reading: Reading) -> None:
    """Each list once: under its own name where it is shared, under the item's where it is written there."""
    shared: dict[str, Sequence[Record]] = dict(draft.root.get("lists", {}))
    shared |= {question.list_name: question.options for question in draft.questions if question.list_name and question.options}
    own = [(question.id, question.options) for question in draft.questions if question.options and not question.list_name]
    for name, options in [*shared.items(), *own]:
        _codes(name, options, reading)
        _values(name, options, reading)
        _labels(name, options, reading)


def _codes(name: str, options: Sequence[Record], reading: Reading) -> None:
    """`no_effect` and `noeffect` count as one code: a person who types one of them cannot be expected to see the difference."""
    first: dict[str, Word] = {}
    for option in options:
        code = option.get("code")
        if code is not None and first.setdefault(code.replace("_", ""), code) is not code:
            other = first[code.replace("_", "")]
            if code == other:
                reading.report(DUPLICATE_CODE, code.place, item=name, answer=code, first=other.place.counted)
            else:
                reading.report(ANSWERS_COLLIDE, code.place, item=name, first=other, second=code, label=code.replace("_", ""))


def _values(name: str, options: Sequence[Record], reading: Reading) -> None:
    first: dict[int, str] = {}
    for position, option in enumerate(options, 1):
        value, code = option.get("value", position), option.get("code", "?")
        if first.setdefault(value, code) is not code:
            reading.report(DUPLICATE_VALUE, option.at("value"), item=name, value=value, answer=first[value])


def _labels(name: str, options: Sequence[Record], reading: Reading) -> None:
    """Answers arrive as labels in any language, so no label of one answer may read like a label of another."""
    first: dict[str, Record] = {}
    reported: set[int] = set()
    for option in options:
        for label in _readings(option):
            other = first.setdefault(fold(label), option)
            if other is not option and other.get("code") != option.get("code") and id(option) not in reported:
                reported.add(id(option))
                codes = {"first": other.get("code", "?"), "second": option.get("code", "?")}
                reading.report(ANSWERS_COLLIDE, label.place, item=name, label=fold(label), **codes)


def _readings(option: Record) -> Iterator[Word]:
    yield from option.get("text", {}).values()
    for wording in option.get("verbatim", ()):
        if "text" in wording:
            yield wording["text"]
