"""KoboToolbox and ODK: names of variables or labels in any language, with the names of groups or without.

Ticked answers stand in one column, in a column of 0 and 1 for each option, or in both. Names joined by blanks can be split;
labels so joined cannot, because a label has blanks of its own: then the columns of 0 and 1 are read, or the file is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from survey.errors import TICKS_JOINED, Problem, problem, raise_all
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES
from survey.instrument.model import Instrument, ItemKind
from survey.intake.columns import cell_place
from survey.intake.headers import Known, written_option
from survey.intake.layout import Decision, Field, Layout
from survey.intake.options import IntakeOptions
from survey.wave.table import Column, Table

NAME = "kobo"

_TICKED = frozenset({"1", "1.0", "True", "TRUE", "true"})
_UNTICKED = frozenset({"0", "0.0", "False", "FALSE", "false", ""})

_META: Mapping[str, tuple[str, ...]] = {
    "timestamp": ("_submission_time", "SubmissionDate"),
    "started": ("start",),
    "ended": ("end",),
    "respondent": ("_id", "KEY", "_uuid"),
    "version": ("__version__", "_version_", "FormVersion"),
    "deprecated": ("meta/deprecatedID", "deprecatedID", "meta-deprecatedID"),
}
_CLIENT = "formhub/uuid deviceid phonenumber username simserial subscriberid today audit"
_CENTRAL = "SubmitterID SubmitterName AttachmentsPresent AttachmentsExpected Status ReviewState DeviceID Edits"
_SKIP = frozenset(f"{_CLIENT} {_CENTRAL}".split())
_SERVER = re.compile(r"_[A-Za-z_].*|(meta|__\w+)[/-].*|instance(ID|Name)|rootUuid", re.DOTALL)
"""What server and client add to every record."""
_NOTE = re.compile(r"(.*[/-])?(introduction|consent|contact)__text", re.DOTALL)
"""The texts of the first page of a form that `survey field export` wrote: nobody answers them."""


def sniff(table: Table) -> bool:
    """The columns that the servers of KoboToolbox and of ODK add to every file."""
    header = set(table.header)
    return {"_uuid", "_submission_time"} <= header or {"_id", "_uuid", "_index"} <= header or {"KEY", "SubmissionDate"} <= header


def layout(table: Table, instrument: Instrument, options: IntakeOptions) -> Layout:
    """Groups taken off the names, ticks told from questions; refuses labels joined by blanks without columns of 0 and 1."""
    known = Known(instrument)
    headers = {**_META, "consent": tuple(_consent())}
    meta = {name: place for name, found in headers.items() if (place := _first(table, found, known)) is not None}
    beside = {
        n for n, header in enumerate(table.header) if header in _SKIP or _SERVER.fullmatch(header) or _NOTE.fullmatch(header)
    }
    skip = {n for n in beside if not known.plain(table.header[n])} - set(meta.values())
    answers = [n for n in range(len(table.header)) if n not in skip and n not in meta.values()]
    fields = tuple(_field(n, table.columns[n], known) for n in answers)
    raise_all(_joined_labels(table, fields, known))
    return Layout(
        NAME,
        fields,
        meta=meta,
        separators=(" ",),
        ticked=_TICKED,
        unticked=_UNTICKED,
        skip=frozenset(skip),
        zone="utc",
        decisions=tuple(_decisions(table, meta, fields)),
    )


def _consent() -> Iterator[str]:
    """What is ticked to agree in a form that `survey field export` wrote: its name, or its label in any language."""
    for group in ("", "opening__page/", "opening__page-"):
        yield f"{group}consent__given"
    for language in LANGUAGES:
        agree = say("web.agree", language)
        yield from (agree, f"{say('fielding.opening', language)}/{agree}")


def _first(table: Table, headers: tuple[str, ...], known: Known) -> int | None:
    """The first of these columns that the file has and no question is called by."""
    places = [table.header.index(header) for header in headers if header in table.header and not known.plain(header)]
    return places[0] if places else None


def _field(position: int, column: Column, known: Known) -> Field:
    header = column.header
    if known.plain(header):
        return Field(position, (header,))
    for left, right in _splits(header):
        for name in _without_groups(left):
            if any(known.options(item, right) for item in known.multiple(name)):
                return Field(position, (name,), (right,), "tick")
            if any(known.rows(item, right) for item in known.grids(name)):
                return Field(position, (name,), (right,), "row")
            if known.multiple(name) and _only_ticks(column):
                return Field(position, (header,))  # an option that the questionnaire does not have: never a question of its name
    names = _without_groups(header)
    for name in names:
        question = re.fullmatch(r"(.+?)_+(?:other|text|specify)", name)
        if question and not known.plain(name) and any(written_option(known.items[item]) for item in known.plain(question[1])):
            return Field(position, (question[1],), (), "other")
    if not any(map(known.plain, names)):
        for name in names:
            if known.find(Field(position, (), (name,), "row"))[0]:
                return Field(position, (), (name,), "row")
    return Field(position, tuple(names))


def _splits(header: str) -> Iterator[tuple[str, str]]:
    """The ways to read `groups/question/option`, the shortest option first: a label may hold strokes of its own."""
    for n in reversed([n for n, sign in enumerate(header) if sign == "/"]):
        yield header[:n], header[n + 1 :]


def _without_groups(name: str) -> list[str]:
    """A name, and what is left of it without its groups; names of ODK Central have a hyphen between groups.

    >>> _without_groups("profile/region"), _without_groups("profile-region"), _without_groups("Where - and/or when?")
    (['profile/region', 'region'], ['profile-region', 'region'], ['Where - and/or when?', 'or when?'])
    """
    parts = re.split("[/-]" if re.fullmatch(r"[\w./-]+", name, re.ASCII) else "/", name)
    lengths = [len("/".join(parts[n:])) for n in range(len(parts))]
    return [name[len(name) - length :] for length in lengths]


def _only_ticks(column: Column) -> bool:
    return all(text.strip() in _TICKED | _UNTICKED for text in column.values)


def _joined_labels(table: Table, fields: tuple[Field, ...], known: Known) -> Iterator[Problem]:
    """Questions whose ticked answers are labels joined by blanks, and nothing else in the file holds them."""
    ticked = {target.partition(".")[0] for field in fields if field.role == "tick" for target in known.find(field)[0]}
    for field in fields:
        for item in known.find(field)[0] if field.role == "answer" else ():
            if item in ticked or item not in known.items or known.items[item].kind is not ItemKind.MULTIPLE:
                continue
            codes = set(known.items[item].codes)
            column = table.columns[field.position]
            bad = next((n for n, text in enumerate(column.values) if text.strip() and codes.isdisjoint(text.split())), None)
            if bad is not None:
                place = cell_place(table, field.position, int((column.codes == bad).argmax()))
                yield problem(TICKS_JOINED, place, item=item, text=column.values[bad])


def _decisions(table: Table, meta: Mapping[str, int], fields: tuple[Field, ...]) -> Iterator[Decision]:
    yield Decision("zone", "UTC", "server")
    if any(field.role == "tick" for field in fields):
        yield Decision("ticks", "0/1", "tick_columns")
    if "version" in meta and (found := [text for text in table.columns[meta["version"]].values if text.strip()])[1:]:
        yield Decision("versions", ", ".join(found), "several_versions")
    if "deprecated" in meta:
        column = table.columns[meta["deprecated"]]
        edited = [str(number) for number, text in zip(table.numbers, column.texts, strict=True) if text.strip()]
        if edited:
            yield Decision("edited", ", ".join(edited[:20]) + (" …" if len(edited) > 20 else ""), "deprecated")
