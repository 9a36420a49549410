"""The sheet of a translation team: every text with room for two translations, review, adjudication and pretest (TRAPD)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.instrument.model import Instrument
from survey.office import undated
from survey.translation.notes import context, notes
from survey.translation.record import read_record
from survey.translation.source import source_language
from survey.translation.stale import is_stale
from survey.translation.texts import texts_of
from survey.wave.sheet_cells import safe_cell
from survey.wave.whole_files import replacing

COLUMNS = (
    "key",
    "context",
    "note",
    "source",
    "translation_1",
    "translation_2",
    "review",
    "adjudication",
    "pretest",
    "comments",
    "status",
)
_WIDTHS = (34, 34, 34, 50, 50, 50, 50, 50, 34, 34, 14)


def sheet_rows(instrument: Instrument, target: Language, source: Language, language: Language = "en") -> Iterator[list[str]]:
    """The rows for one language, without the header: the translation that stands there now is the first one.

    >>> from survey.instrument.find import available, load_instrument
    >>> next(sheet_rows(load_instrument(available()[0]), "ru", "en"))[0]
    'title'
    """
    record = read_record(instrument)
    for spot in texts_of(instrument):
        if not spot[source]:
            continue
        entry = None if record is None else record.entries.get((spot.address, target))
        stale = record is not None and record.source == source and is_stale(record, spot, target)
        status = (
            "" if entry is None else say("translation.state_stale" if stale else f"translation.state_{entry.status}", language)
        )
        about = [spot.address, context(spot, instrument, source, language), "\n".join(notes(spot, instrument, language))]
        comments = entry.notes or "" if entry is not None else ""
        yield [*about, spot[source], spot[target], "", "", "", "", comments, status]


def write_sheets(instrument: Instrument, path: Path, source: Language | None = None, language: Language = "en") -> None:
    """Write a workbook with one sheet for each language of the questionnaire but the source.

    Parameters
    ----------
    instrument
        A questionnaire that was read from a file.
    path
        The workbook to write.
    source
        See `source_language`.
    language
        Of the headings and contexts.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    source = source_language(instrument, read_record(instrument), source)
    book = Workbook(write_only=True)
    for target in instrument.languages:
        if target == source:
            continue
        sheet = book.create_sheet(f"{source}-{target}")
        sheet.freeze_panes = "E2"
        for letter, width in zip("ABCDEFGHIJK", _WIDTHS, strict=True):
            sheet.column_dimensions[letter].width = width
        header = [safe_cell(sheet, say(f"translation.column_{name}", language)) for name in COLUMNS]
        for cell in header:
            cell.font = Font(bold=True)
        sheet.append(header)
        for row in sheet_rows(instrument, target, source, language):
            cells = [safe_cell(sheet, text) for text in row]
            for cell in cells:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.append(cells)
    if not book.worksheets:
        book.create_sheet(source)
    with replacing(path) as beside:
        beside.write_bytes(undated(book))
