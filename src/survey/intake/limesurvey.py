"""LimeSurvey: responses with codes of questions and answers, as CSV or workbook, and its VV export.

Its other modes write whole texts; they lose data (codes are translated, numbers rounded) and are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from survey.errors import LABEL_UNMATCHED, LIMESURVEY_FULL, LIMESURVEY_LABELS, Place, Problem, error, problem, raise_all
from survey.instrument.model import Instrument, Item, ItemKind
from survey.intake.columns import cell_place
from survey.intake.headers import Known, written_option
from survey.intake.labels import answer_lookup, nearest_option
from survey.intake.layout import Decision, Field, Layout, counted, page_columns
from survey.intake.options import IntakeOptions
from survey.intake.timestamps import holds_times
from survey.wave.missing import Missing
from survey.wave.table import Column, Table, in_order

NAME = "limesurvey"

_FIRST = ("id", "submitdate", "lastpage", "startlanguage")
_META = {
    "timestamp": "submitdate",
    "started": "startdate",
    "ended": "datestamp",
    "language": "startlanguage",
    "respondent": "id",
    "duration": "interviewtime",
}
_SKIP = frozenset({"lastpage", "seed", "token", "ipaddr", "refurl", "firstname", "lastname", "email", "completed", "usesleft"})
_CODE = re.compile(r"([A-Za-z]\w*(?:\[\w*\])*)(?:\. .*)?", re.ASCII | re.DOTALL)
_BRACKETS = re.compile(r"(\w+)\[(\w+)\]", re.ASCII)
_JOINED = re.compile(r"([^\W_]+)_(\w+)", re.ASCII)
_PAGE = re.compile(r"groupTime(\d+)", re.ASCII)
"""The seconds on a group of questions, by its number in LimeSurvey: a page, unless the survey shows each question on its own."""
_TIMING = re.compile(r"(\w+)Time", re.ASCII)
_TICKED, _UNTICKED = frozenset({"Y"}), frozenset({"N", ""})
_OTHER = "-oth-"
_NOT_SHOWN = "{question_not_shown}"
_SIGNS = {"{newline}": "\n", "{cr}": "\r", "{tab}": "\t", "{quote}": '"'}
_ROWS_NAMED = 10


def sniff(table: Table) -> bool:
    """The four columns that every file begins with: by name, in the second row of a VV file, or by what they hold."""
    if set(_FIRST) <= set(_codes(table.header)) or _is_vv(table):
        return True
    return len(table.columns) > len(_FIRST) and _like_first(table.columns)


def tidied(table: Table, instrument: Instrument, names: Mapping[str, str] = MappingProxyType({})) -> Table:
    """The table with codes as its header; marks of line breaks and the like resolved, codes of answers explained.

    names: code -> column of ours, for codes that an export made.

    A tick that was "not shown" although another option of its question was ticked is one that was left out.
    """
    table = _header_of_codes(table)
    known = _Codes(instrument, names)
    fields = {n: known.field(n, code) for n, code in enumerate(_codes(table.header))}
    meta = {table.header.index(code) for code in _META.values() if code in table.header}
    columns = [_resolved(one, times=n in meta) for n, one in enumerate(table.columns)]
    for n, field in fields.items():
        columns[n] = _explained(columns[n], [known.items[name] for name in _items(known, field)])
    for ticks in _tick_columns(fields).values():
        ticked = np.logical_or.reduce([~_holds(columns[n], _UNTICKED | {_NOT_SHOWN}) for n in ticks])
        for n in ticks:
            columns[n] = _with(columns[n], "", ticked & _holds(columns[n], frozenset({_NOT_SHOWN})))
    return replace(table, columns=tuple(columns))


def layout(table: Table, instrument: Instrument, options: IntakeOptions) -> Layout:
    """Questions, rows and options by their codes; refuses files of texts, and codes that would pass for something written."""
    vv = _is_vv(table)
    codes = table.head(1)[0] if vv else _codes(table.header)
    known = _Codes(instrument, options.names)
    if not set(_FIRST) <= set(codes) and not any(known.names(code) for code in codes):
        raise error(LIMESURVEY_FULL, Place(file=table.path, sheet=table.sheet), headers=list(table.header[:4]))
    meta = {name: codes.index(code) for name, code in _META.items() if code in codes and not known.plain(code)}
    pages = (
        (n, page[1]) for n, code in enumerate(codes) if (page := _PAGE.fullmatch(code)) is not None and not known.plain(code)
    )
    meta |= page_columns(pages)
    skip = {n for n, code in enumerate(codes) if _beside(code, known, codes)} - set(meta.values())
    answers = [n for n in range(len(codes)) if n not in skip and n not in meta.values()]
    fields = {n: known.field(n, codes[n]) for n in answers}
    body = table.below(1) if vv else table
    raise_all(_wrong(body, known, fields, options))
    return Layout(
        NAME,
        tuple(fields.values()),
        meta=meta,
        ticked=_TICKED,
        unticked=_UNTICKED,
        markers={_NOT_SHOWN: Missing.NOT_ASKED},
        skip=frozenset(skip),
        header_rows=2 if vv else 1,
        decisions=tuple(_decisions(body, meta, vv=vv)),
    )


class _Codes(Known):
    """What the codes of a file can name; LimeSurvey allows letters and digits only, so `my_item` may be `myitem` there."""

    def __init__(self, instrument: Instrument, names: Mapping[str, str]) -> None:
        super().__init__(instrument)
        told = zip(map(_flat, _codes(tuple(names))), names.values(), strict=True)
        self.told = {code: target for code, target in told if target in self.order}
        squeezed: dict[str, list[str]] = {}
        for name in self.items:
            squeezed.setdefault(_squeezed(name), []).append(name)
        self.squeezed = {short: names[0] for short, names in squeezed.items() if len(names) == 1}

    def field(self, position: int, code: str) -> Field:
        """The field of a column by its code: `q`, `q[part]`, and `q_part` in a VV file; a code of a map by its column."""
        if (target := self.told.get(_flat(code))) is not None:
            return self._of_target(position, target)
        for pattern in (_BRACKETS, _JOINED):
            match = pattern.fullmatch(code)
            if match is None or (pattern is _JOINED and self.item(code) is not None):
                continue
            item = self.item(match[1])
            if item is not None and (found := self._part(position, item, match[2])) is not None:
                return found
        item = self.item(code)
        return Field(position, (code if item is None else item.id,))

    def _of_target(self, position: int, target: str) -> Field:
        name, *part = target.split(".")
        if not part:
            return Field(position, (name,))
        if len(part) > 1:
            return Field(position, (name,), (part[0],), "other")
        return Field(position, (name,), (part[0],), "row" if self.items[name].kind is ItemKind.MATRIX else "tick")

    def names(self, code: str) -> bool:
        """Whether a code is one of a question."""
        return _flat(code) in self.told or self.item(re.split(r"[\[_]", code)[0]) is not None or self.item(code) is not None

    def item(self, code: str) -> Item | None:
        name = code if code in self.items else self.squeezed.get(_squeezed(code), "")
        return self.items.get(name)

    def _part(self, position: int, item: Item, part: str) -> Field | None:
        if item.kind is ItemKind.MATRIX:
            rows = self.rows(item.id, part) or tuple(row.code for row in item.rows if _squeezed(row.code) == part.casefold())
            return Field(position, (item.id,), rows[:1], "row") if rows else None
        other = written_option(item)
        if part == "other" and other is not None:
            # Of a multiple choice the text is all there is: it ticks its option.
            return Field(position, (item.id,), (other,), "tick" if item.kind is ItemKind.MULTIPLE else "other")
        if item.kind is not ItemKind.MULTIPLE:
            return None
        options = self.options(item.id, part) or tuple(code for code in item.codes if _squeezed(code) == part.casefold())
        return Field(position, (item.id,), options[:1], "tick") if options else None


def _flat(code: str) -> str:
    """A code as a VV file writes it."""
    return code.replace("[", "_").replace("]", "").casefold()


def _squeezed(code: str) -> str:
    return re.sub(r"[\W_]", "", code).casefold()


# -- the header ----------------------------------------------------------------------------------------------------------
def _codes(header: tuple[str, ...]) -> tuple[str, ...]:
    """The codes of a header: `q`, or `q. Wording`."""
    return tuple(match[1] if (match := _CODE.fullmatch(text.strip())) else text for text in header)


def _is_vv(table: Table) -> bool:
    """Whether the first row below the header holds the codes."""
    return any(set(_FIRST) <= set(row) for row in table.head(1))


def _like_first(columns: tuple[Column, ...]) -> bool:
    """Whether columns hold what the first four of LimeSurvey hold: an id, a time, a page, a language."""
    numbers, times, pages, languages = columns[: len(_FIRST)]
    return (
        all(text.isdecimal() for text in numbers.values)
        and holds_times(times.values)
        and all(not text.strip() or text.lstrip("-").isdecimal() for text in pages.values)
        and any(languages.values)
        and all(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z-]+)?", text) for text in languages.values)
    )


def _header_of_codes(table: Table) -> Table:
    if not _is_vv(table):
        return table
    renamed = (replace(one, header=code) for one, code in zip(table.columns, table.head(1)[0], strict=True))
    return replace(table, columns=tuple(renamed))


def _beside(code: str, known: _Codes, codes: Sequence[str]) -> bool:
    """Whether a column holds nothing of the respondent's answers: pages, tokens, how long a single question took."""
    if known.item(code) is not None:
        return False
    if (timing := _TIMING.fullmatch(code)) is not None:
        stems = {re.split(r"[\[_]", one)[0] for one in codes}  # a question with rows has a column for each of them only
        return timing[1] in codes or timing[1] in stems or known.item(timing[1]) is not None
    return code in _SKIP or code.startswith("attribute_")


