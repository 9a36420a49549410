"""A document of a study: each language is executed once, then written in every format; several at a time where asked."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from survey import shipped
from survey.errors import (
    FILE_NOT_FOUND,
    NOTHING_CHOSEN,
    UNKNOWN_FORMAT,
    UNKNOWN_LANGUAGE,
    UNKNOWN_RENDERER,
    error,
)
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.render.build import FORMATS, RENDERERS, Executed, Format, Output, execute, failed, render, versions
from survey.render.clock import epoch
from survey.report.document import NO_DATE, Document, Subject
from survey.report.report import REPORT
from survey.wave.wave import Wave
from survey.wave.whole_files import not_written
from survey.writers.guard import refuse_wave_files

Name = TypeVar("Name", bound=str)


def build_report(
    wave: Wave,
    languages: Iterable[str] | None = None,
    formats: Iterable[str] | None = None,
    *,
    out: Path | None = None,
    renderer: str = "builtin",
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Output, ...]:
    """Build the report of a wave.

    Parameters
    ----------
    wave
        A wave that was loaded from its folder.
    languages
        Any of kk, ru, en; by default those of the instrument.
    formats
        Any of html, docx, pdf; by default all.
    out
        The folder of the files `report.<language>.<format>`; by default `_out/<wave id>` in the working folder.
    renderer
        "builtin", or "quarto" where the program is installed.
    workers
        How many processes work at once. A script that asks for more than one needs `if __name__ == "__main__":` on Windows.
    progress
        Called with the number of finished steps and of all steps.

    Returns
    -------
    One `Output` for each file, in the order of languages and formats, with its path or its error: when one fails, the others are
    built all the same, and a file of an earlier run under its name goes. The `seconds` of all outputs add up to the work done.

    Raises
    ------
    ReportError
        Before anything is built: an unknown language, format or renderer, none at all, a folder that cannot be made, a
        SOURCE_DATE_EPOCH that is no number.

    Examples
    --------
    >>> import survey, tempfile
    >>> from survey import shipped
    >>> wave = survey.load_wave(min((shipped.root() / "data").glob("*-2022")))
    >>> outputs = build_report(wave, ["en"], ["html"], out=Path(tempfile.mkdtemp()))
    >>> [output.path.name for output in outputs]
    ['report.en.html']
    """
    return build_document(REPORT, about(wave), languages, formats, out=out, renderer=renderer, workers=workers, progress=progress)


def about(wave: Wave) -> Subject:
    """A wave as the subject of a document; the title of a wave tells more than that of its instrument."""
    settings = wave.settings
    day = settings.fieldwork[1] if settings.fieldwork else NO_DATE
    variables = {"SURVEY_WAVE": str(wave.folder)}
    return Subject(wave.id, settings.title, wave.instrument.languages, day, wave.synthetic, wave.folder, variables)


def build_document(
    document: Document,
    subject: Subject,
    languages: Iterable[str] | None = None,
    formats: Iterable[str] | None = None,
    *,
    out: Path | None = None,
    renderer: str = "builtin",
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Output, ...]:
    """Build a document about a subject; what `build_report` does for the report of a wave.

    The files are `<stem>.<language>.<format>`, by default in the folder `_out/<id of the subject>`.
    """
    chosen = chosen_of(languages, subject.languages, LANGUAGES, UNKNOWN_LANGUAGE, "language")
    wanted = chosen_of(formats, FORMATS, FORMATS, UNKNOWN_FORMAT, "format")
    if renderer not in RENDERERS:
        raise error(UNKNOWN_RENDERER, renderer=renderer, available=RENDERERS)
    source, now = _source(document, subject), epoch(subject.day)
    folder = output_folder(subject, out)
    environment = {**subject.environment, "SURVEY_RENDERER": versions(renderer)}
    jobs = _jobs(wanted, renderer)
    done: dict[tuple[str, str], Output] = {}
    spent: dict[Language, Mapping[str, float]] = {}
    with _pool(workers) as pool:
        running: dict[Future[Any], tuple[Language, tuple[Format, ...]]] = {
            pool.submit(
                _execute,
                source,
                language,
                folder / ".build" / document.stem / language,
                _metadata(document, subject, language),
                environment,
                now,
            ): (language, wanted)
            for language in chosen
        }
        while running:
            wait(running, return_when=FIRST_COMPLETED)
            for future in [one for one in running if one.done()]:  # in the order of submission, not that of a set
                language, names = running.pop(future)
                stem = folder / f"{document.stem}.{language}"
                outputs: tuple[Output, ...] = ()
                try:
                    result = future.result()
                    if isinstance(result, Executed):
                        running |= {pool.submit(render, result, job, stem, renderer): (language, job) for job in jobs}
                        spent[language] = result.seconds
                    else:
                        outputs = result
                except Exception as mistake:  # also of the pool itself: a worker that the system has killed
                    outputs = tuple(failed(language, name, stem, mistake, {}) for name in names)
                    spent.setdefault(language, {})
                done |= {(output.language, output.format): output for output in outputs}
                if progress is not None:
                    progress(len(spent) + len(done), len(chosen) * (1 + len(wanted)))
    # The time of the cells counts once, in the first format of its language.
    first = {(language, wanted[0]): spent[language] for language in chosen}
    return tuple(
        replace(done[pair], seconds={**first.get(pair, {}), **done[pair].seconds}) for pair in itertools.product(chosen, wanted)
    )


def workers_here() -> int:
    """How many workers are of use on this machine: one for each language, more would wait for each other."""
    return min(os.cpu_count() or 1, len(LANGUAGES))


def chosen_of(
    asked: Iterable[str] | None, default: Sequence[Name], known: Sequence[Name], code: str, what: str
) -> tuple[Name, ...]:
    """What was asked for, in the order of `known`, each once; the default where nothing was."""
    words = tuple(default if asked is None else asked)
    if not words:
        raise error(NOTHING_CHOSEN, available=tuple(known))
    for word in words:
        if word not in known:
            raise error(code, None, **{what: word, "available": tuple(known)})
    return tuple(name for name in known if name in words)


def output_folder(subject: Subject, out: Path | None) -> Path:
    """The folder of the outputs, made where it is not there; FILE_NOT_WRITTEN where that cannot be, EXPORT_INTO_RAW in `raw/`."""
    folder = (Path("_out") / subject.id if out is None else out).absolute()
    refuse_wave_files(folder, subject.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        raise not_written(folder, why) from None
    return folder


def _source(document: Document, subject: Subject) -> Path:
    found = shipped.find("reports", document.source, subject.folder)
    if found is None:
        raise error(FILE_NOT_FOUND, path=f"reports/{document.source}")
    return found


def _metadata(document: Document, subject: Subject, language: Language) -> dict[str, Any]:
    """Title and notice."""
    metadata = {"title": subject.title[language], "subtitle": say(document.title, language)}
    return {**metadata, "notice": say("report.synthetic", language)} if subject.synthetic else metadata


def _execute(
    source: Path, language: Language, folder: Path, metadata: Mapping[str, Any], environment: Mapping[str, str], now: int
) -> Executed:
    variables = {**environment, "QUARTO_PROFILE": language}
    return execute(source, language, folder, epoch=now, environment=variables, metadata=metadata)


def _jobs(formats: tuple[Format, ...], renderer: str) -> tuple[tuple[Format, ...], ...]:
    """What may be written at once: each format, but with Quarto one after another, because its runs share a working folder."""
    return (formats,) if renderer == "quarto" else tuple((name,) for name in formats)


class _Here:
    """The interface of a pool without one: each step runs when it is submitted."""

    def submit(self, step: Callable[..., Any], *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(step(*arguments))
        except Exception as mistake:
            future.set_exception(mistake)
        return future

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def _pool(workers: int) -> AbstractContextManager[Executor | _Here]:
    """Workers are forked from a clean server: a fork of this process could inherit locks that threads of Typst hold for ever."""
    if workers <= 1:
        return _Here()
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    if sys.platform != "win32":
        context.set_forkserver_preload(["survey.report.preload"])
    return ProcessPoolExecutor(workers, mp_context=context)
