"""Which encoding a text is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.wave.encoding import guess_encoding, is_utf8

KAZAKH = "Өңіріңіз;Қай дереккөздерді пайдаланасыз?\nҚала;мүлде сенбеймін, себебі ұнамайды\nАуыл;ғаламтор — «иә»\n"
RUSSIAN = "Ваш регион;Каким источникам Вы доверяете?\nгород;никаким — «все врут»… №1\nсело;ОНЭР, ООО «Ёлка»\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (KAZAKH, "kz1048"),
        (KAZAKH, "ptcp154"),
        (KAZAKH.upper(), "kz1048"),
        (KAZAKH.upper(), "ptcp154"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN * 30 + "Қостанай", "kz1048"),
        (RUSSIAN * 30 + "Түркістан", "kz1048"),
        ("Чи згодні Ви з цим?;Київ, її, їжа, є, Україні, ґанок\n", "cp1251"),
        ("Што Вы думаеце?;ён, ўсё, воўк, слоўнік, Мінск\n", "cp1251"),
    ],
)
def test_by_its_letters(text: str, codec: str) -> None:
    assert guess_encoding(text.encode(codec)) == codec


@pytest.mark.parametrize("codec", ["koi8-r", "cp866", "mac-cyrillic"])
def test_russian_in_encodings_of_another_time(codec: str) -> None:
    assert guess_encoding(RUSSIAN.translate(dict.fromkeys(map(ord, "—«»…№"))).encode(codec)) is None


def test_languages_of_the_west() -> None:
    assert guess_encoding("Straße;été;señor;Zürich".encode("cp1252")) is None


@given(st.binary(max_size=40))
def test_utf8_is_what_python_reads(content: bytes) -> None:
    try:
        content.decode()
        readable = True
    except UnicodeDecodeError:
        readable = False
    assert is_utf8(content) == readable
