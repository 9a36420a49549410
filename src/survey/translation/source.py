"""The language from which a questionnaire is translated."""

from __future__ import annotations

from survey.errors import PO_SOURCE, Place, error
from survey.i18n.text import Language
from survey.instrument.model import Instrument
from survey.translation.record import Translations, path_of


def source_language(
    instrument: Instrument, record: Translations | None, asked: Language | None = None, target: Language | None = None
) -> Language:
    """The language of the source, the same for files of translators, for the sheet and for a new record.

    Parameters
    ----------
    instrument
        The questionnaire.
    record
        Its record of translations, where it has one.
    asked
        What somebody wants. It has to be the language of the record, unless the translation is into that very language.
    target
        The language of the translation, where it is one.

    Returns
    -------
    What was asked for; else the language of the record; else English where the questionnaire has it, else its first language.
    Where that is the target, English or else the first other language; the target itself where there is no other.

    Raises
    ------
    InstrumentError
        PO_SOURCE: the record says another language.
    """
    if asked is not None:
        if record is not None and asked != record.source and target != record.source:
            raise error(PO_SOURCE, Place(path_of(instrument)), source=asked, recorded=record.source)
        return asked
    if record is not None and record.source != target:
        return record.source
    others = [one for one in instrument.languages if one != target]
    return "en" if "en" in others else others[0] if others else target or instrument.languages[0]
