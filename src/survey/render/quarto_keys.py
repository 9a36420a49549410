"""What a document asks for against what Quarto knows and what the built-in renderer does.

Quarto lets unknown keys, profiles and classes pass in silence, and a misspelt one is then found by a reader. Here every name is
looked up in `quarto_keys.yaml`: a name that Quarto does not know is an error, one that only Quarto can do is an error of the
built-in renderer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml

from survey.errors import QUARTO_ONLY, QUARTO_UNKNOWN, Place, Problem, problem
from survey.i18n.text import LANGUAGES
from survey.render.execute import Block
from survey.render.qmd import Cell, Document

_DIV = re.compile(r"^[ \t]*:{3,}[ \t]*(?:\{(?P<attributes>[^}\n]*)\}|(?P<name>[\w-]+))[ \t:]*$", re.MULTILINE)
_CONDITION = re.compile(r"\{(?P<attributes>[^{}\n]*\.content-(?:visible|hidden)[^{}\n]*)\}")
_PAIR = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))""")
_CODE = re.compile(r"(`+)[^`\n]+?\1")
# Things of Quarto that are no names in a list: shortcodes, and cross-references to what the built-in renderer does not number.
_ONLY_QUARTO = (
    re.compile(r"\{\{<.*?>\}\}"),
    re.compile(r"(?<![\w.])@(?:eq|lst|thm|lem|cor|prp|cnj|def|exm|exr)-[\w-]+"),
    re.compile(r"\{#(?:eq|lst|thm|lem|cor|prp|cnj|def|exm|exr)-[\w-]+"),
)


@cache
def names(place: str, kind: str) -> frozenset[str]:
    """One list of `quarto_keys.yaml`, e.g. `names("cell", "accepted")`; empty where the place has no list of that kind."""
    return frozenset(_lists()[place].get(kind, ()))


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    text = (files("survey.render") / "quarto_keys.yaml").read_text("utf-8")
    loaded: dict[str, dict[str, list[str]]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return loaded


def check_name(place: str, name: str, where: Place, shown: str | None = None) -> Iterator[Problem]:
    """No problem where a name is accepted; what is wrong with it otherwise.

    >>> [found.params["nearest"] for found in check_name("cell", "fig-capp", Place())]
    ['fig-cap']
    """
    own = names(place, "own") | names(place, "optional")
    if name in own or name in (names(place, "accepted") or names(place, "known")):
        return
    if name in names(place, "known"):
        yield problem(QUARTO_ONLY, where, name=shown or name)
        return
    nearest = get_close_matches(name, sorted(names(place, "known") | own), 1)
    yield problem(QUARTO_UNKNOWN, where, name=shown or name, nearest=nearest[0] if nearest else None)


def check_header(text: str, file: Path, first_line: int = 1) -> tuple[Problem, ...]:
    """The keys of a YAML text: a `_quarto*.yml` or the header of a document, which starts at `first_line` of its file."""
    return tuple(_keys(yaml.compose(text), "document", lambda node: Place(file, line=first_line + node.start_mark.line)))


_INSIDE = {
    "execute": "execute",
    "crossref": "crossref",
    "project": "project",
    "profile": "profile",
    "language": "language",
    "format": "format",
}


def _keys(node: yaml.Node | None, place: str, at: Callable[[yaml.Node], Place], parent: str = "") -> Iterator[Problem]:
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        shown = f"{parent}{key.value}"
        yield from check_name(place, key.value, at(key), shown)
        if place == "format":
            yield from _keys(value, "document", at, f"{shown}: ")
        elif place == "document" and key.value in _INSIDE:
            yield from _keys(value, _INSIDE[key.value], at, f"{shown}: ")


def check_language(labels: Mapping[str, object], file: Path) -> tuple[Problem, ...]:
    """The keys of a language file."""
    return tuple(found for key in labels for found in check_name("language", key, Place(file)))


def check_cells(document: Document) -> tuple[Problem, ...]:
    """The options of all cells."""
    cells = (part for part in document.parts if isinstance(part, Cell))
    return tuple(
        found for cell in cells for key in cell.options for found in check_name("cell", key, Place(document.path, line=cell.line))
    )


def check_blocks(blocks: Iterable[Block], file: Path) -> tuple[Problem, ...]:
    """Divs, conditions, shortcodes and references in executed markdown; what a cell printed is placed at the cell.

    What a cell prints in a loop has the same place each time and is told once.
    """
    found = (one for block in blocks if not block.verbatim for one in _block(block, file))
    return tuple({(one.code, one.place, one.params["name"]): one for one in found}.values())


def _block(block: Block, file: Path) -> Iterator[Problem]:
    text = _CODE.sub(lambda code: " " * len(code[0]), block.text)

    def at(found: re.Match[str]) -> Place:
        return Place(file, line=block.line if block.printed else block.line + text.count("\n", 0, found.start()))

    for found in _DIV.finditer(text):
        yield from _div(found["name"] or "", found["attributes"] or "", at(found))
    for found in _CONDITION.finditer(text):
        yield from _condition(found["attributes"], at(found))
    for pattern in _ONLY_QUARTO:
        for found in pattern.finditer(text):
            yield problem(QUARTO_ONLY, at(found), name=found[0].replace("{#", "#"))


def _div(name: str, attributes: str, where: Place) -> Iterator[Problem]:
    bare = _PAIR.sub("", attributes)
    for class_name in [name] if name else re.findall(r"(?<!\S)\.([\w-]+)", bare):
        yield from check_name("div", class_name, where, f"::: {class_name}")
    # A div with the id of a figure or table is Quarto's way to group subfigures.
    for identifier in re.findall(r"#((?:fig|tbl)-[\w-]+)", bare):
        yield problem(QUARTO_ONLY, where, name=f"::: #{identifier}")
    for found in _PAIR.finditer(attributes):
        if found[1].startswith("layout"):
            yield problem(QUARTO_ONLY, where, name=found[1])


def _condition(attributes: str, where: Place) -> Iterator[Problem]:
    for found in _PAIR.finditer(attributes):
        key, value = found[1], found[2] or found[3] or found[4] or ""
        yield from check_name("condition", key, where)
        if key.endswith("-format"):
            yield from check_name("condition-format", value, where, f'{key}="{value}"')
        elif key.endswith("-profile") and value not in LANGUAGES:
            nearest = get_close_matches(value, LANGUAGES, 1)
            yield problem(QUARTO_UNKNOWN, where, name=f'{key}="{value}"', nearest=nearest[0] if nearest else None)
