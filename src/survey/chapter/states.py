"""What has become of each living number: fresh, stale, overtyped, lost; of a table, whether its rows are those of the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from survey.audit.document_shares import language_of
from survey.chapter.address import NONE, Address, digest
from survey.chapter.controls import FIGURE, TABLE, Control, addresses_within
from survey.chapter.living import together
from survey.chapter.media import picture_digest, words_of
from survey.chapter.values import INDEX, INDICES
from survey.chapter.word_file import WordFile
from survey.errors import (
    ADDRESS_DAMAGED,
    COLUMNS_CHANGED,
    NOT_OF_THIS_WAVE,
    NUMBER_LOST,
    PICTURE_GONE,
    ROWS_CHANGED,
    Problem,
    SurveyError,
    problem,
)
from survey.i18n.problems import sentence
from survey.i18n.signs import DASH, HIDDEN
from survey.i18n.text import LANGUAGES, Language, Text

_LETTER, _WORDY = re.compile(r"[^\W\d_]"), 12  # letters by which a note or a date tells its language
_ENDING = re.compile(r"[-\u2010\u2011][а-яәғқңөұүһі]+$")


class Source(Protocol):
    """What the numbers of a wave are now, in one language; `survey.chapter.values.Values` is one."""

    @property
    def language(self) -> Language:
        """The language."""

    def text(self, address: Address) -> str:
        """The text of a number. Raises SurveyError where there is none at this address."""

    def rows(self, address: Address) -> tuple[str, ...]:
        """The codes of the rows of a table."""

    def columns(self, address: Address) -> tuple[str, ...]:
        """The statistics in the columns of a table."""

    def data(self, address: Address) -> tuple[str, ...]:
        """The texts of the numbers that a figure shows."""


class State(Enum):
    """What has become of a control.

    fresh: as written, and true. stale: as written, but the data say something else now. overtyped: changed by hand. lost: its
    address names nothing. other: of another wave. rows: a table whose rows are no longer those of the data. unknown: as written,
    no wave to compare with.
    """

    FRESH = "fresh"
    STALE = "stale"
    OVERTYPED = "overtyped"
    LOST = "lost"
    OTHER = "other"
    ROWS = "rows"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Judged:
    """A control and its state. shown: what stands there; now: what the data say (both empty for figures and tables).

    written: the digest that belongs into its tag now. problem: why it is lost or of another wave, or what is wrong with its rows;
    columns: what is wrong with its columns. language: the one it is told in; None where no wave is there to compare with.
    """

    control: Control
    state: State
    shown: str = ""
    now: str = ""
    written: str = ""
    problem: Problem | None = None
    columns: Problem | None = None
    language: Language | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it."""
        return tuple(one for one in (self.problem, self.columns) if one is not None)

    @property
    def address(self) -> Address:
        """Its address; only damaged controls have none, and they are lost."""
        assert self.control.address is not None
        return self.control.address


def judge(file: WordFile, controls: Iterable[Control], *sources: Source) -> tuple[Judged, ...]:
    """The state of every control.

    sources: what the numbers are now, in the language of the chapter and then in the others that a number may have been copied
    in; without any, only whether it was changed by hand can be told.
    """
    return tuple(_judged(file, control, sources) for control in controls)


def _judged(file: WordFile, control: Control, sources: Sequence[Source]) -> Judged:
    if control.address is None:
        return _lost(
            control, problem(ADDRESS_DAMAGED, control.place, title=control.title, tag=control.tag, around=control.around)
        )
    kinds: dict[str, Any] = {FIGURE: _figure, TABLE: _table}
    try:
        judged: Judged = kinds.get(control.address.statistic, _number)(file, control, control.address, sources)
    except SurveyError as why:
        if why.code == NOT_OF_THIS_WAVE:
            return Judged(control, State.OTHER, control.shown, written=control.written, problem=why.problems[0])
        return _lost(control, problem(NUMBER_LOST, control.place, around=control.around, reason=_reason(why)))
    return judged


def _lost(control: Control, why: Problem) -> Judged:
    shown = control.shown if control.address is None or control.address.statistic not in (FIGURE, TABLE) else ""
    return Judged(control, State.LOST, shown, "", control.written, why)


def _reason(why: SurveyError) -> Text:
    """What an error says, for a sentence of another problem in any language."""
    return Text(**{language: sentence(why.problems[0], language) for language in LANGUAGES})


