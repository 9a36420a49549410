"""The pack for an ethics review board: protocol, recruitment, consent, risks, data plan, the law, and the questionnaire.

Facts come from wave.yaml and the questionnaire. What these do not tell is never made up: it stands in lists "to be filled in".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from survey.fielding import law
from survey.fielding.consent import check_list, template
from survey.fielding.documents import documents
from survey.fielding.letters import Kind, sample
from survey.fielding.paper_form import paragraphs, questions
from survey.i18n import dates
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.i18n.text import Language
from survey.instrument.model import Instrument, Item, ItemKind, OptionKind
from survey.wave.settings import METHOD_KEYS, Settings

KINDS: tuple[Kind, ...] = ("invitation", "reminder", "thanks")
_AFTERWARDS = frozenset({"response_rate", "participation_rate", "ethics_approval"})
"""Facts of `method` that nobody can know before the fieldwork, or before the board has decided."""
_TOLD_ELSEWHERE = frozenset({"survey_languages"})
"""A fact of `method` that the questionnaire tells."""
_DATA_GAPS = ("gap_storage", "gap_access", "gap_backup", "gap_term", "gap_sharing")


@dataclass(frozen=True)
class Pack:
    """What the pack is about. anonymous: an open link, so that there is no list of people."""

    instrument: Instrument
    wave: Settings
    anonymous: bool = False

    def markdown(self, language: Language) -> str:
        """The whole pack in one language."""
        chapters = {
            "protocol": _protocol(self, language),
            "recruitment": _recruitment(self, language),
            "consent": _consent(self, language),
            "risks": _risks(self, language),
            "data_plan": _data_plan(self, language),
            "law": [law.described(language)],
            "instrument": [questions(self.instrument, language)],
        }
        parts = [f"*{escape(_say('made_from', language))}*"]
        for name, chapter in chapters.items():
            parts += [f"# {_say(name, language)}", *chapter]
        return "\n\n".join(parts)


def ethics_pack(pack: Pack, language: Language) -> bytes:
    """The Word file of the pack in one language."""
    metadata = {"title": pack.wave.title[language], "subtitle": _say("title", language), "toc": False}
    return documents(pack.markdown(language), language, ("docx",), metadata)["docx"]


def _say(key: str, language: Language, /, **params: Any) -> str:
    return say(f"ethics.{key}", language, **params)


def _list(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _gaps(gaps: list[str], language: Language) -> Iterator[str]:
    """The list of what the researcher has to write; nothing where nothing is missing."""
    if gaps:
        yield f"**{_say('to_fill', language)}**"
        yield _list([f"☐ {gap}: \\[ … \\]" for gap in gaps])


def _names(items: list[Item], language: Language) -> str:
    return ", ".join(item.number for item in items) or _say("none", language)


# -- protocol ----------------------------------------------------------------------------------------------------------
def _protocol(pack: Pack, language: Language) -> list[str]:
    instrument, wave = pack.instrument, pack.wave
    facts = [(_say("fact_title", language), wave.title[language])]
    if wave.fieldwork is not None:
        facts.append((_say("fact_fieldwork", language), dates.date_range(*wave.fieldwork, language)))
    facts.append((_say("fact_n", language), str(wave.n)))
    facts.append((say("report.design", language), say(f"report.design_{wave.design}", language)))
    facts += [(say(f"method.{key}", language), text[language]) for key, text in wave.method.items()]
    facts.append((_say("fact_languages", language), ", ".join(say("web.language_name", one) for one in instrument.languages)))
    if instrument.contact is not None:
        facts.append((_say("fact_contact", language), " ".join(instrument.contact[language].split())))
    facts.append((_say("fact_questions", language), str(len(instrument.items))))
    required = [item for item in instrument.items if item.required]
    facts.append((_say("fact_required", language), _names(required, language)))
    facts.append((_say("fact_open", language), _names(_open(instrument), language)))
    rows = [(_say("fact", language), _say("value", language)), (":--", ":--")]
    rows += [(escape(name), escape(value)) for name, value in facts]
    table = "\n".join(f"| {name} | {value} |" for name, value in rows)
    return [table, *_gaps(list(_protocol_gaps(pack, language)), language)]


def _protocol_gaps(pack: Pack, language: Language) -> Iterator[str]:
    yield _say("gap_purpose", language)
    yield _say("gap_investigator", language)
    yield _say("gap_duration", language)
    if pack.instrument.contact is None:
        yield _say("gap_contact", language)
    if pack.wave.fieldwork is None:
        yield _say("gap_fieldwork", language)
    for key in METHOD_KEYS:
        if key not in pack.wave.method and key not in _AFTERWARDS | _TOLD_ELSEWHERE:
            yield _say("gap_method", language, fact=say(f"method.{key}", language), key=key)


def _open(instrument: Instrument) -> list[Item]:
    return [
        item
        for item in instrument.items
        if item.kind is ItemKind.TEXT or any(option.kind is OptionKind.OTHER for option in item.offered)
    ]


# -- what people are told before they take part ------------------------------------------------------------------------
def _recruitment(pack: Pack, language: Language) -> list[str]:
    """The introduction, and the letters where people are invited by name."""
    parts = []
    if pack.instrument.introduction is not None:
        parts += [_say("recruitment_introduction", language), *_quoted(paragraphs(pack.instrument.introduction[language]))]
    else:
        parts += list(_gaps([_say("gap_introduction", language)], language))
    if pack.anonymous:
        return [*parts, *_gaps([_say("gap_recruitment", language)], language)]
    parts.append(_say("recruitment_letters", language))
    for kind in KINDS:
        subject, *text = sample(kind, pack.instrument, pack.wave, language)
        parts += [f"## {escape(subject)}", *_quoted([shown for part in text for shown in paragraphs(part)])]
    return parts


def _quoted(shown: Iterable[str]) -> list[str]:
    """Paragraphs as one block of quotation."""
    return ["> " + "\n>\n> ".join(paragraph.replace("\n", "\n> ") for paragraph in shown)]


# -- consent -----------------------------------------------------------------------------------------------------------
def _consent(pack: Pack, language: Language) -> list[str]:
    if pack.instrument.consent is None:
        words = template(pack.instrument, pack.wave, language, anonymous=pack.anonymous)
        return [_say("consent_missing", language), *(f"> {escape(line)}" for line in words)]
    shown = ["> " + paragraph.replace("\n", "\n> ") for paragraph in paragraphs(pack.instrument.consent[language])]
    checks = _list([f"☐ {escape(line)}" for line in check_list(language, anonymous=pack.anonymous)])
    return [_say("consent_shown", language), *shown, _say("consent_check", language), checks]


# -- risks and data ----------------------------------------------------------------------------------------------------
def _risks(pack: Pack, language: Language) -> list[str]:
    instrument, hidden = pack.instrument, pack.wave.disclosure
    able = [
        item for item in instrument.items if any(one.kind in (OptionKind.DONT_KNOW, OptionKind.REFUSED) for one in item.offered)
    ]
    free = [item for item in instrument.items if not item.required]
    told = {"n": len(able), "free": len(free), "all": len(instrument.items)}
    parts = [_say("risk_who", language), _say("risk_refuse", language, **told)]
    gaps = [_say("gap_benefits", language), _say("gap_pressure", language)]
    if hidden is None or not (hidden.sensitive and hidden.identifying):
        gaps.append(_say("gap_sensitive", language))
    for key, ids in (
        (("risk_sensitive", hidden.sensitive), ("risk_identifying", hidden.identifying)) if hidden is not None else ()
    ):
        if ids:
            named = [instrument.item(one) for one in ids]
            parts += [_say(key, language), _list([escape(f"{item.number}. {item.text[language]}") for item in named])]
    kept = [] if pack.anonymous else ["risk_stores"]
    parts += [
        _say("risk_served", language),
        _list([_say(key, language) for key in (*kept, "risk_traces", "risk_erase", "risk_release")]),
    ]
    if hidden is not None:
        parts.append(_say("risk_counts", language, n=hidden.minimum))
    return [*parts, _say("risk_law", language), *_gaps(gaps, language)]


def _data_plan(pack: Pack, language: Language) -> list[str]:
    lines = [_say("data_kinds", language, n=len(pack.instrument.items))]
    lines.append(_say("data_anonymous" if pack.anonymous else "data_invited", language))
    if _open(pack.instrument):
        lines.append(_say("data_open", language))
    return [_list(lines), *_gaps([_say(key, language) for key in _DATA_GAPS], language)]
