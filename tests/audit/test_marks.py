from __future__ import annotations

import pytest

from survey.audit.marks import Mark, broken, segments, unmarked, without_comments


def test_a_reader_sees_the_words_only() -> None:
    text = 'Of them [54 (56.3%)]{of=strengthen}, [14]{of="not a + b"} otherwise.'
    assert unmarked(text) == "Of them 54 (56.3%), 14 otherwise."


def test_other_spans_of_pandoc_are_left_alone() -> None:
    text = "A [term]{.smallcaps} and a [link](https://example.org/54)."
    assert unmarked(text) == text


def test_segments_carry_their_mark() -> None:
    visible, found = segments("a [54]{of=yes} b [30.1%]{printed=no}")
    assert visible == "a 54 b 30.1%"
    assert [(visible[part.start : part.end], part.mark) for part in found] == [
        ("a ", None),
        ("54", Mark("of", "yes")),
        (" b ", None),
        ("30.1%", Mark("printed", "no")),
    ]


def test_comments_go_and_lines_stay() -> None:
    assert without_comments("one <!-- 1\n2 --> two\nthree") == "one \n two\nthree"


def test_what_is_no_mark_is_found_with_its_line() -> None:
    """Pandoc would print the braces of each of these."""
    assert broken("fine [1]{of=yes}\n[2]{of=a b}") == ((1, "{of=a b}"),)
    assert broken("[one [2] three]{of=yes}") == ((0, "{of=yes}"),)


@pytest.mark.parametrize(
    "cited",
    [
        "[@satpaev2020, с. 17]",
        "[@nysanbaev2015, 15 б.]",
        "[cf. @cochran1977, pp. 15–17; @kish1965]",
        "@cochran1977 [p. 15]",
        "@kish1965",
    ],
)
def test_what_stands_within_a_citation_is_no_number_of_the_author(cited: str) -> None:
    visible, found = segments(f"[54]{{of=yes}} {cited} and 12.")
    assert visible == "54  and 12."
    assert [part.mark for part in found] == [Mark("of", "yes"), None]


@pytest.mark.parametrize("text", ["[54 of 96, see @fig-trust]", "[54](mailto:a@b.kz)", "[54, a@b.kz]"])
def test_cross_references_links_and_addresses_are_no_citations(text: str) -> None:
    assert "54" in segments(text)[0]


def test_a_citation_over_two_lines_keeps_them() -> None:
    assert segments("one [@a,\np. 3] two")[0] == "one \n two"
