"""A wave in, a file for another program out."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from survey.errors import UNKNOWN_FORMAT, UNKNOWN_LANGUAGE, error
from survey.i18n.text import LANGUAGES, Language
from survey.wave.wave import Wave
from survey.writers.guard import refuse_wave_files
from survey.writers.job import Job
from survey.writers.registry import FORMATS


def export(
    wave: Wave, to: str, language: Language | None = None, out: str | Path | None = None, *, with_texts: bool = False
) -> Sequence[Path]:
    """Write a wave for another program.

    Parameters
    ----------
    wave
        A wave; all formats but `ddi` need one of rows.
    to
        `sav`, `dta`, `parquet`, `csv`, `xlsx`, `ddi` or `spss-syntax`.
    language
        Of the labels; by default the first language of the questionnaire. DDI has all languages, CSV no labels.
    out
        The file; by default `_out/<wave>/<wave>.<language>.<ending>` in the working folder.
    with_texts
        Whether free texts, times and ids of the platform, which can tell who answered, are written too.

    Returns
    -------
    The files written: one, or for `spss-syntax` the syntax and the CSV file that it reads. An older file of the name is replaced
    only once the new one is complete.

    Raises
    ------
    SurveyError
        An unknown format or language; the place of a file of a wave; NEEDS_ROWS; labels or
        texts that the format cannot hold; a folder that cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(max((root() / "data").glob("*-2022-demo")))
    >>> [path.name for path in export(wave, "csv", out=Path(tempfile.mkdtemp()) / "answers.csv")]
    ['answers.csv']
    """
    if to not in FORMATS:
        raise error(UNKNOWN_FORMAT, format=to, available=tuple(FORMATS))
    available = wave.instrument.languages
    language = language or available[0]
    if language not in available or language not in LANGUAGES:
        raise error(UNKNOWN_LANGUAGE, language=language, available=available)
    path = Path(out) if out is not None else _default(wave, to, language)
    refuse_wave_files(path, wave.folder)
    module = import_module(f"survey.writers.{FORMATS[to].module}")
    written: Sequence[Path] = module.write(Job(wave, to, language, with_texts), path)
    return written


def _default(wave: Wave, to: str, language: Language) -> Path:
    form = FORMATS[to]
    return Path("_out") / wave.id / f"{wave.id}{f'.{language}' if form.labelled else ''}{form.ending}"
