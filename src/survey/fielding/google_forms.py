"""Google Forms: a script that builds the form, for each language or with all of them side by side.

The script is a fixed program (`google_forms.js`) with the questionnaire as data in it. Forms shows and counts the wordings
themselves, so codes need no map: intake finds them by their wordings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from survey.errors import (
    ORDER_BY_HAND,
    ORDER_FIXED_LAST,
    OTHER_OWN_WORD,
    Place,
    Problem,
    problem,
    raise_all,
)
from survey.fielding.by_hand import notes_on_alone, notes_on_languages, refused_answers, spoken, versions
from survey.fielding.google_pages import after, leads, pages_of, refused_conditions
from survey.fielding.law import caution
from survey.fielding.platform import Exported, ExportOptions, Output
from survey.fielding.words import limits, said
from survey.i18n.text import Language, Text
from survey.instrument.model import Instrument, Item, ItemKind
from survey.instrument.platform_names import written_to

NAME = "Google Forms"

Part = dict[str, Any]

_SCRIPT, _HERE = "google_forms.js", "const FORM = null;"


def export(instrument: Instrument, options: ExportOptions) -> Exported:
    """The scripts of a questionnaire.

    Raises FieldingError for conditions that no page can have, for answers of a question that read the same, and for several
    answers "other" in one question.
    """
    raise_all(refused(instrument, options))
    forms = versions(options)
    outputs = tuple(Output(f"{ExportOptions(one).stem(instrument)}.gs", _script(form_of(instrument, one))) for one in forms)
    return Exported(outputs, (), tuple(_notes(instrument, options)))


def refused(instrument: Instrument, options: ExportOptions) -> Iterator[Problem]:
    """What the platform cannot hold."""
    yield from refused_conditions(instrument, NAME)
    yield from refused_answers(instrument, NAME, versions(options))


def _notes(instrument: Instrument, options: ExportOptions) -> Iterator[Problem]:
    place = Place(file=instrument.path)
    yield caution("cross_border")
    for item in instrument.items:
        other = written_to(item)
        last = [one.code for one in item.offered if one.code not in item.moving and one != other]
        if item.randomise and last and item.kind is not ItemKind.MATRIX:
            yield problem(ORDER_FIXED_LAST, place, item=item.id, platform=NAME, codes=last)
        elif item.randomise:
            yield problem(ORDER_BY_HAND, place, item=item.id, platform=NAME)
        if other is not None:
            yield problem(OTHER_OWN_WORD, place, item=item.id, platform=NAME, option=other.code)
        yield from notes_on_alone(item, place, NAME)
    yield from notes_on_languages(options, NAME)


def _script(form: Part) -> bytes:
    """The program with the form in it; U+2028 and U+2029 end a line in older engines, even inside a text."""
    told = json.dumps(form, ensure_ascii=False, indent=1).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    program = (files("survey.fielding") / _SCRIPT).read_text("utf-8")
    return program.replace(_HERE, f"const FORM = {told};", 1).encode()


# -- the form as data ------------------------------------------------------------------------------------------------------
def form_of(instrument: Instrument, languages: tuple[Language, ...]) -> Part:
    """What the program builds: texts, and pages of items; `pass` is the page that follows for whom a page is not meant."""

    def words(text: Text | None) -> str:
        return "" if text is None else spoken(text, languages)

    opening = list(_opening(instrument, languages))
    first = 1 if opening else 0
    asked = pages_of(instrument)
    titles = {section.id: words(section.title) for section in instrument.sections}
    pages: list[Part] = [{"title": "", "items": opening}] if opening else []
    for number, page in enumerate(asked):
        told: Part = {"title": titles[page.section]}
        if page.condition is not None:
            told["pass"] = _shifted(after(asked, number), first)
        told["items"] = [_item(item, languages) | _leading(leads(asked, item), first) for item in page.items]
        pages.append(told)
    thanks = words(instrument.thanks)
    return {"title": words(instrument.title), "description": words(instrument.introduction), "thanks": thanks, "pages": pages}


def _shifted(page: int | None, first: int) -> int | None:
    return None if page is None else page + first


def _leading(there: list[int | None] | None, first: int) -> Part:
    return {} if there is None else {"go": [_shifted(page, first) for page in there]}


def _opening(instrument: Instrument, languages: tuple[Language, ...]) -> Iterator[Part]:
    """The texts before the first question, and what is ticked to agree."""

    def words(key: str) -> str:
        return spoken(said(f"web.{key}", languages), languages)

    if instrument.consent is not None:
        yield {"kind": "words", "title": words("consent"), "text": spoken(instrument.consent, languages)}
    if instrument.contact is not None:
        yield {"kind": "words", "title": words("contact"), "text": spoken(instrument.contact, languages)}
    if instrument.consent is not None:
        yield {"kind": "several", "title": words("consent"), "required": True, "choices": [words("agree")], "other": False}


def _item(item: Item, languages: tuple[Language, ...]) -> Part:
    told: Part = {"title": spoken(item.text, languages), "required": item.required}
    other = written_to(item)
    answers = [spoken(option.text, languages) for option in item.offered if option != other]
    if item.kind is ItemKind.MATRIX:
        return {"kind": "grid", **told, "rows": [spoken(row.text, languages) for row in item.rows], "columns": answers}
    if item.kind is ItemKind.NUMBER:
        message = limits(item, languages)
        bounds = {"low": item.minimum, "high": item.maximum}
        return {"kind": "number", **told, **bounds, "message": "" if message is None else spoken(message, languages)}
    if item.kind is ItemKind.TEXT:
        return {"kind": "text", **told}
    kind = "several" if item.kind is ItemKind.MULTIPLE else "one"
    return {"kind": kind, **told, "choices": answers, "other": other is not None}
