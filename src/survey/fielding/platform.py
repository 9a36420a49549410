"""What an export to a platform gives, and what it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from survey.errors import Problem
from survey.i18n.text import Language
from survey.instrument.model import Instrument


@dataclass(frozen=True)
class ExportOptions:
    """languages: of the questionnaire on the platform, the first one the default.

    joined: all languages in one string, for a platform that knows one language; else a file for each.
    """

    languages: tuple[Language, ...]
    joined: bool = False

    def stem(self, instrument: Instrument) -> str:
        """The name of the form: the id, with the languages where they are not all, so that forms of each language can stand
        side by side."""
        return instrument.id if set(self.languages) == set(instrument.languages) else "-".join((instrument.id, *self.languages))


@dataclass(frozen=True)
class Output:
    """A file: its name, without a folder, and its bytes.

    typed_into: people type answers into it, so that one that holds any is never replaced.
    """

    name: str
    content: bytes
    typed_into: bool = False


@dataclass(frozen=True)
class Renamed:
    """A column of our data (`item`, `item.option`, `item.row`, `item.other.text`) that is called otherwise on the platform."""

    column: str
    name: str


@dataclass(frozen=True)
class Exported:
    """The files, the columns with other names, and what the author has to know before the questionnaire goes out."""

    outputs: tuple[Output, ...]
    renamed: tuple[Renamed, ...] = ()
    notes: tuple[Problem, ...] = ()


class Platform(Protocol):
    """A module that writes the questionnaire of one platform."""

    def export(self, instrument: Instrument, options: ExportOptions) -> Exported:
        """The files of a questionnaire; FieldingError with everything that the platform cannot hold, item by item."""

    def refused(self, instrument: Instrument, options: ExportOptions) -> Iterator[Problem]:
        """What the platform cannot hold, item by item."""
