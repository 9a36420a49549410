"""Names and labels of variables, as SPSS, Stata, databases and our own exports have them, and what they can stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from survey.i18n.catalogue import say
from survey.i18n.kazakh import fold
from survey.instrument.model import Instrument, Item, ItemKind, OptionKind
from survey.intake.headers import TEXT, Known, bracketed
from survey.intake.layout import Decision, Field, is_meta
from survey.wave.kinds_beside import ENDING, is_beside, knows_kinds
from survey.wave.responses import ORDER, PAGE
from survey.wave.table import Column, Table

_PARTS = re.compile(r" [-–—:] |: ")
_SHORTENED = re.compile(r"(.+)_\d+_")
_SUFFIX = re.compile(r"(.+?)(?:__|[._])([^\W_]\w*)")
_TYPED = re.compile(r"(.+?)(?:__|[._])(?:text|txt|other|oth|specify)", re.IGNORECASE)
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "timestamp": ("_timestamp",),
    "started": ("_started",),
    "duration": ("_duration",),
    "language": ("_language",),
    "group": ("_group",),
    "respondent": ("_respondent_id", "respondent"),
    "version": ("_version",),
    "consent": ("_consent",),
}
_ROW, _SYNTHETIC = "_row", "_synthetic"


def plain(name: str) -> str:
    """A name as programs write it that know no full stops: two underscores for each, one in front moved to the end.

    >>> plain("drinks.tea"), plain("_timestamp")
    ('drinks__tea', 'timestamp_')
    """
    name = name.replace(".", "__")
    return f"{name[1:]}_" if name.startswith("_") else name


class Variables:
    """The variables of a questionnaire by the names that a file may give them."""

    def __init__(self, instrument: Instrument) -> None:
        self.known = Known(instrument)
        self.named: dict[str, str] = {}
        for target in self.known.order:
            self._add(target, target)
        for item in instrument.items:
            if (code := _written(item)) is not None and item.kind is not ItemKind.MULTIPLE:
                self._add(f"{item.id}__{TEXT}", f"{item.id}.{code}.{TEXT}")
        self.titles = {fold(label): f"{item.id}.{part}" for item in instrument.items for part, label in _joined_labels(item)}

    def field(self, position: int, column: Column) -> Field:
        """What a column may hold: by our own names first, then by name and label in the ways that other programs use."""
        title = " ".join(column.title.split())
        target = self._own(column.header, title)
        if target is not None:
            return self._field(position, target)
        for left, right in _divisions(column.header, title):
            if any(self.known.options(item, right) for item in self.known.multiple(left)):
                return Field(position, (left,), (right,), "tick")
            if any(self.known.rows(item, right) for item in self.known.grids(left)):
                return Field(position, (left,), (right,), "row")
        if (written := self._written_to(position, column.header)) is not None:
            return written
        return Field(position, tuple(name for name in (column.header, title) if name))

    def meta(self, header: Sequence[str]) -> dict[str, int]:
        """What stands beside the answers in our own exports."""
        places = self._beside(header)
        found = {name: [places[one] for one in names if one in places] for name, names in _BESIDE.items()}
        further = {
            name[1:]: n
            for n, name in enumerate(header)
            if name.startswith((f"_{PAGE}", f"_{ORDER}")) and is_meta(name[1:]) and name.casefold() not in self.named
        }
        return {name: there[0] for name, there in found.items() if there} | further

    def skipped(self, table: Table, meta: Mapping[str, int]) -> frozenset[int]:
        """The columns of our own exports that hold nothing to be read."""
        places = self._beside(table.header)
        beside = {places[name] for name in (_ROW, _SYNTHETIC, "respondent") if name in places} - set(meta.values())
        told = {one.header.casefold().rstrip("_") for one in table.columns if knows_kinds(one)}
        kinds = {
            n for n, one in enumerate(table.columns) if is_beside(one) and one.header.casefold().removesuffix(ENDING) in told
        }
        return frozenset(beside | kinds)

    def decisions(self, header: Sequence[str]) -> Iterator[Decision]:
        """What our own export says about the whole file."""
        if _SYNTHETIC in self._beside(header):
            yield Decision("synthetic", _SYNTHETIC, "synthetic")

    def _add(self, name: str, target: str) -> None:
        for spelled in (name, name.replace(f".{TEXT}", f"__{TEXT}"), plain(name), f"{plain(name)}_"):
            self.named.setdefault(spelled.casefold(), target)

    def _written_to(self, position: int, header: str) -> Field | None:
        """What `question_text` or `question_option_text` holds: what was written to an option."""
        match = _TYPED.fullmatch(header)
        if match is None or self.known.plain(header):
            return None
        for item in self.known.plain(match[1]):
            if (code := _written(self.known.items[item])) is not None:
                return Field(position, (match[1],), (code,), "other")
        part = _SUFFIX.fullmatch(match[1])
        if part is not None and any(self.known.options(item, part[2]) for item in self.known.plain(part[1])):
            return Field(position, (part[1],), (part[2],), "other")
        return None

    def _own(self, header: str, title: str) -> str | None:
        name = header.casefold()
        if name in self.named:
            return self.named[name]
        if name.endswith(ENDING) and (target := self.named.get(name.removesuffix(ENDING))) is not None:
            return target if self.known.items[target.partition(".")[0]].kind is ItemKind.TEXT else None
        shortened = _SHORTENED.fullmatch(name)
        if shortened is None:
            return None
        found = {target for full, target in self.named.items() if full.startswith(shortened[1]) and len(full) > len(shortened[1])}
        return found.pop() if len(found) == 1 else self.titles.get(fold(title)) if found else None

    def _field(self, position: int, target: str) -> Field:
        item, *rest = target.split(".")
        if not rest:
            return Field(position, (item,))
        if len(rest) == 2:
            return Field(position, (item,), (rest[0],), "other")
        return Field(position, (item,), (rest[0],), "row" if self.known.items[item].kind is ItemKind.MATRIX else "tick")

    def _beside(self, header: Sequence[str]) -> dict[str, int]:
        """Columns of our own exports beside the answers, by the name that CSV gives them, where no question is called so."""
        known = [*(name for names in _BESIDE.values() for name in names), _ROW, _SYNTHETIC]
        names = {spelled: name for name in known for spelled in (name, plain(name))}
        return {names[one]: n for n, one in enumerate(header) if one in names and one.casefold() not in self.named}


def _written(item: Item) -> str | None:
    """The option that takes a text: "other", else the first that somebody coded afterwards."""
    for kind in (OptionKind.OTHER, OptionKind.WRITE_IN):
        for option in item.options:
            if option.kind is kind:
                return option.code
    return None


def _joined_labels(item: Item) -> Iterator[tuple[str, str]]:
    """Row or option of an item -> the label that its variable has in our own exports, in each language."""
    if item.kind is ItemKind.MATRIX:
        parts = [(row.code, row.label or row.text) for row in item.rows]
    else:
        parts = [(option.code, option.label or option.text) for option in item.options] if item.kind is ItemKind.MULTIPLE else []
    for code, text in parts:
        for language, words in text:
            if language in item.label:
                yield code, say("tables.row_label", language, label=item.label[language], row=words)


def _divisions(header: str, title: str) -> Iterator[tuple[str, str]]:
    """The ways to read a question and its part out of a name or a label.

    >>> list(_divisions("Q5_1", "What do you drink? - Tea"))
    [('Q5', '1'), ('What do you drink?', 'Tea')]
    """
    if (match := _SUFFIX.fullmatch(header)) is not None:
        yield match[1], match[2]
    yield from bracketed(header)
    for text in (header, title):
        for sign in _PARTS.finditer(text):
            yield text[: sign.start()], text[sign.end() :]
    yield from bracketed(title)
