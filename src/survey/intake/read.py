"""A file of answers in, `Responses` out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from survey.errors import (
    ENCODING_MISFIT,
    NO_SHEETS,
    PLATFORM_UNLIKE,
    SHEET_NOT_FOUND,
    UNKNOWN_PLATFORM,
    DataError,
    Place,
    Problem,
    error,
    problem,
)
from survey.instrument.model import Instrument
from survey.intake.assemble import assemble
from survey.intake.columns import ColumnMap, map_columns
from survey.intake.headers import targets
from survey.intake.layout import Layout
from survey.intake.options import IntakeOptions, place_of, read_options
from survey.intake.registry import PLATFORMS, choose, tidied
from survey.intake.saved import SavedMap
from survey.intake.saved_file import read_saved
from survey.wave.load import RAW
from survey.wave.responses import Responses
from survey.wave.table import Table
from survey.wave.tablefile import read_table

if TYPE_CHECKING:
    from survey.wave.settings import Settings


_SAID = {
    UNKNOWN_PLATFORM: "platform",
    PLATFORM_UNLIKE: "platform",
    ENCODING_MISFIT: "encoding",
    SHEET_NOT_FOUND: "sheet",
    NO_SHEETS: "sheet",
}
"""What of the settings of a file a problem is about."""


@dataclass(frozen=True)
class Prepared:
    """A file that is understood as far as its header tells.

    table: the answers, without further rows of the header. columns: the map, with what is wrong with it.
    options: everything that was told about the file, completed by what its map leaves out.
    doubt: that the file does not look like one of the platform that was named; no matter as long as it can be read.
    """

    table: Table
    layout: Layout
    columns: ColumnMap
    instrument: Instrument
    options: IntakeOptions
    doubt: Problem | None = None

    def responses(self) -> Responses:
        """The answers; raises DataError with every problem of the map and of the cells."""
        with _told_first(self.doubt):
            return assemble(self.table, self.layout, self.columns, self.instrument, self.options)


def read_responses(path: str | Path, instrument: Instrument, settings: Settings | None = None) -> Responses:
    """Read the answers that a platform gives out as a file.

    Parameters
    ----------
    path
        A CSV, tab-separated or XLSX file, or another that `survey import` knows. Columns and answers may be in any language of
        the questionnaire, corrected or as printed, or in several joined by ` | `.
    instrument
        What was asked.
    settings
        Of the wave; its key `import` names the platform, the time zone, and columns that the file does not explain itself. For a
        file in `raw/` of the wave the map that `survey import` saved is used as well.

    Returns
    -------
    `Responses` with one row for each row of the file. Nothing is dropped silently; a text that is no option is kept only where
    the item has an option of the kind `other`.

    Raises
    ------
    DataError
        All problems at once: a column that is no question, a question without a column, an answer that is no option (with row,
        column, text and the nearest option), a time or number that cannot be read.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(max((root() / "data").glob("*-2022-demo")))
    >>> responses = read_responses(next((wave.folder / "raw").glob("*.csv")), wave.instrument, wave.settings)
    >>> len(responses.answers)
    96
    """
    options = read_options({} if settings is None else settings.intake, None if settings is None else settings.path)
    path = Path(path)
    return prepare(path, instrument, options, saved_for(path, settings)).responses()


def prepare(path: Path, instrument: Instrument, options: IntakeOptions, saved: SavedMap | None = None) -> Prepared:
    """A file, and what its header says. options: of the wave; they win over those of `saved`, a map that was reviewed.

    Raises DataError where the file cannot be read at all; what is wrong with its header is in `columns.problems`.
    """
    own = options
    if saved is not None:
        options = merged(options, saved.options)
    with _told_where_written(options):
        table = read_table(path, encoding=options.encoding, separator=options.separator, sheet=options.sheet)
        if table.sheet is None and own.sheet is not None:
            raise error(NO_SHEETS, Place(file=path), sheet=own.sheet)
        # A map may be that of a workbook whose place this file took.
        options = replace(options, sheet=options.sheet if table.sheet is not None else None)
        return understand(table, instrument, options, saved)


def understand(table: Table, instrument: Instrument, options: IntakeOptions, saved: SavedMap | None = None) -> Prepared:
    """`prepare` for a table that was read."""
    name = choose(table, options.platform)
    doubt = _unlike(table, name)
    with _told_first(doubt):
        named = replace(options, names=_names(options, saved))
        table = tidied(table, name, instrument, named.names)
        layout = PLATFORMS[name].layout(table, instrument, named)
    if options.header_rows is not None:
        layout = replace(layout, header_rows=options.header_rows)
    table = table.below(layout.header_rows - 1) if layout.header_rows > 1 else table
    columns = map_columns(table, layout, instrument, options, saved)
    absent = [
        item.id
        for item in instrument.items
        if item.id in options.allow_unmatched and columns.position.keys().isdisjoint({*targets(item), *item.columns})
    ]
    options = replace(options, not_recorded=tuple(dict.fromkeys((*options.not_recorded, *absent))))
    return Prepared(table, layout, columns, instrument, options, doubt)


def _names(options: IntakeOptions, saved: SavedMap | None) -> dict[str, str]:
    """Header -> target, as a map of names tells it, and as it was saved once it was read."""
    return {**options.names, **({} if saved is None else {column.header: column.target for column in saved.columns})}


def _unlike(table: Table, name: str) -> Problem | None:
    """What to tell first when a table cannot be read as one of the platform that was named, and looks like another."""
    likely = choose(table, None)
    if likely == name or PLATFORMS[name].sniff(table):
        return None
    return problem(PLATFORM_UNLIKE, Place(file=table.path, sheet=table.sheet), platform=name, likely=likely)


@contextmanager
def _told_first(doubt: Problem | None) -> Iterator[None]:
    """Puts a doubt before whatever is found to be wrong."""
    try:
        yield
    except DataError as found:
        if doubt is None:
            raise
        raise DataError((doubt, *found.problems)) from None


@contextmanager
def _told_where_written(options: IntakeOptions) -> Iterator[None]:
    """Gives a problem with what a file of settings says about the table the place where it says so."""
    try:
        yield
    except DataError as found:
        keys = (_SAID.get(one.code, one.params.get("option")) for one in found.problems)
        said = [None if key is None else getattr(options, key, None) for key in keys]
        pairs = zip(found.problems, said, strict=True)
        raise DataError(replace(one, place=place_of(value, one.place)) for one, value in pairs) from None


def merged(first: IntakeOptions, second: IntakeOptions) -> IntakeOptions:
    """What `first` says, and where it says nothing, what `second` says; lists of names are put together."""
    found: dict[str, Any] = {}
    for one in fields(IntakeOptions):
        mine, other = getattr(first, one.name), getattr(second, one.name)
        if isinstance(mine, tuple):
            found[one.name] = tuple(dict.fromkeys((*mine, *other)))
        else:
            found[one.name] = other if mine is None or mine == {} else mine
    return IntakeOptions(**found)


def saved_for(path: Path, settings: Settings | None) -> SavedMap | None:
    """The map that was saved for a file: of its wave, and only where the file lies in the wave's `raw/`."""
    if settings is None or settings.path is None:
        return None
    folder = settings.path.parent
    return read_saved(folder) if path.resolve().parent == (folder / RAW).resolve() else None
