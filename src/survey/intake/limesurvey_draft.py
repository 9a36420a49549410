"""A LimeSurvey structure as the text of a questionnaire file, and what a person has to look at in it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.intake.limesurvey_structure import Part, Question, Structure, Texts, parse_structure

Told = tuple[str, dict[str, Any]]
"""A key of the catalogue `intake` and what its phrase names."""

_KINDS = {
    **dict.fromkeys("L!OYG", "single"),
    **dict.fromkeys("MP", "multiple"),
    "5": "scale",
    "N": "number",
    **dict.fromkeys("STUD", "text"),
    **dict.fromkeys("FABCEH", "matrix"),
}
_SPREAD = {"K": "number", "Q": "text"}
"""Several numbers or texts under one question: an item for each."""

_OWN_ANSWERS = {"Y": "YN", "C": "YUN", "E": "ISD", "G": "FM"}
"""Letters that LimeSurvey gives its own answers, by the letter of the type."""

_WORDS = {"Y": "yes", "N": "no", "U": "uncertain", "I": "increase", "S": "same", "D": "decrease", "F": "female", "M": "male"}
_POINTS = {"5": 5, "A": 5, "B": 10}
_SILENT = "X*I"
"""Types that ask nothing: texts, equations, the choice of the language."""

_TAG = re.compile(r"<(?:br|/p|/div|/li)\b[^>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>", re.DOTALL)
_EQUALS = re.compile(r"""\(*\s*(?:that\.)?(\w+?)(?:\.NAOK)?\s*==\s*["']?([\w-]*)["']?\s*\)*""", re.ASCII)


@dataclass
class Draft:
    """The text of a questionnaire file. items: how many questions it has. open: what a person has to look at."""

    text: str = ""
    items: int = 0
    open: list[Told] = field(default_factory=list)


def read_structure(path: str | Path, name: str, language: Language = "en") -> Draft:
    """A questionnaire file from the structure that LimeSurvey exports (`.lss` or `.txt`).

    name: the id of the questionnaire. language: of the comments at the top of the file.

    Codes become ids: in small letters, other signs as `_`. Raises DataError where the file is no structure. What has no
    counterpart, or needs a decision, stands in `open` and in the comments; `survey check` tells what has to be filled in.
    """
    structure = parse_structure(Path(path))
    made = _Making(structure)
    content = made.instrument(name)
    comments = [f"# {say(f'intake.{key}', language, **params)}".replace("\n", " ") for key, params in made.open]
    body = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
    return Draft("\n".join([f"# {say('intake.structure_made', language)}", *comments, body]), len(content["items"]), made.open)


class _Making:
    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.open: list[Told] = []
        known = [language for language in structure.languages if language in LANGUAGES]
        self.languages = known or [LANGUAGES[0]]
        left = [language for language in structure.languages if language and language not in LANGUAGES]
        if left:
            self.open.append(("structure_languages", {"languages": ", ".join(left)}))
        self.ids = _slugs([question.code for question in structure.questions])

    def instrument(self, name: str) -> dict[str, Any]:
        groups = {group: f"section_{n}" for n, group in enumerate(self.structure.groups, 1)} or {"": "section_1"}
        first = next(iter(groups.values()))
        sections = [
            {"id": groups[group], "number": str(n), "title": self.words(self.structure.groups.get(group, {}), groups[group])}
            for n, group in enumerate(groups, 1)
        ]
        items: list[dict[str, Any]] = []
        for question in self.structure.questions:
            items += self.items(question, groups.get(question.group, first))
        for n, item in enumerate(items, 1):
            item["number"] = str(n)
        judged = [item["id"] for item in items if item["kind"] in ("single", "matrix")]
        if judged:
            self.open.append(("structure_levels", {"items": ", ".join(judged)}))
        title = self.words(self.structure.title, name)
        return {"id": name, "version": "1", "languages": self.languages, "title": title, "sections": sections, "items": items}

    def items(self, question: Question, section: str) -> Iterator[dict[str, Any]]:
        name = self.ids[question.code]
        if name != question.code:
            self.open.append(("structure_renamed", {"old": question.code, "new": name}))
        kind = _KINDS.get(question.kind)
        head = {"id": name, "number": "", "section": section}
        if question.kind in _SPREAD:
            yield from self.spread(question, head, name)
        elif kind is None:
            if question.kind not in _SILENT:
                self.open.append(("structure_left_out", {"item": question.code, "kind": question.kind}))
        else:
            yield {**head, **self.body(question, kind, name), **self.condition(question)}

    def spread(self, question: Question, head: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
        """An item for each part, with the question before its text."""
        kind = _SPREAD[question.kind]
        codes = _slugs([part.code for part in question.parts.values()])
        for part in question.parts.values():
            texts = {one: f"{question.texts.get(one, '')} – {words}" for one, words in part.texts.items()}
            new = f"{name}_{codes[part.code]}"
            self.open.append(("structure_renamed", {"old": f"{question.code}[{part.code}]", "new": new}))
            level = "interval" if kind == "number" else "nominal"
            yield {**head, "id": new, "kind": kind, "level": level, "text": self.words(texts, new), **self.condition(question)}

    def body(self, question: Question, kind: str, name: str) -> dict[str, Any]:
        """Kind, level, text, answers, rows, limits."""
        options = self.options(question, name) if kind in ("single", "multiple", "scale", "matrix") else []
        level = {"number": "interval", "scale": "ordinal", "matrix": "ordinal"}.get(kind, "nominal")
        if kind in ("single", "matrix") and len(options) == 2:
            level = "binary"
        body: dict[str, Any] = {"kind": kind, "level": level, "text": self.words(question.texts, name)}
        for key, attribute in (("minimum", "min_num_value_n"), ("maximum", "max_num_value_n")) if kind == "number" else ():
            limit = next(iter(question.attributes.get(attribute, {}).values()), "")
            if re.fullmatch(r"-?\d+(\.\d+)?", limit):
                body[key] = float(limit) if "." in limit else int(limit)
        if question.mandatory:
            body["required"] = True
        if options:
            body["options"] = options
        if kind == "matrix":
            parts = [part for part in question.parts.values() if part.scale == "0"]
            codes = _slugs([part.code for part in parts])
            rows = ((codes[part.code], part.texts) for part in parts)
            body["rows"] = [{"code": code, "text": self.words(texts, f"{name}.{code}")} for code, texts in rows]
        return body

    def options(self, question: Question, name: str) -> list[dict[str, Any]]:
        if question.kind in _OWN_ANSWERS:
            own = _OWN_ANSWERS[question.kind]
            self.open.append(("structure_own_words", {"item": name}))
            said = [self.said(f"structure_answer_{_WORDS[letter]}") for letter in own]
            return [{"code": own[n].lower(), "value": n + 1, "text": text} for n, text in enumerate(said)]
        if question.kind in _POINTS:
            numbers = range(1, _POINTS[question.kind] + 1)
            return [{"code": _slug(str(n)), "value": n, "text": dict.fromkeys(self.languages, str(n))} for n in numbers]
        source = question.parts if question.kind in "MP" else question.answers
        parts = [part for part in source.values() if part.scale == "0"]
        codes, values = _slugs([part.code for part in parts]), _values(parts)
        found: list[dict[str, Any]] = [
            {"code": codes[part.code], "value": value, "text": self.words(part.texts, f"{name}.{codes[part.code]}")}
            for part, value in zip(parts, values, strict=True)
        ]
        if question.other:
            replaced = {one: text for one, text in question.attributes.get("other_replace_text", {}).items() if one and text}
            if not replaced:
                self.open.append(("structure_own_words", {"item": name}))
            text = self.said("structure_answer_other")
            text |= {one: _plain(words) for one, words in replaced.items() if one in self.languages}
            code = "other" if "other" not in codes.values() else "other_text"
            found.append({"code": code, "value": max(values, default=0) + 1, "kind": "other", "text": text})
        return found

    def condition(self, question: Question) -> dict[str, Any]:
        """A condition that compares questions with codes, all of them joined by "and"; any other is told."""
        if question.relevance.strip() in ("", "1"):
            return {}
        conditions = []
        for part in re.split(r"\s+(?:and|&&)\s+", question.relevance.strip(), flags=re.IGNORECASE):
            match = _EQUALS.fullmatch(part.strip())
            other = next((one for one in self.structure.questions if match is not None and one.code == match[1]), None)
            if match is None or other is None or other.kind not in "L!OYG":
                self.open.append(("structure_condition", {"item": self.ids[question.code], "condition": question.relevance}))
                return {}
            codes = _slugs([*(answer.code for answer in other.answers.values()), *_OWN_ANSWERS.get(other.kind, "")])
            code = "other" if match[2] == "-oth-" else codes.get(match[2], _slug(match[2]))
            conditions.append({"item": self.ids[other.code], "is": [code]})
        return {"show_if": {"all": conditions}}

    def words(self, texts: Texts, where: str) -> dict[str, str]:
        """The texts in our languages without HTML; one that is missing is told, and `survey check` asks for it."""
        found = {language: _plain(texts.get(language, "")) for language in self.languages}
        lacking = [language for language, text in found.items() if not text]
        if lacking:
            self.open.append(("structure_untranslated", {"where": where, "languages": ", ".join(lacking)}))
        return {language: text for language, text in found.items() if text}

    def said(self, key: str) -> dict[str, str]:
        return {language: say(f"intake.{key}", language) for language in LANGUAGES if language in self.languages}


def _plain(text: str) -> str:
    """A text without HTML.

    >>> _plain("<p>Tea &amp; <b>milk</b>?<br />")
    'Tea & milk?'
    """
    return " ".join(html.unescape(_ANY_TAG.sub("", _TAG.sub(" ", text))).split())


def _slug(code: str) -> str:
    """A code in small letters and digits, with `_` between and a letter in front.

    >>> _slug("SQ001"), _slug("98"), _slug("-oth-")
    ('sq001', 'a98', 'oth')
    """
    slug = re.sub(r"[^a-z0-9]+", "_", code.casefold()).strip("_")
    return slug if slug[:1].isalpha() else f"a{slug}"


def _slugs(codes: Sequence[str]) -> dict[str, str]:
    """Code -> slug, no slug twice.

    >>> _slugs(["A1", "a1", "-oth-"])
    {'A1': 'a1', 'a1': 'a1_2', '-oth-': 'oth'}
    """
    found: dict[str, str] = {}
    for code in codes:
        if code in found:
            continue
        slug, n = _slug(code), 2
        while slug in found.values():
            slug, n = f"{_slug(code)}_{n}", n + 1
        found[code] = slug
    return found


def _values(parts: Sequence[Part]) -> list[int]:
    """A code that is a number keeps it, so that a file of answers is read by it; the others get the numbers that are left.

    >>> _values([Part("98"), Part("ast"), Part("1")])
    [98, 2, 1]
    """
    own = {part.code: int(part.code) for part in parts if re.fullmatch(r"0|[1-9]\d{0,3}", part.code)}
    free = (n for n in range(1, 10_000) if n not in own.values())
    return [own[part.code] if part.code in own else next(free) for part in parts]