def _number(_: WordFile, control: Control, address: Address, sources: Sequence[Source]) -> Judged:
    shown = " ".join(control.shown.split())
    by_hand = digest(shown) != control.written
    if not sources:
        return Judged(control, State.OVERTYPED if by_hand else State.UNKNOWN, shown, "", control.written)
    language, now = sources[0].language, sources[0].text(address)
    if digest(shown) != digest(now):
        told = [(language, now), *((source.language, source.text(address)) for source in sources[1:])]
        language, now = _as_written(shown, told, inflected=":" in address.format)
    written = digest(now)
    if digest(shown) == written:
        return Judged(control, State.FRESH, shown, now, written, language=language)
    return Judged(control, State.OVERTYPED if by_hand else State.STALE, shown, now, written, language=language)


def _as_written(shown: str, told: Sequence[tuple[Language, str]], *, inflected: bool) -> tuple[Language, str]:
    """Language and text of the number of now, in the language that it was written in. told: that of the chapter first.

    The first in which it is true; else Kazakh, where it has a Kazakh ending, or has lost it because it was hidden; else that of
    its words, where it has some; else the first in which a number is written with the same signs.
    """
    true = [one for one in told if digest(one[1]) == digest(shown)]
    kazakh = [one for one in told if inflected and one[0] == "kk" and (_ENDING.search(shown) or shown == HIDDEN)]
    alike = [one for one in told if _signs(one[1]) == _signs(shown)]
    spoken = language_of(shown, told[0][0]) if len(_LETTER.findall(shown)) >= _WORDY else None
    wordy = [one for one in told if one[0] == spoken]
    return next(iter((*true, *kazakh, *wordy, *alike, *told)))


def _signs(text: str) -> str:
    """What a number looks like, whatever its digits."""
    return re.sub(r"\d+", "0", " ".join(text.split()))


def _figure(file: WordFile, control: Control, address: Address, sources: Sequence[Source]) -> Judged:
    data, _, content = control.written.partition(".")
    there = picture_digest(file, control)
    if there is None:
        return _lost(control, problem(PICTURE_GONE, control.place, title=control.title, around=control.around))
    by_hand = there != content
    if not sources:
        return Judged(control, State.OVERTYPED if by_hand else State.UNKNOWN, written=control.written)
    told = {}
    for source in sources:
        told[source.language] = together(source.data(address))
        if told[source.language] == data:
            state = State.OVERTYPED if by_hand else State.FRESH
            return Judged(control, state, written=control.written, language=source.language)
    first = sources[0].language
    spoken = language_of(words_of(control), first)
    language = spoken if spoken in told else first
    state = State.OVERTYPED if by_hand else State.STALE
    return Judged(control, state, written=f"{told[language]}.{content}", language=language)


def _table(_: WordFile, control: Control, address: Address, sources: Sequence[Source]) -> Judged:
    if not sources:
        return Judged(control, State.UNKNOWN, written=control.written)
    rows, columns = sources[0].rows(address), sources[0].columns(address)
    written = together((*rows, *columns))
    if written == control.written:
        return Judged(control, State.FRESH, written=control.written)
    rows_there, columns_there = _within(control, address)
    found = [
        problem(code, control.place, title=control.title, new=_but(now, there) or DASH, gone=_but(there, now) or DASH)
        for code, now, there in ((ROWS_CHANGED, rows, rows_there), (COLUMNS_CHANGED, columns, columns_there))
        if code == ROWS_CHANGED or set(now) != set(there)
    ]
    if len(found) == 2 and set(rows) == set(rows_there):
        return Judged(control, State.ROWS, written=written, problem=found[1])
    return Judged(control, State.ROWS, written=written, problem=found[0], columns=found[1] if len(found) == 2 else None)


def _but(some: Iterable[str], others: Iterable[str]) -> list[str]:
    return [one for one in some if one not in others]


def _within(control: Control, table: Address) -> tuple[list[str], list[str]]:
    """Rows and columns of a table, by the numbers that stand in it: answers and statistics of them, statistics alone of a
    question of numbers, indices. The row with the total is none of the rows."""
    found = addresses_within(control.element)
    if table.item == INDICES:
        rows = [f"{one.item.removeprefix(INDEX)}/{one.code}" for one in found]
        return list(dict.fromkeys(rows)), list(dict.fromkeys(one.statistic for one in found))
    answers = [one for one in found if one.code != NONE]
    if not answers:
        return list(dict.fromkeys(one.statistic for one in found)), []
    return list(dict.fromkeys(one.code for one in answers)), list(dict.fromkeys(one.statistic for one in answers))
