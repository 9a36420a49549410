"""A value of wave.yaml that is one of a few words or a block of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yaml import MappingNode, Node, ScalarNode

from survey.errors import WORD_OR_BLOCK
from survey.instrument.shapes import Choice, Fields, Reading, Schema


@dataclass(frozen=True)
class WordOr:
    """A word such as `none`, or a block."""

    word: Choice
    block: Fields

    def read(self, node: Node, key: str, reading: Reading) -> Any:
        if isinstance(node, MappingNode):
            return self.block.read(node, key, reading)
        value = node.value if isinstance(node, ScalarNode) else ""
        if value in self.word.values:
            return self.word.read(node, key, reading)
        words, keys = self.word.values, tuple(self.block.keys)
        reading.report(WORD_OR_BLOCK, reading.place(node), key=key, value=value, allowed=words, keys=keys)
        return None

    def schema(self) -> Schema:
        return {"oneOf": [self.word.schema(), self.block.schema()]}
