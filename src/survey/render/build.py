"""From an executed document to finished files: HTML, DOCX and PDF, built in or by Quarto.

    executed = execute(Path("reports/wave.qmd"), "kk", Path("_out/tea/.build/kk"), epoch=1663200000, environment={...})
    outputs = render(executed, ("html", "docx", "pdf"), Path("_out/tea/report.kk"))

`execute` (survey.render.project) takes `namespace` (names that the cells find), `environment` (variables while the cells run) and
`metadata` (settings over those of the document, e.g. `title`, `author`, `date`, `notice`, `bibliography`). The working folder of
the cells is the folder of the project, so a cell that writes `figures/q1.svg` refers to it as `figures/q1`. `notice` is repeated
on every page. `render` never raises for one format: it returns one `Output` per format, each with a path or an error. An
`Executed` can be sent to another process, and several processes may render one language at once, one format each.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

from survey.errors import OUTPUT_BLOCKED, UNKNOWN_FORMAT, UNKNOWN_RENDERER, SurveyError, error, raise_all
from survey.i18n.text import Language
from survey.render.docx import to_docx
from survey.render.html import to_html
from survey.render.pdf import to_pdf
from survey.render.project import Executed, execute, resolved
from survey.render.quarto import find_quarto, with_quarto

__all__ = ["FORMATS", "RENDERERS", "Executed", "Format", "Output", "Renderer", "execute", "render"]

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
    format: Format
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


def _one(executed: Executed, name: Format, stem: Path, renderer: str) -> Output:
    path = stem.with_name(f"{stem.name}.{name}")
    part = path.with_name(f".{path.name}.part")
    times = [time.perf_counter()]
    failed: SurveyError | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if renderer == "builtin":
            raise_all(executed.unsupported)
        tree = resolved(executed, _TARGETS[name])
        times.append(time.perf_counter())
        if renderer == "builtin":
            _WRITERS[name](executed, tree, part)
        else:
            with_quarto(executed, tree, name, part)
        part.replace(path)
    except SurveyError as caught:
        failed = caught
    except OSError:
        failed = error(OUTPUT_BLOCKED, path=path)
    part.unlink(missing_ok=True)
    times.append(time.perf_counter())
    steps = (
        {"resolve": times[1] - times[0], "write": times[2] - times[1]} if len(times) == 3 else {"resolve": times[1] - times[0]}
    )
    return Output(executed.language, name, path, failed, steps)