# -- cells ---------------------------------------------------------------------------------------------------------------
def _resolved(column: Column, *, times: bool) -> Column:
    """A column without the marks of a VV file; a time that is not there is an empty cell."""
    texts = []
    for text in column.values:
        for mark, sign in _SIGNS.items():
            text = text.replace(mark, sign)
        texts.append("" if times and text == _NOT_SHOWN else text)
    if texts == list(column.values):
        return column
    return _spelled(column, texts, column.codes)


def _explained(column: Column, items: list[Item]) -> Column:
    """A column of a closed question whose codes have the codes of our options as labels: they may be their values there."""
    if len(items) != 1 or not items[0].options or items[0].kind is ItemKind.MULTIPLE:
        return column
    meant = _meanings(items[0])
    labels = {text: code for text in column.values if (code := _meaning(meant, text)) is not None}
    return replace(column, labels=labels)


def _meanings(item: Item) -> Mapping[str, str]:
    """What a code in a file stands for: an option's code, its code without other signs, its value; `-oth-` for "other"."""
    meant = {str(option.value): option.code for option in item.options}
    meant |= {short: code for code in item.codes if (short := _squeezed(code)) not in meant}
    meant |= {code: code for code in item.codes}
    other = written_option(item)
    return meant if other is None else {**meant, _OTHER: other}


