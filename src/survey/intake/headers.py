"""What the header of a column can stand for: the questions of a questionnaire, rows of grids and options, by every name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from survey.i18n.kazakh import fold
from survey.instrument.model import Instrument, Item, ItemKind, OptionKind
from survey.intake.layout import Field, is_meta
from survey.intake.matching import Lookup, lookup, wordings

TEXT = "text"
IGNORED = "ignore"
"""The target of a column that is no answer."""


def targets(item: Item) -> tuple[str, ...]:
    """What the columns are called that hold a whole answer: a grid has one per row; ticked answers may stand in one cell."""
    return item.columns if item.kind is ItemKind.MATRIX else (item.id,)


def all_targets(item: Item) -> tuple[str, ...]:
    """Everything that a column may be of an item: an answer, a row, the tick of an option, the text written to an option."""
    ticks = item.columns if item.kind is ItemKind.MULTIPLE else ()
    written = (f"{item.id}.{option.code}.{TEXT}" for option in item.options if item.kind is not ItemKind.MATRIX)
    return (*targets(item), *ticks, *written)


def written_option(item: Item) -> str | None:
    """The option that takes what people write in; None where the item has none."""
    return next((option.code for option in item.options if option.kind is OptionKind.OTHER), None)


def meta_name(target: str, known: Known) -> str | None:
    """`timestamp` for `timestamp` or `received.timestamp`; None for what is no column beside the answers.

    An item of the same id wins, so that the longer form is needed only for such a questionnaire.
    """
    name = target.removeprefix("received.")
    return name if is_meta(name) and target not in known.order else None


class Known:
    """The headers that a questionnaire explains."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.items = {item.id: item for item in instrument.items}
        self.order = {target: n for n, target in enumerate(target for item in instrument.items for target in all_targets(item))}
        self.ids = {fold(target): target for target in self.order}
        # Programs that allow no full stop write `item_row`; an item of that very name comes first.
        self.ids = {fold(target.replace(".", "_")): target for target in self.order} | self.ids
        grids = [item for item in instrument.items if item.kind is ItemKind.MATRIX]
        self._plain = _Questions([item for item in instrument.items if item.kind is not ItemKind.MATRIX])
        self._grids = _Questions(grids)
        self._rows = {item.id: _lookup_of_rows(item) for item in grids}
        self._options = {item.id: _lookup_of_options(item) for item in instrument.items if item.kind is not ItemKind.MATRIX}

    def find(self, field: Field) -> tuple[tuple[str, ...], str]:
        """The targets that a field can stand for, in the order of the questionnaire, and by what: `id`, `wording` or `label`."""
        for name in field.names or ("",):
            found, by = self._by_name(name, field)
            if found:
                return tuple(sorted(set(found), key=self.order.__getitem__)), by
        return (), ""

    def plain(self, name: str) -> tuple[str, ...]:
        """The items, grids aside, that a name can mean."""
        return self._plain.find(name)[0]

    def multiple(self, name: str) -> tuple[str, ...]:
        """The questions with any number of answers that a name can mean."""
        return tuple(item for item in self.plain(name) if self.items[item].kind is ItemKind.MULTIPLE)

    def grids(self, name: str) -> tuple[str, ...]:
        """The grids that a name can mean."""
        return self._grids.find(name)[0]

    def options(self, item: str, name: str) -> tuple[str, ...]:
        """The codes of an item's options that a name can mean: code, wording, value."""
        return self._options[item].find(name)

    def rows(self, item: str, name: str) -> tuple[str, ...]:
        """The rows of a grid that a name can mean."""
        return self._rows[item].find(name)

    def nearest(self, header: str) -> str | None:
        """The wording or id that looks most like a header."""
        return self._plain.nearest(header) or self._grids.nearest(header.partition("[")[0])

    def _by_name(self, name: str, field: Field) -> tuple[list[str], str]:
        whole = self.ids.get(fold(name))
        if field.role == "row":
            items, by = self._grids.find(name) if name else (tuple(self._rows), "wording")
            return [f"{item}.{row}" for item in items for row in self._parts(self._rows[item], field.part)], by
        if whole is not None and not field.part and "." in whole:
            return [whole], "id"
        items, by = self._plain.find(name)
        if field.role == "answer":
            return list(items), by
        if field.role == "tick":
            items = tuple(item for item in items if self.items[item].kind is ItemKind.MULTIPLE)
            return [f"{item}.{code}" for item in items for code in self._parts(self._options[item], field.part)], by
        return [f"{item}.{code}.{TEXT}" for item in items for code in self._written(item, field.part)], by

    def _written(self, item: str, part: tuple[str, ...]) -> tuple[str, ...]:
        """The option to which a text was written: the one that is named, else the one of the kind `other`."""
        other = written_option(self.items[item])
        return self._parts(self._options[item], part) or (() if other is None else (other,))

    @staticmethod
    def _parts(known: Lookup, part: Iterable[str]) -> tuple[str, ...]:
        return next((found for name in part if (found := known.find(name))), ())


class _Questions:
    """Questions by wording, as they read now or as they were printed; where no wording fits, by label, then by id."""

    def __init__(self, items: list[Item]) -> None:
        self.worded = lookup([[pair for item in items for pair in wordings(item.id, [item.text], item.verbatim)]])
        self.named = lookup([[pair for item in items for pair in (*wordings(item.id, [item.label]), (item.id, item.id))]])
        self.ids = {item.id for item in items}

    def find(self, name: str) -> tuple[tuple[str, ...], str]:
        if name.strip() in self.ids:
            return (name.strip(),), "id"
        found = self.worded.find(name, numbered=True)
        if found:
            return found, "wording"
        found = self.named.find(name, numbered=True)
        return found, "id" if fold(name) in self.ids else "label"

    def nearest(self, header: str) -> str | None:
        return self.worded.nearest(header) or self.named.nearest(header)


def _lookup_of_rows(item: Item) -> Lookup:
    worded = [pair for row in item.rows for pair in wordings(row.code, [row.text])]
    short = [pair for row in item.rows if row.label for pair in wordings(row.code, [row.label])]
    return lookup([worded, [*short, *((row.code, row.code) for row in item.rows)]])


def _lookup_of_options(item: Item) -> Lookup:
    worded = [pair for option in item.options for pair in wordings(option.code, [option.text], option.verbatim)]
    short = [pair for option in item.options if option.label for pair in wordings(option.code, [option.label])]
    coded = [*short, *((option.code, option.code) for option in item.options)]
    return lookup([worded, coded, [(str(option.value), option.code) for option in item.options]])


def bracketed(header: str) -> Iterator[tuple[str, str]]:
    """The ways to read `question [row]`: either text may have brackets of its own.

    >>> list(bracketed("Do you agree [each row]? [Taxes]"))
    [('Do you agree ', 'each row]? [Taxes'), ('Do you agree [each row]? ', 'Taxes')]
    """
    header = header.strip()
    for start in [n for n, sign in enumerate(header) if sign == "["] if header.endswith("]") else []:
        yield header[:start], header[start + 1 : -1]
