"""What we ask: the questionnaire as frozen values that cannot be wrong once they are built by `read`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from survey.i18n.text import Language, Text


class ItemKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"  # one option
    MULTIPLE = "multiple"  # any number of options
    SCALE = "scale"  # one option of an ordered list
    NUMBER = "number"
    TEXT = "text"  # in the respondent's own words
    MATRIX = "matrix"  # the same options for each of several rows


class Level(StrEnum):
    """What the answers to a question allow to be computed."""

    NOMINAL = "nominal"  # counts only
    ORDINAL = "ordinal"  # an order
    BINARY = "binary"  # two answers
    INTERVAL = "interval"  # differences


class OptionKind(StrEnum):
    """What an option is to the question."""

    SUBSTANTIVE = "substantive"  # an answer to the question itself
    DONT_KNOW = "dont_know"
    REFUSED = "refused"
    OTHER = "other"  # the answer "other", with or without a field to write in
    WRITE_IN = "write_in"  # an answer that a respondent wrote and somebody coded afterwards


STAYS_LAST = frozenset({OptionKind.DONT_KNOW, OptionKind.REFUSED, OptionKind.OTHER})
"""Options that stay at the end, in their order, where the others are shown in random order."""

SEVERAL_UNKNOWN = "several_unknown"
"""The flag of a multiple choice of which nobody tells whether one person could give several answers."""


class Provenance(StrEnum):
    """How it is known that an option was offered."""

    PRINTED = "printed"
    SUSPECTED_WRITE_IN = "suspected_write_in"  # printed among the answers, but probably written in by somebody
    UNCERTAIN = "uncertain"


class IndexModel(StrEnum):
    """How the items of an index belong together."""

    REFLECTIVE = "reflective"  # items are effects of one thing: reliability and factors make sense
    FORMATIVE = "formative"  # items make up the thing: reliability does not
    COUNT = "count"  # how often each of `targets` was named
    TYPOLOGY = "typology"  # classes, never a sum
    SEPARATE = "separate"  # indicators reported side by side under one heading


class MeasureKind(StrEnum):
    """The ways to read questions together that have a function of their own."""

    EQUIDISTANCE = "equidistance"  # a matrix in which each row is rated for its distance
    FORECASTS = "forecasts"  # numbers from 0 to 100: the probability that something will happen
    RISKS = "risks"  # two matrices with the same rows: likelihood, then impact


@dataclass(frozen=True)
class Verbatim:
    """A wording exactly as it was put or printed, letter for letter."""

    language: Language
    text: str
    where: str  # a key of `Instrument.sources`: where it was printed
    note: str | None = None  # e.g. line numbers


@dataclass(frozen=True)
class Option:
    """An answer option: a code that data hold, a value for SPSS, and its text."""

    code: str
    value: int
    text: Text
    kind: OptionKind = OptionKind.SUBSTANTIVE
    provenance: Provenance = Provenance.PRINTED
    verbatim: tuple[Verbatim, ...] = ()
    group: str | None = None  # options counted together, e.g. the classes of a count index
    label: Text | None = None  # a short form of the text for programs that limit its length


@dataclass(frozen=True)
class Condition:
    """One condition of a show-if: the answer to `item` is one of `codes`."""

    item: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class ShowIf:
    """When an item is asked: all, or any, of the conditions hold."""

    conditions: tuple[Condition, ...]
    mode: str = "all"  # "all" | "any"


@dataclass(frozen=True)
class Row:
    """A row of a matrix item; the data column is `item.row`."""

    code: str
    text: Text
    label: Text | None = None  # a short form of the text for tables and other programs


@dataclass(frozen=True)
class Trend:
    """The item of an earlier questionnaire that an item repeats word for word."""

    questionnaire: str
    item: str


@dataclass(frozen=True)
class Item:
    """A question."""

    id: str
    number: str
    section: str
    kind: ItemKind
    level: Level
    text: Text
    label: Text  # the short form for charts and tables
    options: tuple[Option, ...] = ()
    option_list: str | None = None  # the shared list that the options came from
    rows: tuple[Row, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    show_if: ShowIf | None = None
    required: bool = False
    randomise: bool = False  # options, or rows of a matrix, in random order; see `moving`
    figure: str | None = None  # the number of its figure in the first publication
    verbatim: tuple[Verbatim, ...] = ()
    flags: tuple[str, ...] = ()  # "doubtful": the direction of the printed answers is in doubt; "attention"; SEVERAL_UNKNOWN
    notes: tuple[Text, ...] = ()
    trend: Trend | None = None  # what it repeats of an earlier wave; `survey check` compares the two
    parallel: str | None = None  # the item of which it is a planned parallel form
    translators: str | None = None  # a note in English for those who translate it; respondents never see it

    def option(self, code: str) -> Option:
        """The option of a code; KeyError where there is none."""
        for option in self.options:
            if option.code == code:
                return option
        raise KeyError(code)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the options, in their order."""
        return tuple(option.code for option in self.options)

    @property
    def moving(self) -> tuple[str, ...]:
        """What changes places where `randomise` is set: codes of options, or of the rows of a matrix; the others stay last."""
        if self.kind is ItemKind.MATRIX:
            return tuple(row.code for row in self.rows)
        return tuple(option.code for option in self.offered if option.kind not in STAYS_LAST)

    @property
    def offered(self) -> tuple[Option, ...]:
        """The options that a respondent is offered: not those that somebody coded from what people wrote."""
        coded = (OptionKind.WRITE_IN, Provenance.SUSPECTED_WRITE_IN)
        return tuple(option for option in self.options if option.kind not in coded and option.provenance not in coded)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of this item in a frame of answers: `item`, `item.option` (multiple) or `item.row` (matrix)."""
        if self.kind is ItemKind.MULTIPLE:
            return tuple(f"{self.id}.{option.code}" for option in self.options)
        if self.kind is ItemKind.MATRIX:
            return tuple(f"{self.id}.{row.code}" for row in self.rows)
        return (self.id,)


@dataclass(frozen=True)
class Section:
    """A part of a questionnaire under a title of its own."""

    id: str
    number: str
    title: Text
    translators: str | None = None  # as of an item


@dataclass(frozen=True)
class IndexClass:
    """A class of a typology: the answers that put a respondent in it."""

    code: str
    text: Text
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Index:
    """A score made from items: `scores[item][code]` is the score of an answer, None counts as missing.

    A respondent's value is the mean score times 100 where at least `minimum_answered` items have a score. For a count it is the
    number of items in which each of `targets` was named; `scores` then names the items only.
    """

    id: str
    title: Text
    description: Text
    model: IndexModel
    scores: Mapping[str, Mapping[str, float | None]]
    minimum_answered: int
    justification: Text
    targets: tuple[str, ...] = ()
    classes: tuple[IndexClass, ...] = ()
    held_out: tuple[str, ...] = ()  # items that belong here by content but stay out of the score (doubtful direction)

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the items that are scored."""
        return tuple(self.scores)


