"""A text of consent to begin with, and what such a text has to tell.

The template says what the law on personal data asks for; what only the researcher knows stands in it in square brackets. It is a
draft for a person, and is never shown to participants by itself.
"""

from __future__ import annotations

from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.instrument.model import Instrument
from survey.wave.settings import Settings

BY_LAW = ("operator", "person", "term", "third", "abroad", "public", "data")
"""What the rule `consent` of our file of law lists, in its order."""

CHECKS = ("operator", "purpose", "data", "person", "term", "third", "abroad", "public", "withdrawal")
"""What a consent tells, in the order of the template; each has a phrase `ethics.check_<name>`. The purpose is asked by ethics."""


def template(instrument: Instrument, wave: Settings, language: Language, *, anonymous: bool) -> list[str]:
    """The paragraphs of a consent, with square brackets where the researcher has to write.

    anonymous: there is an open link and no list of people, so no identifiers are collected.
    """

    def blank(name: str) -> str:
        return say(f"ethics.blank_{name}", language)

    def gap(name: str) -> str:
        return say(f"ethics.template_{name}", language, gap=blank(name))

    who = wave.method.get("conducted_by")
    operator = blank("who") if who is None else who[language].rstrip(".")
    topics = ", ".join(say("codebook.quoted", language, text=section.title[language]) for section in instrument.sections)
    return [
        say("ethics.template_study", language, title=wave.title[language].rstrip(".")),
        say("ethics.template_operator", language, who=operator, number=blank("number")),
        gap("purpose"),
        say("ethics.template_data", language, sections=topics),
        *([say("ethics.template_anonymous", language, gap=blank("address"))] if anonymous else _named(language)),
        gap("term"),
        gap("third"),
        gap("abroad"),
        gap("public"),
        gap("withdrawal"),
        *([] if instrument.contact is None else [instrument.contact[language]]),
    ]


def _named(language: Language) -> list[str]:
    """Whose consent it is, where people are invited by name."""
    return [say(f"ethics.template_{name}", language) for name in ("invited", "person")]


def check_list(language: Language, *, anonymous: bool) -> list[str]:
    """What a reader of the consent checks, one line each; of an anonymous survey why it lacks the name of a person."""
    names = ("person_anonymous" if anonymous and name == "person" else name for name in CHECKS)
    return [say(f"ethics.check_{name}", language) for name in names]
