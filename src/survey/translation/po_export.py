"""A questionnaire as a PO file, which translation programs such as Poedit and Weblate open."""

from __future__ import annotations

import datetime as dt
import io

from babel.messages.pofile import write_po

from survey.errors import PO_SAME_LANGUAGE, error
from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.instrument.model import Instrument
from survey.translation.notes import context, notes
from survey.translation.po_file import PoCatalog
from survey.translation.record import read_record
from survey.translation.source import source_language
from survey.translation.stale import is_stale
from survey.translation.texts import texts_of

_NO_CLOCK = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def po_text(instrument: Instrument, target: Language, source: Language | None = None, language: Language = "en") -> str:
    """The PO file of one translation.

    Parameters
    ----------
    instrument
        A questionnaire that was read from a file.
    target
        The language of the translation; one that the questionnaire does not have yet has no translations in the file.
    source
        From which is translated; see `source_language`.
    language
        Of the comments for the translator.

    Returns
    -------
    The text of the file: `msgctxt` is the address, stale translations are marked `fuzzy`. The same questionnaire gives the same
    file.

    Raises
    ------
    InstrumentError
        The two languages are the same, or the record of translations says another source.

    Examples
    --------
    >>> from survey.instrument.find import available, load_instrument
    >>> 'msgctxt "title"' in po_text(load_instrument(available()[0]), "ru")
    True
    """
    record = read_record(instrument)
    source = source_language(instrument, record, source, target)
    if source == target:
        raise error(PO_SAME_LANGUAGE, language=target)
    catalog = PoCatalog(
        source,
        locale=target,
        project=instrument.id,
        version=instrument.version,
        header_comment=f"# {say('translation.po_head', language, id=instrument.id, source=source, target=target)}",
        creation_date=_NO_CLOCK,
        revision_date=_NO_CLOCK,
        fuzzy=False,
    )
    for spot in texts_of(instrument):
        if not spot[source]:
            continue
        entry = None if record is None else record.entries.get((spot.address, target))
        stale = record is not None and bool(spot[target]) and record.source == source and is_stale(record, spot, target)
        message = catalog.add(
            spot[source],
            spot[target],
            context=spot.address,
            auto_comments=[context(spot, instrument, source, language), *notes(spot, instrument, language)],
            user_comments=[entry.notes] if entry is not None and entry.notes else [],
        )
        message.flags.clear()  # a percent sign in a text is no placeholder of a program
        if stale:
            message.flags.add("fuzzy")
    file = io.BytesIO()
    write_po(file, catalog)
    return file.getvalue().decode()
