"""The fonts of reports and figures: files from packages, never from the system.

PT Sans and PT Serif were drawn for the languages of the former Soviet Union and hold every Kazakh letter, but neither Greek nor
the tenge sign; Source Sans 3 and Source Serif 4 fill those in, glyph by glyph. The fallback files are variable: Typst and
browsers draw them right, Matplotlib takes the lightest weight, so figures fall back on Matplotlib's own DejaVu Sans instead.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files as package_files
from pathlib import Path

SANS = "PT Sans"
SERIF = "PT Serif"
FALLBACK_SANS = "Source Sans 3"
FALLBACK_SERIF = "Source Serif 4"
FALLBACK_FIGURE = "DejaVu Sans"

_PACKAGES = {
    SANS: "fontpkg_pt_sans",
    SERIF: "fontpkg_pt_serif",
    FALLBACK_SANS: "fontpkg_source_sans_3",
    FALLBACK_SERIF: "fontpkg_source_serif_4",
}


@cache
def folder(family: str) -> Path:
    """The folder that holds the files of one family; KeyError for a family that is not ours.

    >>> folder("PT Sans").name
    'files'
    """
    return Path(str(package_files(_PACKAGES[family]) / "files"))


def folders() -> tuple[Path, ...]:
    """The folders of all families, e.g. for the `font_paths` of Typst."""
    return tuple(folder(family) for family in _PACKAGES)


@cache
def files(family: str | None = None) -> tuple[Path, ...]:
    """The font files of one family, or of all, in a fixed order.

    >>> [file.name for file in files("PT Serif")][0]
    'PT_Serif-Web-Bold.ttf'
    """
    chosen = folders() if family is None else (folder(family),)
    return tuple(file for place in chosen for file in sorted(place.glob("*.ttf")))
