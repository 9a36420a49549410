"""Letters to experts: plain text for each person, and a Word file for mail merge with the list of links.

The wording stands in the catalogue `letters`; what only a study knows (who conducts it, until when, whom to ask) comes from
wave.yaml and the questionnaire and is left out where they do not tell it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

from survey.fielding.documents import documents
from survey.fielding.web.experts import LINK, NAME, Expert, header_of, links_csv
from survey.i18n import dates
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.i18n.text import Language
from survey.instrument.model import Instrument
from survey.wave.settings import Settings
from survey.wave.sheet_cells import without_controls

Kind = Literal["invitation", "reminder", "thanks"]

_NAME, _LINK = "\ue000", "\ue001"
"""Stand for name and link while a letter is put together: private characters, which no text has."""


def letters(
    kind: Kind, instrument: Instrument, wave: Settings, experts: Sequence[Expert], links: Sequence[str]
) -> dict[str, bytes]:
    """The letters for a list of experts.

    Parameters
    ----------
    kind
        `invitation`, `reminder` or `thanks`.
    instrument, wave
        What the letters are about.
    experts, links
        The people, and the link of each; `thanks` has no use for links.

    Returns
    -------
    Name of a file, with its folder -> bytes. For each language of the experts: `<kind>.<language>.docx` with the fields of the
    list `links.<language>.csv`, which is there as well, and for each person `<kind>/<row of the list>.<language>.txt`; of thanks
    one text and no list.
    """
    made: dict[str, bytes] = {}
    for language in dict.fromkeys(expert.language for expert in experts):
        own = [
            (n, expert, link)
            for n, (expert, link) in enumerate(zip(experts, links, strict=True), 1)
            if expert.language == language
        ]
        people = [expert for _, expert, _ in own]
        made[f"{kind}.{language}.docx"] = _merged(kind, instrument, wave, people, language)
        if kind == "thanks":
            made[f"{kind}.{language}.txt"] = _text(kind, instrument, wave, language, say("letters.greeting_all", language), "")
            continue
        made[f"links.{language}.csv"] = links_csv(people, [link for _, _, link in own])
        for n, expert, link in own:
            greeting = say("letters.greeting", language, name=" ".join(expert.name.split()))
            made[f"{kind}/{n:04d}.{language}.txt"] = _text(kind, instrument, wave, language, greeting, link)
    return made


def sample(kind: Kind, instrument: Instrument, wave: Settings, language: Language) -> list[str]:
    """The paragraphs of a letter before there are people: subject, greeting and text, with […] where name and link will stand."""
    subject = say(f"letters.subject_{kind}", language, title=instrument.title[language])
    every = kind == "thanks"
    greeting = say("letters.greeting_all", language) if every else say("letters.greeting", language, name="[…]")
    return [subject, greeting, *(part.replace(_LINK, "[…]") for part in _paragraphs(kind, instrument, wave, language))]


def _paragraphs(kind: Kind, instrument: Instrument, wave: Settings, language: Language) -> Iterator[str]:
    """What stands between greeting and signature."""
    title, who = instrument.title[language], wave.method.get("conducted_by")
    yield say(f"letters.{kind}_ask", language, title=title)
    if kind == "thanks":
        yield say("letters.thanks_all", language)
    else:
        if who is not None:
            yield say("letters.conducted_by", language, who=who[language].rstrip("."))
        yield say(f"letters.{kind}_link", language)
        yield _LINK
        if wave.fieldwork is not None:
            yield say("letters.until", language, day=dates.date(wave.fieldwork[1], language).rstrip("."))
        yield say("letters.voluntary", language)
        yield say("letters.apart", language)
    if instrument.contact is not None:
        yield from (part.strip() for part in instrument.contact[language].split("\n\n") if part.strip())
    if who is not None:
        yield f"{say('letters.close', language)}\n{who[language]}"


def _text(kind: Kind, instrument: Instrument, wave: Settings, language: Language, greeting: str, link: str) -> bytes:
    """A letter as plain text: its subject in the first line; line ends that every mail program takes."""
    subject = say(f"letters.subject_{kind}", language, title=instrument.title[language])
    paragraphs = [subject, greeting, *_paragraphs(kind, instrument, wave, language)]
    text = "\n\n".join(paragraphs).replace(_LINK, link) + "\n"
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _merged(kind: Kind, instrument: Instrument, wave: Settings, people: Sequence[Expert], language: Language) -> bytes:
    """The Word file; its fields have the names of the columns of the list."""
    greeting = say("letters.greeting", language, name=_NAME)
    subject = say(f"letters.subject_{kind}", language, title=instrument.title[language])
    told = [greeting, *_paragraphs(kind, instrument, wave, language)]
    body = "\n\n".join([f"**{escape(subject)}**", *("\\\n".join(escape(line) for line in part.split("\n")) for part in told)])
    fields = {_NAME: header_of(NAME, people[0].cells) or NAME, _LINK: LINK}
    for sign, column in fields.items():
        body = body.replace(sign, _field(column))
    return documents(body, language, ("docx",), {"title": "", "toc": False})["docx"]


def _field(column: str) -> str:
    """A merge field of Word, as raw Markdown; a name of several words stands in quotation marks."""
    name = without_controls(column).replace('"', "").replace("`", "")
    instruction = quoteattr(f' MERGEFIELD "{name}" ')
    return f"`<w:fldSimple w:instr={instruction}><w:r><w:t>{xml_escape(f'«{name}»')}</w:t></w:r></w:fldSimple>`{{=openxml}}"
