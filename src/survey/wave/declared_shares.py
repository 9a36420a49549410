"""The blocks `proportions` and `differences` of wave.yaml: shares and differences of answers, declared before they are seen."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from yaml import Node, ScalarNode

from survey.errors import AGAINST_OUT_OF_RANGE, ANSWER_UNKNOWN, ITEM_UNKNOWN, NO_OPTIONS, NOTHING_TO_TEST, ONE_ANSWER_NEEDED
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record, Word
from survey.instrument.shapes import Choice, Either, Fields, Key, Many, Name, Named, Reading, Schema, Words
from survey.instrument.tables import REFERENCE, SLUG
from survey.wave.declared import CORRECTIONS, check_ids, title_of
from survey.wave.questions import questions
from survey.wave.settings import DeclaredDifferences, DeclaredShares

CODE = Name("-?[a-z0-9_]+", "yes")
ALTERNATIVES = ("greater", "less", "two-sided")


@dataclass(frozen=True)
class Share:
    """A share between 0 and 1, as a number or a fraction: 0.5, 2/3."""

    def read(self, node: Node, key: str, reading: Reading) -> Word | None:
        written = node.value if isinstance(node, ScalarNode) else "…"
        try:
            fits = 0 < Fraction(written) < 1
        except (ValueError, ZeroDivisionError):
            fits = False
        if not fits:
            reading.report(AGAINST_OUT_OF_RANGE, reading.place(node), against=written)
            return None
        return Word(written.strip(), reading.place(node))

    def schema(self) -> Schema:
        return {"type": ["string", "number"]}


COMMON = {"id": Key(SLUG, required=True), "title": Key(Words()), "correction": Key(Choice(CORRECTIONS))}
SHARES = Fields(
    "shares",
    {
        **COMMON,
        "items": Key(
            Either(Many(REFERENCE, unique=True), Named(REFERENCE, Either(Many(CODE, unique=True), CODE))), required=True
        ),
        "against": Key(Share()),
        "alternative": Key(Choice(ALTERNATIVES)),
    },
)
PAIRS = Fields("answers", {**COMMON, "item": Key(REFERENCE, required=True), "codes": Key(Many(CODE, at_least=2, unique=True))})
PROPORTIONS, DIFFERENCES = Many(SHARES), Many(PAIRS)


def check_shares(record: Record, instrument: Instrument | None, reading: Reading) -> None:
    """Report two entries of one name, entries without an answer, and questions or answers that there are not."""
    shares, pairs = record.get("proportions") or (), record.get("differences") or ()
    check_ids(shares, reading)
    check_ids(pairs, reading)
    for entry in shares:
        items = entry.get("items")
        if isinstance(items, Record) and not items.places:
            reading.report(NOTHING_TO_TEST, entry.at("items"))
        if instrument is not None and isinstance(items, Record):
            for name, codes in items.items():
                _check_answers(Word(name, items.at(name)), _several(codes), instrument, reading)
        elif instrument is not None:
            for word in items or ():
                _check_answers(word, (), instrument, reading)
    for entry in pairs:
        if instrument is not None and "item" in entry:
            _check_answers(entry["item"], entry.get("codes") or (), instrument, reading, single=True)


def _several(codes: Word | list[Word]) -> list[Word]:
    return [codes] if isinstance(codes, Word) else codes


def _check_answers(
    name: Word, codes: list[Word] | tuple[Word, ...], instrument: Instrument, reading: Reading, *, single: bool = False
) -> None:
    asked = questions(instrument)
    item = {item.id: item for item in instrument.items}.get(name)
    if name in asked:
        known = asked[name].codes
    elif item is not None and item.codes:
        known = item.codes
    elif item is not None:
        reading.report(NO_OPTIONS, name.place, item=name)
        return
    else:
        names = [*asked, *(item.id for item in instrument.items)]
        reading.report(ITEM_UNKNOWN, name.place, item=name, nearest=nearest(name, names))
        return
    if single and item is not None and (name not in asked or asked[name].multiple):
        reading.report(ONE_ANSWER_NEEDED, name.place, item=name, options=item.columns)
    for code in codes:
        if code not in known:
            reading.report(ANSWER_UNKNOWN, code.place, item=name, answer=code, known=known, nearest=nearest(code, known))


def proportions(record: Record) -> tuple[DeclaredShares, ...]:
    """The shares that a wave.yaml without problems declares."""
    usual = DeclaredShares("", {})
    return tuple(
        DeclaredShares(
            id=str(entry["id"]),
            items=MappingProxyType(_items(entry["items"])),
            against=str(entry.get("against", usual.against)),
            alternative=str(entry.get("alternative", usual.alternative)),
            correction=str(entry.get("correction", usual.correction)),
            title=title_of(entry),
        )
        for entry in record.get("proportions", ())
    )


def _items(items: Record | list[Word]) -> dict[str, tuple[str, ...] | None]:
    if isinstance(items, Record):
        return {str(name): tuple(map(str, _several(codes))) for name, codes in items.items()}
    return {str(name): None for name in items}


def differences(record: Record) -> tuple[DeclaredDifferences, ...]:
    """The questions whose answers a wave.yaml without problems compares."""
    return tuple(
        DeclaredDifferences(
            id=str(entry["id"]),
            item=str(entry["item"]),
            codes=tuple(map(str, entry.get("codes", ()))),
            correction=str(entry.get("correction", "holm")),
            title=title_of(entry),
        )
        for entry in record.get("differences", ())
    )
