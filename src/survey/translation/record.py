"""The record of translations, `instruments/translations/<id>.yaml`: of which text each translation was made, and its state.

The file is written by the program; what people want to say of a translation stands in its own keys `who` and `notes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from survey.errors import InstrumentError, Place, raise_all
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.edits import double_quoted
from survey.instrument.model import Instrument
from survey.instrument.nodes import Record, compose
from survey.instrument.shapes import Choice, Fields, Key, Line, Name, Named, Reading
from survey.translation.texts import Spot, fingerprint

FOLDER = "translations"


class Status(StrEnum):
    """How far a translation has come, in the words of the TRAPD method."""

    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    ADJUDICATED = "adjudicated"
    PRETESTED = "pretested"


ENTRY = Fields(
    "translation",
    {
        "source": Key(Name("[0-9a-f]{12}", "0f3a9c5512de"), required=True),
        "status": Key(Choice(tuple(Status)), required=True),
        "who": Key(Line()),
        "notes": Key(Line()),
    },
)
OF_TEXT = Fields("translation_languages", {language: Key(ENTRY) for language in LANGUAGES})
ADDRESS = Name(r"[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*", "items.trust_court.text")
FILE = Fields(
    "translations_file", {"source": Key(Choice(LANGUAGES), required=True), "texts": Key(Named(ADDRESS, OF_TEXT), required=True)}
)


@dataclass(frozen=True)
class Entry:
    """source: the fingerprint of the text that was translated."""

    source: str
    status: Status = Status.TRANSLATED
    who: str | None = None
    notes: str | None = None


@dataclass(frozen=True)
class Translations:
    """source: the language from which is translated. entries: by address and language. places: where each address stands."""

    source: Language
    entries: Mapping[tuple[str, Language], Entry] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)


def path_of(instrument: Instrument) -> Path | None:
    """Where the record of a questionnaire lies, whether it is there or not."""
    return None if instrument.path is None else Path(instrument.path).parent / FOLDER / f"{instrument.id}.yaml"


def read_record(instrument: Instrument) -> Translations | None:
    """The record of a questionnaire; None where it has none. Raises InstrumentError with all that is wrong with the file."""
    path = path_of(instrument)
    if path is None or not path.is_file():
        return None
    reading = Reading(path, LANGUAGES)
    root = FILE.read(compose(path, "source"), "translations", reading)
    if root is None:
        raise InstrumentError(reading.problems)
    raise_all(reading.problems)
    texts: Record = root["texts"]
    entries = {
        (str(address), language): _entry(block[language])
        for address, block in texts.items()
        for language in LANGUAGES
        if language in block
    }
    source: Language = next(language for language in LANGUAGES if language == root["source"])
    return Translations(source, entries, dict(texts.places))


def _entry(block: Record) -> Entry:
    who, notes = (str(block[key]) if key in block else None for key in ("who", "notes"))
    return Entry(str(block["source"]), Status(block["status"]), who, notes)


def recorded(spots: tuple[Spot, ...], languages: tuple[Language, ...], before: Translations) -> Translations:
    """The record after somebody has seen that all texts in some languages fit the source as it stands now.

    Entries that were current keep their state; the others are translated, and keep what people wrote of them. Of texts that are
    gone only that stays.
    """
    kept: dict[tuple[str, Language], Entry] = {}
    for spot in spots:
        now = fingerprint(spot[before.source])
        for language in LANGUAGES:
            old = before.entries.get((spot.address, language))
            if language in languages and language != before.source and spot[language] and spot[before.source]:
                old = old or Entry(now)
                kept[spot.address, language] = old if old.source == now else replace(old, source=now, status=Status.TRANSLATED)
            elif old is not None:
                kept[spot.address, language] = old
    here = {spot.address for spot in spots}
    written = {key: old for key, old in before.entries.items() if key[0] not in here and (old.who or old.notes)}
    return Translations(before.source, ordered(kept | written, spots))


def ordered(entries: Mapping[tuple[str, Language], Entry], spots: Iterable[Spot]) -> dict[tuple[str, Language], Entry]:
    """In the order of the questionnaire; what it no longer has comes last."""
    place = {spot.address: n for n, spot in enumerate(spots)}
    keys = sorted(entries, key=lambda key: (place.get(key[0], len(place)), key[0], LANGUAGES.index(key[1])))
    return {key: entries[key] for key in keys}


def text_of(record: Translations) -> str:
    """The text of the file."""
    return "\n".join(_lines(record)) + "\n"


def _lines(record: Translations) -> Iterator[str]:
    yield "# Of which source text each translation was made (a hash of it), and its state. Written by `survey po record` and"
    yield "# `survey po import`; comments are not kept, so what there is to say belongs into `notes`. See docs/translation.md."
    yield f"source: {record.source}"
    if not record.entries:
        yield "texts: {}"
        return
    yield "texts:"
    last = None
    for (address, language), entry in record.entries.items():
        if address != last:
            yield f"  {address}:"
            last = address
        more = "".join(f", {key}: {double_quoted(value)}" for key, value in (("who", entry.who), ("notes", entry.notes)) if value)
        yield f'    {language}: {{source: "{entry.source}", status: {entry.status}{more}}}'
