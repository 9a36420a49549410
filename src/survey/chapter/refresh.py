"""`survey chapter refresh`: the living numbers of a Word file as the data are now, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from survey.chapter.controls import FIGURE, TABLE, Control, find_controls, without_tags
from survey.chapter.endings import ending_behind, is_ending, other_form, right_ending, word_behind
from survey.chapter.figures import Figures
from survey.chapter.media import drop_unused, picture_digest, picture_part, redraw
from survey.chapter.rewrite import number_twice, write_digest, write_text
from survey.chapter.states import Judged, Source, State, judge
from survey.chapter.word_file import WordFile, opened_elsewhere, read_word_file
from survey.errors import (
    ENDING_OF_HIDDEN,
    ENDING_TO_CHECK,
    FIGURE_NOT_DRAWN,
    FORM_TO_CHECK,
    NO_LIVING_NUMBERS,
    NUMBERS_OF_ANOTHER_WAVE,
    TAGS_LOST,
    Place,
    Problem,
    problem,
)
from survey.i18n.signs import HIDDEN
from survey.i18n.text import Language


@dataclass(frozen=True)
class Change:
    """One number or picture that was changed. old, new: what it said; of a figure, its words where they changed; language: in
    which it is told."""

    control: Control
    old: str
    new: str
    language: Language | None = None

    @property
    def kind(self) -> str:
        """`number` or `figure`."""
        assert self.control.address is not None
        return "figure" if self.control.address.statistic == FIGURE else "number"


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did.

    changes: in the order of the file. kept: overtyped by hand and left. problems: lost ones, and tables whose rows changed.
    warnings: Kazakh endings to look at, no living numbers, numbers of another wave. fresh: how many were true. languages: how
    many numbers and figures are told in each.
    """

    changes: tuple[Change, ...]
    kept: tuple[Judged, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    fresh: int
    languages: Mapping[Language, int] = field(default_factory=dict)


def refresh_file(
    path: Path, source: Source, figures: Figures | None = None, *, overtyped: bool = False, others: Sequence[Source] = ()
) -> Refreshed:
    """Bring the stale numbers and figures of a Word file up to date in place; whatever its author did around them stays.

    Parameters
    ----------
    path
        The .docx or .docm; it is replaced whole at the end, or left as it is.
    source
        What the numbers are now, in the language of the file.
    figures
        What draws figures anew; without it stale figures stay, and are told.
    overtyped
        Also change what was overtyped by hand.
    others
        The same in the other languages of the wave: a number that is written in one of them stays in it.

    Returns
    -------
    Refreshed
        Every change with the old and the new text, what was left and why.

    Raises
    ------
    ChapterError, ReportError, DataError
        The file cannot be read or written; nothing was changed.
    """
    file = read_word_file(path, to_write=True)
    found = find_controls(file)
    judged = judge(file, found, source, *others)
    chosen = {State.STALE, State.OVERTYPED} if overtyped else {State.STALE}
    before = {picture_part(file, one) for one in found}
    changes = _changed(file, [one for one in judged if one.state in chosen], figures)
    for one in judged:
        if one.state is State.FRESH:
            _renew_tag(file, one)
    drop_unused(file, {part for part in before if part})
    file.touched |= number_twice(found, file.roots.values())
    file.write()
    return _refreshed(file, [one for one in judged if not one.control.twin], changes, chosen)


def _changed(file: WordFile, judged: Iterable[Judged], figures: Figures | None) -> list[Change]:
    """Write each of them anew; a figure that nothing can draw is left out."""
    changes = []
    for one in judged:
        change = _redrawn(file, one, figures) if one.address.statistic == FIGURE else _rewritten(file, one)
        changes += [] if change is None else [change]
    return changes


def _refreshed(file: WordFile, told: Sequence[Judged], changes: Sequence[Change], chosen: Set[State]) -> Refreshed:
    """What was done, each control of a text box once, with what is left for the author to look at."""
    done = {id(change.control) for change in changes}
    undrawn = [one for one in told if one.state in chosen and id(one.control) not in done]
    changed = tuple(change for change in changes if not change.control.twin)
    endings = (_to_check(change) for change in changed if change.kind == "number")
    return Refreshed(
        changed,
        tuple(one for one in told if one.state is State.OVERTYPED and id(one.control) not in done),
        (
            *(found for one in told if one.state is not State.OTHER for found in one.problems),
            *(problem(FIGURE_NOT_DRAWN, one.control.place, title=one.control.title) for one in undrawn),
        ),
        (*before_all(file, told), *(one for one in endings if one is not None)),
        sum(one.state is State.FRESH for one in told),
        languages(told),
    )


def languages(judged: Iterable[Judged]) -> dict[Language, int]:
    """How many numbers and figures are told in each language, the most first."""
    return dict(Counter(one.language for one in judged if one.language is not None).most_common())


def before_all(file: WordFile, judged: Sequence[Judged]) -> tuple[Problem, ...]:
    """What is to be known of a file at once: that it is open, that tags were lost, that it has no living numbers."""
    lost, place = without_tags(file), Place(file.path)
    found = [opened_elsewhere(file.path)]
    if lost:
        found.append(problem(TAGS_LOST, place, n=lost))
    found += _other_waves(file.path, judged)
    if not lost and not judged:
        found.append(problem(NO_LIVING_NUMBERS, place))
    return tuple(one for one in found if one is not None)


def _other_waves(path: Path, judged: Sequence[Judged]) -> list[Problem | None]:
    """Numbers of waves other than the one that was named, each wave once: a document may speak of several."""
    other = [one for one in judged if one.state is State.OTHER]
    given = [one.problem.params["wave"] for one in other if one.problem is not None]
    counted = Counter(one.address.wave for one in other)
    return [problem(NUMBERS_OF_ANOTHER_WAVE, Place(path), other=wave, n=n, wave=given[0]) for wave, n in counted.items()]


def _renew_tag(file: WordFile, one: Judged) -> None:
    """Somebody wrote by hand what the data say now: from here on it lives again."""
    if one.written != one.control.written and one.address.statistic not in (FIGURE, TABLE):
        write_digest(one.control, one.written)
        file.touched.add(one.control.part)


def _rewritten(file: WordFile, one: Judged) -> Change:
    write_text(one.control, one.now)
    write_digest(one.control, one.written)
    file.touched.add(one.control.part)
    return Change(one.control, one.shown, one.now, one.language)


def _redrawn(file: WordFile, one: Judged, figures: Figures | None) -> Change | None:
    words = None if figures is None or one.language is None else redraw(file, one.control, figures, one.language)
    if words is None:
        return None
    write_digest(one.control, f"{one.written.partition('.')[0]}.{picture_digest(file, one.control)}")
    file.touched.add(one.control.part)
    return Change(one.control, *words, one.language)


def _to_check(change: Change) -> Problem | None:
    """What stands behind a new number and may not be right with it: a Kazakh ending, also behind the sign for a hidden number, or
    a word that has another form with it."""
    ending = ending_behind(change.control.element)
    printed, around = f"{change.new}-{ending}", change.control.around
    if change.new == HIDDEN and ending and is_ending(change.old, ending):
        return problem(ENDING_OF_HIDDEN, change.control.place, printed=printed, around=around)
    right = right_ending(change.old, change.new, ending)
    if right is not None:
        return problem(ENDING_TO_CHECK, change.control.place, printed=printed, right=f"{change.new}-{right}", around=around)
    word = word_behind(change.control.element)
    if change.language is not None and other_form(change.old, change.new, word, change.language):
        return problem(FORM_TO_CHECK, change.control.place, printed=f"{change.new} {word}", around=around)
    return None
