"""Made-up people answer a pilot through its real pages, as a browser without a script does; what was sent must be kept."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from survey.errors import ANSWERS_CLOSED, PILOT_HAS_PEOPLE, error
from survey.fielding.web.app import build_app
from survey.fielding.web.limits import Limits, Rate
from survey.fielding.web.plain_browser import Form, PlainBrowser
from survey.fielding.web.steps import REVIEW
from survey.fielding.web.store.codes import is_record
from survey.fielding.web.study import Study
from survey.fielding.web.values import EXCLUSIVE, text_column, writes
from survey.i18n.signs import DECIMAL_SIGN
from survey.i18n.text import Language
from survey.instrument.model import Instrument, Item, ItemKind
from survey.wave.responses import Responses

SYNTHETIC = "synthetic"
"""The group of made-up people: it marks them in every count and in the table of answers."""
_FREE = Limits(**dict.fromkeys(("pages", "writes", "guesses", "logins", "begun"), Rate(10**9, 1)))


@dataclass(frozen=True)
class Finding:
    """What went wrong. person: their number from 1. page: its address. kind: the page did not let them on (words: what it said),
    it has no field for an answer (words: column and value), or another answer was kept (words: column, sent, kept)."""

    person: int
    page: str
    kind: Literal["refused", "not_offered", "differs"]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Rehearsal:
    """What came of it. sent: language -> people whose answers were sent. pages: how many were filled in. findings: best none."""

    sent: Mapping[Language, int]
    pages: int
    findings: tuple[Finding, ...]


@dataclass
class Person:
    """A made-up person. answers: column -> what is to be kept; fields: name of a field -> what is ticked or typed."""

    number: int
    language: Language
    answers: Mapping[str, Any]
    fields: Mapping[str, Sequence[str]]
    pages: int = 0
    seen: dict[str, set[str]] = field(default_factory=dict)


def rehearse(study: Study, responses: Responses, text: Mapping[Language, str]) -> Rehearsal:
    """Let made-up people answer a pilot.

    Parameters
    ----------
    study
        A pilot that nobody but made-up people has answered.
    responses
        Their answers; the languages of the questionnaire take turns.
    text
        What they write into fields of text, in each language: that they are made up.

    Returns
    -------
    How many sent their answers, and everything that was not as it should be.

    Raises
    ------
    FieldingError
        It is no pilot, people have answered it, or it is closed.
    """
    others = sum(n for (_, group), n in study.answers.counts().started.items() if group != SYNTHETIC)
    if others or not study.pilot:
        raise error(PILOT_HAS_PEOPLE, n=others, path=study.field)
    if study.closed:
        raise error(ANSWERS_CLOSED)
    languages = study.instrument.languages
    people = list(_answers(study.instrument, responses))
    tokens = study.invitations.add([(languages[place % len(languages)], SYNTHETIC) for place in range(len(people))])
    app = build_app(study, limits=_FREE)
    sent: Counter[Language] = Counter()
    pages, findings = 0, []
    try:
        with asyncio.Runner() as runner:
            for place, answers in enumerate(people):
                language = languages[place % len(languages)]
                person = _person(study.instrument, place + 1, language, answers, text[language])
                found = list(_answer(study, PlainBrowser(app, runner), person, tokens[place]))
                findings += found
                pages += person.pages
                sent[language] += not any(one.kind == "refused" for one in found)
    finally:
        for token in tokens:
            study.invitations.revoke(token)
    return Rehearsal(sent, pages, tuple(findings))


def _answers(instrument: Instrument, responses: Responses) -> Iterator[dict[str, Any]]:
    """Each row of the answers: column -> answer, those that there are."""
    names = [column for item in instrument.items for column in item.columns]
    for row in responses.answers[names].astype(object).to_dict("records"):
        yield {str(column): value for column, value in row.items() if not pd.isna(value)}


def _person(instrument: Instrument, number: int, language: Language, answers: Mapping[str, Any], text: str) -> Person:
    kept: dict[str, Any] = {}
    fields: dict[str, list[str]] = {}
    for item in instrument.items:
        for column, value, name, typed in _told(item, answers, text, language):
            kept[column] = value
            if typed is not None:
                fields.setdefault(name, []).append(typed)
    return Person(number, language, kept, fields)


def _told(item: Item, answers: Mapping[str, Any], text: str, language: Language) -> Iterator[tuple[str, Any, str, str | None]]:
    """(column, answer to be kept, field, what is ticked or typed there) of one item."""
    if item.kind is ItemKind.MULTIPLE:
        ticked = {option.code for option in item.offered if answers.get(f"{item.id}.{option.code}")}
        alone = {option.code for option in item.offered if option.kind in EXCLUSIVE}
        ticked = ticked - alone or set(sorted(ticked)[:1])  # "don't know" goes with nothing else
        if not ticked:
            return
        for option in item.offered:
            on = option.code in ticked
            yield f"{item.id}.{option.code}", on, item.id, option.code if on else None
            if on and writes(option):
                yield text_column(item, option), text, text_column(item, option), text
        return
    for column in item.columns:
        value = answers.get(column)
        if value is None:
            continue
        if item.kind is ItemKind.NUMBER:
            number = int(value) if float(value).is_integer() else float(value)
            yield column, number, column, str(number).replace(".", DECIMAL_SIGN[language])
        elif item.kind is ItemKind.TEXT:
            yield column, text, column, text
        else:
            yield column, value, column, value
            option = next(option for option in item.options if option.code == value)
            if item.kind is not ItemKind.MATRIX and writes(option):
                yield text_column(item, option), text, text_column(item, option), text


def _answer(study: Study, browser: PlainBrowser, person: Person, token: str) -> Iterator[Finding]:
    """From the link to the thanks; then what is kept is compared with what was sent."""
    browser.get(f"/i/{token}")
    if (consent := browser.form("/consent")) is not None:
        browser.post(consent, {"agree": ["yes"]})
    columns = {column: item for item in study.instrument.items for column in (*item.columns, item.id)}
    for _ in range(len(study.instrument.sections) + len(study.instrument.items)):
        form = browser.form(browser.path)
        if browser.path == REVIEW or form is None or browser.errors:
            break
        shown = set(form.hidden("_shown"))
        person.seen[browser.path] = shown
        yield from _not_offered(person, browser.path, form, {name: item for name, item in columns.items() if item.id in shown})
        browser.post(form, person.fields, _go="next")
        person.pages += 1
    if (review := browser.form("/submit")) is not None and not browser.errors:
        browser.post(review, {})
    if browser.path != "/thanks":
        yield Finding(person.number, browser.path, "refused", (" ".join(browser.errors) or str(browser.status),))
        return
    yield from _differing(study, browser, person)


def _not_offered(person: Person, page: str, form: Form, columns: Mapping[str, Item]) -> Iterator[Finding]:
    for name in columns:
        for value in person.fields.get(name, ()):
            if not form.takes(name, value):
                yield Finding(person.number, page, "not_offered", (name, value))


def _differing(study: Study, browser: PlainBrowser, person: Person) -> Iterator[Finding]:
    """Columns of the questions that were shown in which another answer is kept than was sent; and all others that hold any."""
    record = study.answers.record(next(value for value in browser.cookies.values() if is_record(value)))
    shown = {item: page for page, items in person.seen.items() for item in items}
    sent = {column: value for column, value in person.answers.items() if column.partition(".")[0] in shown}
    for column in sorted({*sent, *record.answers}):
        if sent.get(column) != record.answers.get(column):
            page = shown.get(column.partition(".")[0], REVIEW)
            told = (column, str(sent.get(column)), str(record.answers.get(column)))
            yield Finding(person.number, page, "differs", told)
