"""Brings the translations of a PO file back into the questionnaire, all of them or none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from survey.errors import (
    PO_ADDRESS,
    PO_LANGUAGE,
    PO_NO_CONTEXT,
    PO_PLURAL,
    PO_TWICE,
    Place,
    Problem,
    error,
    problem,
    raise_all,
)
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.translation.apply import changed_files
from survey.translation.po_file import PoCatalog, open_po
from survey.translation.record import Entry, Status, Translations, ordered, path_of, read_record, text_of
from survey.translation.texts import Spot, fingerprint, texts_of
from survey.wave.whole_files import holding, write_all


@dataclass(frozen=True)
class Imported:
    """What became of the entries.

    language: that was brought in. changed: texts with other words than before. same: those that stood there already.
    empty, fuzzy: entries that were left out. missing: texts that the file lacks. stale: translations of a source text that has
    changed since. source: the language that the file was translated from. recorded: whether the record is of that language; a
    record of another one stays as it is. files: that were written.
    """

    language: Language
    changed: int
    same: int
    empty: int
    fuzzy: int
    missing: int
    stale: int
    source: Language
    recorded: bool
    files: tuple[Path, ...]


def import_po(instrument: Instrument, path: Path) -> Imported:
    """Write the translations of a PO file into a questionnaire and renew its record.

    Parameters
    ----------
    instrument
        A questionnaire that was read from a file. Its comments and layout stay.
    path
        A file that `survey po export` made and somebody worked on. Entries without a translation and those that are still marked
        `fuzzy` are left out.

    Returns
    -------
    `Imported`: how many of each.

    Raises
    ------
    InstrumentError
        With every problem of the PO file, or of the questionnaire that would come of it. Then nothing was written.
    """
    catalog = open_po(path)
    target = _language(catalog, path)
    spots = {spot.address: spot for spot in texts_of(instrument)}
    record = read_record(instrument)
    known = [message for message in catalog if message.id]
    raise_all([*_problems(known, spots, path), *_twice(catalog, path)])
    source = _source(catalog, known, spots, record, target, instrument)
    texts, entries, counts = _taken(known, spots, record or Translations(source), (source, target))
    files = changed_files(instrument, texts, {str(message.context): Place(path, message.lineno) for message in known})
    own, recorded = path_of(instrument), record is None or record.source == source
    if own is not None and recorded:
        after = Translations(source, ordered({**(record.entries if record else {}), **entries}, spots.values()))
        if record != after:
            files[own] = text_of(after).encode()
    write_all({file: holding(content) for file, content in files.items()})
    counts["missing"] = len({address for address, spot in spots.items() if spot[source]} - {one.context for one in known})
    told = {name: counts[name] for name in ("changed", "same", "empty", "fuzzy", "missing", "stale")}
    return Imported(target, source=source, recorded=recorded, files=tuple(files), **told)


def _language(catalog: PoCatalog, path: Path) -> Language:
    said = str(catalog.locale_identifier or "").partition("_")[0]
    for language in LANGUAGES:
        if language == said:
            return language
    raise error(PO_LANGUAGE, Place(path), language=said or "–", known=LANGUAGES)


def _problems(messages: list[Any], spots: dict[str, Spot], path: Path) -> list[Problem]:
    found = []
    for message in messages:
        place = Place(path, message.lineno)
        if not message.context:
            found.append(problem(PO_NO_CONTEXT, place, text=str(message.id)[:60]))
        elif message.pluralizable:
            found.append(problem(PO_PLURAL, place, address=message.context))
        elif message.context not in spots:
            found.append(problem(PO_ADDRESS, place, address=message.context, nearest=nearest(message.context, spots)))
    return found


def _twice(catalog: PoCatalog, path: Path) -> list[Problem]:
    return [problem(PO_TWICE, Place(path, one.lineno), address=str(one.context), first=first) for one, first in catalog.twice]


def _source(
    catalog: PoCatalog,
    messages: list[Any],
    spots: dict[str, Spot],
    record: Translations | None,
    target: Language,
    instrument: Instrument,
) -> Language:
    """What the file says; of a file that does not, the language of the record or the one whose texts are most often its own."""
    said = next((one for one in LANGUAGES if one == catalog.source.replace("-", "_").partition("_")[0]), None)
    if said is not None and said != target:
        return said
    if record is not None and record.source != target:
        return record.source
    others = [one for one in instrument.languages if one != target] or [target]
    return max(others, key=lambda one: sum(spots[message.context][one] == message.id for message in messages))


def _taken(
    messages: list[Any], spots: dict[str, Spot], record: Translations, languages: tuple[Language, Language]
) -> tuple[dict[tuple[str, Language], str], dict[tuple[str, Language], Entry], Counter[str]]:
    """The texts that differ, what is recorded of all that were taken, and how many there are of each sort."""
    source, target = languages
    texts, entries, counts = {}, {}, Counter[str]()
    for message in messages:
        spot, words, key = spots[message.context], str(message.string).strip(), (message.context, target)
        if not words or message.fuzzy:
            counts["fuzzy" if words else "empty"] += 1
            continue
        made_of, old = fingerprint(str(message.id)), record.entries.get(key)
        counts["stale"] += made_of != fingerprint(spot[source])
        counts["same" if words == spot[target] else "changed"] += 1
        if words != spot[target]:
            texts[key] = words
        old = old or Entry(made_of)
        notes = " ".join(" ".join(message.user_comments).split())  # the export breaks a long one into lines
        if not notes or notes == " ".join((old.notes or "").split()):
            notes = old.notes or ""
        status = old.status if words == spot[target] and old.source == made_of else Status.TRANSLATED
        entries[key] = replace(old, source=made_of, status=status, notes=notes or None)
    return texts, entries, counts
