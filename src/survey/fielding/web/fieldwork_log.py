"""`fieldwork.yaml`: how the fieldwork went, for the methods section: items 20 to 29 of CHERRIES, and the response rates.

Source: Eysenbach, G. (2004). Improving the quality of Web surveys: the Checklist for Reporting Results of Internet E-Surveys
(CHERRIES). Journal of Medical Internet Research 6(3), e34; corrected 2012, 14(1), e8. The items are counted through in the order
of its table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import yaml

from survey.fielding.rates import Dispositions, completion_rate, eligibility, response_rates
from survey.fielding.web.visit import COOKIE_SECONDS
from survey.i18n.catalogue import say
from survey.i18n.numbers import number
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.model import Instrument

ITEMS = {
    20: "site_visitors",
    21: "view_rate",
    22: "participation_rate",
    23: "completion_rate",
    24: "cookies",
    25: "ip_check",
    26: "log_files",
    27: "registration",
    28: "incomplete",
    29: "timestamps",
}
"""Number of an item of CHERRIES -> its name here; a phrase `status.cherries_<name>` says what it asks."""


@dataclass(frozen=True)
class Fieldwork:
    """What the log tells. days: `started` and `completed` -> day -> people. people: None where there was no list. withheld: rows
    whose `_language` or `_group` were left empty. links: people who were invited by a link. by_link: those of the started who
    began by one. changes: how often the questionnaire changed while people answered."""

    wave: str
    instrument: Instrument
    days: Mapping[str, Mapping[date, int]]
    started: int
    completed: int
    erased: int
    unsent: int
    links: int
    by_link: int
    people: Dispositions | None
    e: Fraction | None
    file: str
    sha256: str
    rows: int
    least: int
    withheld: Mapping[str, int]
    changes: int = 0


def log(work: Fieldwork) -> str:
    """The log as YAML: numbers first, then each item of the checklist with its answer in the languages of the questionnaire."""
    spoken = [language for language in LANGUAGES if language in work.instrument.languages]
    document: dict[str, Any] = {
        "wave": work.wave,
        "instrument": {"id": work.instrument.id, "version": work.instrument.version},
        "fieldwork": _span(work.days),
        "released": {"file": work.file, "sha256": work.sha256, "rows": work.rows, "minimum": work.least},
        "withheld": {name.removeprefix("_"): n for name, n in work.withheld.items() if n},
        "counts": {"invited": work.links, "started": work.started, "completed": work.completed, "erased": work.erased},
    }
    if work.links:
        document["counts"]["started_by_link"] = work.by_link
    if work.changes:
        document["instrument"] |= {"changed_in_the_field": work.changes, "note": _said("questionnaire_changed", spoken)}
    if work.people is not None:
        document["aapor"] = _aapor(work.people, work.e)
    document["cherries"] = {
        number: {"asks": _said(f"cherries_{name}", spoken), "answer": dict(answer)}
        for (number, name), answer in zip(ITEMS.items(), _answers(work, spoken).values(), strict=True)
    }
    words = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)
    return f"# {say('status.log_head', 'kk')}\n# {say('status.log_head', 'ru')}\n# {say('status.log_head', 'en')}\n{words}"


def _span(days: Mapping[str, Mapping[date, int]]) -> dict[str, str]:
    every = sorted({day for counts in days.values() for day in counts})
    return {"from": every[0].isoformat(), "to": every[-1].isoformat()} if every else {}


def _aapor(people: Dispositions, e: Fraction | None) -> dict[str, Any]:
    share = eligibility(people) if e is None else e
    counts = {
        "I": people.complete,
        "P": people.partial,
        "R": people.refusal,
        "NC": people.non_contact,
        "O": people.other,
        "U": people.unknown,
        "NE": people.ineligible,
    }
    if people.unsure:
        counts["R_at_least"] = people.refusal - people.unsure
    rates = {name: None if rate is None else round(float(rate), 4) for name, rate in response_rates(people, share).items()}
    return {
        "standard": "AAPOR Standard Definitions, 10th edition, 2023",
        "counts": counts,
        "e": round(float(share), 4),
        "rates": rates,
    }


def _said(key: str, spoken: list[Language], rate: Fraction | None = None, **params: Any) -> dict[str, str]:
    def filled(language: Language) -> dict[str, Any]:
        return params if rate is None else {**params, "rate": number(float(min(rate, Fraction(1))), language, 3)}

    return {language: say(f"status.{key}", language, **filled(language)) for language in spoken}


def _answers(work: Fieldwork, spoken: list[Language]) -> dict[str, dict[str, str]]:
    """The answer to each item; what the server does not record is called not recorded, with the reason."""
    joined = Fraction(work.by_link, work.links) if work.links else None
    completion = completion_rate(work.completed, work.started)
    not_recorded = _said("not_recorded", spoken)
    openly = work.started - work.by_link
    ways = (
        _said("answer_both", spoken, n=openly)
        if work.links and openly
        else _said("answer_links" if work.links else "answer_open", spoken)
    )
    return {
        "site_visitors": not_recorded,
        "view_rate": not_recorded,
        "participation_rate": _said("answer_no_participation", spoken)
        if joined is None
        else _said("answer_participation", spoken, started=work.by_link, invited=work.links, rate=joined),
        "completion_rate": not_recorded
        if completion is None
        else _said("answer_completion", spoken, completed=work.completed, started=work.started, rate=completion),
        "cookies": _said("answer_cookies", spoken, days=COOKIE_SECONDS // 86_400),
        "ip_check": _said("answer_ip", spoken),
        "log_files": _said("answer_logs", spoken),
        "registration": ways,
        "incomplete": _said("answer_incomplete", spoken, n=work.unsent),
        "timestamps": _said("answer_timestamps", spoken),
    }
