"""Which questions a deck shows: those that are asked for, else those that the author's summary counts answers of."""

from __future__ import annotations

from collections.abc import Iterable

from survey.audit.commentary import read_commentary
from survey.audit.marks import segments
from survey.errors import CHAPTER_ITEM, SLIDE_WITHOUT_FIGURE, problem, raise_all
from survey.instrument.model import Item, ItemKind
from survey.instrument.nearest import like_items
from survey.instrument.rows import unfolded
from survey.report.report import Report

SUMMARY = "summary"


def main_items(report: Report, asked: Iterable[str] | None = None) -> tuple[Item, ...]:
    """The questions of a deck, in its order; of a matrix its rows.

    Parameters
    ----------
    report : of the wave, in the language of the deck.
    asked : ids of questions, `item.row` for a row of a matrix. By default the questions whose answers the summary of the author's
        commentary counts (`[54]{of=item.code}`), in its order; without such a summary all questions that have options, as in the
        table of the summary.

    Raises
    ------
    ChapterError
        CHAPTER_ITEM for an id that there is not, SLIDE_WITHOUT_FIGURE for a question that no figure can show; all at once.
    """
    if asked is not None:
        return _asked(report, tuple(dict.fromkeys(asked)))
    offered = {item.id: item for whole in report.instrument.items if whole.options for item in unfolded(whole)}
    named = [offered[name] for name in _counted(report) if name in offered]
    return tuple(named or offered.values())


def _asked(report: Report, names: tuple[str, ...]) -> tuple[Item, ...]:
    found: list[Item] = []
    problems = []
    known = {item.id: item for whole in report.instrument.items for item in (*unfolded(whole), whole)}
    for name in names:
        item = known.get(name)
        if item is None:
            problems.append(problem(CHAPTER_ITEM, item=name, like=like_items(name, known.values())))
            continue
        numbers = item.kind is ItemKind.NUMBER and report.wave.margins is None
        if item.options or numbers:
            found += unfolded(item) if item.options else [item]
        else:
            problems.append(problem(SLIDE_WITHOUT_FIGURE, item=name))
    raise_all(problems)
    return tuple(found)


def _counted(report: Report) -> list[str]:
    """The ids of the questions that the marks of the summary name with an answer, each once."""
    path = report.commentary_path
    if path is None or SUMMARY not in report.commentary:
        return []
    _, marked = segments(read_commentary(path)[SUMMARY][1])
    names = []
    for segment in marked:
        if segment.mark is not None and segment.mark.key == "of":
            name, dot, _ = segment.mark.value.rpartition(".")
            names += [name] if dot else []
    return list(dict.fromkeys(names))
