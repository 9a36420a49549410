"""PDF: Pandoc writes Typst, Typst sets it; tagged, and checked against PDF/UA-1 by Typst itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from survey import fonts
from survey.errors import CONVERSION_FAILED, Place, problem, raise_all
from survey.render.pandoc import filters, pandoc
from survey.render.project import Executed


def to_pdf(executed: Executed, tree: Mapping[str, Any], path: Path) -> None:
    """Write the PDF to `path`; the Typst source stays in the project as `<stem>.typ`."""
    options = executed.options("typst")
    arguments = [
        "--from=json",
        "--to=typst-citations",
        "--template=templates/report.typst",
        "--wrap=none",
        *filters("widths", "typst"),
    ]
    if options.get("toc", True):
        title = options.get("toc-title", executed.labels["toc-title-document"])
        arguments += ["--toc", f"--toc-depth={options.get('toc-depth', 2)}", f"--variable=toc-title:{title}"]
    if options.get("number-sections"):
        arguments += ["--number-sections", f"--variable=section-numbering:{options.get('section-numbering', '1.1')}"]
    source = executed.folder / f"{executed.source.stem}.typ"
    source.write_bytes(pandoc(arguments, executed.folder, executed.epoch, executed.source, json.dumps(tree).encode()))
    path.write_bytes(_compiled(source, executed))


def _compiled(source: Path, executed: Executed) -> bytes:
    try:
        made, warnings = typst.compile_with_warnings(
            str(source),
            root=str(executed.folder),
            format="pdf",
            font_paths=[str(place) for place in fonts.folders()],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=executed.epoch,
        )
    except typst.TypstError as mistake:
        made, warnings = b"", []
        messages = dict.fromkeys([_told(mistake)])
    else:
        messages = dict.fromkeys(_told(said) for said in warnings)
    raise_all(problem(CONVERSION_FAILED, Place(executed.source), program="Typst", message=message) for message in messages)
    return bytes(made)


def _told(said: typst.TypstError | typst.TypstWarning) -> str:
    """The message of Typst with its hints and where it stands in the Typst source."""
    parts = [str(said.message), *map(str, said.hints), *map(str, said.trace)]
    return "; ".join(part.strip() for part in parts if part.strip())
