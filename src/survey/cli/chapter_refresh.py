"""`survey chapter refresh` and `survey chapter check`: the living numbers of a chapter, its author's edits untouched."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from survey.i18n.catalogue import say
from survey.i18n.problems import tell, where
from survey.i18n.text import Language

if TYPE_CHECKING:
    from survey.chapter.check import Checked
    from survey.chapter.controls import Control
    from survey.chapter.refresh import Refreshed
    from survey.chapter.states import Judged
    from survey.errors import Problem

AROUND = 90
"""Letters of the line that shows where a number stands."""


def run(options: argparse.Namespace) -> int:
    """Refresh or check; 1 where something is left for the author to look at."""
    return _refresh(options) if options.action == "refresh" else _check(options)


def _refresh(options: argparse.Namespace) -> int:
    from survey.chapter.keep_true import refresh_chapter

    found = refresh_chapter(options.file, options.wave, overtyped=options.overtyped, language=options.lang)
    language = options.language
    _tell(found.warnings, language)
    for change in found.changes:
        if change.kind == "figure":
            print(say("chapter.figure_redrawn", language, place=_where(change.control, language), title=change.control.title))
        else:
            print(_line("chapter.number_changed", change.control, language, old=change.old or "–", new=change.new))
    for one in found.kept:
        _tell_overtyped(one, language)
    _tell(found.problems, language)
    _tell_languages(found.languages, language)
    print(_summary(found, language))
    return 1 if found.problems or not (found.changes or found.fresh or found.kept) else 0


def _summary(found: Refreshed, language: Language) -> str:
    return say(
        "chapter.refreshed",
        language,
        changed=len(found.changes),
        fresh=found.fresh,
        kept=len(found.kept),
        problems=len(found.problems),
    )


def _check(options: argparse.Namespace) -> int:
    from survey.chapter.keep_true import check_chapter
    from survey.chapter.states import State

    found = check_chapter(options.file, options.wave, language=options.lang)
    language = options.language
    deviations = _deviations(options)
    if options.profile and not options.wave and not found.numbers:  # any document may be held against the rules of a profile
        _tell_folded(deviations, language)
        return 1 if deviations else 0
    _tell(found.warnings, language)
    for one in found.numbers:
        if one.state is State.STALE and _is_figure(one):
            print(say("chapter.figure_stale", language, place=_where(one.control, language), title=one.control.title))
        elif one.state is State.STALE:
            print(_line("chapter.number_stale", one.control, language, old=one.shown, new=one.now))
        elif one.state is State.OVERTYPED:
            _tell_overtyped(one, language)
        elif one.state is not State.OTHER:
            _tell(one.problems, language)
    _tell(found.problems, language)
    _tell_folded(deviations, language)
    _tell_languages(found.languages, language)
    print(_counts(found, language))
    return 0 if found.fine and not deviations else 1


def _deviations(options: argparse.Namespace) -> tuple[Problem, ...]:
    """What the file has against the rules of the profile that was named."""
    if options.profile is None:
        return ()
    from survey.chapter.conform import conform
    from survey.chapter.profile import read_profile

    return conform(options.file, read_profile(options.profile), options.lang)


def _counts(found: Checked, language: Language) -> str:
    from survey.chapter.states import State

    number = {state: len(found.of(state)) for state in State}
    if number[State.UNKNOWN]:
        return say(
            "chapter.checked_alone",
            language,
            n=len(found.numbers),
            overtyped=number[State.OVERTYPED],
            problems=number[State.LOST],
        )
    return say(
        "chapter.checked",
        language,
        fresh=number[State.FRESH],
        stale=number[State.STALE],
        overtyped=number[State.OVERTYPED],
        problems=number[State.LOST] + number[State.ROWS],
    )


def _tell_languages(found: Mapping[Language, int], language: Language) -> None:
    """In which languages the numbers are told; nothing where none could be compared."""
    if found:
        names = (say(f"chapter.language_{one}", language) for one in found)
        told = (say("chapter.in_language", language, name=name, n=n) for name, n in zip(names, found.values(), strict=True))
        print(say("chapter.languages", language, languages=", ".join(told)))


def _tell_overtyped(one: Judged, language: Language) -> None:
    """What was changed by hand, with what the data say, where that is known."""
    if _is_figure(one):
        print(say("chapter.figure_by_hand", language, place=_where(one.control, language), title=one.control.title))
        return
    texts = {"old": one.shown} if one.shown else {}
    if one.now:
        key = "chapter.number_by_hand_now" if one.shown else "chapter.number_emptied_now"
        print(_line(key, one.control, language, **texts, new=one.now))
    else:
        print(_line("chapter.number_by_hand" if one.shown else "chapter.number_emptied", one.control, language, **texts))


def _is_figure(one: Judged) -> bool:
    from survey.chapter.controls import FIGURE

    return one.address.statistic == FIGURE


def _line(key: str, control: Control, language: Language, **texts: Any) -> str:
    """One number: where, which, what it said and says."""
    address = control.address
    name = control.title if address is None else " ".join((control.title, *_known(address.code), address.statistic))
    return say(key, language, place=_where(control, language), title=name, around=control.around[:AROUND], **texts)


def _known(code: str) -> Iterable[str]:
    return () if code == "-" else (code,)


def _where(control: Control, language: Language) -> str:
    from survey.errors import Place

    return where(Place(paragraph=control.place.paragraph), language)


def _tell(problems: Iterable[Problem], language: Language) -> None:
    for problem in problems:
        print(tell(problem, language), file=sys.stderr)


def _tell_folded(deviations: Iterable[Problem], language: Language) -> None:
    """What a whole text has once, with the numbers of its paragraphs; every other deviation by itself."""
    from survey.errors import ALIGNMENT_IS, EMPHASIS_IS, FONT_IS, GAP_IS, INDENT_IS, SIZE_IS, SPACING_IS

    kinds: dict[tuple[str, ...], list[Problem]] = {}
    for place, one in enumerate(deviations):
        everywhere = one.code in (ALIGNMENT_IS, EMPHASIS_IS, FONT_IS, GAP_IS, INDENT_IS, SIZE_IS, SPACING_IS)
        same = tuple(str(one.params.get(name)) for name in ("side", "found", "expected")) if everywhere else (str(place),)
        kinds.setdefault((one.code, *same), []).append(one)
    for first, *others in kinds.values():
        more = ranges(sorted({one.place.paragraph for one in others if one.place.paragraph} - {first.place.paragraph}))
        print(tell(first, language), file=sys.stderr)
        if more:
            print("    " + say("profiles.also_in", language, paragraphs=more), file=sys.stderr)


def ranges(numbers: Iterable[int]) -> str:
    """Numbers in their order, neighbours joined.

    >>> ranges([1, 2, 3, 7, 9, 10])
    '1–3, 7, 9–10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
