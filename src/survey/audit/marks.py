"""The marks by which an author ties a number to the answer it counts.

A mark is a bracketed span of Pandoc, so every format shows its words only: `[54 of 96, 56.3%]{of=strengthen}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HIDDEN = re.compile(r"(?<=\])\([^)\n]*\)|@[\w:-]+")  # targets of links, cross-references
# A citation of Pandoc, whose pages and years are those of the work: [@key, p. 17; @other], @key [p. 17]; no mark and no link.
_KEY = r"(?<!\w)@(?!(?:fig|tbl|sec)-)(?:\{[^{}\n]*\}|\w(?:[\w:.#$%&+?<>~/-]*\w)?)"
_CITED = re.compile(rf"\[[^\[\]]*?{_KEY}[^\[\]]*\](?![{{(])|{_KEY}(?:\s\[[^\[\]@]*\](?![{{(]))?")
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
    return replaced(text, lambda words, _: words)


def replaced(text: str, written: Callable[[str, Mark], str]) -> str:
    """The text with what `written` makes of the words of each mark.

    >>> replaced("[54]{of=yes} said so.", lambda words, mark: f"{words} ({mark.value})")
    '54 (yes) said so.'
    """
    return _MARK.sub(lambda match: written(match["words"], _mark(match)), text)


def cites(text: str) -> bool:
    """Whether a text cites a work.

    >>> cites("It grew [@satpaev2020, p. 17]."), cites("It grew [-@fig-tea].")
    (True, False)
    """
    return _CITED.search(without_comments(text)) is not None


def without_comments(text: str) -> str:
    """The text without `<!-- ... -->`; its lines keep their numbers."""
    return _blank(_COMMENT, text)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: "\n" * match[0].count("\n"), text)


def segments(text: str) -> tuple[str, tuple[Segment, ...]]:
    """What a reader sees of the text, and its segments; no line is added or lost.

    A citation of a work is left out, its pages with it.

    >>> segments("[54]{of=yes} said so [@satpaev2020, p. 17].")[0]
    '54 said so .'
    """
    visible, found = "", []
    for words, mark in pieces(_HIDDEN.sub("", _blank(_CITED, without_comments(text)))):
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


def pieces(text: str) -> Iterator[tuple[str, Mark | None]]:
    """The words of a text in their order, each stretch with its mark where it has one.

    >>> [words for words, mark in pieces("Of 96 [54]{of=yes} said so.") if mark]
    ['54']
    """
    end = 0
    for match in _MARK.finditer(text):
        yield text[end : match.start()], None
        yield match["words"], _mark(match)
        end = match.end()
    yield text[end:], None


def _mark(match: re.Match[str]) -> Mark:
    return Mark(match["key"], match["quoted"] if match["quoted"] is not None else match["bare"])