def _meaning(meant: Mapping[str, str], text: str) -> str | None:
    return meant.get(text.strip(), meant.get(_squeezed(text)))


def _items(known: _Codes, field: Field) -> list[str]:
    """The items whose answers a field holds."""
    return [] if field.role == "other" else sorted({target.partition(".")[0] for target in known.find(field)[0]})


def _tick_columns(fields: Mapping[int, Field]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for n, field in fields.items():
        if field.role == "tick":
            found.setdefault(field.names[0], []).append(n)
    return found


def _holds(column: Column, texts: frozenset[str]) -> np.ndarray:
    """The rows that hold one of some texts."""
    return np.array([text in texts for text in column.values] or [False], dtype=bool)[column.codes]


def _with(column: Column, text: str, rows: np.ndarray) -> Column:
    """A column with another text in some rows."""
    if not rows.any():
        return column
    return _spelled(column, [*column.values, text], np.where(rows, np.int32(len(column.values)), column.codes).astype(np.int32))


def _spelled(column: Column, texts: list[str], codes: np.ndarray) -> Column:
    """A column of texts of which some may be equal."""
    places: dict[str, int] = {}
    renamed = np.array([places.setdefault(text, len(places)) for text in texts] or [0], dtype=np.int32)
    values, codes = in_order(tuple(places), renamed[codes])
    return replace(column, values=values, codes=codes)


# -- what is wrong, and what was found out ----------------------------------------------------------------------------------
def _wrong(table: Table, known: _Codes, fields: Mapping[int, Field], options: IntakeOptions) -> Iterator[Problem]:
    """Cells that are no codes: texts of answers, which other numbers of the file were rounded with, and unknown codes."""
    for n, field in fields.items():
        column = table.columns[n]
        for name in _items(known, field):
            item = known.items[name]
            if not item.options or name in options.allow_unmatched:
                continue
            ticks = field.role == "tick"
            if ticks and field.part == (written_option(item),):
                continue
            meant = dict.fromkeys(_TICKED | _UNTICKED, "") if ticks else {"": "", **_meanings(item)}
            for place, text in enumerate(column.values):
                if text.strip() in meant or text == _NOT_SHOWN or (not ticks and _meaning(meant, text)):
                    continue
                rows = np.flatnonzero(column.codes == place)
                where = cell_place(table, n, int(rows[0]))
                if ticks or answer_lookup(item).find(text):
                    yield problem(LIMESURVEY_LABELS, where, column=column.header, text=text)
                    break
                if written_option(item) is not None:
                    named = [str(table.numbers[row]) for row in rows[:_ROWS_NAMED]] + (["…"] if len(rows) > _ROWS_NAMED else [])
                    yield problem(LABEL_UNMATCHED, where, item=name, text=text, rows=named, nearest=nearest_option(item, text))


def _decisions(table: Table, meta: Mapping[str, int], *, vv: bool) -> Iterator[Decision]:
    if vv:
        yield Decision("export", "VV", "second_row")
    if "timestamp" in meta:
        column = table.columns[meta["timestamp"]]
        unfinished = _holds(column, frozenset({"", _NOT_SHOWN}))
        if unfinished.any():
            yield Decision("unfinished", counted(table, unfinished), "no_submit_date")
        if any(text.startswith("1980-01-01") for text in column.values):
            yield Decision("times", "1980-01-01", "anonymous")
