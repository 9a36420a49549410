"""The platforms that answers can come from. A new one is a file beside this and a line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from survey.errors import UNKNOWN_PLATFORM, Place, error
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.intake import google_forms, kobo, limesurvey, plain, qualtrics, spss, stata
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
    "kobo": kobo,
    "limesurvey": limesurvey,
    "qualtrics": qualtrics,
    "google-forms": google_forms,
    "plain": plain,
}
"""In the order in which they are asked whether a table is theirs; the last one takes what nobody knows."""


def choose(table: Table, name: str | None) -> str:
    """The platform of a table: the one that is named, else the first that recognises it. UNKNOWN_PLATFORM for a name of none."""
    if name is None:
        return next((key for key, platform in PLATFORMS.items() if platform.sniff(table)), list(PLATFORMS)[-1])
    if name not in PLATFORMS:
        near = nearest(name, PLATFORMS)
        raise error(UNKNOWN_PLATFORM, Place(file=table.path), platform=name, known=tuple(PLATFORMS), nearest=near)
    return name


def tidied(table: Table, platform: str, instrument: Instrument) -> Table:
    """The table as its platform means it, cell by cell: marks of line breaks resolved, kinds of missing answers told.

    Rows, columns and their order stay. A platform may have a function `tidied(table, instrument)`; twice is as good as once.
    """
    tidy = getattr(PLATFORMS[platform], "tidied", None)
    return table if tidy is None else tidy(table, instrument)
