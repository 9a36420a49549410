"""The questions of several waves that are one question, and the answers that are one answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from survey.errors import (
    TREND_APART,
    TREND_NOT_COUNTED,
    TREND_NOWHERE_ELSE,
    TREND_TOO_FEW,
    TREND_UNKNOWN,
    TREND_WAVE_TWICE,
    error,
)
from survey.instrument.compare import Pair, partner
from survey.instrument.links import AnswerMap, Category, Links
from survey.instrument.links_file import links_of
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.instrument.rows import unfolded
from survey.wave.questions import Question, questions
from survey.wave.wave import Wave, expect_wave


@dataclass(frozen=True)
class Step:
    """A question as one wave asked it. pair: it and that of the step before; None of the first. persons: how people are known
    again in the two waves, as (question of the step before, question here)."""

    wave: Wave
    question: Question
    pair: Pair | None = None
    persons: tuple[str, str] | None = None

    @property
    def alternatives(self) -> tuple[AnswerMap, ...]:
        """Other maps of answers that were thought of."""
        return self.pair.link.alternatives if self.pair is not None and self.pair.link is not None else ()


@dataclass(frozen=True)
class Joined:
    """Answers taken for one. code: the name of the answer; codes: those of each step, in the order of the steps; category: the
    decision that names it, where one does."""

    code: str
    codes: tuple[tuple[str, ...], ...]
    category: Category | None = None


def as_fielded(wave: Wave) -> Instrument:
    """The questionnaire as people saw it, before anybody coded what they wrote."""
    return wave.fielded or wave.instrument


def check_waves(waves: Sequence[Wave]) -> tuple[Wave, ...]:
    """The waves, at least two, each of them once."""
    found = tuple(map(expect_wave, [waves] if isinstance(waves, Wave) or not isinstance(waves, Iterable) else waves))
    if len(found) < 2:
        raise error(TREND_TOO_FEW, found=len(found))
    ids = [wave.id for wave in found]
    for name in ids:
        if ids.count(name) > 1:
            raise error(TREND_WAVE_TWICE, wave=name)
    return found


def chain(waves: Sequence[Wave], name: str) -> tuple[Step, ...]:
    """The question of a name in every wave that has it, in the order of the waves.

    The name is looked up in the last wave that knows it, and followed from wave to wave, backwards and forwards.
    """
    found = check_waves(waves)
    start = next((place for place in reversed(range(len(found))) if name in _names(found[place].instrument)), None)
    if start is None:
        known = {one for wave in found for one in _names(wave.instrument)}
        raise error(TREND_UNKNOWN, item=name, nearest=nearest(name, known) if isinstance(name, str) else None)
    if name not in questions(found[start].instrument):
        raise error(TREND_NOT_COUNTED, item=name)
    steps = [Step(found[start], questions(found[start].instrument)[name])]
    for wave in reversed(found[:start]):
        _before(steps, wave)
    for wave in found[start + 1 :]:
        _after(steps, wave)
    if len(steps) < 2:
        raise error(TREND_NOWHERE_ELSE, item=name, wave=found[start].id)
    return tuple(steps)


def _names(instrument: Instrument) -> set[str]:
    return {one for item in instrument.items for one in (item.id, *(row.id for row in unfolded(item)))}


def _before(steps: list[Step], wave: Wave) -> None:
    """Put the question of an earlier wave in front, where it has one."""
    first = steps[0]
    earlier, later = as_fielded(wave), as_fielded(first.wave)
    links = links_of(earlier, later)
    found = partner(earlier, later, links, first.question.column)
    question = None if found is None else questions(wave.instrument).get(found.name)
    if found is not None and question is not None:
        _refuse_apart(found.pair, first.question.column, question.column)
        steps[0] = Step(first.wave, first.question, found.pair, _persons(links))
        steps.insert(0, Step(wave, question))


def _after(steps: list[Step], wave: Wave) -> None:
    """Put the question of a later wave at the end, where it has one."""
    last = steps[-1]
    earlier, later = as_fielded(last.wave), as_fielded(wave)
    links = links_of(earlier, later)
    found = partner(earlier, later, links, last.question.column, forward=True)
    question = None if found is None else questions(wave.instrument).get(found.name)
    if found is not None and question is not None:
        _refuse_apart(found.pair, question.column, last.question.column)
        steps.append(Step(wave, question, found.pair, _persons(links)))


def _refuse_apart(pair: Pair, item: str, other: str) -> None:
    if pair.apart and pair.link is not None:
        raise error(TREND_APART, item=item, other=other, reason=pair.link.reason)


def _persons(links: Links) -> tuple[str, str] | None:
    return None if links.persons is None else (links.persons.earlier, links.persons.later)


# -- answers -----------------------------------------------------------------------------------------------------------
Node = tuple[int, str]  # place of the step, code


def joined(steps: Sequence[Step], *, mapped: bool = True, alternative: str | None = None) -> tuple[Joined, ...]:
    """The answers of all steps, those that are one answer together.

    Answers are one by the map of a decision, where there is one, else by their code. mapped: False to go by codes alone.
    alternative: the id of another map to use.

    Returns the answers in the order of the last step, then those that only earlier steps have.
    """
    group: dict[Node, frozenset[Node]] = {}
    for place, step in enumerate(steps):
        group |= {(place, code): frozenset({(place, code)}) for code in step.question.codes}
    names: dict[Node, Category] = {}
    for place, step in enumerate(steps[1:], 1):
        for category in _categories(step, steps[place - 1], mapped, alternative):
            nodes = [(place - 1, code) for code in category.earlier] + [(place, code) for code in category.later]
            known = [node for node in nodes if node in group]
            whole = frozenset().union(*(group[node] for node in known))
            group |= dict.fromkeys(whole, whole)
            names |= dict.fromkeys(known, category)
    order = [(place, code) for place in reversed(range(len(steps))) for code in steps[place].question.codes]
    found: list[Joined] = []
    seen: set[Node] = set()
    for node in order:
        if node not in seen:
            seen |= group[node]
            found.append(_joined(group[node], names.get(node), steps))
    return tuple(found)


def _categories(step: Step, before: Step, mapped: bool, alternative: str | None) -> tuple[Category, ...]:
    """The map between a step and the one before it."""
    link = None if step.pair is None else step.pair.link
    if link is not None and mapped:
        for other in link.alternatives:
            if other.id == alternative:
                return other.answers
        if link.answers:
            return link.answers
    return tuple(Category(code, (code,), (code,)) for code in step.question.codes if code in before.question.codes)


def _joined(nodes: frozenset[Node], category: Category | None, steps: Sequence[Step]) -> Joined:
    codes = tuple(tuple(code for code in step.question.codes if (place, code) in nodes) for place, step in enumerate(steps))
    last = next(own for own in reversed(codes) if own)
    return Joined(last[0] if category is None else category.code, codes, category)
