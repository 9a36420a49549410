"""The questionnaire of a new study: the starter, or a copy of another questionnaire that says what it repeats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from survey import shipped
from survey.instrument.edits import Edit, edited, end_of, pairs, removal, root_of, value_of
from survey.instrument.find import TERMS
from survey.instrument.links_file import FOLDER as LINKS
from survey.instrument.model import Instrument
from survey.scaffold.terms import terms_for

LISTS = "lists"
_OF_PRINT = ("figure", "verbatim")
_DOUBTFUL = "doubtful"


def copy_of(source: Instrument, text: str, new_id: str, head: str) -> str:
    """The text of a questionnaire under another name, in which every question names the one that it repeats.

    Parameters
    ----------
    source
        The questionnaire as it was read from the file.
    text
        The text of that file.
    new_id
        The id of the copy; its version is "1".
    head
        Comment lines that take the place of those above the first key.

    Returns
    -------
    The text with all other comments and its layout. What was said of an earlier publication is left out: the numbers of figures,
    wordings as printed, and doubts about printed answers; nothing of that is true of a new wave.
    """
    root = root_of(text)
    edits = [Edit(0, root.start_mark.index, head)]
    edits += [Edit(node.start_mark.index, end_of(node), new) for node, new in _renamed(root, new_id)]
    items = value_of(root, "items")
    for item in items.value if isinstance(items, SequenceNode) else ():
        edits.append(_trend(item, source.id, text))
    for key in ("items", LISTS):
        edits += _without_print(value_of(root, key), text)
    edits += [removal(root, place, text) for place, (key, _) in enumerate(pairs(root)) if key.value == "sources"]
    return edited(text, edits)


def _renamed(root: Node, new_id: str) -> Iterator[tuple[Node, str]]:
    for key, new in (("id", new_id), ("version", '"1"')):
        node = value_of(root, key)
        if node is not None:
            yield node, new


def _trend(item: Node, questionnaire: str, text: str) -> Edit:
    """`trend` of a question: in place of the one that it has, else behind its id."""
    name = value_of(item, "id")
    words = f"{{questionnaire: {questionnaire}, item: {name.value if isinstance(name, ScalarNode) else ''}}}"
    earlier = value_of(item, "trend")
    if earlier is not None:
        return Edit(earlier.start_mark.index, end_of(earlier), words)
    if name is None or not isinstance(item, MappingNode) or item.flow_style:
        end = end_of(name or item)
        return Edit(end, end, f", trend: {words}")
    line = text.find("\n", end_of(name))
    key = next(key for key, _ in pairs(item) if key.value == "id")
    return Edit(line, line, f"\n{' ' * key.start_mark.column}trend: {words}")


def _without_print(node: Node | None, text: str) -> Iterator[Edit]:
    """Take out, in the questions or the lists, what belongs to an earlier publication."""
    if isinstance(node, SequenceNode):
        for one in node.value:
            yield from _without_print(one, text)
    for place, (key, value) in enumerate(pairs(node)):
        if key.value in _OF_PRINT:
            yield removal(node, place, text)
        elif key.value == "flags" and isinstance(value, SequenceNode):
            others = [flag.value for flag in value.value if flag.value != _DOUBTFUL]
            if others:
                yield Edit(value.start_mark.index, end_of(value), f"[{', '.join(others)}]")
            else:
                yield removal(node, place, text)
        else:
            yield from _without_print(value, text)


def companions(path: Path, source: Instrument, text: str, new_id: str) -> dict[str, bytes]:
    """Files of `instruments/` that a copy needs beside it.

    The lists it names, the agreed terms, the decisions about earlier questionnaires, and the source itself, with the decisions
    about that, where no package has it.
    """
    folder = path.absolute().parent
    named = {path.stem: folder / LISTS / f"{path.stem}.yaml" for path in (folder / LISTS).glob("*.yaml")}
    used = set(_list_names(root_of(text)))
    files = {f"{LISTS}/{name}.yaml": _lines(named[name]) for name in sorted(used & named.keys())}
    links, terms = folder / LINKS / f"{source.id}.yaml", folder / TERMS
    own = folder != shipped.root() / "instruments"
    if links.is_file():  # it names the earlier questionnaires and their questions, which have kept their names
        files[f"{LINKS}/{new_id}.yaml"] = _lines(links)
    if terms.is_file():
        files[TERMS] = terms_for(terms.read_text("utf-8-sig"), source.id, new_id, both=own).encode()
    if own:
        files[f"{source.id}.yaml"] = _lines(path)
        files |= {f"{LINKS}/{links.name}": _lines(links)} if links.is_file() else {}
    return files


def _list_names(root: Node) -> Iterator[str]:
    own = {key.value for key, _ in pairs(value_of(root, LISTS))}
    items = value_of(root, "items")
    for item in items.value if isinstance(items, SequenceNode) else ():
        name = value_of(item, "options")
        if isinstance(name, ScalarNode) and name.value not in own:
            yield name.value


def _lines(path: Path) -> bytes:
    """A text file without a mark of its encoding and with plain ends of lines."""
    return path.read_text("utf-8-sig").encode()
