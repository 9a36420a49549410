"""Write-ins and what was decided about them: the sheet recodes.csv (or recodes.xlsx), and its decisions applied to answers.

The text that a respondent wrote stays in `wave.text` whatever is decided; only the code beside it changes.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import pandas as pd

from survey.cleaning.log import Draft
from survey.cleaning.recoded import added_codes, is_merge, recoded_instrument
from survey.cleaning.sheet import Sheet, SheetRow, find_file, read_sheet
from survey.cleaning.written import option_columns, same_text, text_key, written_texts
from survey.errors import (
    RECODE_CODE,
    RECODE_ITEM,
    RECODE_LABEL,
    RECODE_NAME,
    RECODE_TAKEN,
    RECODE_TWICE,
    RECODE_UNKNOWN,
    Place,
    Problem,
    problem,
    raise_all,
)
from survey.i18n.text import LANGUAGES, Text
from survey.instrument.model import Instrument, Item, ItemKind, Option, OptionKind
from survey.instrument.nearest import nearest
from survey.wave.missing import Missing

STEM, SUFFIXES = "recodes", (".csv", ".xlsx")
NEEDED = ("item", "text", "decision", "code")
COLUMNS = ("item", "answer", "text", "normalised", "count", "proposed", "decision", "code", *LANGUAGES, "reason")
RULE = "recodes"
Holders = dict[tuple[str, str], dict[str, list[Hashable]]]
"""Column and answer -> text -> who wrote it."""

_SLUG = re.compile(r"[a-z][a-z0-9_]*")


class Decide(StrEnum):
    """What can be decided about a text."""

    CODE = "code"  # it means an answer that there is
    NEW = "new"  # it means an answer that gets a code of its own
    KEEP = "keep"  # it stays where it is
    MISSING = "missing"  # it is no answer: `code` names the kind of missing


@dataclass(frozen=True)
class Recode:
    """A row of the sheet with a decision. answer: the code under which the text was received."""

    item: str
    answer: str
    text: str
    decision: Decide
    code: str
    label: Text
    reason: str
    place: Place


def read_recodes(folder: Path | None, instrument: Instrument) -> tuple[Recode, ...]:
    """The decisions of a wave's sheet; none where it has no sheet. Raises CleaningError with everything wrong in it."""
    sheet = open_sheet(folder)
    if sheet is None:
        return ()
    problems: list[Problem] = []
    items = {item.id: item for item in instrument.items}
    read = [_recode(row, items, problems) for row in sheet.rows]
    found = [recode for recode in read if recode is not None]
    problems += _repeated(found, items)
    problems += _codes(found, items)
    problems += _labels(found, instrument)
    raise_all(sorted(problems, key=lambda one: one.place.row or 0))
    return tuple(found)


def open_sheet(folder: Path | None) -> Sheet | None:
    """The sheet of a wave as it stands in its folder; None where there is none."""
    path = find_file(folder, STEM, SUFFIXES)
    return None if path is None else read_sheet(path, NEEDED)


def received_under(row: SheetRow, item: Item) -> str:
    """The code under which the text of a row was received: as written, or the item's answer "other"."""
    others = [option.code for option in item.options if option.kind is OptionKind.OTHER]
    return row["answer"] or (others[0] if others else "")


def _recode(row: SheetRow, items: Mapping[str, Item], problems: list[Problem]) -> Recode | None:
    """The decision of a row; None where it has none yet, or where it cannot be read."""
    if not row["decision"]:
        return None
    item = items.get(row["item"])
    if item is None:
        problems.append(problem(RECODE_ITEM, row.place, item=row["item"], nearest=nearest(row["item"], items)))
        return None
    decision = row["decision"].lower()
    if decision not in list(Decide):
        near = nearest(decision, list(Decide))
        problems.append(problem(RECODE_UNKNOWN, row.place, decision=row["decision"], known=tuple(Decide), nearest=near))
        return None
    answer = received_under(row, item)
    if answer not in item.codes:
        near = nearest(answer, item.codes)
        problems.append(problem(RECODE_CODE, row.place, item=item.id, answer=answer, known=item.codes, nearest=near))
        return None
    label = Text(**{language: row[language] or None for language in LANGUAGES})
    return Recode(item.id, answer, text_key(row["text"]), Decide(decision), row["code"], label, row["reason"], row.place)


def _repeated(recodes: Iterable[Recode], items: Mapping[str, Item]) -> list[Problem]:
    """A second decision about one text, or about one printed answer, whose text does not matter.

    The same decision in two spellings of a text is no second one: sheets of former versions have a line for each.
    """
    first: dict[tuple[str, str, str], Recode] = {}
    problems = []
    for one in recodes:
        key = (one.item, one.answer, "" if is_merge(items[one.item], one.answer) else same_text(one.text))
        other = first.get(key)
        if other is not None and (one.text == other.text or (one.decision, one.code) != (other.decision, other.code)):
            problems.append(problem(RECODE_TWICE, one.place, item=one.item, text=one.text, first=other.place.row))
        first.setdefault(key, one)
    return problems


