"""Living numbers in Markdown become content controls in Word, and words anywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from survey.chapter import living
from survey.chapter.address import Address, digest, read_address
from survey.errors import ChapterError
from survey.office import read_parts
from survey.render.opc import w
from survey.render.pandoc import filters, pandoc

CUPS = Address("tea-2026", "cups", "two", "percent", "1")


def converted(markdown: str, folder: Path, to: str) -> bytes:
    return pandoc(["--from=markdown", f"--to={to}", *filters("living")], folder, 0, folder / "tea.qmd", markdown.encode())


def controls(data: bytes) -> list[etree._Element]:
    return list(etree.fromstring(read_parts(data)["word/document.xml"]).iter(w("sdt")))


def words(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(w("t")))


def test_a_number_keeps_its_looks_and_its_address(tmp_path: Path) -> None:
    found = controls(converted(f"Of all, **{living.span(CUPS, '54,2 %')}** drink two & more.", tmp_path, "docx"))
    assert len(found) == 1
    title, tag = (found[0].find(f"{w('sdtPr')}/{w(name)}").get(w("val")) for name in ("alias", "tag"))
    assert read_address(title, tag) == (CUPS, digest("54,2%"))
    assert words(found[0]) == "54,2 %"
    assert len(list(found[0].iter(w("r")))) == 1
    assert found[0].find(f".//{w('b')}") is not None
    assert found[0].find(f"{w('sdtPr')}/{w('lock')}") is None


def test_signs_of_markup_in_a_number_and_in_a_code(tmp_path: Path) -> None:
    address = Address("tea-2026", "cups", 'a&b.<"c">', "n", "0")
    found = controls(converted(living.span(address, "1–10*"), tmp_path, "docx"))
    assert words(found[0]) == "1–10*"
    assert read_address("tea-2026/cups", found[0].find(f"{w('sdtPr')}/{w('tag')}").get(w("val")))[0] == address  # type: ignore[index]


def test_numbers_have_ids_of_their_own(tmp_path: Path) -> None:
    found = controls(converted(" ".join([living.span(CUPS, "54,2%")] * 9), tmp_path, "docx"))
    assert len({one.find(f"{w('sdtPr')}/{w('id')}").get(w("val")) for one in found}) == 9


def test_other_formats_get_the_words_alone(tmp_path: Path) -> None:
    table = living.around(CUPS, ["two"], "| a | b |\n|---|---|\n| 1 | " + living.span(CUPS, "54,2%") + " |")
    html = converted(f"Two: {living.span(CUPS, '54,2%')}.\n\n{table}", tmp_path, "html").decode()
    assert not [word for word in ("living", "sq:", "tea-2026") if word in html]
    assert "<p>Two: 54,2%.</p>" in html


def test_an_address_too_long_for_word() -> None:
    with pytest.raises(ChapterError) as raised:
        living.span(Address("tea-2026", "cups" * 20, "two", "percent", "1"), "54,2%")
    assert raised.value.code == "SQ-W09"
    assert not living.fits(Address("tea-2026", "cups" * 20, "two", "percent", "1"))
