"""Reads `instruments/terms.yaml`: the agreed words of a study in each language, and those that nobody should use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from survey.errors import TERM_TWICE, InstrumentError, Place, raise_all
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.find import TERMS
from survey.instrument.model import Instrument
from survey.instrument.nodes import Record, compose
from survey.instrument.shapes import Choice, Fields, Key, Line, Many, Reading
from survey.instrument.tables import SLUG, STUDY

_BLANK = r"\s+"

FORMS = Fields(
    "term_forms",
    {"agreed": Key(Many(Line()), required=True), "stems": Key(Many(Line()), required=True), "forbidden": Key(Many(Line()))},
)
EXEMPTION = Fields(
    "term_exception",
    {
        "questionnaire": Key(STUDY, required=True),
        "addresses": Key(Many(Line())),
        "languages": Key(Many(Choice(LANGUAGES))),
        "reason": Key(Line(), required=True),
    },
)
TERM = Fields(
    "term",
    {
        "id": Key(SLUG, required=True),
        **{language: Key(FORMS) for language in LANGUAGES},
        "except": Key(Many(EXEMPTION)),
        "notes": Key(Line()),
    },
)
FILE = Fields("terms_file", {"terms": Key(Many(TERM), required=True)})


@dataclass(frozen=True)
class Forms:
    """A term in one language: agreed forms as people write them, patterns of the agreed and of the forbidden words."""

    agreed: tuple[str, ...]
    stems: tuple[re.Pattern[str], ...]
    forbidden: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True)
class Exemption:
    """Where other words stand on purpose; empty addresses and languages mean all. places: where each address stands."""

    questionnaire: str
    addresses: tuple[str, ...]
    languages: tuple[str, ...]
    places: tuple[Place, ...] = field(default=(), compare=False)

    def covers(self, questionnaire: str, address: str, language: str) -> bool:
        """Whether a text of a questionnaire is meant: its address, or one that begins with it."""
        inside = not self.addresses or any(is_below(address, one) for one in self.addresses)
        return questionnaire == self.questionnaire and inside and (not self.languages or language in self.languages)


def is_below(address: str, above: str) -> bool:
    """Whether an address is the other one or begins with it.

    >>> is_below("items.why.text", "items.why"), is_below("items.why_not.text", "items.why")
    (True, False)
    """
    return f"{address}.".startswith(f"{above}.")


@dataclass(frozen=True)
class Term:
    id: str
    forms: dict[Language, Forms]
    exceptions: tuple[Exemption, ...] = ()


def pattern(stem: str) -> re.Pattern[str]:
    """What a stem matches: whole words, and with a hyphen at its end every word that begins so.

    >>> bool(pattern("national interest-").search("Of National interests")), bool(pattern("power").search("powerful"))
    (True, False)
    """
    words = [re.escape(word.removesuffix("-")) + (r"\w*" if word.endswith("-") else "") for word in stem.split()]
    return re.compile(rf"(?<!\w){_BLANK.join(words)}(?!\w)", re.IGNORECASE)


def terms_beside(instrument: Instrument) -> tuple[Term, ...]:
    """The terms of the folder in which a questionnaire lies; none where it has no `terms.yaml`.

    Raises InstrumentError with everything that is wrong with the file.
    """
    path = None if instrument.path is None else Path(instrument.path).parent / TERMS
    return () if path is None or not path.is_file() else read_terms(path)


def read_terms(path: Path) -> tuple[Term, ...]:
    """The terms of a file; raises InstrumentError with everything that is wrong with it."""
    reading = Reading(path, ())
    root = FILE.read(compose(path, "terms"), "terms", reading)
    if root is None:
        raise InstrumentError(reading.problems)
    first: dict[str, int | None] = {}
    for block in root.get("terms", ()):
        name = block.get("id")
        if name is not None and name in first:
            reading.report(TERM_TWICE, name.place, id=name, first=first[name])
        elif name is not None:
            first[name] = name.place.line
    raise_all(reading.problems)
    return tuple(_term(block) for block in root["terms"])


def _term(block: Record) -> Term:
    forms: dict[Language, Forms] = {language: _forms(block[language]) for language in LANGUAGES if language in block}
    exceptions = tuple(
        Exemption(
            str(one["questionnaire"]),
            _strings(one.get("addresses")),
            _strings(one.get("languages")),
            tuple(word.place for word in one.get("addresses", ())),
        )
        for one in block.get("except", ())
    )
    return Term(str(block["id"]), forms, exceptions)


def _forms(block: Record) -> Forms:
    stems, forbidden = (tuple(map(pattern, _strings(block.get(key)))) for key in ("stems", "forbidden"))
    return Forms(_strings(block["agreed"]), stems, forbidden)


def _strings(words: Any) -> tuple[str, ...]:
    return tuple(str(word) for word in words or ())
