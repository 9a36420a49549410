"""A questionnaire file as read, before it is checked: blocks with places, and each question with the answers it uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from survey.instrument.nodes import Record, Word


@dataclass(frozen=True)
class Question:
    """An item with its answers; `options` is None where they could not be found, so that nothing else is said about them."""

    record: Record
    options: tuple[Record, ...] | None
    list_name: Word | None = None

    @property
    def id(self) -> Word:
        """The id, or a question mark standing where the item begins."""
        return self.record.get("id") or Word("?", self.record.place)

    @cached_property
    def codes(self) -> tuple[str, ...] | None:
        """The codes of its answers; None where they are not known."""
        return None if self.options is None else tuple(option["code"] for option in self.options if "code" in option)

    @property
    def references(self) -> tuple[str, ...]:
        """The names under which an index or a condition can use its answers: the item, or each row of a matrix."""
        if self.record.get("kind") == "matrix":
            return tuple(f"{self.id}.{row['code']}" for row in self.record.get("rows", ()) if "code" in row)
        return (self.id,)


@dataclass(frozen=True)
class Draft:
    """The whole file."""

    root: Record
    questions: tuple[Question, ...]

    def blocks(self, key: str) -> list[Record]:
        """The blocks of a list at the top, e.g. `indices`; empty where there is none."""
        found: list[Record] = self.root.get(key, [])
        return found

    @cached_property
    def answers(self) -> Mapping[str, tuple[str, ...] | None]:
        """The codes that each reference can have, None where they are not known; of two items with one id the first counts."""
        known: dict[str, tuple[str, ...] | None] = {}
        for question in self.questions:
            for reference in question.references:
                known.setdefault(reference, question.codes)
        return known
