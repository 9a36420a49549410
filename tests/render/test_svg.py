from __future__ import annotations

import re

from lxml import etree

from survey.render.svg import inline_svg


def test_two_copies_of_one_figure_share_no_id(svg: bytes) -> None:
    first, second = (inline_svg(svg, "Шай", prefix) for prefix in ("f1-", "f2-"))
    ids = [re.findall(r'\bid="([^"]+)"', text) for text in (first, second)]
    assert ids == [["f1-c", "f1-m"], ["f2-c", "f2-m"]]  # an id that nothing points to is left out
    assert re.findall(r'clip-path="url\(#([^)]+)\)|href="#([^"]+)"', first) == [("f1-c", ""), ("", "f1-m")]


def test_it_has_a_name_and_takes_the_width_of_the_page(svg: bytes) -> None:
    root = etree.fromstring(inline_svg(svg, 'Шай "көк" <1', "f1-"))
    assert (root.get("role"), root.get("aria-label")) == ("img", 'Шай "көк" <1')
    assert root.get("viewBox") == "0 0 160 60"
    assert root.get("width") is None


def test_nothing_of_it_reaches_the_rest_of_the_page(svg: bytes) -> None:
    text = inline_svg(svg, "Шай", "f1-")
    assert "<style" not in text
    assert "<?xml" not in text
    assert "xlink" not in text


def test_text_stays_text_and_coordinates_get_shorter(svg: bytes) -> None:
    text = inline_svg(svg, "Шай", "f1-")
    assert ">Қазақстан 54</text>" in text
    assert 'width="80.12"' in text
    assert 'd="M 0 0 L 0 3.12"' in text
