"""What people have decided about the questions of two questionnaires: which of them are one question, and which are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from survey.i18n.text import Text


class Decision(StrEnum):
    """What somebody decided about two questions."""

    SAME = "same"  # one question in spite of what differs: no break
    LINKED = "linked"  # comparable by a map of answers, with a break
    APART = "apart"  # two questions: never compared, whatever they are called


@dataclass(frozen=True)
class Category:
    """Answers of either questionnaire that are taken for one; `text` where no single answer names it."""

    code: str
    earlier: tuple[str, ...]
    later: tuple[str, ...]
    text: Text | None = None


@dataclass(frozen=True)
class AnswerMap:
    """Another way to map the answers that somebody could have chosen, with its reason."""

    id: str
    reason: Text
    answers: tuple[Category, ...]


@dataclass(frozen=True)
class Link:
    """A decision about a question of the earlier and one of the later questionnaire (`item`, or `item.row` of a matrix)."""

    earlier: str
    later: str
    decision: Decision
    reason: Text
    answers: tuple[Category, ...] = ()
    alternatives: tuple[AnswerMap, ...] = ()


@dataclass(frozen=True)
class Persons:
    """The questions whose answers tell that a person of one wave is one of the other, such as a code that people make up."""

    earlier: str
    later: str
    reason: Text


@dataclass(frozen=True)
class Links:
    """All decisions about two questionnaires."""

    earlier: str
    later: str
    items: tuple[Link, ...] = ()
    persons: Persons | None = None
    path: Path | None = None

    @property
    def of_later(self) -> Mapping[str, Link]:
        """The decisions by the question of the later questionnaire."""
        return {link.later: link for link in self.items}

    @property
    def of_earlier(self) -> Mapping[str, Link]:
        """The decisions by the question of the earlier questionnaire."""
        return {link.earlier: link for link in self.items}
