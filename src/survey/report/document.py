"""What can be built of a study: a document (the source, its parts, the name of its files), and what it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from survey.errors import PART_UNKNOWN, error
from survey.i18n.text import Language, Text

NO_DATE = dt.date(2000, 1, 1)  # stands for now in the files of what has no fieldwork dates: no clock, so the same bytes


@dataclass(frozen=True)
class Document:
    """A kind of document.

    source: its file in `reports/`. stem: its outputs are `<stem>.<language>.<format>`. title: the phrase that stands under the
    title of what it is about. package: where its parts are, each a module with `write`. parts: their names.
    """

    source: str
    stem: str
    title: str
    package: str
    parts: tuple[str, ...]

    def part(self, name: str, about: Any) -> str:
        """The markdown of one part; PART_UNKNOWN where there is none of that name.

        >>> Document("tea.qmd", "tea", "report.title", "survey.report.parts", ("summary",)).part("milk", None)
        Traceback (most recent call last):
        ...
        survey.errors.ReportError: The report has no part “milk”. Parts: summary. [SQ-R20]
        """
        if name not in self.parts:
            raise error(PART_UNKNOWN, part=name, known=self.parts)
        text: str = import_module(f"{self.package}.{name}").write(about)
        return text


@dataclass(frozen=True)
class Subject:
    """What one document is about.

    id: names the folder of the outputs. title: stands on the first page. languages: those that it can be told in. day: stands for
    now. synthetic: whether every page says that the answers are made up. folder: from where the source of the document is looked
    for. environment: the variables by which the cells of the document find what it is about.
    """

    id: str
    title: Text
    languages: tuple[Language, ...]
    day: dt.date
    synthetic: bool
    folder: Path | None
    environment: Mapping[str, str]
