"""The living numbers of a chapter against a wave: `survey.refresh_chapter` and `survey.check_chapter`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import gettempdir

from survey.audit.document_shares import language_of
from survey.chapter.check import Checked, check_file
from survey.chapter.controls import find_controls
from survey.chapter.figures import FiguresOfWave
from survey.chapter.origin import other_origin
from survey.chapter.refresh import Refreshed, refresh_file
from survey.chapter.values import Values
from survey.chapter.word_file import WordFile, read_word_file
from survey.errors import CHAPTER_LANGUAGE, Problem, error
from survey.i18n.text import LANGUAGES, Language
from survey.report.report import Report
from survey.wave.load import load_wave
from survey.wave.wave import Wave


def refresh_chapter(
    path: str | Path, wave: Wave | str | Path, *, overtyped: bool = False, language: Language | None = None
) -> Refreshed:
    """Bring the living numbers and figures of a chapter up to date in place.

    Parameters
    ----------
    path
        The .docx (or .docm) of the chapter, or any other into which its numbers were copied; it is replaced whole, or not at all.
    wave
        The wave, or its folder.
    overtyped
        Also change the numbers that were overtyped by hand.
    language
        Of every number; None takes for each the language in which it is written, and for those that are written alike in several
        the language of the words around all numbers.

    Returns
    -------
    Refreshed
        `changes` with the old and the new text of each, `kept` (overtyped by hand), `problems` (what could not be found),
        `warnings`, the number of those that were `fresh`, and the `languages`. Nothing is changed where the chapter was built
        from invented answers and those of the wave are real, or the other way round: that is the one problem then.

    Raises
    ------
    ChapterError, ReportError, DataError
        The file or the wave cannot be read, or the file not be written; it is as it was.

    Examples
    --------
    >>> refresh_chapter("chapter.kk.docx", "data/tea-2026").changes  # doctest: +SKIP
    """
    path = Path(path)
    found = _told(path, wave, language)
    if found.problems:
        return Refreshed((), (), found.problems, (), 0)
    first, *others = found.values
    figures = FiguresOfWave({one.language: one for one in found.values})
    return refresh_file(path, first, figures, overtyped=overtyped, others=others)


def check_chapter(path: str | Path, wave: Wave | str | Path | None = None, *, language: Language | None = None) -> Checked:
    """Tell which living numbers of a chapter are stale, overtyped or lost, and change nothing.

    Parameters
    ----------
    path
        The .docx (or .docm).
    wave
        The wave, or its folder; without it only what was overtyped by hand can be told.
    language
        Of every number; None takes for each the language in which it is written.

    Returns
    -------
    Checked
        Every number with its state, in the order of the file; `fine` where nothing is to be done.

    Raises
    ------
    ChapterError, ReportError, DataError
        The file or the wave cannot be read.

    Examples
    --------
    >>> import docx, tempfile
    >>> path = Path(tempfile.mkdtemp()) / "chapter.docx"
    >>> docx.Document().save(str(path))
    >>> checked = check_chapter(path)
    >>> checked.fine, checked.warnings[0].code
    (False, 'SQ-W25')
    """
    path = Path(path)
    if wave is None:
        return check_file(path)
    found = _told(path, wave, language)
    first, *others = found.values
    return replace(check_file(path, first, others=others), problems=found.problems)


@dataclass(frozen=True)
class _Told:
    """What a wave says in the language of a chapter and then in its others; what keeps it from being the wave of this chapter."""

    values: tuple[Values, ...]
    problems: tuple[Problem, ...]


def _told(path: Path, wave: Wave | str | Path, language: Language | None) -> _Told:
    loaded = wave if isinstance(wave, Wave) else load_wave(wave)
    known = tuple(one for one in LANGUAGES if one in loaded.instrument.title)
    if language is not None and language not in known:
        raise error(CHAPTER_LANGUAGE, language=language, known=known)
    file = read_word_file(path)
    origin = other_origin(file, loaded.id, synthetic=loaded.synthetic)
    chosen = (language,) if language is not None else _by_their_words(file, known)
    values = tuple(Values(Report(loaded, one, Path(gettempdir()))) for one in chosen)
    return _Told(values, () if origin is None else (origin,))


def _by_their_words(file: WordFile, known: tuple[Language, ...]) -> tuple[Language, ...]:
    """The languages of a wave, that of the words around the numbers first."""
    words = " ".join(dict.fromkeys(one.around for one in find_controls(file)))
    return tuple(sorted(known, key=lambda one: one != language_of(words, known[0])))
