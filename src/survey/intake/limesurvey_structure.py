"""The structure of a LimeSurvey questionnaire: `.lss` (XML) or `.txt` (a table with a row for each text in each language)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from survey.errors import STRUCTURE_EMPTY, STRUCTURE_UNREADABLE, Place, error
from survey.wave.tablefile import decode, read_bytes

Texts = dict[str, str]
"""Language -> text, as LimeSurvey has it: with HTML."""

_COLUMNS = {"class", "type/scale", "name", "text", "language"}
_ONE_LANGUAGE = {"other_replace_text"}
"""Attributes with a text in each language, of which a `.txt` keeps one, beside the wrong language."""
_CELL = 10_000_000


@dataclass
class Part:
    """A subquestion or an answer. scale: 1 for the second axis of a question with two."""

    code: str
    texts: Texts = field(default_factory=dict)
    scale: str = "0"


@dataclass
class Question:
    """A question; `kind` is LimeSurvey's letter for its type, `attributes` name -> language (or "") -> value."""

    code: str
    kind: str
    group: str
    other: bool = False
    mandatory: bool = False
    relevance: str = "1"
    texts: Texts = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    answers: dict[str, Part] = field(default_factory=dict)
    attributes: dict[str, Texts] = field(default_factory=dict)


@dataclass
class Structure:
    """A questionnaire: languages (the main one first), title, groups by id, questions in their order."""

    languages: list[str] = field(default_factory=list)
    title: Texts = field(default_factory=dict)
    groups: dict[str, Texts] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)


def parse_structure(path: Path) -> Structure:
    """The structure of a file; the content decides which of the two kinds it is.

    Raises DataError where the file is neither, is damaged, or holds no question.
    """
    content = read_bytes(path)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        found = _of_xml(path, content)
    else:
        _, text = decode(path, content)
        found = _of_rows(path, text)
    if not found.questions:
        raise error(STRUCTURE_EMPTY, Place(file=path))
    return found


