"""The main part of a Word file and what it points to, by relationships: only Word calls the parts as everybody expects."""

from __future__ import annotations

import posixpath
from typing import Any

from survey.chapter.chart_content import relations_part
from survey.chapter.word_file import WordFile


def main_part(file: WordFile) -> str:
    """The name of the part with the text."""
    return next(iter(file.roots))


def related(file: WordFile, relation: str) -> Any:
    """The root of the part that the main part points to under an id; None where there is none."""
    return _root(file, next((one for one in _relations(file) if one.get("Id") == relation), None))


def of_kind(file: WordFile, kind: str) -> Any:
    """The root of the part of a kind, such as `styles`, `numbering`, `theme`; None where the file has none."""
    return _root(file, next((one for one in _relations(file) if str(one.get("Type")).endswith(f"/{kind}")), None))


def _relations(file: WordFile) -> Any:
    found = file.xml(relations_part(main_part(file)))
    return () if found is None else found


def _root(file: WordFile, relation: Any) -> Any:
    if relation is None or relation.get("TargetMode") == "External":
        return None
    folder = posixpath.dirname(main_part(file))
    return file.xml(posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target")))).lstrip("/"))
