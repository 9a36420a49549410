"""Properties in the order that Word asks for, and the words of an element as they stand on the page."""

from __future__ import annotations

from itertools import permutations

import pytest
from lxml import etree
from tests.chapter.word_files import SPACE, paragraph

from survey.chapter.word_xml import blocks, drop, field, put, style_of, tag_of, text_of
from survey.chapter.word_xml import paragraph as made
from survey.render.opc import w


@pytest.mark.parametrize("order", list(permutations(("pStyle", "keepNext", "spacing", "jc"))))
def test_properties_stand_in_the_order_of_the_standard(order: tuple[str, ...]) -> None:
    properties = etree.Element(w("pPr"))
    for tag in (*order, "jc"):
        put(properties, tag, val="1")
    assert [tag_of(one) for one in properties] == ["pStyle", "keepNext", "spacing", "jc"]
    drop(properties, "spacing", "ind")
    assert [tag_of(one) for one in properties] == ["pStyle", "keepNext", "jc"]


def test_the_text_of_a_field_is_what_it_shows() -> None:
    one = made("Caption", *field("SEQ Figure", "13"))
    assert (text_of(one), style_of(one), style_of(None)) == ("13", "Caption", "")


def test_blocks_within_controls_and_insertions() -> None:
    inner = f"<w:sdt><w:sdtContent>{paragraph('a')}</w:sdtContent></w:sdt><w:ins>{paragraph('b')}<w:tbl/></w:ins><w:sectPr/>"
    body = etree.fromstring(f"<w:body {SPACE}>{inner}</w:body>")
    assert [(tag_of(one), text_of(one)) for one in blocks(body)] == [("p", "a"), ("p", "b"), ("tbl", "")]
