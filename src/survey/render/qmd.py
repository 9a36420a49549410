"""A Quarto document in its parts: header, prose and cells, each with the line where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from survey.errors import CELL_LANGUAGE, CELL_NESTED, FILE_NOT_FOUND, SOURCE_UNREADABLE, YAML_UNREADABLE, Place, error

_CELL = re.compile(r"^\{(\w[\w.+-]*)[\s,}]")
_OPTION = re.compile(r"^#\|(?: (.*)|(.*))$")


@dataclass(frozen=True)
class Prose:
    """Markdown between cells; `verbatim` where it is a code block, in which nothing is executed or checked."""

    text: str
    line: int
    verbatim: bool = False


@dataclass(frozen=True)
class Cell:
    """A Python cell: its source without options, the options, the line of its fence and the line where the source starts."""

    source: str
    line: int
    source_line: int
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """A document that was split, not yet executed."""

    path: Path
    header: Mapping[str, Any]
    parts: tuple[Prose | Cell, ...]


def read_qmd(path: Path) -> Document:
    """Read and split a `.qmd`; a missing, undecodable or malformed file raises a ReportError that names the line."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise error(FILE_NOT_FOUND, path=path) from None
    except (UnicodeDecodeError, IsADirectoryError, PermissionError):
        raise error(SOURCE_UNREADABLE, Place(path)) from None
    return split(text, path)


def split(text: str, path: Path) -> Document:
    """Split the text of a `.qmd`.

    >>> made = split("---\\ntitle: Tea\\n---\\nHello\\n\\n```{python}\\n#| output: asis\\nprint(1)\\n```\\n", Path("tea.qmd"))
    >>> made.header, made.parts[1].source, made.parts[1].line, made.parts[1].source_line
    ({'title': 'Tea'}, 'print(1)', 6, 8)
    """
    lines = text.splitlines(keepends=True)
    start = _header_end(lines)
    header = load_yaml("".join(lines[1 : start - 1]), path, first_line=2) if start else {}
    parts: list[Prose | Cell] = []
    done = start
    for token in MarkdownIt("commonmark").parse("".join(lines[start:])):
        if token.type not in {"fence", "code_block"} or token.map is None:
            continue
        first, last = token.map[0] + start, token.map[1] + start
        language = _CELL.match(token.info.strip()) if token.type == "fence" else None
        if language:
            _only_python(language[1], token, Place(path, line=first + 1))
        elif token.level > 0:
            continue
        if first > done:
            parts.append(Prose("".join(lines[done:first]), done + 1))
        parts.append(_cell(token, first + 1, path) if language else Prose("".join(lines[first:last]), first + 1, verbatim=True))
        done = last
    if done < len(lines):
        parts.append(Prose("".join(lines[done:]), done + 1))
    return Document(path, header, tuple(parts))


def load_yaml(text: str, path: Path, first_line: int = 1) -> dict[str, Any]:
    """A YAML mapping; a mistake in it raises with its line in the file, `first_line` being the line of the text's first one."""
    try:
        loaded = yaml.safe_load(text)
    except yaml.YAMLError as mistake:
        mark = getattr(mistake, "problem_mark", None)
        reason = getattr(mistake, "problem", None) or str(mistake)
        raise error(YAML_UNREADABLE, Place(path, line=first_line + (mark.line if mark else 0)), reason=reason) from None
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise error(YAML_UNREADABLE, Place(path, line=first_line), reason="key: value")
    return loaded


def header_text(path: Path) -> str:
    """The YAML at the head of a document, its first rule included so that the lines count as in the file."""
    lines = path.read_text("utf-8-sig").splitlines(keepends=True)
    return "".join(lines[: max(0, _header_end(lines) - 1)])


def _header_end(lines: list[str]) -> int:
    """The number of lines that the header takes, its two rules included; 0 where there is none."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    return next((number + 1 for number, line in enumerate(lines) if number and line.rstrip() in {"---", "..."}), 0)


def _only_python(language: str, token: Token, place: Place) -> None:
    if language != "python":
        raise error(CELL_LANGUAGE, place, language=language)
    if token.level > 0:
        raise error(CELL_NESTED, place)


def _cell(token: Token, line: int, path: Path) -> Cell:
    lines = token.content.splitlines()
    options: list[str] = []
    for text in lines:
        option = _OPTION.match(text)
        if option is None:
            break
        options.append(option[1] or option[2] or "")
    loaded = load_yaml("\n".join(options), path, first_line=line + 1) if options else {}
    return Cell("\n".join(lines[len(options) :]), line, line + 1 + len(options), loaded)
