"""claims.yaml: what was said about a wave, and the test that would show it; never a verdict and never a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from survey.analysis.same_answers import MOST_ITEMS
from survey.audit.claims_registry import REASONS, TESTS, Shape
from survey.errors import (
    CLAIM_ANSWER,
    CLAIM_ANSWER_TWICE,
    CLAIM_ITEM,
    CLAIM_NUMBER,
    CLAIM_REASON,
    CLAIM_SEVERAL,
    CLAIM_SHAPE,
    CLAIM_TEST,
    CLAIM_TWICE,
    CLAIM_VERDICT,
    DUPLICATE_KEY,
    INSTRUMENT_EMPTY,
    MISSING_KEY,
    SAME_QUESTION,
    TWO_OR_THREE,
    InstrumentError,
    Problem,
    ReportError,
)
from survey.i18n.text import LANGUAGES, Text
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record, compose
from survey.instrument.shapes import Fields, Key, Line, Many, Name, Reading, Schema, Words
from survey.wave.questions import questions

CLAIMS = "claims.yaml"
VERDICT_KEYS = frozenset(
    {"verdict", "result", "status", "p", "n", "percent", "count", "counts", "answer", "holds", "true", "false"}
)

_NUMBER = re.compile(r"\s*[-+<>=~]*\s*\d[\d.,/%:\s]*")

Argument = Mapping[str, tuple[tuple[str, ...], ...]] | tuple[str, ...] | str
"""Of each question the groups of codes; names of questions; or a reason."""


@dataclass(frozen=True)
class Asked:
    """One test of a claim: its name in the registry and what it is about."""

    test: str
    argument: Argument


@dataclass(frozen=True)
class Claim:
    """A claim in words and the tests that have to come out for it. lines: where it was said, as the author wrote it."""

    id: str
    lines: str
    text: Text
    tests: tuple[Asked, ...]


@dataclass(frozen=True)
class _Test:
    """A block of one key, the name of a test; what stands under it is kept as a node until the questionnaire is known."""

    def read(self, node: Node, key: str, reading: Reading) -> tuple[Node, str, Node] | None:
        if not isinstance(node, MappingNode) or len(node.value) != 1 or not isinstance(node.value[0][0], ScalarNode):
            reading.report(CLAIM_SHAPE, reading.place(node), test="tests", shape="- majority: {question: code}")
            return None
        name, argument = node.value[0]
        return name, str(name.value), argument

    def schema(self) -> Schema:
        return {"type": "object", "minProperties": 1, "maxProperties": 1}


CLAIM = Fields(
    "claim",
    {
        "id": Key(Name(r"[A-Za-z][A-Za-z0-9_-]{0,39}", "H01"), required=True),
        "lines": Key(Line()),
        "text": Key(Words(), required=True),
        "tests": Key(Many(_Test()), required=True),
    },
)
FILE = Fields("claims", {"claims": Key(Many(CLAIM), required=True)})


def read_claims(path: Path, instrument: Instrument) -> tuple[Claim, ...]:
    """The claims of a wave.

    Raises ReportError with every problem of the file, by line: an unknown test, question, answer or reason (with the nearest
    known one), a verdict or a number where there must be none, a missing language, an id twice.
    """
    reading = Reading(path, LANGUAGES)
    try:
        root = compose(path)
    except InstrumentError as found:
        raise ReportError([_empty(problem) for problem in found.problems]) from None
    root = _without_verdicts(root, reading)
    record = FILE.read(root, "claims", reading)
    claims = tuple(_claims(record, instrument, reading)) if record is not None else ()
    if reading.problems:
        raise ReportError(sorted(reading.problems, key=lambda found: found.place.line or 0))
    return claims


def _empty(found: Problem) -> Problem:
    """An empty file is told as one without claims, not as a questionnaire."""
    return Problem(MISSING_KEY, {"key": "claims"}, found.place) if found.code == INSTRUMENT_EMPTY else found


def _without_verdicts(node: Node, reading: Reading) -> Node:
    """The file without keys that would be a verdict; each is reported."""
    if isinstance(node, SequenceNode):
        node.value = [_without_verdicts(child, reading) for child in node.value]
    if not isinstance(node, MappingNode):
        return node
    kept = []
    for key, value in node.value:
        name = key.value if isinstance(key, ScalarNode) else ""
        if name in VERDICT_KEYS or name.startswith("verdict"):
            reading.report(CLAIM_VERDICT, reading.place(key), key=name)
        else:
            kept.append((key, value if name in ("text", "tests") else _without_verdicts(value, reading)))
    node.value = kept
    return node


def _claims(record: Record, instrument: Instrument, reading: Reading) -> Iterator[Claim]:
    seen: dict[str, int | None] = {}
    for each in record.get("claims") or ():
        name = str(each.get("id", ""))
        if name in seen and name:
            reading.report(CLAIM_TWICE, each.at("id"), id=name, first=seen[name])
        seen.setdefault(name, each.at("id").line)
        tests = [found for test in each.get("tests") or () if (found := _asked(test, instrument, reading)) is not None]
        text = Text(**{language: str(words) for language, words in (each.get("text") or {}).items()})
        yield Claim(name, str(each.get("lines", "")), text, tuple(tests))


def _asked(written: tuple[Node, str, Node], instrument: Instrument, reading: Reading) -> Asked | None:
    key, name, node = written
    test = TESTS.get(name)
    if test is None:
        code = CLAIM_VERDICT if name in VERDICT_KEYS else CLAIM_TEST
        params = (
            {"key": name} if code == CLAIM_VERDICT else {"test": name, "known": tuple(TESTS), "nearest": nearest(name, TESTS)}
        )
        reading.report(code, reading.place(key), **params)
        return None
    if _numbers(node, reading):
        return None
    if test.shape is Shape.REASON:
        return _reason(name, node, reading)
    if test.shape is Shape.QUESTIONS:
        return _questions(name, node, instrument, reading)
    return _answers(name, node, instrument, reading)


def _numbers(node: Node, reading: Reading) -> bool:
    """Report every number of a test; true where there is one."""
    if isinstance(node, ScalarNode):
        if _NUMBER.fullmatch(node.value):
            reading.report(CLAIM_NUMBER, reading.place(node), value=node.value)
            return True
        return False
    inner = [each for pair in node.value for each in pair] if isinstance(node, MappingNode) else list(node.value)
    found = [_numbers(each, reading) for each in inner]  # all of them, so that all are told
    return any(found)


def _shape(name: str, node: Node, reading: Reading) -> None:
    reading.report(CLAIM_SHAPE, reading.place(node), test=name, shape=TESTS[name].shape.value)


def _reason(name: str, node: Node, reading: Reading) -> Asked | None:
    known = REASONS[name]
    if not isinstance(node, ScalarNode) or node.value not in known:
        value = node.value if isinstance(node, ScalarNode) else "…"
        reading.report(CLAIM_REASON, reading.place(node), test=name, reason=value, known=known, nearest=nearest(value, known))
        return None
    return Asked(name, str(node.value))


def _questions(name: str, node: Node, instrument: Instrument, reading: Reading) -> Asked | None:
    if (
        not isinstance(node, SequenceNode)
        or not all(isinstance(child, ScalarNode) for child in node.value)
        or len(node.value) < 2
    ):
        _shape(name, node, reading)
        return None
    before, items = len(reading.problems), [str(child.value) for child in node.value]
    for place, (item, child) in enumerate(zip(items, node.value, strict=True)):
        if item in items[:place]:
            reading.report(SAME_QUESTION, reading.place(child), item=item)
        elif _known(item, child, instrument, reading) and questions(instrument)[item].multiple:
            reading.report(CLAIM_SEVERAL, reading.place(child), test=name, item=item)
    if name == "same_answer" and len(items) > MOST_ITEMS:
        reading.report(TWO_OR_THREE, reading.place(node), found=len(items))
    return Asked(name, tuple(items)) if len(reading.problems) == before else None


def _known(item: str, node: Node, instrument: Instrument, reading: Reading) -> bool:
    known = questions(instrument)
    if item not in known:
        reading.report(CLAIM_ITEM, reading.place(node), item=item, nearest=nearest(item, known))
    return item in known


def _answers(name: str, node: Node, instrument: Instrument, reading: Reading) -> Asked | None:
    test, before = TESTS[name], len(reading.problems)
    if not isinstance(node, MappingNode) or not node.value:
        _shape(name, node, reading)
        return None
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            _shape(name, key, reading)
            continue
        item = str(key.value)
        if item in found:
            reading.report(DUPLICATE_KEY, reading.place(key), key=item, first=reading.place(node).line)
            continue
        children = list(value.value) if isinstance(value, SequenceNode) else [value]
        if not _known(item, key, instrument, reading):
            continue
        codes = questions(instrument)[item].codes
        found[item] = tuple(_group(item, child, codes, reading) for child in children)
        _meet(item, found[item], key, reading)
    sizes = {len(groups) for groups in found.values()}
    fits = {
        Shape.ANSWERS: sizes == {1},
        Shape.PAIR: sizes == {1} and len(found) > 1,
        Shape.ORDER: min(sizes, default=0) > 1,
    }[test.shape]
    if len(reading.problems) == before and not fits:
        _shape(name, node, reading)
    return Asked(name, found) if len(reading.problems) == before else None


def _meet(item: str, groups: Sequence[Sequence[str]], node: Node, reading: Reading) -> None:
    """Report an answer that is named twice: it cannot be more frequent than itself."""
    codes = [code for group in groups for code in group if code]
    for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
        reading.report(CLAIM_ANSWER_TWICE, reading.place(node), item=item, answer=code)


def _group(item: str, node: Node, known: Sequence[str], reading: Reading) -> tuple[str, ...]:
    """The codes of an answer; several joined by + count together."""
    value: Any = node.value if isinstance(node, ScalarNode) else ""
    codes = tuple(code.strip() for code in str(value).split("+"))
    for code in codes:
        if code not in known:
            near = nearest(code, known)
            reading.report(CLAIM_ANSWER, reading.place(node), item=item, answer=code, known=tuple(known), nearest=near)
    return codes
