"""Pieces of SPSS syntax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from survey.writers.notes import wrapped

_WIDTH = 100


def quoted(text: str) -> str:
    """A text as a literal.

    >>> quoted("Trust 'the' courts")
    "'Trust ''the'' courts'"
    """
    return "'" + text.replace("'", "''") + "'"


def listed(words: Iterable[str], indent: str = "    ") -> str:
    """Words in lines of a readable width; the lines after the first are indented, so that none looks like a command.

    >>> listed(["a", "b"])
    'a b'
    """
    lines, line = [], ""
    for word in words:
        if line and len(line) + len(word) >= _WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return f"\n{indent}".join([*lines, line])


def remark(text: str) -> Iterator[str]:
    """A comment. It ends at a line that ends in a full stop, so what follows such a line begins a comment of its own.

    >>> list(remark("Trust the courts"))
    ['* Trust the courts.']
    """
    *lines, last = [*wrapped(text, 2 * _WIDTH)] or [""]
    start = "*"
    for line in lines:
        yield f"{start} {line}"
        start = "*" if line.endswith(".") else " "
    yield f"{start} {last.rstrip('.')}."
