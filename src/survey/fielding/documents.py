"""Pages that go out with a questionnaire (its printed form, letters, the pack for a review board) as finished files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from survey import shipped
from survey.errors import FILE_NOT_FOUND, error
from survey.i18n.text import Language
from survey.render.build import Format, execute, render
from survey.render.clock import epoch

SOURCE = "page.qmd"
NO_DATE = dt.date(2000, 1, 1)
"""Stands for now in these files: no clock, so that the same questionnaire gives the same bytes."""


def documents(body: str, language: Language, formats: Sequence[Format], metadata: Mapping[str, Any]) -> dict[str, bytes]:
    r"""Format -> the bytes of a document.

    Parameters
    ----------
    body
        Markdown, as parts of reports are written.
    language
        Of the document: hyphens, headings that the renderer writes, page header.
    formats
        Any of html, docx, pdf.
    metadata
        Settings over those of `reports/page.qmd`: `title`, `subtitle`, `toc` ...

    Raises
    ------
    ReportError
        A format could not be made.

    Examples
    --------
    >>> made = documents("# Tea\n\nDo you drink tea?", "en", ["docx"], {"title": "Tea"})
    >>> made["docx"][:2]
    b'PK'
    """
    source = shipped.find("reports", SOURCE)
    if source is None:
        raise error(FILE_NOT_FOUND, path=f"reports/{SOURCE}")
    with TemporaryDirectory() as name:
        folder = Path(name)
        executed = execute(source, language, folder / "build", epoch=epoch(NO_DATE), namespace={"body": body}, metadata=metadata)
        made = {}
        for output in render(executed, formats, folder / "page"):
            if output.error is not None:
                raise output.error
            made[output.format] = output.path.read_bytes()
    return made
