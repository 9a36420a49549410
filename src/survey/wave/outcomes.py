"""The block `outcomes` of wave.yaml: which of the events that people gave a probability to have happened."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from survey.errors import OUTCOME_OF_NO_FORECAST, OUTCOME_OF_NO_ITEM
from survey.i18n.text import Text
from survey.instrument.model import Instrument, ItemKind
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record
from survey.instrument.shapes import Fields, Key, Named, Reading, Words, YesNo
from survey.instrument.tables import SLUG
from survey.wave.settings import Outcome

OUTCOMES = Named(SLUG, Fields("outcome", {"happened": Key(YesNo(), required=True), "source": Key(Words(), required=True)}))


def check_outcomes(record: Record, instrument: Instrument | None, reading: Reading) -> None:
    """Report outcomes of questions that do not exist or ask for no probability."""
    block = record.get("outcomes")
    if instrument is None or block is None:
        return
    items = {item.id: item for item in instrument.items}
    for name in block.places:
        if name not in items:
            reading.report(OUTCOME_OF_NO_ITEM, block.at(name), item=name, nearest=nearest(name, items))
        elif items[name].kind is not ItemKind.NUMBER or (items[name].minimum, items[name].maximum) != (0, 100):
            reading.report(OUTCOME_OF_NO_FORECAST, block.at(name), item=name)


def outcomes(record: Record) -> Mapping[str, Outcome]:
    """The outcomes that a wave.yaml without problems tells."""
    block = record.get("outcomes", {})
    return MappingProxyType(
        {
            str(name): Outcome(one["happened"], Text(**{language: str(word) for language, word in one["source"].items()}))
            for name, one in block.items()
        }
    )