# -- .lss ----------------------------------------------------------------------------------------------------------------
def _of_xml(path: Path, content: bytes) -> Structure:
    """No entity is resolved and nothing is fetched, whatever the file asks for."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as why:
        raise error(STRUCTURE_UNREADABLE, Place(file=path), reason=str(why)) from None
    if root.getroottree().docinfo.doctype:
        raise error(STRUCTURE_UNREADABLE, Place(file=path), reason="DOCTYPE")
    if root.findtext("LimeSurveyDocType") != "Survey":
        raise error(STRUCTURE_UNREADABLE, Place(file=path), reason="LimeSurveyDocType")
    tables = {str(table.tag): [_row(row) for row in table.iterfind("rows/row")] for table in root if isinstance(table.tag, str)}
    return _of_tables(tables)


def _row(row: etree._Element) -> dict[str, str]:
    return {str(cell.tag): cell.text or "" for cell in row if isinstance(cell.tag, str)}


def _of_tables(tables: Mapping[str, list[dict[str, str]]]) -> Structure:
    """The tables of LimeSurvey 3 have texts and language in themselves, later ones in tables of their own."""
    found = Structure()
    for row in tables.get("surveys", ())[:1]:
        found.languages = [row.get("language", ""), *row.get("additional_languages", "").split()]
    for row in tables.get("surveys_languagesettings", ()):
        found.title[row.get("surveyls_language", "")] = row.get("surveyls_title", "")
    for row in sorted(tables.get("groups", ()), key=lambda row: _number(row.get("group_order"))):
        found.groups.setdefault(row.get("gid", ""), {})
    for row in (*tables.get("groups", ()), *tables.get("group_l10ns", ())):
        _put(found.groups.get(row.get("gid", ""), {}), row, "group_name")
    order = list(found.groups)
    ranked = sorted(tables.get("questions", ()), key=lambda row: _number(row.get("question_order")))
    ranked.sort(key=lambda row: _rank(order, row.get("gid")))
    by_id: dict[str, Question | Part] = {}
    for row in ranked:
        one = by_id.setdefault(row.get("qid", ""), _question(row))
        _put(one.texts, row, "question")
        if one not in found.questions and isinstance(one, Question):
            found.questions.append(one)
    for row in sorted(tables.get("subquestions", ()), key=lambda row: _number(row.get("question_order"))):
        parent = by_id.get(row.get("parent_qid", ""))
        if isinstance(parent, Question):
            code, scale = row.get("title", ""), row.get("scale_id") or "0"
            part = parent.parts.setdefault(f"{scale}.{code}", Part(code, {}, scale))
            by_id[row.get("qid", "")] = part
            _put(part.texts, row, "question")
    for row in tables.get("question_l10ns", ()):
        _put(by_id[row["qid"]].texts if row.get("qid") in by_id else {}, row, "question")
    _answers(tables, by_id)
    for row in tables.get("question_attributes", ()):
        owner = by_id.get(row.get("qid", ""))
        if isinstance(owner, Question):
            owner.attributes.setdefault(row.get("attribute", ""), {})[row.get("language", "")] = row.get("value", "")
    return found


def _answers(tables: Mapping[str, list[dict[str, str]]], by_id: Mapping[str, Question | Part]) -> None:
    known: dict[str, Part] = {}
    for row in sorted(tables.get("answers", ()), key=lambda row: _number(row.get("sortorder"))):
        owner = by_id.get(row.get("qid", ""))
        if isinstance(owner, Question):
            code, scale = row.get("code", ""), row.get("scale_id") or "0"
            part = owner.answers.setdefault(f"{scale}.{code}", Part(code, {}, scale))
            known[row.get("aid", "")] = part
            _put(part.texts, row, "answer")
    for row in tables.get("answer_l10ns", ()):
        _put(known[row["aid"]].texts if row.get("aid") in known else {}, row, "answer")


def _question(row: Mapping[str, str]) -> Question:
    return Question(
        row.get("title", row.get("name", "")),
        row.get("type", row.get("type/scale", "")),
        row.get("gid", ""),
        row.get("other") == "Y",
        row.get("mandatory") in ("Y", "S"),
        row.get("relevance") or "1",
    )


def _put(texts: Texts, row: Mapping[str, str], name: str) -> None:
    if row.get("language") and name in row:
        texts[row["language"]] = row[name]


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.lstrip("-").isdecimal() else 0


def _rank(order: list[str], group: str | None) -> int:
    return order.index(group) if group in order else len(order)


# -- .txt ----------------------------------------------------------------------------------------------------------------
def _of_rows(path: Path, text: str) -> Structure:
    rows = list(_records(path, text))
    found = Structure()
    settings = {row["name"]: row["text"] for row in rows if row["class"] == "S"}
    found.languages = [settings.get("language", ""), *settings.get("additional_languages", "").split()]
    questions: dict[str, Question] = {}
    question, group = None, ""
    for row in rows:
        kind, language, words = row["class"], row["language"], row["text"]
        if kind == "SL" and row["name"] == "surveyls_title":
            found.title[language] = words
        elif kind == "G":
            # A group is known by its number, which a row of another language repeats.
            group = row.get("type/scale") or row.get("id") or row["name"]
            found.groups.setdefault(group, {})[language] = row["name"]
        elif kind == "Q":
            question = questions.setdefault(row["name"], _question({**row, "title": row["name"], "gid": group}))
            question.texts[language] = words
            for name, value in row.items():
                if value and name not in _COLUMNS | _ONE_LANGUAGE:
                    question.attributes.setdefault(name, {})[language] = value
        elif kind in ("SQ", "A") and question is not None:
            into = question.parts if kind == "SQ" else question.answers
            scale = row["type/scale"] or "0"
            into.setdefault(f"{scale}.{row['name']}", Part(row["name"], {}, scale)).texts[language] = words
    found.questions = list(questions.values())
    return found


def _records(path: Path, text: str) -> Iterator[dict[str, str]]:
    """The rows by column name; a short row is one with empty cells."""
    limit = csv.field_size_limit(_CELL)
    try:
        rows: Iterable[list[str]] = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error as why:
        raise error(STRUCTURE_UNREADABLE, Place(file=path), reason=str(why)) from None
    finally:
        csv.field_size_limit(limit)
    header, *body = rows or [[]]
    if not set(header) >= _COLUMNS:
        raise error(STRUCTURE_UNREADABLE, Place(file=path, line=1), reason=", ".join(sorted(_COLUMNS - set(header))))
    for row in body:
        yield dict(zip(header, [*row, *[""] * (len(header) - len(row))], strict=False))
