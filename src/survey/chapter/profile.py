"""Reads a profile: file -> nodes -> shapes -> Profile. Everything that is wrong is told at once, with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from yaml import MappingNode, Node, ScalarNode

from survey import shipped
from survey.chapter.rules import BELOW_CAPTION, NOTE_PLACES, PAPERS, Caption, Look, Page, Profile
from survey.chapter.transliteration import tables_of
from survey.chapter.yaml_file import read_yaml
from survey.errors import (
    CAPTION_FORM,
    CAPTION_WORD,
    EXPECTED_NUMBER,
    LENGTH_OUT_OF_RANGE,
    NOT_A_LENGTH,
    OUT_OF_RANGE,
    PROFILE_CIRCLE,
    PROFILE_UNKNOWN,
    ChapterError,
    Place,
    error,
)
from survey.i18n.text import LANGUAGES, Language, Text
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record
from survey.instrument.shapes import Choice, Fields, Key, Line, Many, Name, Reading, Schema, Words, YesNo

__all__ = ["PROFILE", "Profile", "crossref_metadata", "profiles", "read_profile"]

_LENGTH = re.compile(r"(\d+(?:\.\d+)?) ?(mm|cm|pt|in)")
# Word takes a longer name of a sequence, or one with a blank, as a mistake in the field.
_SEQUENCE = re.compile(r"[^\W\d_][\w.]{0,39}")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_POINTS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "pt": 1.0, "in": 72.0}


@dataclass(frozen=True)
class Length:
    """A length such as `30 mm`, read as a number of `unit`s between two bounds."""

    unit: str
    low: float
    high: float

    def read(self, node: Node, key: str, reading: Reading) -> float | None:
        value = node.value if isinstance(node, ScalarNode) else ""
        found = _LENGTH.fullmatch(value.strip())
        if found is None:
            reading.report(NOT_A_LENGTH, reading.place(node), key=key, value=value, example=f"{self.high / 2:g} {self.unit}")
            return None
        length = round(float(found[1]) * _POINTS[found[2]] / _POINTS[self.unit], 3)
        if not self.low <= length <= self.high:
            bounds = {"low": f"{self.low:g} {self.unit}", "high": f"{self.high:g} {self.unit}"}
            reading.report(LENGTH_OUT_OF_RANGE, reading.place(node), key=key, value=value, **bounds)
            return None
        return length

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_LENGTH.pattern}$"}


@dataclass(frozen=True)
class Between:
    """A number between two bounds."""

    low: float
    high: float

    def read(self, node: Node, key: str, reading: Reading) -> float | None:
        value = node.value if isinstance(node, ScalarNode) and not node.style else ""
        if not _NUMBER.fullmatch(value):
            reading.report(EXPECTED_NUMBER, reading.place(node), key=key, value=value)
            return None
        if not self.low <= float(value) <= self.high:
            reading.report(OUT_OF_RANGE, reading.place(node), key=key, value=value, low=f"{self.low:g}", high=f"{self.high:g}")
            return None
        return float(value)

    def schema(self) -> Schema:
        return {"type": "number", "minimum": self.low, "maximum": self.high}


ALIGNMENTS = ("left", "center", "right", "justify")
_MARGIN, _SIZE, _GAP = Length("mm", 5, 60), Length("pt", 6, 36), Length("pt", 0, 72)
_LOOK_KEYS = {
    "size": Key(_SIZE),
    "spacing": Key(Between(0.8, 3)),
    "align": Key(Choice(ALIGNMENTS)),
    "indent": Key(Length("mm", 0, 40)),
    "before": Key(_GAP),
    "after": Key(_GAP),
    "bold": Key(YesNo()),
    "italic": Key(YesNo()),
    "capitals": Key(YesNo()),
    "new_page": Key(YesNo()),
}
_LOOK = Fields("look", MappingProxyType(_LOOK_KEYS))
_TEXT = {key: _LOOK_KEYS[key] for key in ("size", "spacing", "align", "indent", "before", "after")}
_TEXT = {**_TEXT, "size": Key(_SIZE, required=True), "font": Key(Line(), required=True)}
_CAPTION = Fields(
    "caption",
    MappingProxyType(
        {
            "place": Key(Choice(("above", "below")), required=True),
            "word": Key(Words(), required=True),
            "form": Key(Words(), required=True),
            "look": Key(_LOOK),
        }
    ),
)
_FIGURE = Fields("figure", MappingProxyType({**_CAPTION.keys, "note": Key(Choice(NOTE_PLACES))}))
_SIDES = {side: Key(_MARGIN, required=True) for side in ("left", "right", "top", "bottom")}
_PAGE = {"size": Key(Choice(tuple(PAPERS)), required=True), **_SIDES, "header": Key(_MARGIN), "footer": Key(_MARGIN)}
_HEADINGS = {
    "numbered": Key(YesNo()),
    "point": Key(YesNo()),
    "levels": Key(Many(_LOOK), required=True),
    "structural": Key(_LOOK),
}
_PAGE_NUMBER = {"place": Key(Choice(("top", "bottom"))), "align": Key(Choice(ALIGNMENTS[:3])), "first": Key(YesNo())}
_CITATIONS = {
    "style": Key(Line()),
    "transliterated": Key(YesNo()),
    "tables": Key(Fields("tables", MappingProxyType({language: Key(Choice(tables_of(language))) for language in ("kk", "ru")}))),
}
_ID = Name(r"[a-z0-9][a-z0-9-]*", "my-university")


def _block(name: str, keys: dict[str, Key], required: bool = False) -> Key:
    return Key(Fields(name, MappingProxyType(keys)), required)


PROFILE = Fields(
    "profile",
    MappingProxyType(
        {
            "id": Key(_ID, required=True),
            "based_on": Key(Line()),
            "title": Key(Words(), required=True),
            "page": _block("page", _PAGE, required=True),
            "text": _block("text", _TEXT, required=True),
            "headings": _block("headings", _HEADINGS, required=True),
            "captions": _block(
                "captions", {"figure": Key(_FIGURE, required=True), "table": Key(_CAPTION, required=True)}, required=True
            ),
            "cells": Key(_LOOK),
            "table_lines": Key(Choice(("grid", "rules"))),
            "notes": Key(_LOOK),
            "references": Key(_LOOK),
            "page_number": _block("page_number", _PAGE_NUMBER),
            "header": _block("header", {"title": Key(YesNo())}),
            "citations": _block("citations", _CITATIONS),
            "article": Key(YesNo()),
        }
    ),
)


def profiles(start: Path | None = None) -> tuple[str, ...]:
    """The names of the profiles that can be found from a folder, sorted.

    >>> {"gost-kz", "plain", "journal"} <= set(profiles())
    True
    """
    start = Path.cwd() if start is None else start.absolute()
    folders = (folder / "profiles" for folder in (start, *start.parents, shipped.root()))
    return tuple(sorted({path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.yaml")}))


def read_profile(id_or_path: str | Path, start: Path | None = None) -> Profile:
    """The profile of a name or a file.

    Raises ChapterError: no such profile (the nearest one is named), or every problem of its file with its line.

    >>> read_profile("gost-kz").page.left
    30.0
    """
    file = _find(id_or_path, start)
    reading = Reading(file, LANGUAGES)
    record = PROFILE.read(_node(file, ()), "profile", reading)
    if record is not None:
        _check(record, reading)
    if reading.problems or record is None:
        raise ChapterError(sorted(reading.problems, key=lambda found: found.place.line or 0))
    return _profile(record, file)


def crossref_metadata(
    profile: Profile, language: Language, start_figure: int = 1, start_table: int = 1, section: int | None = None
) -> dict[str, str]:
    """The settings under `crossref` of a document: the form of captions and the first numbers.

    start_figure, start_table: the numbers of the first figure and table; section: of the chapter, None where they begin with 1.
    """
    figure, table = profile.figure.around(language), profile.table.around(language)
    settings = {
        "fig-before": figure[0],
        "fig-after": figure[1].rstrip(" "),
        "tbl-before": table[0],
        "tbl-after": table[1].rstrip(" "),
        "fig-start": str(start_figure),
        "tbl-start": str(start_table),
    }
    return settings if section is None else {**settings, "sec-start": str(section)}


def _find(id_or_path: str | Path, start: Path | None) -> Path:
    name = str(id_or_path)
    for candidate in (name,) if name.endswith((".yaml", ".yml")) else (f"{name}.yaml", name):
        path = shipped.find("profiles", candidate, start)
        if path is not None and path.is_file():
            return path
    known = profiles(start)
    raise error(PROFILE_UNKNOWN, name=name, known=known, nearest=nearest(Path(name).stem, known))


def _node(file: Path, above: tuple[Path, ...]) -> Node:
    """The root of a profile, with what it does not say taken from the profile that it is based on."""
    node = read_yaml(file)
    base = _at(node, "based_on")
    if not isinstance(base, ScalarNode):
        return node
    under = _find(base.value, file.parent)
    if under in (file, *above):
        raise error(PROFILE_CIRCLE, Place(file, base.start_mark.line + 1), name=base.value)
    lower = _node(under, (file, *above))
    read_profile(under)  # its own mistakes are told with its own name
    return _over(lower, node)


def _at(node: Node, *keys: str) -> Node | None:
    """The node that stands under keys; None where there is none."""
    for wanted in keys:
        entries = node.value if isinstance(node, MappingNode) else []
        found = next((value for key, value in entries if key.value == wanted), None)
        if found is None:
            return None
        node = found
    return node


def _style_place(file: Path) -> Place | None:
    """Where the style of citations is named, in a profile or in one that it is based on."""
    node = read_yaml(file)
    style, base = _at(node, "citations", "style"), _at(node, "based_on")
    if style is not None:
        return Place(file, style.start_mark.line + 1)
    return _style_place(_find(base.value, file.parent)) if isinstance(base, ScalarNode) else None


def _over(under: Node, over: Node) -> Node:
    """Blocks key by key, everything else as the upper one says it."""
    if not isinstance(under, MappingNode) or not isinstance(over, MappingNode):
        return over
    below = {key.value: value for key, value in under.value}
    said = {key.value for key, _ in over.value}
    entries = [(key, _over(below[key.value], value) if key.value in below else value) for key, value in over.value]
    entries += [(key, value) for key, value in under.value if key.value not in said and key.value != "based_on"]
    return MappingNode(over.tag, entries, over.start_mark, over.end_mark)


def _check(record: Record, reading: Reading) -> None:
    """What shapes cannot see: a caption has its number once, and its title behind it; Word can count under its word."""
    for kind in ("figure", "table"):
        for language, word in record.get("captions", {}).get(kind, {}).get("word", {}).items():
            if not _SEQUENCE.fullmatch(word):
                reading.report(CAPTION_WORD, word.place, key=f"{kind}.word.{language}", value=word)
        form = record.get("captions", {}).get(kind, {}).get("form", {})
        for language, text in form.items():
            if not re.fullmatch(r"[^{}]*\{n\}[^{}]*\{title\}[^{}]*", text):
                reading.report(CAPTION_FORM, text.place, key=f"{kind}.form.{language}", value=text)


def _look(record: Any, text: Look) -> Look:
    """A look of the file; size and spacing are those of the text where it does not say them."""
    values = dict(record or {})
    return Look(
        **{"size": text.size, "spacing": text.spacing, "align": "left", **{key: _plain(value) for key, value in values.items()}}
    )


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


def _texts(record: Record) -> Text:
    return Text(**{language: str(word) for language, word in record.items()})


def _page(record: Record) -> Page:
    width, height = PAPERS[record["size"]]
    sides = {side: record[side] for side in ("left", "right", "top", "bottom")}
    return Page(width, height, **sides, header=record.get("header", 12.5), footer=record.get("footer", 12.5))


def _caption(record: Record, text: Look) -> Caption:
    return Caption(
        str(record["place"]),
        _texts(record["word"]),
        _texts(record["form"]),
        _look(record.get("look"), text),
        str(record.get("note", BELOW_CAPTION)),
    )


def _profile(record: Record, file: Path) -> Profile:
    words = {key: _plain(value) for key, value in record["text"].items() if key != "font"}
    text = Look(**{"spacing": 1.0, "align": "left", **words})
    headings, number = record["headings"], record.get("page_number", {})
    citations = record.get("citations", {})
    return Profile(
        id=str(record["id"]),
        title=_texts(record["title"]),
        page=_page(record["page"]),
        font=str(record["text"]["font"]),
        text=text,
        headings=tuple(_look(level, text) for level in headings["levels"]),
        structural=_look(headings.get("structural", headings["levels"][0]), text),
        numbered=headings.get("numbered", True),
        point=headings.get("point", False),
        figure=_caption(record["captions"]["figure"], text),
        table=_caption(record["captions"]["table"], text),
        cells=_look(record.get("cells"), text),
        notes=_look(record.get("notes"), text),
        table_lines=str(record.get("table_lines", "rules")),
        references=_look(record.get("references"), text),
        page_number=(str(number.get("place", "bottom")), str(number.get("align", "center")), number.get("first", True)),
        running_title=record.get("header", {}).get("title", False),
        style=str(citations.get("style", "gost.csl")),
        style_place=_style_place(file),
        transliterated=citations.get("transliterated", False),
        tables=MappingProxyType(
            {"kk": "latin-2021", "ru": "bsi", **{key: str(word) for key, word in citations.get("tables", {}).items()}}
        ),
        article=record.get("article", False),
        file=file,
    )
