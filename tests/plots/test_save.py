from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from survey.i18n.text import Text
from survey.instrument.model import Item, ItemKind, Level, Option
from survey.plots.bars import bars
from survey.plots.save import save_svg

OPTIONS = (Option("yes", 1, Text(kk="иә")), Option("no", 0, Text(kk="жоқ")))
ITEM = Item("tea", "1", "s", ItemKind.SINGLE, Level.BINARY, Text(kk="Шай?"), Text(kk="Шай"), OPTIONS)
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


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_a_reader_may_save_other_formats_in_the_same_font(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"tea.{ending}"
    bars(FRAME, ITEM, "kk").savefig(path)
    assert path.stat().st_size > 2000
    if ending == "pdf":
        assert b"PTSans-Regular" in path.read_bytes()
