"""Escaped text comes back letter for letter from Pandoc itself, read as reports are: with typographic quotes and dashes."""

from __future__ import annotations

import json
import re
from typing import Any

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.i18n.markdown import attribute, escape

ASCII = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
SENTENCES = st.lists(st.text(alphabet=ASCII + "аәқ1aiV", min_size=1), min_size=1, max_size=5).map(" ".join)


def read(markdown: str) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = json.loads(pypandoc.convert_text(markdown, "json", format="markdown"))["blocks"]
    return blocks


def plain(nodes: list[dict[str, Any]]) -> str:
    """The text of nodes that are nothing but words and spaces; KeyError where something was taken for markup."""
    return "".join({"Str": node.get("c"), "Space": " "}[node["t"]] for node in nodes)


def test_every_sign_of_ascii_and_every_pair_of_them_survives() -> None:
    texts = [f"a{first}{second}b{second}" for first in ASCII for second in ASCII]
    paragraphs = read("\n\n".join(escape(text) for text in texts))
    assert [plain(paragraph["c"]) for paragraph in paragraphs] == texts


@given(st.lists(SENTENCES, min_size=1, max_size=30))
def test_texts_survive_in_the_cells_of_a_table(texts: list[str]) -> None:
    table = read("| head |\n|:-----|\n" + "".join(f"| {escape(text)} |\n" for text in texts))[0]
    rows = table["c"][4][0][3]
    assert [plain(row[1][0][4][0]["c"]) for row in rows] == texts


@given(st.lists(SENTENCES, min_size=1, max_size=30))
def test_texts_survive_as_paragraphs(texts: list[str]) -> None:
    assert [plain(paragraph["c"]) for paragraph in read("\n\n".join(map(escape, texts)))] == texts


@given(SENTENCES, SENTENCES)
def test_captions_and_alternative_texts_survive(caption: str, alt: str) -> None:
    figure = read(f"![{escape(caption)}](tea){{#fig-tea fig-alt={attribute(alt)}}}")[0]
    (identifier, _, _), (_, caption_blocks), [image_block] = figure["c"]
    _, _, pairs = image_block["c"][0]["c"][0]
    assert (identifier, plain(caption_blocks[0]["c"]), pairs) == ("fig-tea", caption, [["fig-alt", alt]])


STARTS = [
    "1. ",
    "12) ",
    "(3) ",
    "a. ",
    "b) ",
    "(c) ",
    "A.  ",
    "iv. ",
    "XI) ",
    "- ",
    "+ ",
    "* ",
    "#. ",
    ": ",
    ":: ",
    "::: ",
    "~ ",
    "% ",
    "> ",
]
STARTS += ["| ", "# ", "---", "...", "***", "___", "===", "    ", "``` ", "[a]: ", "(@) ", "| a | b", "-", "1.", "i.", ":::", "%"]
WORDS = [
    "{{< include x >}}",
    "{{{< x >}}}",
    "e.g. this",
    "Mr. X",
    "Ph.D. y",
    "p. 5",
    "it's",
    "'so'",
    '"so"',
    "5'",
    "--",
    "---",
    "....",
    "а—ә",
    "x-y",
]
WORDS += [
    "&amp;",
    "<b>",
    "$x$",
    "[^1]",
    "^[a]",
    "@fig-x",
    "\\alpha",
    "a\u00a0b",
    "№ 5",
    "http://a.kz",
    "H~2~O",
    ":smile:",
    "![a](b)",
]


def test_text_that_looks_like_a_list_a_shortcode_or_typography_survives_in_every_place() -> None:
    """One run of Pandoc; plain text in, the same plain text out, as a paragraph, a heading, a point of a list and a quotation."""
    texts = [start + word for start in STARTS for word in ("", *WORDS) if start.strip() or word] + WORDS
    expected = [re.sub(" +", " ", text.strip(" ")) for text in texts]
    places = ["{}", "## {}", "- {}", "> {}"]
    blocks = read("\n\n<!-- -->\n\n".join(place.format(escape(text)) for text in texts for place in places))
    found = [block for block in blocks if block["t"] != "RawBlock"]
    for place, text in enumerate(expected):
        paragraph, heading, bullets, quotation = found[4 * place : 4 * place + 4]
        inlines = [paragraph["c"], heading["c"][2], bullets["c"][0][0]["c"], quotation["c"][0]["c"]]
        assert [plain(words) for words in inlines] == [text] * 4


@pytest.mark.parametrize("text", ["{{< include x >}}", "{{{< x >}}}", "&amp; &#65; \\& {{</* x */>}}"])
def test_quarto_sees_no_shortcode_and_pandoc_the_whole_text(text: str) -> None:
    assert "{{<" not in escape(text) + attribute(text)
    figure = read(f"![{escape(text)}](tea){{#fig-tea fig-alt={attribute(text)}}}")[0]
    _, _, pairs = figure["c"][2][0]["c"][0]["c"][0]
    assert (plain(figure["c"][1][1][0]["c"]), pairs) == (text, [["fig-alt", text]])


def test_a_line_break_is_a_space() -> None:
    assert escape("one\r\ntwo\tthree\n") == "one two three"
    assert attribute("one\ntwo") == '"one two"'
