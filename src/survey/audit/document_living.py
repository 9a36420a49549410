"""Numbers of a chapter that an audit of its text need not judge: living ones, those of its figures and tables, the questionnaire.

`survey chapter check` compares every living number with the data. The numbers of figures and tables are Word's own count; as
numbers of the questionnaire's figures they would lead to other questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OURS = re.compile(r"sq:[^/#]+/(?P<kind>[^/#]+)/")  # the tags that survey.chapter.address writes
_AROUND = ("table", "figure")  # controls that hold words of the author, and controls of numbers
_APPENDIX = "appendix-a"  # the bookmark on the heading of the questionnaire, whose wording is no claim
_COUNTED = re.compile(r"\s*(?:REF|PAGEREF|SEQ)\s")
SIGN = "…"


def without_living(roots: Iterable[Any]) -> None:
    """Put a sign in the place of these numbers, in a tree that is read and not written; other documents stay as they are."""
    roots = tuple(roots)
    numbers = [control for root in roots for control in root.iter(f"{_W}sdt") if _kind(control)]
    for control in numbers:
        if _kind(control) not in _AROUND:
            _quiet(control.iter(f"{_W}t"))
    for root in roots if numbers else ():
        for field in root.iter(f"{_W}fldSimple"):
            if _COUNTED.match(str(field.get(f"{_W}instr"))):
                _quiet(field.iter(f"{_W}t"))
        for found in _results(root):
            _quiet(found)
        for mark in root.iter(f"{_W}bookmarkStart"):
            if mark.get(f"{_W}name") == _APPENDIX:
                for text in (text for block in _under(mark) for text in block.iter(f"{_W}t")):
                    text.text = ""


def _kind(control: Any) -> str:
    """The statistic of a control of ours; empty for another one."""
    tag = control.find(f"{_W}sdtPr/{_W}tag")
    found = None if tag is None else _OURS.match(str(tag.get(f"{_W}val")))
    return found["kind"] if found else ""


def _results(root: Any) -> Iterator[list[Any]]:
    """The texts that each field with a number of Word shows; fields may lie within each other."""
    open_ones: list[tuple[list[str], list[Any], list[bool]]] = []
    for node in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}t"):
        if node.tag == f"{_W}t":
            for _, texts, shown in open_ones:
                if shown:
                    texts.append(node)
        elif node.tag == f"{_W}instrText":
            if open_ones:
                open_ones[-1][0].append(node.text or "")
        elif node.get(f"{_W}fldCharType") == "begin":
            open_ones.append(([], [], []))
        elif open_ones and node.get(f"{_W}fldCharType") == "separate":
            open_ones[-1][2].append(True)
        elif open_ones:
            instruction, texts, _ = open_ones.pop()
            if _COUNTED.match("".join(instruction)):
                yield texts


def _under(mark: Any) -> Iterator[Any]:
    """The blocks under the heading that a bookmark stands on or before, up to the next heading of its level."""
    heading = next(mark.iterancestors(f"{_W}p"), None)
    below = mark.itersiblings(f"{_W}p", f"{_W}tbl", f"{_W}sdt") if heading is None else heading.itersiblings()
    first = _style(heading)
    for block in below:
        if heading is None and not first:
            first = _style(block)
        elif first and _style(block) in (first, "Heading1"):
            return
        else:
            yield block


def _style(block: Any) -> str:
    style = None if block is None else block.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else str(style.get(f"{_W}val"))


def _quiet(texts: Iterable[Any]) -> None:
    for place, node in enumerate(texts):
        node.text = "" if place else SIGN
