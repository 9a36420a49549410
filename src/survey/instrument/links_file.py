"""Reads `instruments/links/<later>.yaml`: decisions about the questions of a questionnaire and of earlier ones."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from survey import shipped
from survey.errors import (
    LINK_ANSWER_TWICE,
    LINK_ANSWER_UNKNOWN,
    LINK_ANSWERS_NEEDED,
    LINK_ANSWERS_UNEXPECTED,
    LINK_CATEGORY_NAME,
    LINK_ITEM_TWICE,
    LINK_ITEM_UNKNOWN,
    LINK_PERSONS_UNFIT,
    LINKS_TWICE,
    InstrumentError,
    Problem,
    SurveyError,
    raise_all,
)
from survey.i18n.text import LANGUAGES, Text
from survey.instrument.links import AnswerMap, Category, Decision, Link, Links, Persons
from survey.instrument.model import Instrument, Item, ItemKind
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record, Word, compose
from survey.instrument.rows import unfolded
from survey.instrument.shapes import Choice, Fields, Key, Many, Reading, Words
from survey.instrument.tables import REFERENCE, SLUG, STUDY
from survey.instrument.trends import load_beside

FOLDER = "links"

CATEGORY = Fields(
    "category",
    {
        "code": Key(SLUG, required=True),
        "earlier": Key(Many(SLUG, at_least=0, unique=True), required=True),
        "later": Key(Many(SLUG, at_least=0, unique=True), required=True),
        "text": Key(Words()),
    },
)
ALTERNATIVE = Fields(
    "alternative",
    {"id": Key(SLUG, required=True), "reason": Key(Words(), required=True), "answers": Key(Many(CATEGORY), required=True)},
)
LINK = Fields(
    "link",
    {
        "earlier": Key(REFERENCE, required=True),
        "later": Key(REFERENCE, required=True),
        "decision": Key(Choice(tuple(Decision)), required=True),
        "reason": Key(Words(), required=True),
        "answers": Key(Many(CATEGORY)),
        "alternatives": Key(Many(ALTERNATIVE)),
    },
)
PERSONS = Fields(
    "persons",
    {"earlier": Key(SLUG, required=True), "later": Key(SLUG, required=True), "reason": Key(Words(), required=True)},
)
LINKS = Fields(
    "links", {"questionnaire": Key(STUDY, required=True), "persons": Key(PERSONS), "items": Key(Many(LINK, at_least=0))}
)
FILE = Fields("links_file", {"earlier": Key(Many(LINKS), required=True)})


def links_of(earlier: Instrument, later: Instrument) -> Links:
    """The decisions about two questionnaires; none where nobody has made any.

    Parameters
    ----------
    earlier, later
        Questionnaires. The file is `links/<id of the later one>.yaml` in the folder of its questionnaire, else in `instruments/`
        as `load_instrument` looks for it.

    Raises
    ------
    InstrumentError
        Everything that is wrong with the file as far as it concerns these two, with the lines.

    Examples
    --------
    >>> from survey.instrument.find import available, load_instrument
    >>> one = load_instrument(available()[0])
    >>> links_of(one, one).items
    ()
    """
    path = _find(later)
    if path is None:
        return Links(earlier.id, later.id)
    reading = _reading(path, later)
    root = FILE.read(compose(path, "earlier"), "links", reading)
    if root is None:
        raise InstrumentError(reading.problems)
    found = _blocks(root, reading).get(earlier.id)
    if found is not None:
        _Check(found, earlier, later, reading).all()
    raise_all(sorted(reading.problems, key=_line))
    return Links(earlier.id, later.id) if found is None else _links(found, earlier, later, path)


def check_links(later: Instrument) -> tuple[Problem, ...]:
    """Everything that is wrong with the decisions about a questionnaire, as far as the earlier ones can be found.

    >>> from survey.instrument.find import available, load_instrument
    >>> check_links(load_instrument(available()[0]))
    ()
    """
    path = _find(later)
    if path is None:
        return ()
    reading = _reading(path, later)
    try:
        root = FILE.read(compose(path, "earlier"), "links", reading)
    except InstrumentError as unreadable:
        return unreadable.problems
    for name, block in _blocks(root, reading).items() if root is not None else ():
        try:
            earlier = load_beside(name, later)
        except SurveyError:  # one that is not there, or that has problems of its own
            continue
        _Check(block, earlier, later, reading).all()
    return tuple(sorted(reading.problems, key=_line))


def _reading(path: Path, later: Instrument) -> Reading:
    return Reading(path, tuple(language for language in LANGUAGES if language in later.languages))


def _line(found: Problem) -> int:
    return found.place.line or 0


def _find(later: Instrument) -> Path | None:
    name = Path(FOLDER) / f"{later.id}.yaml"
    folder = None if later.path is None else Path(later.path).absolute().parent
    if folder is not None and (folder / name).is_file():
        return folder / name
    return shipped.find("instruments", name, folder)


def _blocks(root: Record, reading: Reading) -> dict[str, Record]:
    """The decisions by the earlier questionnaire; a second block about one questionnaire is reported."""
    found: dict[str, Record] = {}
    for block in root.get("earlier", ()):
        name = str(block.get("questionnaire"))
        if name in found:
            reading.report(LINKS_TWICE, block.at("questionnaire"), questionnaire=name, first=found[name].place.line)
        else:
            found[name] = block
    return found


class _Check:
    """What refers to the questionnaires, held against them."""

    def __init__(self, block: Record, earlier: Instrument, later: Instrument, reading: Reading) -> None:
        self.block, self.reading = block, reading
        self.sides = {"earlier": earlier, "later": later}
        self.known = {side: _questions(instrument) for side, instrument in self.sides.items()}

    def all(self) -> None:
        """Report every problem."""
        first: dict[tuple[str, str], int | None] = {}
        for link in self.block.get("items", ()):
            for side in self.sides:
                self._item(link, side)
                if (name := link.get(side)) is not None:
                    if (side, name) in first:
                        self.reading.report(LINK_ITEM_TWICE, name.place, item=name, first=first[side, name])
                    first.setdefault((side, str(name)), name.place.line)
            self._answers(link)
        if (persons := self.block.get("persons")) is not None:
            for side in self.sides:
                item = self._item(persons, side)
                if item is not None and item.kind not in (ItemKind.TEXT, ItemKind.NUMBER):
                    self.reading.report(LINK_PERSONS_UNFIT, persons.at(side), item=item.id, kind=item.kind)

    def _item(self, record: Record, side: str) -> Item | None:
        name = record.get(side)
        if name is None:
            return None
        if name not in self.known[side]:
            questionnaire, closest = self.sides[side].id, nearest(name, self.known[side])
            self.reading.report(LINK_ITEM_UNKNOWN, name.place, item=name, questionnaire=questionnaire, nearest=closest)
        return self.known[side].get(name)

    def _answers(self, link: Record) -> None:
        decision = link.get("decision")
        mapped = "answers" in link.places
        if decision == Decision.LINKED and not mapped:
            self.reading.report(LINK_ANSWERS_NEEDED, link.at("decision"), item=link.get("later", "?"))
        if decision == Decision.APART and (mapped or "alternatives" in link.places):
            self.reading.report(LINK_ANSWERS_UNEXPECTED, link.at("decision"), item=link.get("later", "?"))
        for answers in (link.get("answers", ()), *(one.get("answers", ()) for one in link.get("alternatives", ()))):
            for side in self.sides:
                self._codes(answers, side, self.known[side].get(link.get(side, "")))
            self._names(answers, link)

    def _names(self, answers: Iterable[Record], link: Record) -> None:
        """No category has the name of an answer that is not in it, nor that of another category."""
        seen: set[str] = set()
        for category in answers:
            name = category.get("code")
            for side in self.sides:
                item = self.known[side].get(link.get(side, ""))
                if item is not None and name in item.codes and name not in category.get(side, ()):
                    self.reading.report(LINK_CATEGORY_NAME, name.place, category=name, item=item.id)
            if name in seen:
                self.reading.report(LINK_CATEGORY_NAME, name.place, category=name, item=link.get("later", "?"))
            seen.add(str(name))

    def _codes(self, answers: Iterable[Record], side: str, item: Item | None) -> None:
        """Every answer is one of the question's, and in one category."""
        first: dict[str, int | None] = {}
        words: list[Word] = [word for category in answers for word in category.get(side, ())]
        for code in words if item is not None else ():
            assert item is not None
            if code not in item.codes:
                about: dict[str, Any] = {"item": item.id, "answer": code, "known": item.codes}
                self.reading.report(LINK_ANSWER_UNKNOWN, code.place, **about, nearest=nearest(code, item.codes))
            elif code in first:
                self.reading.report(LINK_ANSWER_TWICE, code.place, item=item.id, answer=code, first=first[code])
            first.setdefault(str(code), code.place.line)


