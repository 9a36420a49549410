"""The fonts of a web page, inside the page: only the letters that it uses."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from survey import fonts

# (family, end of the file name, weight, style): what templates/report.css uses.
_FACES = (
    (fonts.SERIF, "Regular", "400", "normal"),
    (fonts.SERIF, "Bold", "700", "normal"),
    (fonts.SERIF, "Italic", "400", "italic"),
    (fonts.SANS, "Regular", "400", "normal"),
    (fonts.SANS, "Bold", "700", "normal"),
)
_NEEDLESS = ("DSIG", "FFTM", "LTSH", "VDMX", "hdmx")
_FALLBACKS = ((fonts.FALLBACK_SERIF, "200 900"), (fonts.FALLBACK_SANS, "200 900"))


def font_faces(text: str) -> str:
    """`@font-face` rules with the fonts of the report cut down to the characters of `text`, as WOFF in base64.

    Characters that the main fonts lack come from the fallback families, if these have them.
    """
    letters = frozenset(text) | frozenset(" ")
    rules = [_rule(family, _file(family, end), weight, style, letters) for family, end, weight, style in _FACES]
    missing = letters - _covered(_file(fonts.SERIF, "Regular")) - frozenset("\n\t\r")
    for family, weights in _FALLBACKS:
        file = next(file for file in fonts.files(family) if "Italic" not in file.stem)
        if missing & _covered(file):
            rules.append(_rule(family, file, weights, "normal", missing))
    return "\n".join(rules)


def _file(family: str, end: str) -> Path:
    """The file of one cut: `Regular` stands for a name that ends so, and `Bold` does not stand for `BoldItalic`."""
    return next(file for file in fonts.files(family) if file.stem.rpartition("-")[2] == end)


@cache
def _covered(file: Path) -> frozenset[str]:
    with TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def _rule(family: str, file: Path, weight: str, style: str, letters: Iterable[str]) -> str:
    data = base64.b64encode(_subset(file, "".join(sorted(letters)))).decode("ascii")
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};font-display:swap;'
        f'src:url("data:font/woff;base64,{data}") format("woff")}}'
    )


@cache
def _subset(file: Path, letters: str) -> bytes:
    with TTFont(file, recalcTimestamp=False, lazy=True) as font:
        # Kerning of the fallback fonts takes a second to read and would be for three characters.
        layout = ["GDEF", "GPOS", "GSUB", "HVAR", "MVAR", "STAT"] if "fvar" in font else []
        options = Options(hinting=False, notdef_outline=True, layout_features=["*"], drop_tables=[*_NEEDLESS, *layout])
        subsetter = Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        font.flavor = "woff"
        out = io.BytesIO()
        font.save(out, reorderTables=False)
    return out.getvalue()
