"""New text in a control, without touching anything else: bold stays bold, comments and bookmarks stay where they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import count, pairwise
from typing import Any

from lxml import etree

from survey.chapter.controls import Control, own_texts, sign_of
from survey.render.opc import w

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write_text(control: Control, text: str) -> None:
    """Let a control show a text.

    Where its author gave a part of it a look of its own, the parts keep as many signs as they had if the text is as long as
    before; else parts at the end that say the same as before stay, and the first one gets the rest. Blanks, tabs and breaks that
    were typed at either end stay.
    """
    nodes = _without_blank_ends(list(own_texts(control.element)))
    pieces = [sign_of(node) for node in nodes]
    if control.element.find(f"{w('sdtPr')}/{w('showingPlcHdr')}") is not None:
        pieces = [""] * len(nodes)
        _without_hint(control.element)
    nodes = [_as_text(node) for node in nodes] or [_new_text(control.element)]
    for node, piece in zip(nodes, shared_out(text, pieces or [""]), strict=True):
        node.text = piece or None
        if piece != piece.strip():
            node.set(_SPACE, "preserve")


def write_digest(control: Control, written: str) -> None:
    """Put a digest into the tag of a control."""
    assert control.address is not None
    control.element.find(f"{w('sdtPr')}/{w('tag')}").set(w("val"), control.address.tag(written))


def shared_out(text: str, pieces: list[str]) -> list[str]:
    """A new text in place of an old one that stands in several pieces.

    >>> shared_out("57,3%", ["54", ",2%"]), shared_out("8,1%", ["54,2", "%"]), shared_out("7", ["12", "5"])
    (['57', ',3%'], ['8,1', '%'], ['7', ''])
    """
    if len(text) == len("".join(pieces)):
        starts = [len("".join(pieces[:at])) for at in range(len(pieces) + 1)]
        return [text[start:end] for start, end in pairwise(starts)]
    shared = [""] * len(pieces)
    first = next((at for at, piece in enumerate(pieces) if piece), 0)
    for at in range(len(pieces) - 1, first, -1):
        if not text.endswith(pieces[at]) or len(text) == len(pieces[at]):
            break
        shared[at], text = pieces[at], text.removesuffix(pieces[at])
    shared[first] = text
    return shared


def number_twice(controls: Iterable[Control], roots: Iterable[Any]) -> set[str]:
    """Give a number of its own to each control of ours that was copied with it; the parts that were changed.

    The second copy of a text box has the numbers of the first, as Word writes it.
    """
    seen, changed = set(), set()
    free = _free_numbers(roots)
    for control in controls:
        number = control.element.find(f"{w('sdtPr')}/{w('id')}")
        if number is None or control.twin:
            continue
        if number.get(w("val")) in seen:
            number.set(w("val"), str(next(free)))
            changed.add(control.part)
        seen.add(number.get(w("val")))
    return changed


def _free_numbers(roots: Iterable[Any]) -> Iterator[int]:
    taken = {str(one.get(w("val"))) for root in roots for one in root.iter(w("id"))}
    return (number for number in count(700_000_001) if str(number) not in taken)


def _without_blank_ends(nodes: list[Any]) -> list[Any]:
    """The pieces from the first to the last that show more than a blank; all where none does."""
    said = [at for at, node in enumerate(nodes) if sign_of(node).strip()]
    return nodes[said[0] : said[-1] + 1] if said else nodes


def _as_text(node: Any) -> Any:
    """A piece of a run as an element of text; a tab, a break or a hyphen becomes one."""
    if node.tag != w("t"):
        node.tag = w("t")
        node.attrib.clear()
    return node


def _without_hint(element: Any) -> None:
    """Take away that Word shows its hint for an empty control, and the look of that hint."""
    properties = element.find(w("sdtPr"))
    properties.remove(properties.find(w("showingPlcHdr")))
    for style in list(element.iter(w("rStyle"))):
        if style.get(w("val")) == "PlaceholderText":
            style.getparent().remove(style)


def _new_text(element: Any) -> Any:
    """An element of text in a control that has none, with the look that the control itself has."""
    content = element.find(w("sdtContent"))
    if content is None:
        content = etree.SubElement(element, w("sdtContent"))
    paragraph = next(content.iter(w("p")), None)
    run = etree.SubElement(content if paragraph is None else paragraph, w("r"))
    look = element.find(f"{w('sdtPr')}/{w('rPr')}")
    if look is not None:
        run.append(deepcopy(look))
    return etree.SubElement(run, w("t"))
