"""One person's record as its events make it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, cast

from survey.fielding.web.seconds import bucket
from survey.i18n.text import Language

Mode = Literal["invited", "open", "pilot"]
BEGIN, SAVE, SUBMIT = "begin", "save", "submit"


@dataclass(frozen=True)
class Record:
    """What is known of one person's answers.

    answers: column (`item`, `item.option` as True or False, `item.row`, `item.other.text`) -> code, number or text; a column
    that was cleared is not there. orders: item -> codes in the random order in which they were shown. page: the last one that
    was saved. pages_seen: each page that was saved, in the order of the first time. languages: those used, in the order of the
    first time; language: the last. seconds: page -> seconds in steps of `seconds.STEPS`.
    """

    id: str
    language: Language
    languages: tuple[Language, ...]
    group: str | None
    mode: Mode
    answers: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    drawn: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    page: str | None = None
    pages_seen: tuple[str, ...] = ()
    seconds: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    submitted: bool = False


def derive(key: str, language: str, group: str | None, mode: str, events: Iterable[tuple[str, str | None, str, str]]) -> Record:
    """The record that events (kind, page, language, JSON) make up, in their order.

    >>> saved = [("save", "start", "kk", '{"answers": {"tea": "yes", "milk": "no"}}'),
    ...          ("save", "end", "ru", '{"answers": {"milk": null}}')]
    >>> record = derive("0" * 32, "kk", None, "open", saved)
    >>> dict(record.answers), record.page, record.languages
    ({'tea': 'yes'}, 'end', ('kk', 'ru'))
    """
    answers: dict[str, Any] = {}
    orders: dict[str, tuple[str, ...]] = {}
    drawn: dict[str, tuple[str, ...]] = {}
    seconds: dict[str, int] = {}
    pages: dict[str, None] = {}
    languages: dict[str, None] = {language: None}
    page, submitted = None, False
    for kind, here, spoken, body in events:
        if kind == SUBMIT:
            submitted = True
            continue
        told = json.loads(body)
        answers |= told.get("answers", {})
        for found, key_of in ((orders, "order"), (drawn, "drawn")):
            for item, codes in told.get(key_of, {}).items():
                found.setdefault(item, tuple(codes))  # the first order is the one that was shown first
        spent = told.get("pages", {})  # of several events that became one
        if here is not None:
            page = here
            pages[here] = None
            if "seconds" in told:
                spent = {here: told["seconds"]}
        for one, more in spent.items():
            seconds[one] = seconds.get(one, 0) + more
        languages[spoken] = None
        language = spoken
    return Record(
        key,
        cast("Language", language),
        cast("tuple[Language, ...]", tuple(languages)),
        group,
        cast("Mode", mode),
        MappingProxyType({column: value for column, value in answers.items() if value is not None}),
        MappingProxyType(orders),
        MappingProxyType(drawn),
        page,
        tuple(pages),
        MappingProxyType({page: bucket(total) for page, total in seconds.items()}),
        submitted,
    )
