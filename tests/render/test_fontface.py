from __future__ import annotations

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

from survey.render.fontface import font_faces

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


def faces(text: str) -> list[tuple[str, set[str]]]:
    """The family of each rule and the letters that its font holds."""
    found = re.findall(r'font-family:"([^"]+)".*?base64,([^"]+)"', font_faces(text))
    return [(family, letters_in(base64.b64decode(data))) for family, data in found]


def letters_in(data: bytes) -> set[str]:
    with TTFont(io.BytesIO(data)) as font:
        return set(map(chr, font.getBestCmap()))


def test_every_face_holds_the_letters_of_the_text_and_no_others() -> None:
    for family, letters in faces(KAZAKH):
        assert letters == set(KAZAKH) | {" "}, family


def test_letters_that_the_main_fonts_lack_come_from_the_fallback() -> None:
    held = dict(faces("α ₸ A"))
    assert {"PT Serif", "PT Sans", "Source Serif 4", "Source Sans 3"} == set(held)
    assert held["Source Serif 4"] >= {"α", "₸"}
    assert "A" not in held["Source Serif 4"]


@pytest.mark.parametrize("text", ["Қазақ", "α ₸"])
def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    assert font_faces(text) == font_faces(text[::-1])
