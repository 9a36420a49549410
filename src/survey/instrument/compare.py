"""What became of the questions of a questionnaire in a later one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from survey.i18n.text import Text
from survey.instrument.links import Decision, Link, Links
from survey.instrument.links_file import links_of
from survey.instrument.model import Instrument, Item, Option, Row
from survey.instrument.word_changes import likeness


class Status(StrEnum):
    SAME = "same"  # word for word, with the same answers
    REWORDED = "reworded"  # other words, the same answers by code and order
    RESCALED = "rescaled"  # other answers, or another kind of question
    NEW = "new"
    DROPPED = "dropped"


class Part(StrEnum):
    """What can differ between two questions."""

    TEXT = "text"
    ANSWER_TEXTS = "answer_texts"
    ROWS = "rows"
    FILTER = "filter"
    ANSWERS = "answers"
    ORDER = "order"
    KIND = "kind"
    BOUNDS = "bounds"


SCALE = frozenset({Part.ANSWERS, Part.ORDER, Part.KIND, Part.BOUNDS, Part.ROWS})
"""What makes a question rescaled; anything else makes it reworded."""

ALIKE = 0.6
"""From this share of common words on, a new question is shown as one that a dropped one may have become."""


@dataclass(frozen=True)
class Pair:
    """A question of the earlier questionnaire and one of the later, or one of the two alone.

    differs: what differs, in the order of `Part`. link: what was decided about them. alike: of a new question the id of the
    dropped one whose words are most like its own, where they are alike.
    """

    earlier: Item | None
    later: Item | None
    status: Status
    differs: tuple[Part, ...] = ()
    link: Link | None = None
    alike: str | None = None

    @property
    def apart(self) -> bool:
        """Whether it was decided that these are two questions."""
        return self.link is not None and self.link.decision is Decision.APART


@dataclass(frozen=True)
class Partner:
    """The question of the other questionnaire (`item` or `item.row`), and the two together."""

    name: str
    pair: Pair


def compare(earlier: Instrument, later: Instrument, links: Links | None = None) -> tuple[Pair, ...]:
    """Pair the questions of two questionnaires.

    Parameters
    ----------
    earlier, later
        The two questionnaires.
    links
        What was decided about them; read from `links/<later>.yaml` by default.

    Returns
    -------
    A pair for each question of the later questionnaire in its order, then one for each that was dropped. A decision goes before
    the key `trend`, and that before equal ids. A whole matrix is one question here; a decision about one of its rows is a pair
    of its own.

    Examples
    --------
    >>> from survey.instrument.find import available, load_instrument
    >>> one = load_instrument(available()[0])
    >>> {str(pair.status) for pair in compare(one, one)}
    {'same'}
    """
    links = links_of(earlier, later) if links is None else links
    before = {item.id: item for item in earlier.items}
    rows = [link for link in links.items if _of_row(link)]
    partners = {item.id: _partner(item, earlier, links) for item in later.items}
    taken = {*partners.values(), *(link.earlier.partition(".")[0] for link in rows)}
    dropped = [item for item in earlier.items if item.id not in taken]
    found = []
    for item in later.items:
        name = partners[item.id]
        own = [link for link in rows if link.later.partition(".")[0] == item.id]
        if name is not None:
            found.append(pair_of(before[name], item, links.of_later.get(item.id)))
        elif item.rows or not own:
            found.append(Pair(None, item, Status.NEW, alike=_alike(item, dropped)))
        found += [pair_of(_question(earlier, link.earlier), _question(later, link.later), link) for link in own]
    return (*found, *(Pair(item, None, Status.DROPPED) for item in dropped))


def _of_row(link: Link) -> bool:
    """Whether a decision is about a row of a matrix."""
    return "." in link.earlier or "." in link.later


def _partner(item: Item, earlier: Instrument, links: Links) -> str | None:
    known = {one.id for one in earlier.items}
    decided = links.of_later.get(item.id)
    if decided is not None:
        return None if _of_row(decided) else decided.earlier
    if item.trend is not None and item.trend.questionnaire == earlier.id and item.trend.item in known:
        return item.trend.item
    return item.id if item.id in known and item.id not in {link.earlier for link in links.items} else None


def partner(earlier: Instrument, later: Instrument, links: Links, name: str, *, forward: bool = False) -> Partner | None:
    """The question of the other questionnaire that belongs to a question or a row of a matrix; None where there is none.

    name: of the later questionnaire, with `forward` of the earlier. Rows of two paired matrices are paired by their code.
    """
    decided = (links.of_earlier if forward else links.of_later).get(name)
    if decided is not None:
        other = decided.later if forward else decided.earlier
        return Partner(other, pair_of(_question(earlier, decided.earlier), _question(later, decided.later), decided))
    whole, dot, row = name.partition(".")
    matches = [(_partner(item, earlier, links), item.id) for item in later.items]
    found = next(((one, two) for one, two in matches if one is not None and (one if forward else two) == whole), None)
    if found is None:
        return None
    link = links.of_later.get(found[1])
    names = tuple(f"{part}{dot}{row}" for part in found)
    sides = (earlier.item(found[0]), later.item(found[1]))
    if dot and any(row not in {part.code for part in side.rows} for side in sides):
        return None
    pair = pair_of(_question(earlier, names[0]), _question(later, names[1]), link)
    return Partner(names[1] if forward else names[0], pair)


def _question(instrument: Instrument, name: str) -> Item:
    """An item; of a row of a matrix the matrix with this row alone, so that its stem is compared too."""
    whole, dot, row = name.partition(".")
    item = instrument.item(whole)
    return replace(item, id=name, rows=tuple(part for part in item.rows if part.code == row)) if dot else item


def pair_of(earlier: Item, later: Item, link: Link | None = None) -> Pair:
    """Two questions that belong together, and what differs between them."""
    found = tuple(sorted(set(_differs(earlier, later)), key=list(Part).index))
    status = Status.RESCALED if SCALE & set(found) else Status.REWORDED if found else Status.SAME
    return Pair(earlier, later, status, found, link)


def _differs(one: Item, other: Item) -> Iterator[Part]:
    if _reworded(one.text, other.text):
        yield Part.TEXT
    if (one.kind, one.level) != (other.kind, other.level):
        yield Part.KIND
    if (one.minimum, one.maximum) != (other.minimum, other.maximum):
        yield Part.BOUNDS
    if one.show_if != other.show_if:
        yield Part.FILTER
    if {row.code for row in one.rows} != {row.code for row in other.rows}:
        yield Part.ROWS
    if _texts_differ(one.rows, other.rows):
        yield Part.TEXT
    mine, theirs = tuple(part.code for part in one.offered), tuple(part.code for part in other.offered)
    if set(mine) != set(theirs):
        yield Part.ANSWERS
    elif mine != theirs or one.randomise != other.randomise:
        yield Part.ORDER
    if _texts_differ(one.offered, other.offered):
        yield Part.ANSWER_TEXTS


def _texts_differ(ours: tuple[Option, ...] | tuple[Row, ...], theirs: tuple[Option, ...] | tuple[Row, ...]) -> bool:
    texts = {part.code: part.text for part in theirs}
    return any(part.code in texts and _reworded(part.text, texts[part.code]) for part in ours)


def _reworded(one: Text, other: Text) -> bool:
    """Whether two texts differ in a language that both have."""
    return any(language in other and words != other[language] for language, words in one)


def _alike(item: Item, dropped: list[Item]) -> str | None:
    """The dropped question whose words are most like those of a new one."""
    found = max(((_likeness(item, other), other.id) for other in dropped), default=(0.0, ""))
    return found[1] if found[0] >= ALIKE else None


def _likeness(item: Item, other: Item) -> float:
    common = [(words, other.text[language]) for language, words in item.text if language in other.text]
    return sum(likeness(before, after) for before, after in common) / len(common) if common else 0.0
