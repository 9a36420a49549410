"""Changes of a YAML text at the places of its nodes, so that comments and layout stay as the author wrote them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

UNPRINTED = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff]")
"""What YAML does not print, or takes for the end of a line."""


@dataclass(frozen=True, order=True)
class Edit:
    """The letters from `start` to `end` become `new`; an insertion where both are equal."""

    start: int
    end: int
    new: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made; of two that overlap the wider one counts.

    >>> edited("a: 1, b: 2", [Edit(3, 4, "5"), Edit(6, 10, "")])
    'a: 5, '
    """
    parts, at = [], 0
    for edit in sorted(edits, key=lambda one: (one.start, -one.end)):
        if edit.end > at or edit.start >= at:
            parts += [text[at : edit.start], edit.new]
            at = max(at, edit.end)
    return "".join([*parts, text[at:]])


def double_quoted(words: str) -> str:
    r"""A text between double quotes, on one line, with signs that YAML does not print or takes for line ends escaped.

    >>> print(double_quoted('Say "no"\x85\n\x07'))
    "Say \"no\"\u0085\n\u0007"
    """
    return UNPRINTED.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(words, ensure_ascii=False))


def root_of(text: str) -> Node:
    """The root of a YAML text; an empty block where it has none.

    Read in Python: the C loader counts the places of rare letters in another unit.
    """
    return yaml.compose(text, Loader=yaml.SafeLoader) or MappingNode("tag:yaml.org,2002:map", [])


def pairs(node: Node | None) -> list[tuple[Node, Node]]:
    """Keys and values of a block; none where it is no block."""
    found: list[tuple[Node, Node]] = node.value if isinstance(node, MappingNode) else []
    return found


def value_of(node: Node | None, key: str) -> Node | None:
    """The value of a key; None where the block does not have it."""
    return next((value for name, value in pairs(node) if isinstance(name, ScalarNode) and name.value == key), None)


def end_of(node: Node) -> int:
    """Where the last letter of a node ends; the mark of a block itself stands at whatever follows it."""
    if isinstance(node, (MappingNode, SequenceNode)) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    return end


def removal(block: Node | None, place: int, text: str) -> Edit:
    """The edit that takes the key at a place of a block out, with its value: its lines, or inside braces its letters."""
    entries = pairs(block)
    key, value = entries[place]
    start, end = key.start_mark.index, end_of(value)
    if isinstance(block, MappingNode) and not block.flow_style:
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", len(text[:end].rstrip()))
        if text[first:start].strip():  # behind the dash of a list: the next key takes the place
            return Edit(start, entries[1][0].start_mark.index if len(entries) > 1 else end, "")
        return Edit(first, len(text) if last < 0 else last + 1, "")
    if place + 1 < len(entries):
        return Edit(start, entries[place + 1][0].start_mark.index, "")
    return Edit(end_of(entries[place - 1][1]) if place else start, end, "")
