"""How a paragraph stands on its page, from files that other programs wrote."""

from __future__ import annotations

from lxml import etree

from survey.chapter.effective import Looks
from survey.render.opc import W, w

_NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%1"/>{own}</w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
)


def xml(tag: str, inside: str) -> etree._Element:
    return etree.fromstring(f'<w:{tag} xmlns:w="{W}">{inside}</w:{tag}>')


def paragraph(properties: str) -> etree._Element:
    return xml("p", f"<w:pPr>{properties}</w:pPr><w:r><w:rPr><w:sz w:val='14pt'/></w:rPr><w:t>Шай</w:t></w:r>")


def test_a_level_without_properties_of_its_own_such_as_those_of_our_headings() -> None:
    looks = Looks(None, xml("numbering", _NUMBERING.format(own="")))
    shape = looks.shape(paragraph('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'))
    assert (shape.number, shape.level, shape.indent, looks.label(shape)) == ("7", 0, 0, "%1")


def test_what_the_level_says_stands_under_what_the_paragraph_says() -> None:
    looks = Looks(None, xml("numbering", _NUMBERING.format(own='<w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr>')))
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    assert looks.shape(paragraph(number)).indent == -567 * 25.4 / 1440
    assert looks.shape(paragraph(f'{number}<w:ind w:firstLine="0"/>')).indent == 0


def test_lengths_with_fractions_and_units() -> None:
    made = paragraph('<w:spacing w:line="276.0005" w:lineRule="auto"/><w:ind w:left="1800.0000002" w:firstLine="12.5mm"/>')
    shape = Looks(None).shape(made)
    assert round(shape.spacing or 0, 2) == 1.15
    assert round(shape.left, 2) == 31.75
    assert round(shape.indent, 2) == 12.5
    assert Looks(None).size(next(made.iter(w("r"))), made) == 14
