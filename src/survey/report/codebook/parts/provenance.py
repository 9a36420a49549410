"""What the codebook was made from: files with their sums, software, renderer."""

from __future__ import annotations

import os

from survey.i18n.catalogue import say
from survey.report.codebook.codebook import Codebook
from survey.tables.table import Column, Table
from survey.wave.provenance import Provenance, provenance

GROUP = 16  # characters of a sum that stand together: it breaks between lines and is compared by eye


def write(book: Codebook) -> str:
    """The files with their sums, the version of the package and the renderer."""
    found = sources(book)
    columns = (Column(say("report.colophon_file", book.language), "left", whole=True), Column("SHA-256", "left"))
    rows = tuple((name, _grouped(digest)) for name, digest in found.files.items())
    table = Table("codebook--provenance", book.say("provenance_table"), columns, rows)
    renderer = os.environ.get("SURVEY_RENDERER", "Quarto")
    software = [
        say("report.colophon_version", book.language, version=found.version),
        say("report.colophon_renderer", book.language, renderer=renderer),
    ]
    return "\n\n".join([f"# {book.say('provenance')}", book.say("provenance_intro"), book.table(table), " ".join(software)])


def sources(book: Codebook) -> Provenance:
    """The files of the wave, or of the questionnaire alone."""
    return provenance(None, book.instrument, {}) if book.wave is None else book.wave.provenance


def _grouped(digest: str) -> str:
    return " ".join(digest[place : place + GROUP] for place in range(0, len(digest), GROUP))
