"""What a translator has to know of a text: where it stands, what it belongs to, and the notes of the author."""

from __future__ import annotations

from typing import Any

from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.instrument.model import Instrument, Item
from survey.translation.texts import Spot


def context(spot: Spot, instrument: Instrument, source: Language, language: Language) -> str:
    """`Answer to question 1.2: Why not?`, in the language of who works with it; the question in the language of the source."""
    item = next((one for one in instrument.items if one.id == spot.item), None)
    if item is None:
        return _say("place_list" if spot.table == "option" else "place_other", language)
    if spot.key == "label":
        return _say("place_label", language, number=item.number)
    if spot.table in ("option", "row"):
        asked = dict(item.text).get(source, item.id)
        return _say(f"place_{spot.table}", language, number=item.number, text=asked)
    return _say("place_item", language, number=item.number)


def notes(spot: Spot, instrument: Instrument, language: Language) -> tuple[str, ...]:
    """The notes for translators of the question and its section, and that a trend is repeated word for word."""
    item = next((one for one in instrument.items if one.id == spot.item), None)
    if item is None:
        sections = [one.translators for one in instrument.sections if spot.address == f"sections.{one.id}.title"]
        return tuple(note for note in sections if note)
    section = next((one.translators for one in instrument.sections if one.id == item.section), None)
    found = [*([section] if section and spot.key == "text" else []), *([item.translators] if item.translators else [])]
    return (*found, *_repeats(item, language))


def _repeats(item: Item, language: Language) -> tuple[str, ...]:
    if item.trend is None:
        return ()
    return (_say("word_for_word", language, questionnaire=item.trend.questionnaire, item=item.trend.item),)


def _say(key: str, language: Language, /, **params: Any) -> str:
    return say(f"translation.{key}", language, **params)