@dataclass(frozen=True)
class Comparison:
    """Items that are shown together because they ask the same of different things, or repeat one question."""

    id: str
    title: Text
    items: tuple[str, ...]
    note: Text | None = None  # what the reader of the comparison has to know, e.g. that the lists of answers differ


@dataclass(frozen=True)
class DeclaredMeasure:
    """Questions that are read together in a way of their own, and have a section in the report."""

    id: str
    kind: MeasureKind
    title: Text
    items: tuple[str, ...]
    note: Text | None = None  # what the reader has to know, e.g. what decides whether a forecast came true


@dataclass(frozen=True)
class Inconsistent:
    """Answers that contradict each other when one person gives all of them."""

    id: str
    conditions: tuple[Condition, ...]
    reason: Text


@dataclass(frozen=True)
class Instrument:
    """A questionnaire.

    Examples
    --------
    >>> from survey.instrument.find import available, load_instrument
    >>> instrument = load_instrument(available()[0])
    >>> item = instrument.items[0]
    >>> instrument.item(item.id).codes == tuple(option.code for option in item.options)
    True
    """

    id: str
    version: str
    languages: tuple[Language, ...]
    title: Text
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    indices: tuple[Index, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    measures: tuple[DeclaredMeasure, ...] = ()
    inconsistent: tuple[Inconsistent, ...] = ()
    groups: Mapping[str, Text] = field(default_factory=dict)  # titles of option groups
    sources: Mapping[str, Text] = field(default_factory=dict)  # where verbatim wordings were printed: key -> citation
    introduction: Text | None = None
    consent: Text | None = None  # shown first; who does not agree is asked nothing; paragraphs with an empty line between them
    contact: Text | None = None  # whom to ask about the survey
    thanks: Text | None = None  # shown after the answers were sent
    notes: tuple[Text, ...] = ()
    path: str | None = None  # the file it was read from

    def item(self, item_id: str) -> Item:
        """The item of an id; KeyError where there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def index(self, index_id: str) -> Index:
        """The index of an id; KeyError where there is none."""
        for index in self.indices:
            if index.id == index_id:
                return index
        raise KeyError(index_id)

    def in_section(self, section_id: str) -> tuple[Item, ...]:
        """The items of a section, in the order of the questionnaire."""
        return tuple(item for item in self.items if item.section == section_id)


def differing(first: Instrument, second: Instrument) -> tuple[str, ...]:
    """The names of the parts in which two questionnaires differ; the files that they were read from do not count."""
    names = (one.name for one in fields(Instrument) if one.name != "path")
    return tuple(name for name in names if getattr(first, name) != getattr(second, name))
