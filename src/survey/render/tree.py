"""Pandoc's document tree in Python: what its figures are, and plain text of its metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from survey.errors import ALT_MISSING, LABEL_TWICE, PICTURE_MISSING, Place, Problem, problem


@dataclass(frozen=True)
class Picture:
    """An image of the document: its path without a suffix of ours, its alternative text, the id of the figure around it."""

    path: str
    alt: str
    figure: str


def pictures(tree: Mapping[str, Any]) -> tuple[Picture, ...]:
    """All images in the order of the document."""
    return tuple(_pictures(tree["blocks"], "", ""))


def _pictures(node: Any, figure: str, alt: str) -> Iterator[Picture]:
    if isinstance(node, list):
        for child in node:
            yield from _pictures(child, figure, alt)
    elif isinstance(node, dict):
        if node.get("t") == "Image":
            (_, _, attributes), words, (path, _) = node["c"]
            yield Picture(path, dict(attributes).get("fig-alt") or alt or ("" if figure else plain(words)), figure)
        elif node.get("t") == "Figure":
            identifier, _, attributes = node["c"][0]
            yield from _pictures(node["c"][2], identifier or "-", dict(attributes).get("fig-alt", ""))
        else:
            yield from _pictures(node.get("c"), figure, alt)


def check_pictures(found: Iterable[Picture], folder: Path, source: Path) -> tuple[Problem, ...]:
    """Pictures that are not there, and those without an alternative text; a caption alone is none."""
    problems = []
    for picture in found:
        if file_of(picture.path, folder) is None:
            problems.append(problem(PICTURE_MISSING, Place(source), picture=picture.path))
        if not picture.alt.strip():
            problems.append(problem(ALT_MISSING, Place(source), figure=picture.figure.strip("-") or picture.path))
    return tuple(problems)


def check_identifiers(tree: Mapping[str, Any], source: Path) -> tuple[Problem, ...]:
    """Labels of figures, tables and sections that occur twice, so that references to them lead astray."""
    found = [identifier for identifier in _identifiers(tree["blocks"]) if identifier.startswith(("fig-", "tbl-", "sec-"))]
    twice = sorted({identifier for identifier in found if found.count(identifier) > 1})
    return tuple(problem(LABEL_TWICE, Place(source), label=identifier) for identifier in twice)


def _identifiers(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _identifiers(child)
    elif isinstance(node, dict):
        if node.get("t") in {"Header", "Figure", "Table", "Div", "Span"}:
            yield node["c"][1 if node["t"] == "Header" else 0][0]
        yield from _identifiers(node.get("c"))


def file_of(path: str, folder: Path) -> Path | None:
    """The file that an image path means: as it stands, or with `.svg`."""
    return next((file for file in (folder / path, folder / f"{path}.svg") if file.is_file()), None)


def meta_text(tree: Mapping[str, Any], key: str) -> str:
    """A value of the metadata as plain text; empty where there is none."""
    return plain(tree["meta"].get(key, []))


def plain(node: Any) -> str:
    """The text in a part of the tree.

    >>> plain([{"t": "Str", "c": "Hello,"}, {"t": "Space"}, {"t": "Emph", "c": [{"t": "Str", "c": "you"}]}])
    'Hello, you'
    """
    if isinstance(node, list):
        return "".join(plain(child) for child in node)
    if not isinstance(node, dict):
        return ""
    if node["t"] in {"Str", "MetaString"}:
        return str(node["c"])
    if node["t"] in {"Space", "SoftBreak", "LineBreak"}:
        return " "
    if node["t"] in {"Code", "Math"}:
        return str(node["c"][1])
    if node["t"] in {"Span", "Link", "Quoted", "Cite"}:
        return plain(node["c"][1])
    return plain(node.get("c"))
