"""A folder with one small figure, in which a test writes a document and executes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from survey.render.project import Executed, execute

SVG = """<?xml version="1.0" encoding="utf-8"?>
<svg xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns="http://www.w3.org/2000/svg" width="160pt" height="60pt" viewBox="0 0 160 60">
 <defs><clipPath id="c"><rect x="0" y="0" width="160" height="60"/></clipPath>
 <path id="m" d="M 0 0 L 0 3.123456"/></defs>
 <style type="text/css">*{stroke-linejoin: round}</style>
 <g id="bar" clip-path="url(#c)"><rect x="10" y="10" width="80.123456" height="12" style="fill: #0072B2"/></g>
 <use xlink:href="#m" x="10" y="30"/>
 <text style="font: 9px 'PT Sans'" x="95" y="20">Қазақстан 54</text>
</svg>
"""

Execute = Callable[..., Executed]


@pytest.fixture
def svg() -> bytes:
    return SVG.encode()


@pytest.fixture
def run(tmp_path: Path) -> Execute:
    """Execute a document that is given as text; keyword arguments go to `execute`."""

    def made(text: str, language: str = "kk", folder: Path | None = None, **arguments: object) -> Executed:
        place = folder or tmp_path
        source = place / "tea.qmd"
        source.write_text(text, "utf-8")
        figures = place / "build" / "figures"
        figures.mkdir(parents=True, exist_ok=True)
        for name in ("q1", "q2"):
            (figures / f"{name}.svg").write_text(SVG, "utf-8")
        settings = {"metadata": {"title": "Шай"}, **arguments}
        return execute(source, language, place / "build", epoch=1_663_200_000, **settings)  # type: ignore[arg-type]

    return made
