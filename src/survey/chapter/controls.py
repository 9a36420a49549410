"""The living numbers of a Word file: the content controls with an address, wherever they stand.

They are looked for in the text, in footnotes and endnotes, in the heads and feet of pages, in comments and text boxes, at every
level (within a line, around paragraphs, cells, rows), also within the controls of others. Word writes a text box twice, the
second time for its old versions: that copy is kept equal, and not told twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from survey.chapter.address import Address, read_address
from survey.chapter.word_file import WordFile
from survey.errors import Place
from survey.render.opc import w

FIGURE, TABLE = "figure", "table"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011", w("softHyphen"): ""}
_GONE = (w("del"), w("moveFrom"))
_AROUND = 40
_TITLE = re.compile(r"[\w.-]*\d[\w.-]*/(?:-|[a-z][\w.:-]*)")  # the id of a wave has its year
_OURS = "sq:"


@dataclass(frozen=True)
class Control:
    """A content control of ours.

    address: what stands there; None where title or tag were damaged. written: the digest of what was written. part, element:
    where it is in the file. place: the same for people. twin: the second copy of a text box.
    """

    address: Address | None
    written: str
    part: str
    element: Any
    place: Place
    twin: bool

    @property
    def title(self) -> str:
        """The title as it stands in the file."""
        return _value(self.element, "alias")

    @property
    def tag(self) -> str:
        """The tag as it stands in the file."""
        return _value(self.element, "tag")

    @cached_property
    def shown(self) -> str:
        """What a reader sees in it: tracked insertions count, deletions do not, nor does the hint of Word in an empty one."""
        if self.element.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None:
            return ""
        return "".join(sign_of(node) for node in own_texts(self.element))

    @property
    def deleted(self) -> bool:
        """Whether it, or all that it held, is a tracked deletion or the old place of what was moved."""
        if any(one.tag in _GONE or _is_deleted_row(one) for one in self.element.iterancestors()):
            return True
        return not self.shown and any(True for _ in self.element.iter(*_GONE)) and self.drawing is None

    @property
    def drawing(self) -> Any:
        """The picture or chart in it that is not deleted; None where there is none."""
        return next((one for one in self.element.iter(w("drawing")) if not _is_gone(one, self.element)), None)

    @property
    def around(self) -> str:
        """The words around it, to find it by in Word."""
        return _around(self.element)


def find_controls(file: WordFile) -> tuple[Control, ...]:
    """Every control of ours that counts, in the order of the file: not those in tracked deletions."""
    found, number = [], 0
    for part, root in file.roots.items():
        paragraphs = {}
        for paragraph in root.iter(w("p")):
            number += _text(paragraph) != "" and not _is_twin(paragraph)
            paragraphs[paragraph] = max(number, 1)
        for element in root.iter(w("sdt")):
            tag = _value(element, "tag")
            if not tag.startswith(_OURS):
                continue
            address, written = read_address(_value(element, "alias"), tag) or (None, "")
            at = next(element.iterancestors(w("p")), None)
            at = next(element.iter(w("p")), None) if at is None else at
            place = Place(file.path, paragraph=paragraphs.get(at))
            found.append(Control(address, written, part, element, place, _is_twin(element)))
    return tuple(one for one in found if not one.deleted)


def without_tags(file: WordFile) -> int:
    """How many controls have a title like ours but lost their tag, as LibreOffice 7.4 leaves them."""
    found = (one for root in file.roots.values() for one in root.iter(w("sdt")) if not _value(one, "tag") and not _is_twin(one))
    return sum(_TITLE.fullmatch(_value(one, "alias")) is not None for one in found)


def own_texts(element: Any) -> Iterator[Any]:
    """The visible pieces of text of a control: not deleted ones, nor those of another control of ours within it."""
    content = element.find(w("sdtContent"))
    if content is None:
        return
    for node in content.iter(w("t"), *_SIGNS):
        if node.getparent().tag == w("r") and not _is_gone(node, element) and _owner(node) is element:
            yield node


def addresses_within(element: Any) -> list[Address]:
    """The addresses of the numbers of ours that stand in a control around a table."""
    read = (read_address(_value(one, "alias"), _value(one, "tag")) for one in element.iter(w("sdt")) if one is not element)
    return [found[0] for found in read if found is not None]


def sign_of(node: Any) -> str:
    """What a piece of a run shows."""
    return (node.text or "") if node.tag == w("t") else _SIGNS[node.tag]


def _owner(node: Any) -> Any:
    """The control of ours that a piece of text belongs to."""
    return next((one for one in node.iterancestors(w("sdt")) if _value(one, "tag").startswith(_OURS)), None)


def _is_gone(node: Any, within: Any) -> bool:
    for one in node.iterancestors():
        if one is within:
            return False
        if one.tag in _GONE:
            return True
    return False


def _is_deleted_row(element: Any) -> bool:
    return element.tag == w("tr") and element.find(f"{w('trPr')}/{w('del')}") is not None


def _is_twin(element: Any) -> bool:
    return any(True for _ in element.iterancestors(_FALLBACK))


def _value(element: Any, name: str) -> str:
    found = element.find(f"{w('sdtPr')}/{w(name)}")
    return "" if found is None else str(found.get(w("val"), ""))


def _text(paragraph: Any) -> str:
    return "".join(node.text or "" for node in paragraph.iter(w("t"))).strip()


def _around(element: Any) -> str:
    """Some words before and behind, of the same row of a table or of the same paragraph; of a control around paragraphs, those of
    the paragraph beside it. Only as much of the file is looked at as is told."""
    owner = next(element.iterancestors(w("tr")), None)
    owner = next(element.iterancestors(w("p")), None) if owner is None else owner
    if owner is None:
        beside = (*element.iterchildren(w("sdtContent")), *element.itersiblings(preceding=True), *element.itersiblings())
        return _short(next(filter(None, map(_text, beside)), ""), 2 * _AROUND)
    twin = _is_twin(element)
    before, behind = _gathered(_backwards(element, owner), twin), _gathered(_onwards(element, owner), twin)
    if not "".join((*before, *behind)).strip():
        return _short(next(filter(None, map(_text, _below(element))), ""), 2 * _AROUND)
    shown = "".join(node.text or "" for node in element.iter(w("t")))
    return " ".join(f"{_short(''.join(reversed(before)), -_AROUND)}{shown}{_short(''.join(behind), _AROUND)}".split())


def _gathered(nodes: Iterable[Any], twin: bool) -> list[str]:
    """The texts of nodes, a blank for each paragraph that ends or begins, until they are enough to be cut."""
    found, length = [], 0
    for node in nodes:
        text = " " if node.tag == w("p") else "" if _is_twin(node) and not twin else node.text or ""
        found.append(text)
        length += len(text.strip())
        if length > 2 * _AROUND:
            break
    return found


def _backwards(element: Any, owner: Any) -> Iterator[Any]:
    """The texts and paragraphs before an element, the nearest first."""
    for one in element.itersiblings(preceding=True):
        yield from reversed(list(one.iter(w("t"), w("p"))))
    parent = element.getparent()
    if parent is not owner:
        if parent.tag == w("p"):
            yield parent
        yield from _backwards(parent, owner)


def _onwards(element: Any, owner: Any) -> Iterator[Any]:
    """The texts and paragraphs behind an element."""
    for one in element.itersiblings():
        yield from one.iter(w("t"), w("p"))
    parent = element.getparent()
    if parent is not owner:
        if parent.tag == w("p"):
            yield parent
        yield from _onwards(parent, owner)


def _below(element: Any) -> Iterator[Any]:
    """The paragraphs that follow, in the order of the file."""
    for one in (element, *element.iterancestors()):
        for sibling in one.itersiblings():
            yield from sibling.iter(w("p"))


def _short(text: str, length: int) -> str:
    """The first signs of a text, or the last where length is negative, cut at a blank."""
    text = re.sub(r"\s+", " ", text)
    if len(text) <= abs(length):
        return text
    if length < 0:
        return "…" + (text[length:].partition(" ")[2] or text[length:])
    return (text[:length].rpartition(" ")[0] or text[:length]) + "…"
