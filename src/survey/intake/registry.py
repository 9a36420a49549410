"""The platforms that answers can come from. A new one is a file beside this and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from survey.errors import UNKNOWN_PLATFORM, Place, error
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.intake import google_forms, kobo, limesurvey, plain, qualtrics, spss, stata, surveyjs
from survey.intake.layout import Layout
from survey.intake.options import IntakeOptions
from survey.wave.table import Table


class Platform(Protocol):
    """A module that knows the tables of one platform."""

    def sniff(self, table: Table) -> bool:
        """Whether a table looks like one of this platform."""

    def layout(self, table: Table, instrument: Instrument, options: IntakeOptions) -> Layout:
        """What the columns of a table may hold; raises DataError where the platform wrote them so that answers are lost."""


PLATFORMS: Mapping[str, Platform] = {
    "spss": spss,
    "stata": stata,
    "surveyjs": surveyjs,
    "kobo": kobo,
    "limesurvey": limesurvey,
    "qualtrics": qualtrics,
    "google-forms": google_forms,
    "plain": plain,
}
"""In the order in which they are asked whether a table is theirs; the last one takes what nobody knows."""


NAMED = frozenset({"limesurvey"})
"""Platforms that read cells by what their column is, so that they have to know the names which an export gave the columns."""


def choose(table: Table, name: str | None) -> str:
    """The platform of a table: the one that is named, else the first that recognises it. UNKNOWN_PLATFORM for a name of none."""
    if name is None:
        return next((key for key, platform in PLATFORMS.items() if platform.sniff(table)), list(PLATFORMS)[-1])
    if name not in PLATFORMS:
        near = nearest(name, PLATFORMS)
        raise error(UNKNOWN_PLATFORM, Place(file=table.path), platform=name, known=tuple(PLATFORMS), nearest=near)
    return name


_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def tidied(table: Table, platform: str, instrument: Instrument, names: Mapping[str, str] = _NO_NAMES) -> Table:
    """The table as its platform means it, cell by cell: marks of line breaks resolved, kinds of missing answers told.

    Rows, columns and their order stay; columns that the platform leaves out where they are empty come behind. A platform may
    have a function `tidied(table, instrument)`; twice is as good as once. One that is in NAMED gets the names
    of a map too.
    """
    tidy = getattr(PLATFORMS[platform], "tidied", None)
    if tidy is None:
        return table
    told: Table = tidy(table, instrument, names) if platform in NAMED else tidy(table, instrument)
    return told
