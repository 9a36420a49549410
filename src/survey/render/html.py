"""HTML: one file that holds its figures, fonts and styles."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from survey.errors import PICTURE_MISSING, Place, error
from survey.i18n.catalogue import say
from survey.render.fontface import font_faces
from survey.render.pandoc import filters, pandoc
from survey.render.project import Executed
from survey.render.svg import inline_svg

_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SOURCE = re.compile(r"""(?<![\w-])src\s*=\s*(?:"[^"]*"|'[^']*')""", re.IGNORECASE)
_STYLES = "<!-- styles -->"


def to_html(executed: Executed, tree: Mapping[str, Any], path: Path) -> None:
    """Write the page to `path`."""
    options = executed.options("html")
    arguments = ["--from=json", "--to=html5", "--template=templates/report.html", "--wrap=none", "--section-divs"]
    arguments += [*filters("html"), "--mathml", f"--variable=skip:{executed.labels['skip-to-content']}"]
    arguments.append(f"--variable=scroll:{say('report.scroll_hint', executed.language)}")
    if options.get("toc", True):
        arguments += [
            "--toc",
            f"--toc-depth={options.get('toc-depth', 2)}",
            f"--variable=toc-title:{_toc_title(executed, options)}",
        ]
    if options.get("number-sections"):
        arguments.append("--number-sections")
    page = pandoc(arguments, executed.folder, executed.epoch, executed.source, json.dumps(tree).encode()).decode("utf-8")
    page = _with_figures(page, executed)
    path.write_text(_with_styles(page, options, executed.folder), "utf-8", newline="\n")


def _toc_title(executed: Executed, options: Mapping[str, Any]) -> str:
    return str(options.get("toc-title", executed.labels["toc-title-document"]))


def _with_figures(page: str, executed: Executed) -> str:
    """SVG pictures become part of the page, so that they use its fonts; other pictures are embedded as they are."""
    number = 0

    def embedded(found: re.Match[str]) -> str:
        nonlocal number
        # An author's own `<img>` comes here too: with single quotation marks, without an address, with one that leads nowhere.
        attributes = {key.lower(): html.unescape(first or second) for key, first, second in _ATTRIBUTE.findall(found[0])}
        source = attributes.get("src", "")
        if source.startswith("data:"):
            return found[0]
        file = executed.folder / source
        if not file.is_file():
            raise error(PICTURE_MISSING, Place(executed.source), picture=source or found[0])
        if file.suffix != ".svg":
            return _SOURCE.sub(lambda _: f'src="{_data_uri(file)}"', found[0], count=1)
        number += 1
        return f'<div class="figure-box">{inline_svg(file.read_bytes(), attributes.get("alt", ""), f"f{number}-")}</div>'

    return _IMAGE.sub(embedded, page)


def _data_uri(file: Path) -> str:
    import base64

    kind = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif"}.get(
        file.suffix[1:].lower(), "image/png"
    )
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode('ascii')}"


def _with_styles(page: str, options: Mapping[str, Any], folder: Path) -> str:
    sheets = options.get("css", "templates/report.css")
    css = "\n".join((folder / sheet).read_text("utf-8") for sheet in ([sheets] if isinstance(sheets, str) else sheets))
    css = re.sub(r"/\*.*?\*/|\n\s*", "", css, flags=re.DOTALL)
    letters = html.unescape(re.sub(r"<[^>]*>", "", page))
    return page.replace(_STYLES, f"<style>\n{font_faces(letters)}\n{css}\n</style>", 1)
