"""Translations whose source text has changed since they were made."""

from __future__ import annotations

from survey.errors import TRANSLATION_GONE, TRANSLATION_STALE, Problem, SurveyError, problem
from survey.i18n.text import Language
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.translation.record import Translations, read_record
from survey.translation.terms import TextCheck
from survey.translation.texts import Spot, fingerprint, texts_of


def check_translations(instrument: Instrument) -> TextCheck:
    """Compare the record of a questionnaire with its texts; nothing is said where there is no record.

    Returns
    -------
    `TextCheck`: stale translations as problems, addresses of the record that the questionnaire does not have as notes.

    Examples
    --------
    >>> from survey.instrument.find import available, load_instrument
    >>> check_translations(load_instrument(available()[0])).problems
    ()
    """
    try:
        record = read_record(instrument)
    except SurveyError as unreadable:
        return TextCheck(unreadable.problems)
    if record is None:
        return TextCheck()
    spots = {spot.address: spot for spot in texts_of(instrument)}
    stale = [
        problem(TRANSLATION_STALE, spots[address].place(language), address=address, language=language, source=record.source)
        for address, language in record.entries
        if address in spots and language in instrument.languages and is_stale(record, spots[address], language)
    ]
    gone = [address for address in dict.fromkeys(address for address, _ in record.entries) if address not in spots]
    return TextCheck(tuple(stale), tuple(_gone(address, record, tuple(spots)) for address in gone))


def is_stale(record: Translations, spot: Spot, language: Language) -> bool:
    """Whether a text was translated from another source text than the one that stands there now."""
    entry = record.entries.get((spot.address, language))
    return entry is not None and entry.source != fingerprint(spot[record.source])


def _gone(address: str, record: Translations, known: tuple[str, ...]) -> Problem:
    return problem(TRANSLATION_GONE, record.places.get(address), address=address, nearest=nearest(address, known))