def _questions(instrument: Instrument) -> dict[str, Item]:
    """Items and rows of matrices by name."""
    found = {item.id: item for item in instrument.items}
    return found | {row.id: row for item in instrument.items for row in unfolded(item)}


def _links(block: Record, earlier: Instrument, later: Instrument, path: Path) -> Links:
    persons = block.get("persons")
    return Links(
        earlier.id,
        later.id,
        tuple(
            Link(
                str(one["earlier"]),
                str(one["later"]),
                Decision(one["decision"]),
                _text(one["reason"]),
                _categories(one.get("answers", ())),
                tuple(
                    AnswerMap(str(other["id"]), _text(other["reason"]), _categories(other["answers"]))
                    for other in one.get("alternatives", ())
                ),
            )
            for one in block.get("items", ())
        ),
        None if persons is None else Persons(str(persons["earlier"]), str(persons["later"]), _text(persons["reason"])),
        path,
    )


def _categories(records: Iterable[Record]) -> tuple[Category, ...]:
    return tuple(
        Category(
            str(one["code"]),
            tuple(map(str, one["earlier"])),
            tuple(map(str, one["later"])),
            _text(one["text"]) if "text" in one else None,
        )
        for one in records
    )


def _text(record: Record) -> Text:
    return Text(**{language: str(word) for language, word in record.items()})
