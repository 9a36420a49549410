"""Every text of a questionnaire with its address: `items.trust_court.text`, `items.why_not.options.slow.label`.

The tables of keys say where texts stand, so that a new key of a questionnaire needs nothing here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from survey.errors import Place
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.edits import pairs, value_of
from survey.instrument.model import Instrument
from survey.instrument.nodes import compose
from survey.instrument.shapes import Either, Fields, Many, Named, Shape, Words
from survey.instrument.tables import INSTRUMENT, OPTIONS

LISTS = "lists"
_NAMES = ("id", "code")


@dataclass(frozen=True)
class Spot:
    """A text in its file.

    address: how it is called. key: under which it stands, such as `text`. table: of what it is a part, such as `option`.
    item: the question, None for what belongs to none or to several. node: its block. words: language -> its node.
    """

    address: str
    key: str
    table: str
    item: str | None
    file: Path
    node: MappingNode
    words: dict[Language, ScalarNode]

    def __getitem__(self, language: Language) -> str:
        """The text without white space at its ends; empty where there is none."""
        node = self.words.get(language)
        return "" if node is None else node.value.strip()

    def place(self, language: Language | None = None) -> Place:
        """Where the text of a language stands; where the block stands if it has no such text."""
        node: Node = self.node if language is None else self.words.get(language, self.node)
        return Place(self.file, node.start_mark.line + 1)


def texts_of(instrument: Instrument, *, exact: bool = False) -> tuple[Spot, ...]:
    """The texts of a questionnaire in the order of its file, then those of the lists of answers that lie beside it.

    Parameters
    ----------
    instrument
        A questionnaire that was read from a file.
    exact
        Whether places of letters are needed, for changing the file: slower, because the fast parser counts them otherwise.

    Examples
    --------
    >>> from survey.instrument.find import available, load_instrument
    >>> texts_of(load_instrument(available()[0]))[0].address
    'title'
    """
    if instrument.path is None:
        return ()
    path = Path(instrument.path)
    root = _compose(path, exact)
    found = list(_walk(INSTRUMENT, root, (), Spot("", "", "", None, path, MappingNode("", []), {})))
    for name in _shared(instrument, root):
        beside = path.parent / LISTS / f"{name}.yaml"
        if beside.is_file():
            blank = Spot("", "", "", None, beside, MappingNode("", []), {})
            found += _walk(OPTIONS, _compose(beside, exact), (LISTS, name), blank)
    return tuple(found)


def fingerprint(text: str) -> str:
    """A short hash of a text; white space and the way letters are composed do not count.

    >>> fingerprint("Do you  trust?") == fingerprint("Do you trust?"), len(fingerprint(""))
    (True, 12)
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return sha256(plain.encode()).hexdigest()[:12]


def _compose(path: Path, exact: bool) -> Node:
    node = compose(path)  # tells what is wrong with a file
    if not exact:
        return node
    again = yaml.compose(path.read_bytes().decode("utf-8-sig"), Loader=yaml.SafeLoader)
    return node if again is None else again


def _shared(instrument: Instrument, root: Node) -> list[str]:
    """Lists of answers that questions name and the file itself does not hold."""
    own = {key.value for key, _ in pairs(value_of(root, LISTS))}
    named = dict.fromkeys(item.option_list for item in instrument.items if item.option_list)
    return [name for name in named if name not in own]


def _walk(shape: Shape, node: Node, address: tuple[str, ...], about: Spot) -> Iterator[Spot]:
    """The texts below a node; `about` carries what is known of their surroundings."""
    if isinstance(shape, Either):
        yield from _walk(shape.sequence if isinstance(node, SequenceNode) else shape.other, node, address, about)
    elif isinstance(shape, Words) and isinstance(node, MappingNode):
        words = {
            language: value
            for language in LANGUAGES
            for key, value in node.value
            if key.value == language and isinstance(value, ScalarNode)
        }
        yield Spot(".".join(address), about.key, about.table, about.item, about.file, node, words)
    elif isinstance(shape, Many) and isinstance(node, SequenceNode):
        for place, child in enumerate(node.value, 1):
            name = _name(child) or str(place)
            item = name if address == ("items",) else about.item
            yield from _walk(shape.of, child, (*address, name), _with(about, item=item))
    elif isinstance(shape, Fields | Named) and isinstance(node, MappingNode):
        for key, value in node.value:
            word = key.value if isinstance(key, ScalarNode) else ""
            if isinstance(shape, Named):
                yield from _walk(shape.of, value, (*address, word), about)
            elif word in shape.keys:
                inside = _with(about, key=word, table=shape.name)
                yield from _walk(shape.keys[word].shape, value, (*address, word), inside)


def _with(spot: Spot, *, item: str | None = None, key: str | None = None, table: str | None = None) -> Spot:
    return Spot(spot.address, key or spot.key, table or spot.table, item or spot.item, spot.file, spot.node, spot.words)


def _name(node: Node) -> str | None:
    """The id or code of an entry of a list."""
    return next((value.value for key, value in pairs(node) if key.value in _NAMES and isinstance(value, ScalarNode)), None)
