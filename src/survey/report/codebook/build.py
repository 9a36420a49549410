"""The codebook of a wave or a questionnaire in every language and format: pages as those of the report, and a workbook."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import MappingProxyType

from survey import shipped
from survey.errors import CODEBOOK_OF_NOTHING, UNKNOWN_FORMAT, UNKNOWN_LANGUAGE, error
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.find import available, load_instrument
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.render.build import FORMATS as PAGES
from survey.render.build import Output, failed
from survey.render.clock import epoch
from survey.report.build import about, build_document, chosen_of, output_folder
from survey.report.codebook.codebook import CODEBOOK, codebook_of
from survey.report.codebook.workbook import write_workbook
from survey.report.document import NO_DATE, Subject
from survey.wave.load import load_wave
from survey.wave.wave import Wave

WORKBOOK = "xlsx"
FORMATS = (*PAGES, WORKBOOK)


def build_codebook(
    subject: Wave | Instrument,
    languages: Iterable[str] | None = None,
    formats: Iterable[str] | None = None,
    *,
    out: Path | None = None,
    renderer: str = "builtin",
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Output, ...]:
    """Build the codebook of a wave, or of a questionnaire without answers.

    Parameters
    ----------
    subject
        A wave that was loaded from its folder, or a questionnaire that was read from its file.
    languages
        Any of kk, ru, en; by default those of the questionnaire.
    formats
        Any of html, docx, pdf, xlsx; by default all.
    out, renderer, workers, progress
        As for `survey.build_report`; the files are `codebook.<language>.<format>`.

    Returns
    -------
    One `Output` for each file, in the order of languages and formats, with its path or its error; see `survey.build_report`.

    Raises
    ------
    ReportError
        Before anything is built, as `survey.build_report` does.

    Examples
    --------
    >>> import survey, tempfile
    >>> from survey import shipped
    >>> wave = survey.load_wave(min((shipped.root() / "data").glob("*-2022")))
    >>> outputs = build_codebook(wave, ["en"], ["xlsx"], out=Path(tempfile.mkdtemp()))
    >>> [output.path.name for output in outputs]
    ['codebook.en.xlsx']
    """
    described = about(subject) if isinstance(subject, Wave) else _about(subject)
    chosen = chosen_of(languages, described.languages, LANGUAGES, UNKNOWN_LANGUAGE, "language")
    wanted = chosen_of(formats, FORMATS, FORMATS, UNKNOWN_FORMAT, "format")
    pages, books = [name for name in wanted if name != WORKBOOK], chosen if WORKBOOK in wanted else ()
    now = epoch(described.day)
    done: list[Output] = []
    steps = len(chosen) * (1 + len(pages)) if pages else 0

    def told(finished: int, _: int = 0) -> None:
        if progress is not None:
            progress(finished, steps + len(books))

    if pages:
        done += build_document(CODEBOOK, described, chosen, pages, out=out, renderer=renderer, workers=workers, progress=told)
    folder = output_folder(described, out)
    for count, language in enumerate(books, 1):
        done.append(_workbook(subject, language, folder, now))
        told(steps + count)
    found = {(output.language, output.format): output for output in done}
    return tuple(found[pair] for pair in itertools.product(chosen, wanted))


def subject_of(name: str | Path) -> Wave | Instrument:
    """The wave, or else the questionnaire, that a name or a path means; CODEBOOK_OF_NOTHING where it means neither.

    >>> subject_of("no-such-study")
    Traceback (most recent call last):
    ...
    survey.errors.ReportError: There is neither a wave folder nor a questionnaire called “no-such-study”. ... [SQ-R60]
    """
    path = Path(name)
    settings = shipped.find("data", name)
    if settings is not None and (path.name == "wave.yaml" or settings.is_dir()):
        return load_wave(name)
    for one in (name, f"{name}.yaml"):
        if shipped.find("instruments", one) is not None:
            return load_instrument(name)
    raise error(CODEBOOK_OF_NOTHING, name=str(name), nearest=nearest(path.stem, available()))


def _about(instrument: Instrument) -> Subject:
    """A questionnaire as the subject of a document: it has no dates and no answers."""
    path = None if instrument.path is None else Path(instrument.path).absolute()
    variables = {"SURVEY_WAVE": "", "SURVEY_INSTRUMENT": str(path)}
    folder = None if path is None else path.parent
    return Subject(instrument.id, instrument.title, instrument.languages, NO_DATE, False, folder, variables)


def _workbook(subject: Wave | Instrument, language: Language, folder: Path, now: int) -> Output:
    started = time.perf_counter()
    stem = folder / f"{CODEBOOK.stem}.{language}"
    path = stem.with_name(f"{stem.name}.{WORKBOOK}")
    try:
        write_workbook(codebook_of(subject, language, folder), path, now)
    except Exception as mistake:
        return failed(language, WORKBOOK, stem, mistake, {})
    return Output(language, WORKBOOK, path, None, MappingProxyType({"write": time.perf_counter() - started}))
