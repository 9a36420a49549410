from __future__ import annotations

import struct
from pathlib import Path

import pytest

from survey.errors import SurveyError
from survey.render.pictures import PIXELS_PER_INCH, write_pngs


def size(file: Path) -> tuple[int, int]:
    """Width and height as the head of a PNG says."""
    data = file.read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def test_pictures_in_the_size_of_the_drawing(tmp_path: Path, svg: bytes) -> None:
    for name in ("a", "b.1"):
        (tmp_path / f"{name}.svg").write_bytes(svg)
    write_pngs(["a", "b.1", "a"], tmp_path)
    expected = (round(160 / 72 * PIXELS_PER_INCH), round(60 / 72 * PIXELS_PER_INCH))
    for file in (tmp_path / "a.png", tmp_path / "b.1.png"):
        assert size(file) == pytest.approx(expected, abs=1)


def test_a_picture_is_made_again_only_when_its_drawing_changed(tmp_path: Path, svg: bytes) -> None:
    (tmp_path / "a.svg").write_bytes(svg)
    write_pngs(["a"], tmp_path)
    (tmp_path / "a.png").write_bytes(b"kept")
    write_pngs(["a"], tmp_path)
    assert (tmp_path / "a.png").read_bytes() == b"kept"
    (tmp_path / "a.svg").write_bytes(svg.replace(b"0072B2", b"D55E00"))
    write_pngs(["a"], tmp_path)
    assert size(tmp_path / "a.png")[0] > 400


def test_a_drawing_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("no drawing")
    with pytest.raises(SurveyError) as caught:
        write_pngs(["a"], tmp_path)
    assert caught.value.code == "SQ-R13"
