"""The report of a wave: each language is executed once, then written in every format; several at a time where asked."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeVar

from survey import shipped
from survey.errors import FILE_NOT_FOUND, UNKNOWN_FORMAT, UNKNOWN_LANGUAGE, UNKNOWN_RENDERER, SurveyError, error
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.render.build import FORMATS, RENDERERS, Executed, Format, Output, execute, render
from survey.wave.wave import Wave

Name = TypeVar("Name", bound=str)

SOURCE = "wave.qmd"
NO_DATE = dt.date(2000, 1, 1)  # stands for now in the files of a wave without fieldwork dates: no clock, so the same bytes


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
    wave : a wave that was loaded from its folder.
    languages : any of kk, ru, en; by default those of the instrument.
    formats : any of html, docx, pdf; by default all.
    out : the folder of the files `report.<language>.<format>`; by default `_out/<wave id>` in the working folder.
    renderer : "builtin", or "quarto" where the program is installed.
    workers : how many processes work at once. A script that asks for more than one needs `if __name__ == "__main__":` on Windows.
    progress : called with the number of finished steps and of all steps.

    Returns
    -------
    One `Output` for each file, in the order of languages and formats, with its path or its error: when one fails, the others are
    built all the same.

    Raises
    ------
    ReportError for an unknown language, format or renderer, before anything is built.

    Examples
    --------
    >>> import survey, tempfile
    >>> wave = survey.load_wave(min((shipped.root() / "data").iterdir()))
    >>> outputs = build_report(wave, ["en"], ["html"], out=Path(tempfile.mkdtemp()))
    >>> [output.path.name for output in outputs]
    ['report.en.html']
    """
    chosen = _chosen(languages, wave.instrument.languages, LANGUAGES, UNKNOWN_LANGUAGE, "language")
    wanted = _chosen(formats, FORMATS, FORMATS, UNKNOWN_FORMAT, "format")
    if renderer not in RENDERERS:
        raise error(UNKNOWN_RENDERER, renderer=renderer, available=RENDERERS)
    folder = (Path("_out") / wave.id if out is None else out).absolute()
    source = _source(wave)
    total = len(chosen) * (1 + len(wanted))
    done: dict[tuple[str, str], Output] = {}
    with _pool(workers) as pool:
        running: dict[Future[Any], Language] = {
            pool.submit(
                _execute, source, language, folder, _metadata(wave, language), _environment(wave, renderer), _epoch(wave)
            ): language
            for language in chosen
        }
        steps = 0
        while running:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                language = running.pop(future)
                steps += 1
                for output in _next(future, pool, running, language, wanted, folder, renderer):
                    done[output.language, output.format] = output
                if progress is not None:
                    progress(steps, total)
    return tuple(done[language, name] for language in chosen for name in wanted)


def _chosen(
    asked: Iterable[str] | None, default: Sequence[Name], known: Sequence[Name], code: str, what: str
) -> tuple[Name, ...]:
    """What was asked for, in the order of `known`, each once; the default where nothing was."""
    words = tuple(default if asked is None else asked)
    for word in words:
        if word not in known:
            raise error(code, None, **{what: word, "available": tuple(known)})
    return tuple(name for name in known if name in words)


def _source(wave: Wave) -> Path:
    found = shipped.find("reports", SOURCE, wave.folder)
    if found is None:
        raise error(FILE_NOT_FOUND, path=f"reports/{SOURCE}")
    return found


def _metadata(wave: Wave, language: Language) -> dict[str, Any]:
    """Title and notice; the title of a wave tells more than that of its instrument."""
    title = wave.settings.title[language]
    metadata = {"title": title, "subtitle": say("report.title", language)}
    return {**metadata, "notice": say("report.synthetic", language)} if wave.synthetic else metadata


def _environment(wave: Wave, renderer: str) -> dict[str, str]:
    return {"SURVEY_WAVE": str(wave.folder), "SURVEY_RENDERER": _renderer(renderer)}


def _renderer(renderer: str) -> str:
    """The renderer with the versions of its parts, as the colophon names it."""
    if renderer == "quarto":
        return "Quarto"
    from importlib.metadata import version

    import pypandoc

    return f"Pandoc {pypandoc.get_pandoc_version()}, Typst {version('typst')}"


def _epoch(wave: Wave) -> int:
    """Seconds since 1970 that stand for now: what SOURCE_DATE_EPOCH says, else the end of the fieldwork."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    day = wave.settings.fieldwork[1] if wave.settings.fieldwork else NO_DATE
    return int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())


def _execute(
    source: Path, language: Language, folder: Path, metadata: Mapping[str, Any], environment: Mapping[str, str], epoch: int
) -> Executed:
    variables = {**environment, "QUARTO_PROFILE": language}
    return execute(source, language, folder / ".build" / language, epoch=epoch, environment=variables, metadata=metadata)


def _next(
    future: Future[Any],
    pool: Executor | _Here,
    running: dict[Future[Any], Language],
    language: Language,
    formats: Sequence[Format],
    folder: Path,
    renderer: str,
) -> tuple[Output, ...]:
    """What one finished step gives: nothing yet but further steps, finished outputs, or the failure of a whole language."""
    stem = folder / f"report.{language}"
    try:
        result = future.result()
    except SurveyError as failed:
        return tuple(Output(language, name, stem.with_name(f"{stem.name}.{name}"), failed, {}) for name in formats)
    if isinstance(result, Executed):
        for name in formats:
            running[pool.submit(render, result, (name,), stem, renderer)] = language
        return ()
    outputs: tuple[Output, ...] = result
    return outputs


class _Here:
    """The interface of a pool without one: each step runs when it is submitted."""

    def submit(self, step: Callable[..., Any], *arguments: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(step(*arguments))
        except SurveyError as failed:
            future.set_exception(failed)
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
