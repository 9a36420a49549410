"""`survey chapter check`: which living numbers of a Word file are stale, overtyped or lost; nothing is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from survey.chapter.controls import find_controls
from survey.chapter.refresh import before_all, languages
from survey.chapter.states import Judged, Source, State, judge
from survey.chapter.word_file import read_word_file
from survey.errors import Problem
from survey.i18n.text import Language


@dataclass(frozen=True)
class Checked:
    """Every living number of a file with its state, in the order of the file, and warnings about the file as a whole.

    problems: what keeps the file as a whole from being refreshed with this wave. languages: how many numbers and figures are told
    in each.
    """

    numbers: tuple[Judged, ...]
    warnings: tuple[Problem, ...]
    problems: tuple[Problem, ...] = ()
    languages: Mapping[Language, int] = field(default_factory=dict)

    def of(self, state: State) -> tuple[Judged, ...]:
        """Those in a state."""
        return tuple(one for one in self.numbers if one.state is state)

    @property
    def fine(self) -> bool:
        """Whether there are numbers, and none of them asks for anything."""
        states = {one.state for one in self.numbers}
        known = bool(states & {State.FRESH, State.UNKNOWN}) and states <= {State.FRESH, State.UNKNOWN, State.OTHER}
        return known and not self.problems


def check_file(path: Path, source: Source | None = None, *, others: Sequence[Source] = ()) -> Checked:
    """The state of each living number.

    Parameters
    ----------
    path
        The .docx or .docm.
    source
        What the numbers are now; without it only what was overtyped by hand can be told, and damaged addresses.
    others
        The same in the other languages of the wave.

    Raises
    ------
    ChapterError, ReportError, DataError
        The file cannot be read.
    """
    file = read_word_file(path)
    sources = () if source is None else (source, *others)
    judged = tuple(one for one in judge(file, find_controls(file), *sources) if not one.control.twin)
    return Checked(judged, before_all(file, judged), languages=languages(judged))
