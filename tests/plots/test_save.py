from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from matplotlib.figure import Figure
from pypdf import PdfReader

from survey.errors import SurveyError
from survey.i18n.text import Language, Text
from survey.instrument.model import Item, ItemKind, Level, Option
from survey.plots.bars import bars
from survey.plots.save import save_figure, save_svg

OPTIONS = (Option("yes", 1, Text(kk="иә")), Option("no", 0, Text(kk="жоқ")))
ITEM = Item("tea", "1", "s", ItemKind.SINGLE, Level.BINARY, Text(kk="Шай?"), Text(kk="Шай"), OPTIONS)
WORDS = {"yes": Text(kk="иә", ru="да", en="yes"), "no": Text(kk="жоқ", ru="нет", en="no")}
WORDED = replace(
    ITEM, label=Text(kk="Шай", ru="Чай", en="Tea"), options=tuple(replace(one, text=WORDS[one.code]) for one in OPTIONS)
)
FRAME = pd.DataFrame({"code": ["yes", "no"], "low": [54, 32], "high": [54, 42], "base": 96})


def test_the_same_bytes_twice_in_any_process_time_zone_and_hash_seed(tmp_path: Path) -> None:
    here = save_svg(bars(FRAME, ITEM, "kk"), tmp_path / "here").read_bytes()
    script = f"""
import sys; sys.path[:0] = {sys.path!r}
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
spec = spec_from_file_location("again", {__file__!r}); test = module_from_spec(spec); spec.loader.exec_module(test)
test.save_svg(test.bars(test.FRAME, test.ITEM, "kk"), Path("there"))
"""
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Almaty"}
    subprocess.run([sys.executable, "-c", script], check=True, cwd=tmp_path, env=environment)
    assert (tmp_path / "there.svg").read_bytes() == here
    assert b"<dc:date>" not in here


def test_text_stays_text_in_pt_sans(tmp_path: Path) -> None:
    root = ET.parse(save_svg(bars(FRAME, ITEM, "kk"), tmp_path / "tea")).getroot()
    texts = [element for element in root.iter() if element.tag.endswith("}text")]
    assert [element.text for element in texts][-4:] == ["Иә", "54\xa0(56,3%)", "Жоқ", "32–42\xa0(33,3–43,8%)"]
    assert all(re.search(r"font-family: 'PT Sans', 'DejaVu Sans'", element.get("style", "")) for element in texts)


def test_a_stem_with_a_dot_keeps_it_and_a_missing_folder_is_made(tmp_path: Path) -> None:
    assert save_svg(bars(FRAME, ITEM, "kk"), tmp_path / "figures" / "tea-1.1") == tmp_path / "figures" / "tea-1.1.svg"


def test_pdf_has_its_font_inside_with_kazakh_letters(tmp_path: Path) -> None:
    path = save_figure(bars(FRAME, ITEM, "kk"), tmp_path / "сурет" / "tea.pdf")
    (page,) = PdfReader(path).pages
    assert "Иә" in page.extract_text()
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    inner = [font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font for font in fonts]
    assert inner
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in inner)
    assert b"CreationDate" not in path.read_bytes()


@pytest.mark.parametrize("dpi", [300, 600])
def test_png_has_the_pixels_of_its_resolution(tmp_path: Path, dpi: int) -> None:
    figure = bars(FRAME, WORDED, "ru")
    data = save_figure(figure, tmp_path / "tea.png", dpi=dpi).read_bytes()
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    assert abs(width - 160 / 25.4 * dpi) <= 1
    assert abs(height - figure.get_figheight() * dpi) <= 1
    per_metre = int.from_bytes(data[data.index(b"pHYs") + 4 :][:4])
    assert round(per_metre * 0.0254) == dpi


def test_svg_needs_no_font(tmp_path: Path) -> None:
    root = ET.parse(save_figure(bars(FRAME, ITEM, "kk"), tmp_path / "tea.svg")).getroot()
    assert not [element for element in root.iter() if element.tag.endswith("}text")]


@pytest.mark.parametrize("ending", ["pdf", "png", "svg"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_same_figure_same_bytes(tmp_path: Path, ending: str, language: Language) -> None:
    first, second = (save_figure(bars(FRAME, WORDED, language), tmp_path / f"{n}.{ending}").read_bytes() for n in "ab")
    assert first == second


@pytest.mark.parametrize(
    ("figure", "name", "dpi", "code"),
    [(None, "x.png", 300, "SQ-R151"), (Figure(), "x.jpg", 300, "SQ-R17"), (Figure(), "x.png", 72, "SQ-R152")],
)
def test_refusals(tmp_path: Path, figure: Figure, name: str, dpi: int, code: str) -> None:
    with pytest.raises(SurveyError) as caught:
        save_figure(figure, tmp_path / name, dpi=dpi)
    assert caught.value.code == code
    assert not list(tmp_path.iterdir())


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.png").mkdir()
    with pytest.raises(SurveyError) as caught:
        save_figure(Figure(), tmp_path / "x.png")
    assert caught.value.code == "SQ-R19"
    assert [path.name for path in tmp_path.iterdir()] == ["x.png"]
