"""The marks by which an author ties a number to the answer it counts.

A mark is a bracketed span of Pandoc, so every format shows its words only: `[54 of 96, 56.3%]{of=strengthen}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HIDDEN = re.compile(r"(?<=\])\([^)\n]*\)|@[\w:-]+")  # targets of links, cross-references
_MARK = re.compile(r'\[(?P<words>[^\[\]]*)\]\{(?P<key>of|printed|source|waived)=(?:"(?P<quoted>[^"\n]*)"|(?P<bare>[\w.]+))\}')

_MEANT = re.compile(r"\{\s*(?:of|printed|source|waived)\b[^}\n]*\}?")


@dataclass(frozen=True)
class Mark:
    """`key` says what `value` names: `of` counts, `printed` percents of the publication, `source` something outside the wave;
    `waived` is the reason why a number that the counts do not bear out stands all the same."""

    key: str
    value: str

    def __str__(self) -> str:
        return f'{{{self.key}="{self.value}"}}'


@dataclass(frozen=True)
class Segment:
    """A stretch of the visible text, from `start` up to `end`, that is marked as a whole or not at all."""

    start: int
    end: int
    mark: Mark | None


def unmarked(text: str) -> str:
    """The text with each mark replaced by its words, ready for a report.

    >>> unmarked("[54 of 96 (56.3%)]{of=strengthen} said so.")
    '54 of 96 (56.3%) said so.'
    """
    return _MARK.sub(lambda match: match["words"], text)


def without_comments(text: str) -> str:
    """The text without `<!-- ... -->`; its lines keep their numbers."""
    return _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)


def segments(text: str) -> tuple[str, tuple[Segment, ...]]:
    """What a reader sees of the text, and its segments; no line is added or lost."""
    visible, found = "", []
    for words, mark in _pieces(_HIDDEN.sub("", without_comments(text))):
        if words:
            found.append(Segment(len(visible), len(visible) + len(words), mark))
            visible += words
    return visible, tuple(found)


def broken(text: str) -> tuple[tuple[int, str], ...]:
    """What was meant as a mark and is none, so that a reader would see its braces: (line counted from 0, the braces).

    >>> broken("Curly quotes: [54]{of=“a + b”}.")
    ((0, '{of=“a + b”}'),)
    """
    visible, _ = segments(text)
    return tuple((visible.count("\n", 0, match.start()), match[0]) for match in _MEANT.finditer(visible))


def _pieces(text: str) -> Iterator[tuple[str, Mark | None]]:
    end = 0
    for match in _MARK.finditer(text):
        yield text[end : match.start()], None
        yield match["words"], Mark(match["key"], match["quoted"] if match["quoted"] is not None else match["bare"])
        end = match.end()
    yield text[end:], None
