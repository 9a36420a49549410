"""What SPSS and Stata files have in common: variables with names and labels, answers as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from survey.instrument.model import Instrument, Item, ItemKind
from survey.intake.labels import answer_lookup
from survey.intake.layout import Decision, Field, Layout
from survey.intake.variables import Variables
from survey.wave.table import Column, Table


def layout_of(platform: str, table: Table, instrument: Instrument) -> Layout:
    """Variables by name and label; ticks as 1 and 0, or as 1 and 2 where no variable of them has a 0."""
    variables = Variables(instrument)
    meta = variables.meta(table.header)
    skip = variables.skipped(table, meta)
    fields = tuple(variables.field(n, one) for n, one in enumerate(table.columns) if n not in skip and n not in meta.values())
    ones_and_twos = _ones_and_twos(table, fields)
    decisions = [*variables.decisions(table.header), *_told_missing(table)]
    if any(field.role == "tick" for field in fields):
        decisions.append(Decision("ticks", "1/2" if ones_and_twos else "1/0", "tick_columns"))
    return Layout(
        platform,
        fields,
        meta=meta,
        ticked=frozenset({"1"}) if ones_and_twos else frozenset(),
        unticked=frozenset({"2", ""}) if ones_and_twos else frozenset(),
        skip=skip,
        decisions=tuple(decisions),
    )


def with_offered(table: Table, instrument: Instrument) -> Table:
    """The table, in which no answer that the questionnaire offers counts as missing: SPSS files often declare "don't know" so."""
    variables = Variables(instrument)
    columns = list(table.columns)
    for n, one in enumerate(columns):
        if not one.missing:
            continue
        items = {target.partition(".")[0] for target in variables.known.find(variables.field(n, one))[0]}
        offered = {text for text in one.missing if any(_offers(variables.known.items[item], one, text) for item in items)}
        if offered:
            columns[n] = replace(one, missing={text: kind for text, kind in one.missing.items() if text not in offered})
    return replace(table, columns=tuple(columns))


def _offers(item: Item, column: Column, text: str) -> bool:
    """Whether a value is an option of a closed question: by its label, which no answer of the column has as well, else itself."""
    if item.kind in (ItemKind.NUMBER, ItemKind.TEXT, ItemKind.MULTIPLE) or not text.strip():
        return False
    label = column.labels.get(text)
    if label is not None:
        option = answer_lookup(item).find(label)
        answers = (words for value, words in column.labels.items() if value != text and value not in column.missing)
        return bool(option) and all(answer_lookup(item).find(words) != option for words in answers)
    return text in {str(option.value) for option in item.options} | set(item.codes)


def _ones_and_twos(table: Table, fields: tuple[Field, ...]) -> bool:
    values = {
        text
        for field in fields
        if field.role == "tick"
        for text in table.columns[field.position].values
        if text not in table.columns[field.position].missing
    }
    return "2" in values and values <= {"1", "2", ""}


def _told_missing(table: Table) -> Iterator[Decision]:
    """The declared missing values of the file and the kinds that they count as."""
    found = {(text, kind) for one in table.columns for text, kind in one.missing.items() if text.strip()}
    if found:
        yield Decision("missing", ", ".join(f"{text} = {kind.value}" for text, kind in sorted(found)), "declared_missing")
