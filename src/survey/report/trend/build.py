"""The report that compares waves, in every language and format asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from survey.analysis.trend_chain import check_waves
from survey.i18n.text import LANGUAGES, Text
from survey.render.build import Output
from survey.report.build import build_document
from survey.report.document import NO_DATE, Subject
from survey.report.trend.trend_report import TREND, short_names
from survey.wave.wave import Wave
from survey.writers.guard import refuse_wave_files


def build_trend(
    waves: Sequence[Wave],
    languages: Iterable[str] | None = None,
    formats: Iterable[str] | None = None,
    *,
    out: Path | None = None,
    renderer: str = "builtin",
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Output, ...]:
    """Build the report that compares waves.

    Parameters
    ----------
    waves
        Two or more, loaded from their folders, the earliest first.
    languages
        Any of kk, ru, en; by default those that all questionnaires have.
    formats
        Any of html, docx, pdf; by default all.
    out
        The folder of the files `trend.<language>.<format>`; by default `_out/<first wave>--<last wave>` in the working folder.
    renderer, workers, progress
        As for `survey.build_report`.

    Returns
    -------
    One `Output` for each file, in the order of languages and formats, with its path or its error; see `survey.build_report`.

    Raises
    ------
    SurveyError
        Before anything is built: fewer than two waves, one wave twice; as `survey.build_report`.

    Examples
    --------
    >>> import survey, tempfile
    >>> from survey import shipped
    >>> waves = [survey.load_wave(folder) for folder in sorted((shipped.root() / "data").glob("*-2022*"))]
    >>> outputs = build_trend(waves, ["en"], ["html"], out=Path(tempfile.mkdtemp()))
    >>> [output.path.name for output in outputs]
    ['trend.en.html']
    """
    found = check_waves(waves)
    if out is not None:
        for wave in found:
            refuse_wave_files(out.absolute(), wave.folder)
    return build_document(TREND, about(found), languages, formats, out=out, renderer=renderer, workers=workers, progress=progress)


def about(waves: Sequence[Wave]) -> Subject:
    """Several waves as the subject of a document: that of the last one, with the names of all."""
    last = waves[-1]
    languages = tuple(language for language in LANGUAGES if all(language in wave.instrument.languages for wave in waves))
    years = "\N{NO-BREAK SPACE}→\N{NO-BREAK SPACE}".join(short_names(waves))
    title = {language: f"{last.instrument.title[language]}: {years}" for language in languages}
    days = [wave.settings.fieldwork[1] for wave in waves if wave.settings.fieldwork]
    variables = {"SURVEY_WAVE": "", "SURVEY_WAVES": os.pathsep.join(str(wave.folder) for wave in waves)}
    synthetic = any(wave.synthetic for wave in waves)
    name = f"{waves[0].id}--{last.id}"
    return Subject(name, Text(**title), languages, max(days, default=NO_DATE), synthetic, last.folder, variables)
