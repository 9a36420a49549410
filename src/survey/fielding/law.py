"""Rules of law that concern a questionnaire: dated data, never advice.

Each file of `laws/` is one field of law with its source, the day on which it was checked and what it was checked against.
Whoever is told a rule is told that day too, and that the institution has to check it: this software is no lawyer. docs/law.md
shows all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import yaml

from survey.errors import LAW_CAUTION, LAW_OLD, Problem, problem
from survey.i18n import dates
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language, Text
from survey.instrument.wording import capitalised

FRESH = timedelta(days=365)
"""How long a check is taken for recent."""


@dataclass(frozen=True)
class Rule:
    """What a law says on one matter, in words of our own.

    where: the article. caution: what is said before the rule when somebody is told it, e.g. that their platform is meant.
    """

    where: Text
    text: Text
    caution: Text | None = None


@dataclass(frozen=True)
class Law:
    """A field of law.

    source: the laws. addresses: where the texts stand, by language of the reader. basis: what the rules were checked against.
    """

    id: str
    title: Text
    source: Text
    addresses: Mapping[Language, tuple[str, ...]]
    checked_on: date
    basis: Text
    rules: Mapping[str, Rule]


@cache
def laws() -> tuple[Law, ...]:
    """All fields of law, by the names of their files."""
    folder = files("survey.fielding") / "laws"
    return tuple(_read(entry.read_text("utf-8")) for entry in sorted(folder.iterdir(), key=lambda one: one.name))


def caution(key: str) -> Problem:
    """A rule as what an author is told beside an export; KeyError for one that there is not.

    >>> caution("cross_border").code == LAW_CAUTION
    True
    """
    law = {name: law for law in laws() for name in law.rules}[key]
    rule = law.rules[key]
    first = rule.caution
    text = rule.text if first is None else Text(**{one: f"{first[one]} {rule.text[one]}" for one in LANGUAGES})
    source = Text(**{one: f"{law.source[one]}, {rule.where[one]}" for one in LANGUAGES})
    return problem(LAW_CAUTION, text=text, source=source, checked_on=_day(law))


def stale(today: date) -> tuple[Problem, ...]:
    """A warning for each field of law that was checked more than a year before `today`.

    >>> stale(date(1990, 1, 1))
    ()
    """
    old = [law for law in laws() if today - law.checked_on > FRESH]
    return tuple(problem(LAW_OLD, title=law.title, checked_on=_day(law)) for law in old)


def described(language: Language) -> str:
    """Everything the files say, in Markdown: a section for each field of law."""
    return "\n\n".join(_section(law, language) for law in laws())


def _read(text: str) -> Law:
    told = yaml.safe_load(text)
    rules = {key: Rule(**{name: Text(**words) for name, words in rule.items()}) for key, rule in told["rules"].items()}
    texts = {name: Text(**told[name]) for name in ("title", "source", "basis")}
    addresses = {language: tuple(told["addresses"][language]) for language in LANGUAGES}
    return Law(id=told["id"], addresses=addresses, checked_on=told["checked_on"], rules=rules, **texts)


def _day(law: Law) -> Text:
    return Text(**{one: dates.date(law.checked_on, one) for one in LANGUAGES})


def _section(law: Law, language: Language) -> str:
    day = dates.date(law.checked_on, language)
    lines = [
        f"## {law.title[language]}",
        say(
            "ethics.law_source",
            language,
            source=law.source[language],
            address=", ".join(f"<{one}>" for one in law.addresses[language]),
        ),
        say("ethics.law_checked", language, day=day, basis=law.basis[language]),
        "\n".join(f"- {capitalised(rule.where[language])}: {rule.text[language]}" for rule in law.rules.values()),
    ]
    return "\n\n".join(lines)
