"""Ids are used once; sections, groups and sources that are named exist."""

from __future__ import annotations

from collections.abc import Iterable

from survey.errors import DUPLICATE_ID, DUPLICATE_NUMBER, RESERVED_ID, UNDEFINED_NAME
from survey.instrument.draft import Draft
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record, Word
from survey.instrument.shapes import Reading

RESERVED = ("respondent",)
"""Columns that every data file has beside those of the items."""


def check_names(draft: Draft, reading: Reading) -> None:
    """Ids unique and not reserved; names of sections, groups and sources defined."""
    for question in draft.questions:
        if question.id in RESERVED:
            reading.report(RESERVED_ID, question.id.place, id=question.id)
    for key in ("sections", "items", "indices", "comparisons", "measures", "inconsistent"):
        _unique([block["id"] for block in draft.blocks(key) if "id" in block], reading)
    for question in draft.questions:
        _unique([row["code"] for row in question.record.get("rows", ()) if "code" in row], reading)
    _numbers_once(draft, reading)
    for index in draft.blocks("indices"):
        _unique([part["code"] for part in index.get("classes", ()) if "code" in part], reading)
    _defined("section", draft.blocks("items"), [part["id"] for part in draft.blocks("sections") if "id" in part], reading)
    options = _options(draft)
    _defined("group", options, draft.root.get("groups", ()), reading)
    wordings = [wording for block in [*draft.blocks("items"), *options] for wording in block.get("verbatim", ())]
    _defined("where", wordings, draft.root.get("sources", ()), reading)


def _numbers_once(draft: Draft, reading: Reading) -> None:
    """Paper, letters and reports name questions by number."""
    first: dict[str, Word] = {}
    for block in draft.blocks("items"):
        number = block.get("number")
        if number is not None and first.setdefault(number, number) is not number:
            reading.report(DUPLICATE_NUMBER, number.place, number=number, first=first[number].place.counted)


def _options(draft: Draft) -> list[Record]:
    """Every answer once, also where several questions share its list."""
    listed = [option for options in draft.root.get("lists", {}).values() for option in options]
    used = [option for question in draft.questions for option in question.options or ()]
    return list({id(option): option for option in [*listed, *used]}.values())


def _unique(words: list[Word], reading: Reading) -> None:
    first: dict[str, Word] = {}
    for word in words:
        if first.setdefault(word, word) is not word:
            reading.report(DUPLICATE_ID, word.place, id=word, first=first[word].place.counted)


def _defined(key: str, blocks: list[Record], names: Iterable[str], reading: Reading) -> None:
    names = tuple(names)
    for block in blocks:
        name = block.get(key)
        if name is not None and name not in names:
            reading.report(UNDEFINED_NAME, name.place, key=key, name=name, defined=names or "–", nearest=nearest(name, names))
