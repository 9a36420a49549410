"""Every character that a report may hold has a glyph, and nothing is taken from the system."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import matplotlib as mpl
import pytest
from fontTools.ttLib import TTFont

from survey import fonts

KAZAKH = "ӘҒҚҢӨҰҮҺІәғқңөұүһі"
RUSSIAN = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
SIGNS = "№≤≥−×±≈–—«»“”„’…•§©%[]0123456789\N{NO-BREAK SPACE}"
GREEK = "αβγδηκλμπρστφχψωΔΣΩ"
TENGE = "₸"


def glyphs(file: Path) -> set[str]:
    with TTFont(file) as font:
        return {chr(code) for code in font.getBestCmap()}


@pytest.mark.parametrize("file", [*fonts.files(fonts.SANS), *fonts.files(fonts.SERIF)], ids=lambda file: file.name)
def test_the_main_fonts_hold_the_three_languages_and_lack_only_what_the_fallback_is_for(file: Path) -> None:
    assert set(KAZAKH + RUSSIAN + SIGNS) <= glyphs(file)
    assert TENGE not in glyphs(file)  # when this fails, the fallback may go


@pytest.mark.parametrize(
    "file", [*fonts.files(fonts.FALLBACK_SANS), *fonts.files(fonts.FALLBACK_SERIF)], ids=lambda file: file.name
)
def test_the_fallbacks_hold_everything(file: Path) -> None:
    assert set(KAZAKH + RUSSIAN + SIGNS + GREEK + TENGE) <= glyphs(file)


def test_the_fallback_of_figures_comes_with_matplotlib_and_holds_everything() -> None:
    file = Path(mpl.get_data_path()) / "fonts" / "ttf" / (fonts.FALLBACK_FIGURE.replace(" ", "") + ".ttf")
    assert set(KAZAKH + RUSSIAN + SIGNS + GREEK + TENGE) <= glyphs(file)


@pytest.mark.parametrize("family", [fonts.SANS, fonts.SERIF, fonts.FALLBACK_SANS, fonts.FALLBACK_SERIF])
def test_a_family_is_called_by_the_name_inside_its_files(family: str) -> None:
    for file in fonts.files(family):
        with TTFont(file) as font:
            assert font["name"].getBestFamilyName() == family


def test_files_lie_in_installed_packages_and_come_in_the_same_order_every_time() -> None:
    spec = find_spec("fontpkg_pt_sans")
    assert spec is not None
    assert spec.origin is not None
    assert fonts.folder(fonts.SANS) == Path(spec.origin).parent / "files"
    assert fonts.files() == tuple(file for place in fonts.folders() for file in sorted(place.glob("*.ttf")))
    assert len(fonts.files()) == 12
