"""Run the Python cells of a document in this process and put what they print in their place.

The working folder, the environment and the standard output belong to the whole process while a document runs, so documents run
one after another; several at once need several processes.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from survey.errors import CELL_FAILED, Place, SurveyError, error
from survey.i18n.markdown import attribute
from survey.render.qmd import Cell, Document, Prose

# Every code span, so that one with two backticks may show an expression without running it.
_SPAN = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_EXPRESSION = re.compile(r"\{python\}\s+(.+)", re.DOTALL)
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Block:
    """A piece of the executed document with the line of the source that it comes from; `printed` when a cell made it."""

    text: str
    line: int
    printed: bool = False
    verbatim: bool = False


def run(document: Document, folder: Path, namespace: Mapping[str, Any], environment: Mapping[str, str]) -> tuple[Block, ...]:
    """Execute the cells in order in one namespace, with `folder` as the working folder.

    What a SurveyError says passes through; any other error of a cell becomes a ReportError with the line of the document.
    """
    defaults = document.header.get("execute", {})
    with _ONE_AT_A_TIME, contextlib.chdir(folder), _variables(environment):
        session = _Session(document.path, {"__name__": "__main__", **namespace})
        return tuple(block for part in document.parts for block in _part(session, part, defaults))


@contextlib.contextmanager
def _variables(environment: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _part(session: _Session, part: Prose | Cell, defaults: Mapping[str, Any]) -> Iterator[Block]:
    if isinstance(part, Prose):
        text = part.text if part.verbatim else session.fill(part)
        yield Block(text, part.line, verbatim=part.verbatim)
        return
    options = {"echo": True, "eval": True, "include": True, "output": True, **defaults, **part.options}
    printed = session.cell(part, options) if options["eval"] else ""
    if not options["include"]:
        return
    if options["echo"]:
        yield Block(f"```python\n{part.source.strip()}\n```\n", part.line, verbatim=True)
    if options["output"] and printed:
        yield Block(printed, part.line, printed=True, verbatim=printed.startswith("```"))


class _Session:
    """The namespace in which the cells of one document run."""

    def __init__(self, path: Path, names: dict[str, Any]) -> None:
        self.path, self.names = path, names

    def fill(self, prose: Prose) -> str:
        """The prose with each `` `{python} expression` `` replaced by its value."""

        def value(found: re.Match[str]) -> str:
            expression = _EXPRESSION.fullmatch(found["code"])
            if expression is None or len(found["ticks"]) > 1:
                return found[0]
            line = prose.line + prose.text.count("\n", 0, found.start())
            with self._mistakes_at(line):
                return str(eval(self._compiled(expression[1].strip(), line, "eval"), self.names))

        return _SPAN.sub(value, prose.text)

    def cell(self, cell: Cell, options: Mapping[str, Any]) -> str:
        """Run one cell; what it printed and the value of its last line, as Markdown."""
        out = io.StringIO()
        with self._mistakes_at(cell.line), contextlib.redirect_stdout(out):
            value = self._run(cell)
            shown = _shown(value, cell, options)
        text = out.getvalue()
        if options["output"] != "asis" and text:
            text = f"```\n{text.rstrip()}\n```\n"
        both = "\n\n".join(part.strip("\n") for part in (text, shown) if part)
        if both and "tbl-cap" in options:
            both += f"\n\n: {options['tbl-cap']} {{#{options['label']}}}" if "label" in options else f"\n\n: {options['tbl-cap']}"
        return both + "\n" if both else ""

    def _run(self, cell: Cell) -> object:
        body: list[ast.stmt] = self._parsed(cell)
        last = body.pop() if body and isinstance(body[-1], ast.Expr) and not cell.source.rstrip().endswith(";") else None
        exec(compile(ast.Module(body, []), str(self.path), "exec"), self.names)
        return (
            eval(compile(ast.Expression(last.value), str(self.path), "eval"), self.names) if isinstance(last, ast.Expr) else None
        )

    def _parsed(self, cell: Cell) -> list[ast.stmt]:
        return ast.parse("\n" * (cell.source_line - 1) + cell.source, str(self.path)).body

    def _compiled(self, source: str, line: int, mode: str) -> Any:
        return compile("\n" * (line - 1) + source, str(self.path), mode)

    @contextlib.contextmanager
    def _mistakes_at(self, line: int) -> Iterator[None]:
        try:
            yield
        except SurveyError:
            raise
        except (Exception, SystemExit) as mistake:  # a cell may call sys.exit(), which is no reason for the program to end
            place = Place(self.path, line=_line_of(mistake, self.path) or line)
            raise error(CELL_FAILED, place, kind=type(mistake).__name__, message=str(mistake)) from mistake


def _line_of(mistake: BaseException, path: Path) -> int | None:
    """The last line of the document that took part in an error."""
    if isinstance(mistake, SyntaxError) and mistake.filename == str(path):
        return mistake.lineno
    lines = [frame.lineno for frame in traceback.extract_tb(mistake.__traceback__) if frame.filename == str(path)]
    return lines[-1] if lines else None


def _shown(value: object, cell: Cell, options: Mapping[str, Any]) -> str:
    """The value of a cell's last line as Markdown: a figure is saved, Markdown is taken as it is, other values by their repr."""
    if value is None:
        return ""
    if hasattr(value, "savefig"):
        return _figure(value, cell, options)
    markdown = getattr(value, "_repr_markdown_", None)
    if markdown is not None:
        return str(markdown())
    return repr(value) if options["output"] == "asis" else f"```\n{value!r}\n```"


def _figure(figure: Any, cell: Cell, options: Mapping[str, Any]) -> str:
    from matplotlib import rc_context

    label = str(options.get("label", f"fig-cell-{cell.line}"))
    stem = f"figures/{label.removeprefix('fig-')}"
    Path("figures").mkdir(exist_ok=True)
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "survey"}):
        figure.savefig(f"{stem}.svg", metadata={"Date": None, "Creator": None})
    marks = [f"#{label}"] if label.startswith("fig-") else []
    marks += [f"fig-alt={attribute(str(options['fig-alt']))}"] if "fig-alt" in options else []
    return f"![{options.get('fig-cap', '')}]({stem}){{{' '.join(marks)}}}"
