"""Escaped text comes back letter for letter from Pandoc itself."""

from __future__ import annotations

import json
from typing import Any

import pypandoc
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.i18n.markdown import attribute, escape

ASCII = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
SENTENCES = st.lists(st.text(alphabet=ASCII + "аәқ1", min_size=1), min_size=1, max_size=5).map(" ".join)


def read(markdown: str) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = json.loads(pypandoc.convert_text(markdown, "json", format="markdown-smart"))["blocks"]
    return blocks


def plain(nodes: list[dict[str, Any]]) -> str:
    """The text of nodes that are nothing but words and spaces; KeyError where something was taken for markup."""
    return "".join({"Str": node.get("c"), "Space": " "}[node["t"]] for node in nodes)


def test_every_sign_of_ascii_and_every_pair_of_them_survives() -> None:
    texts = [f"a{first}{second}b{second}" for first in ASCII for second in ASCII]
    paragraphs = read("\n\n".join(escape(text) for text in texts))
    assert [plain(paragraph["c"]) for paragraph in paragraphs] == texts


@settings(max_examples=20)
@given(st.lists(SENTENCES, min_size=1, max_size=30))
def test_texts_survive_in_the_cells_of_a_table(texts: list[str]) -> None:
    table = read("| head |\n|:-----|\n" + "".join(f"| {escape(text)} |\n" for text in texts))[0]
    rows = table["c"][4][0][3]
    assert [plain(row[1][0][4][0]["c"]) for row in rows] == texts


@settings(max_examples=20)
@given(SENTENCES, SENTENCES)
def test_captions_and_alternative_texts_survive(caption: str, alt: str) -> None:
    figure = read(f"![{escape(caption)}](tea){{#fig-tea fig-alt={attribute(alt)}}}")[0]
    (identifier, _, _), (_, caption_blocks), [image_block] = figure["c"]
    _, _, pairs = image_block["c"][0]["c"][0]
    assert (identifier, plain(caption_blocks[0]["c"]), pairs) == ("fig-tea", caption, [["fig-alt", alt]])


def test_a_line_break_is_a_space() -> None:
    assert escape("one\r\ntwo\tthree\n") == "one two three"
    assert attribute("one\ntwo") == '"one two"'
