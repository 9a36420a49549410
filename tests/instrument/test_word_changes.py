"""Runs of words: nothing is lost, and what is kept stands in both texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from survey.instrument.word_changes import likeness, marked, word_changes

TEXT = st.lists(st.sampled_from(["сот", "әділ", "ме", "the", "court", "?"]), max_size=12).map(" ".join)


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_the_runs(before: str, after: str) -> None:
    runs = word_changes(before, after)
    assert " ".join(words for what, words in runs if what != "new") == before
    assert " ".join(words for what, words in runs if what != "gone") == after


@given(TEXT)
def test_a_text_is_like_itself(text: str) -> None:
    assert likeness(text, text) == 1
    assert marked(text, text) == text
