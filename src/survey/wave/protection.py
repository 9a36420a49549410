"""The block `disclosure` of wave.yaml: which counts a report may print."""

from __future__ import annotations

from survey.errors import APPROVED_LIST_MISSING, ITEM_UNKNOWN, QUOTES_WITHOUT_LIST
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record
from survey.instrument.shapes import Choice, Fields, Integer, Key, Line, Many, Reading
from survey.instrument.tables import REFERENCE
from survey.wave.blocks import WordOr
from survey.wave.questions import questions
from survey.wave.settings import Measurement, Protection, Quotes, WaveKind

PUBLIC = "public"
LEAST, MOST = 3, 1000  # below 3 a hidden count could only be 1

DISCLOSURE = WordOr(
    Choice((PUBLIC,)),
    Fields(
        "disclosure",
        {
            "minimum": Key(Integer(LEAST, MOST)),
            "k": Key(Integer(LEAST, MOST)),
            "sensitive": Key(Many(REFERENCE, unique=True)),
            "identifying": Key(Many(REFERENCE, unique=True)),
            "free_text": Key(Line()),
            "quotes": Key(Choice(tuple(Quotes))),
            "measurement": Key(Choice(tuple(Measurement))),
        },
    ),
)


def check_protection(record: Record, instrument: Instrument | None, reading: Reading) -> None:
    """Report questions that there are not, an approved list that is not there, and quotes without a list."""
    block = record.get("disclosure")
    if not isinstance(block, Record):
        return
    known = [] if instrument is None else [*questions(instrument), *(item.id for item in instrument.items)]
    for word in (*(block.get("sensitive") or ()), *(block.get("identifying") or ())):
        if known and word not in known:
            reading.report(ITEM_UNKNOWN, word.place, item=word, nearest=nearest(word, known))
    path = block.get("free_text")
    if path is not None and not (reading.file.parent / str(path)).is_file():
        reading.report(APPROVED_LIST_MISSING, block.at("free_text"), path=str(path))
    if path is None and block.get("quotes") == Quotes.APPROVED:
        reading.report(QUOTES_WITHOUT_LIST, block.at("quotes"))


def protection(record: Record) -> Protection | None:
    """How the people of a wave.yaml without problems are protected; None where every count may be printed.

    Where wave.yaml says nothing, answers of real people are protected, published counts and invented answers are not.
    """
    block = record.get("disclosure")
    if not isinstance(block, Record):
        real = record["kind"] == WaveKind.MICRODATA and not record.get("synthetic", False)
        return Protection() if block is None and real else None
    usual = Protection()
    return Protection(
        minimum=block.get("minimum", usual.minimum),
        k=block.get("k", usual.k),
        sensitive=tuple(map(str, block.get("sensitive", ()))),
        identifying=tuple(map(str, block.get("identifying", ()))),
        free_text=None if block.get("free_text") is None else str(block["free_text"]),
        quotes=Quotes(block.get("quotes", usual.quotes)),
        measurement=Measurement(block.get("measurement", usual.measurement)),
    )
