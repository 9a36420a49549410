"""The sheet of write-ins as people fill it in: new texts are added with a proposal, decisions that stand there are never lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from survey.cleaning.recodes import COLUMNS, STEM, open_sheet, received_under
from survey.cleaning.sheet import write_sheet
from survey.cleaning.written import option_columns, same_text, text_key, written_options, written_texts
from survey.i18n.kazakh import fold, normalise
from survey.instrument.model import Instrument, Item, Option, OptionKind, Provenance
from survey.wave.margins import Margins
from survey.wave.responses import Responses

CLOSE = 0.8
"""How alike a text and a wording must be for a proposal, from 0 to 1 (`difflib`)."""

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Written:
    """A text that was written in: item, the answer under which it was received, the text, and how many people gave it."""

    item: Item
    answer: str
    text: str
    count: str

    @property
    def key(self) -> Key:
        return self.item.id, self.answer, same_text(self.text)


@dataclass(frozen=True)
class Updated:
    """path: of the sheet, None where nobody wrote anything in. added: new texts. undecided: texts without a decision."""

    path: Path | None
    added: int
    undecided: int


def texts_of(responses: Responses) -> list[Written]:
    """Each different text that people wrote, question by question, the most frequent first, in its most frequent spelling."""
    found = []
    for item, option in written_options(responses):
        spellings: dict[str, dict[str, int]] = {}
        for column in option_columns(item, option):
            for text, count in written_texts(responses, column, item, option).value_counts(sort=False).items():
                key = text_key(str(text))
                spelt = spellings.setdefault(same_text(key), {})
                spelt[key] = spelt.get(key, 0) + int(count)
        counts = {max(spelt, key=lambda one: (spelt[one], one)): sum(spelt.values()) for spelt in spellings.values()}
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], fold(pair[0]), pair[0]))
        found += [Written(item, option.code, text, str(count)) for text, count in ordered if text]
    return found


def printed_write_ins(instrument: Instrument, margins: Margins) -> list[Written]:
    """The answers of published counts that people seem to have written in."""
    table: Any = margins.table.set_index(["item", "code"])
    found = []
    for item in instrument.items:
        for option in item.options:
            if option.kind is not OptionKind.WRITE_IN and option.provenance is not Provenance.SUSPECTED_WRITE_IN:
                continue
            low, high = (int(table.at[(item.columns[0], option.code), name]) for name in ("low", "high"))
            text = option.verbatim[0].text if option.verbatim else next(iter(option.text))[1]
            found.append(Written(item, option.code, text_key(text), str(low) if low == high else f"{low}..{high}"))
    return found


def proposal(written: Written) -> str:
    """The answer whose wording in any language is most like a text; empty where none is. Only proposed, never applied."""
    wordings = {
        fold(wording): option.code
        for option in reversed(written.item.options)
        if option.code != written.answer and option.kind is not OptionKind.OTHER
        for wording in _wordings(option)
    }
    close = get_close_matches(fold(written.text), list(wordings), n=1, cutoff=CLOSE)
    return wordings[close[0]] if close else ""


def _wordings(option: Option) -> Iterator[str]:
    yield from (text for _, text in option.text)
    yield from (printed.text for printed in option.verbatim)


def update_sheet(folder: Path, instrument: Instrument, written: list[Written]) -> Updated:
    """Add new texts to the sheet of a wave and renew the counts; rows that stand there keep their order and their decisions.

    A text that nobody wrote any more stays with the count 0. Nothing is written where nothing changes.
    """
    sheet = open_sheet(folder)
    found = {one.key: one for one in written}
    items = {item.id: item for item in instrument.items}
    lines, present = [], set()
    for row in () if sheet is None else sheet.rows:
        item = items.get(row["item"])
        key = (row["item"], row["answer"] if item is None else received_under(row, item), same_text(row["text"]))
        own = None if key in present else found.get(key)  # a second spelling of a former version counts nobody
        present.add(key)
        cells = dict(row.cells)
        if own is not None:
            cells |= {"answer": own.answer, "normalised": normalise(text_key(row["text"])), "count": own.count}
        elif not row["answer"] or (item is not None and _is_other(item, key[1])):
            cells["count"] = "0"
        lines.append([cells.get(name, "") for name in COLUMNS])
    new = [one for one in written if one.key not in present]
    lines += [_line(one) for one in new]
    if not lines:
        return Updated(None, 0, 0)
    path = folder / f"{STEM}.csv" if sheet is None else sheet.path
    standing = None if sheet is None else [[row[name] for name in COLUMNS] for row in sheet.rows]
    if lines != standing:
        write_sheet(path, COLUMNS, lines, "," if sheet is None else sheet.separator)
    decision = COLUMNS.index("decision")
    return Updated(path, len(new), sum(not line[decision] for line in lines))


def _is_other(item: Item, answer: str) -> bool:
    return any(option.code == answer and option.kind is OptionKind.OTHER for option in item.options)


def _line(one: Written) -> list[str]:
    cells = {
        "item": one.item.id,
        "answer": one.answer,
        "text": one.text,
        "normalised": normalise(one.text),
        "count": one.count,
        "proposed": proposal(one),
    }
    return [cells.get(name, "") for name in COLUMNS]
