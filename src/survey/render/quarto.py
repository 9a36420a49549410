"""The real Quarto in place of the built-in renderer: find the program, run it on the executed project, take its outputs."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from survey.errors import CONVERSION_FAILED, QUARTO_MISSING, Place, error
from survey.render import tree as document_tree
from survey.render.docx import finished
from survey.render.pictures import write_pngs
from survey.render.project import Executed

_TARGETS = {"html": ("html", "html"), "docx": ("docx", "docx"), "pdf": ("typst", "pdf")}


def find_quarto() -> str:
    """The path of the program: on the search path, or beside this Python, where the extra `saualnama[quarto]` puts it."""
    found = shutil.which("quarto") or shutil.which("quarto", path=str(Path(sys.executable).parent))
    if found is None:
        raise error(QUARTO_MISSING)
    return found


def with_quarto(executed: Executed, tree: Mapping[str, Any], output_format: str, path: Path) -> None:
    """Render one format (`html`, `docx`, `pdf`) with Quarto and put the result at `path`.

    One run per format: Quarto stops at the first format that fails. Its Word files get the same contents, headers and table rows
    as ours.
    """
    program = find_quarto()
    target, suffix = _TARGETS[output_format]
    write_pngs((picture.path for picture in document_tree.pictures(tree) if "." not in Path(picture.path).name), executed.folder)
    document = f"{executed.source.stem}.qmd"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(executed.epoch), "QUARTO_PYTHON": sys.executable}
    command = [program, "render", document, "--to", target]
    done = subprocess.run(command, cwd=executed.folder, capture_output=True, env=environment, check=False)
    made = executed.folder / "_out" / f"{executed.source.stem}.{suffix}"
    if done.returncode or not made.is_file():
        said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
        raise error(
            CONVERSION_FAILED, Place(executed.source), program="Quarto", message=said.splitlines()[-1] if said else f"{made.name}"
        )
    data = made.read_bytes()
    if output_format == "docx":
        title, notice = document_tree.meta_text(tree, "title"), document_tree.meta_text(tree, "notice")
        data = finished(data, executed.language, title, notice, int(executed.options("docx").get("toc-depth", 2)))
    elif output_format == "html":
        data = _with_notice(data, document_tree.meta_text(tree, "notice"))
    path.write_bytes(data)
    made.unlink()


def _with_notice(page: bytes, notice: str) -> bytes:
    """The banner of our own template at the top of Quarto's page."""
    if not notice:
        return page
    banner = f'<p class="notice" role="note">{html.escape(notice)}</p>'
    return re.sub(r"<body[^>]*>", lambda body: body[0] + banner, page.decode("utf-8"), count=1).encode()
