"""Addresses are written into two short texts and read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.chapter.address import Address, digest, read_address

WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="/#", exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=9
)


@given(WORDS, WORDS, WORDS, WORDS, WORDS, st.text())
def test_what_is_written_is_read(wave: str, item: str, code: str, statistic: str, form: str, shown: str) -> None:
    address = Address(wave, item, code, statistic, form)
    assert read_address(address.title, address.tag(digest(shown))) == (address, digest(shown))


@pytest.mark.parametrize(
    "tag", ["", "date", "sq:two/percent/1", "sq:two/percent/1#54", "sq:two/percent#9f86d081", "xsq:a/b/c#9f86d081"]
)
def test_other_controls_are_left_alone(tag: str) -> None:
    assert read_address("tea-2026/cups", tag) is None
    assert read_address("tea", "sq:two/percent/1#9f86d081") is None


def test_a_figure_has_two_digests() -> None:
    found = read_address("tea-2026/cups", "sq:-/figure/bars#9f86d081.0a1b2c3d")
    assert found is not None
    assert found[1] == "9f86d081.0a1b2c3d"


def test_blanks_do_not_count() -> None:
    assert digest("54,2 %") == digest("54,2\u00a0%") == digest("54,2%") != digest("54,3%")