def _codes(recodes: list[Recode], items: Mapping[str, Item]) -> list[Problem]:
    """Codes that are no answer, new codes that are one already, kinds of missing that there are not."""
    new = {(one.item, one.code) for one in recodes if one.decision is Decide.NEW}
    gone = {(one.item, one.answer) for one in recodes if one.decision is Decide.CODE and is_merge(items[one.item], one.answer)}
    kinds = tuple(Missing)
    problems = []
    for one in recodes:
        codes = items[one.item].codes
        known = tuple(code for code in codes if (one.item, code) not in gone)
        known += tuple(sorted(code for item, code in new if item == one.item))
        if one.decision is Decide.CODE and one.code not in known:
            near = nearest(one.code, known)
            problems.append(problem(RECODE_CODE, one.place, item=one.item, answer=one.code, known=known, nearest=near))
        elif one.decision is Decide.NEW and one.code in codes:
            problems.append(problem(RECODE_TAKEN, one.place, item=one.item, answer=one.code))
        elif one.decision is Decide.NEW and not _SLUG.fullmatch(one.code):
            problems.append(problem(RECODE_NAME, one.place, value=one.code))
        elif one.decision is Decide.MISSING and one.code not in kinds:
            near = nearest(one.code, kinds)
            problems.append(problem(RECODE_CODE, one.place, item=one.item, answer=one.code, known=kinds, nearest=near))
    return problems


def _labels(recodes: list[Recode], instrument: Instrument) -> list[Problem]:
    """New answers that have no text in a language of the questionnaire in any of their rows."""
    problems = []
    new: dict[tuple[str, str], list[Recode]] = {}
    for one in recodes:
        if one.decision is Decide.NEW:
            new.setdefault((one.item, one.code), []).append(one)
    for (item, code), rows in new.items():
        for language in instrument.languages:
            worded = any(language in row.label for row in rows)
            problems += [] if worded else [problem(RECODE_LABEL, rows[0].place, item=item, answer=code, language=language)]
    return problems


# -- applied to rows ---------------------------------------------------------------------------------------------------
def decided_texts(recodes: Iterable[Recode]) -> frozenset[tuple[str, str]]:
    """(item, text as `same_text` has it) of everything that somebody has decided about."""
    return frozenset((one.item, same_text(one.text)) for one in recodes)


def apply_recodes(draft: Draft, recodes: tuple[Recode, ...]) -> Instrument | None:
    """Change the codes of write-ins as decided; returns the questionnaire as it was fielded, where the decisions change it."""
    fielded = draft.responses.instrument
    instrument = recoded_instrument(fielded, recodes)
    for item, option in added_codes(fielded, instrument):
        if item.kind is ItemKind.MULTIPLE:
            _add_ticks(draft, item, option, next(one for one in recodes if one.item == item.id and one.code == option.code))
    # Before the rows are applied: whether a tick is left is asked of the new answers too.
    draft.responses = replace(draft.responses, instrument=instrument)
    holders: Holders = {}
    for one in recodes:
        if one.decision is not Decide.KEEP:
            _apply(draft, fielded.item(one.item), one, holders)
    return None if instrument is fielded else fielded


def _add_ticks(draft: Draft, item: Item, option: Option, recode: Recode) -> None:
    """The column of a new answer: not ticked by anybody who answered the question, missing for the same reason by the others."""
    beside = f"{item.id}.{recode.answer}"
    cells = {}
    for respondent in draft.responses.answers.index:
        answer, kind = draft.cell(respondent, beside)
        cells[respondent] = (answer if pd.isna(answer) else False, kind)
    draft.add(RULE, f"{item.id}.{option.code}", "boolean", cells, recode.reason or recode.text)


def _apply(draft: Draft, item: Item, recode: Recode, holders: Holders) -> None:
    """One decision, in every cell that it is about."""
    option = item.option(recode.answer)
    reason = recode.reason or recode.text
    for column in option_columns(item, option):
        for respondent in _whose(draft, item, option, column, recode, holders):
            if item.kind is ItemKind.MULTIPLE:
                _ticked(draft, item, column, respondent, recode, reason)
            elif recode.decision is Decide.MISSING:
                draft.change(RULE, respondent, column, (pd.NA, recode.code), reason)
            else:
                draft.change(RULE, respondent, column, (recode.code, pd.NA), reason)


def _whose(draft: Draft, item: Item, option: Option, column: str, recode: Recode, holders: Holders) -> list[Hashable]:
    """Who wrote the text; of an answer that was printed, everybody who gave it. `holders` remembers who wrote what."""
    if option.kind is OptionKind.OTHER:
        if (column, option.code) not in holders:
            found: dict[str, list[Hashable]] = {}
            for respondent, text in written_texts(draft.responses, column, item, option).items():
                found.setdefault(same_text(text), []).append(respondent)
            holders[column, option.code] = found
        return holders[column, option.code].get(same_text(recode.text), [])
    answers = draft.responses.answers[column]
    chosen = answers.fillna(False) if item.kind is ItemKind.MULTIPLE else (answers == option.code).fillna(False)
    return list(answers.index[chosen.to_numpy(dtype=bool)])


def _ticked(draft: Draft, item: Item, column: str, respondent: Hashable, recode: Recode, reason: str) -> None:
    """A ticked answer becomes another tick, or none; who has no tick left has no answer."""
    if recode.decision is not Decide.MISSING:
        draft.change(RULE, respondent, f"{item.id}.{recode.code}", (True, pd.NA), reason)
        draft.change(RULE, respondent, column, (False, pd.NA), reason)
        return
    now = draft.responses.instrument.item(item.id)
    ticks = (draft.cell(respondent, name)[0] for name in now.columns if name != column)
    if any(not pd.isna(tick) and bool(tick) for tick in ticks):
        draft.change(RULE, respondent, column, (False, pd.NA), reason)
        return
    for name in now.columns:
        draft.change(RULE, respondent, name, (pd.NA, recode.code), reason)
