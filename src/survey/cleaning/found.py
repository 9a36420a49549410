"""What a rule of cleaning is given and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from survey.errors import Problem
from survey.wave.responses import Responses
from survey.wave.settings import Settings

FLAG, OFF, DROP = "flag", "off", "drop"
NO_DATA, NOT_SET, NOT_DECLARED = "no_data", "not_set", "not_declared"
"""What a rule did that judged nothing: the answers hold nothing for it; wave.yaml does not tell it what to look for; the
questionnaire has nothing of the kind."""


class Finding(NamedTuple):
    """A case that a rule noticed: whose, in which item (empty where the whole respondent is meant), and what was seen."""

    respondent: Hashable
    item: str
    detail: str


@dataclass(frozen=True)
class Found:
    """The cases of a rule in the order of the respondents.

    silent: why the rule judged nothing, empty where it did. warnings: what it could not judge.
    """

    cases: tuple[Finding, ...] = ()
    silent: str = ""
    warnings: tuple[Problem, ...] = ()


Parameters = Mapping[str, Any]


@dataclass(frozen=True)
class Given:
    """What a rule looks at: the answers as former rules left them, the settings, and the write-ins that somebody decided to keep.

    decided: (item, text) of these write-ins.
    """

    responses: Responses
    settings: Settings
    decided: frozenset[tuple[str, str]] = frozenset()


def in_order(cases: Iterable[Finding], given: Given) -> tuple[Finding, ...]:
    """Cases in the order of the respondents; those of one respondent as they come."""
    listed = tuple(cases)
    if len(listed) < 2:
        return listed
    rank = {one: n for n, one in enumerate(given.responses.answers.index)}
    return tuple(sorted(listed, key=lambda case: rank[case.respondent]))


@dataclass(frozen=True)
class Parameter:
    """A setting of a rule: its default, a value as an example for messages, and how it is read; `read` raises ValueError."""

    default: Any
    example: str
    read: Callable[[Any], Any]


@dataclass(frozen=True)
class Rule:
    """A rule of cleaning: its name in wave.yaml, how it finds cases, what else it may do than flag, and its settings.

    A rule that may `drop` takes the respondents of its cases out. One that may give cells a kind of missing answer names it in
    `missing`: action -> kind.
    """

    name: str
    find: Callable[[Given, Parameters], Found]
    drops: bool = False
    missing: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)

    @property
    def actions(self) -> tuple[str, ...]:
        """What wave.yaml may tell the rule to do; the first is the default."""
        return (FLAG, *((DROP,) if self.drops else ()), *self.missing, OFF)
