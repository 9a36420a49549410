"""From an executed document to finished files: HTML, DOCX and PDF, built in or by Quarto.

    executed = execute(Path("reports/wave.qmd"), "kk", Path("_out/tea/.build/kk"), epoch=1663200000, environment={...})
    outputs = render(executed, ("html", "docx", "pdf"), Path("_out/tea/report.kk"))

`execute` (survey.render.project) takes `namespace` (names that the cells find), `environment` (variables while the cells run) and
`metadata` (settings over those of the document, e.g. `title`, `author`, `date`, `notice`, `bibliography`). The working folder of
the cells is the folder of the project, so a cell that writes `figures/q1.svg` refers to it as `figures/q1`. `notice` is repeated
on every page. `render` never raises for one format: it returns one `Output` per format, each with a path or an error; where one
failed, no file of an earlier run stays under its name. An `Executed` can be sent to another process, and several processes may
render one language at once, one format each; with Quarto only one process per language.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from survey.errors import UNKNOWN_FORMAT, UNKNOWN_RENDERER, SurveyError, error, raise_all
from survey.i18n.text import Language
from survey.render.docx import to_docx
from survey.render.failures import failure
from survey.render.html import to_html
from survey.render.pdf import to_pdf
from survey.render.project import Executed, execute, resolved
from survey.render.quarto import find_quarto, with_quarto
from survey.unfinished import part_of

__all__ = ["FORMATS", "RENDERERS", "Executed", "Format", "Output", "Renderer", "execute", "failed", "render", "versions"]

Format = Literal["html", "docx", "pdf"]
Renderer = Literal["builtin", "quarto"]
FORMATS: tuple[Format, ...] = get_args(Format)
RENDERERS: tuple[Renderer, ...] = get_args(Renderer)

_WRITERS = MappingProxyType({"html": to_html, "docx": to_docx, "pdf": to_pdf})
_TARGETS = MappingProxyType({"html": "html", "docx": "docx", "pdf": "typst"})  # the names of formats in Quarto


@dataclass(frozen=True)
class Output:
    """One format of one language: where it is, or why it is not there; `seconds` by step."""

    language: Language
    format: str  # one of FORMATS, or what a caller writes beside them
    path: Path
    error: SurveyError | None
    seconds: Mapping[str, float]


def render(executed: Executed, formats: Iterable[str], stem: Path, renderer: str = "builtin") -> tuple[Output, ...]:
    """Make `<stem>.html`, `<stem>.docx`, `<stem>.pdf` of an executed document.

    formats: any of FORMATS; stem: the path of the outputs without their suffix; renderer: `builtin` or `quarto`. An unknown
    format or renderer, and a Quarto that is not there, raise before anything is made; what goes wrong with one format stands in
    its Output.
    """
    wanted = tuple(formats)
    for name in wanted:
        if name not in FORMATS:
            raise error(UNKNOWN_FORMAT, format=name, available=FORMATS)
    if renderer not in RENDERERS:
        raise error(UNKNOWN_RENDERER, renderer=renderer, available=RENDERERS)
    if renderer == "quarto":
        find_quarto()
    return tuple(_one(executed, name, stem, renderer) for name in FORMATS if name in wanted)


def failed(language: Language, name: str, stem: Path, mistake: Exception, seconds: Mapping[str, float]) -> Output:
    """The output that could not be made; a file of an earlier run under its name would look fresh, so it goes."""
    path = _path(stem, name)
    for file in (path, part_of(path)):
        with suppress(OSError):  # open in another program, a folder, in no folder: the error says so anyway
            file.unlink()
    return Output(language, name, path, failure(mistake, path), seconds)


def versions(renderer: str) -> str:
    """The renderer with the versions of its parts, as a colophon names it."""
    if renderer == "quarto":
        return "Quarto"
    from importlib.metadata import version

    import pypandoc

    return f"Pandoc {pypandoc.get_pandoc_version()}, Typst {version('typst')}"


def _path(stem: Path, name: str) -> Path:
    return stem.with_name(f"{stem.name}.{name}")


def _one(executed: Executed, name: Format, stem: Path, renderer: str) -> Output:
    path = _path(stem, name)
    seconds: dict[str, float] = {}
    started = time.perf_counter()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if renderer == "builtin":
            raise_all(executed.unsupported)
        tree = resolved(executed, _TARGETS[name])
        seconds["resolve"] = time.perf_counter() - started
        if renderer == "builtin":
            _WRITERS[name](executed, tree, part_of(path))
        else:
            with_quarto(executed, tree, name, part_of(path))
        part_of(path).replace(path)
    except Exception as mistake:
        return failed(executed.language, name, stem, mistake, seconds)
    seconds["write"] = time.perf_counter() - started - seconds["resolve"]
    return Output(executed.language, name, path, None, seconds)
