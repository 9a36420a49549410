from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from survey import fonts
from survey.plots.style import LABEL, text_font, text_width, wrapped

WORDS = st.lists(st.text(alphabet="абвгәқңөү", min_size=1, max_size=14), min_size=1, max_size=12)


@given(WORDS, st.floats(20, 80))
def test_lines_hold_all_words_in_order_and_fit_unless_a_word_does_not(words: list[str], width: float) -> None:
    lines = wrapped(" ".join(words), LABEL, width)
    assert " ".join(lines) == " ".join(words)
    assert all(text_width(line, LABEL) <= width or " " not in line for line in lines)


@given(WORDS)
def test_a_narrower_column_never_takes_fewer_lines(words: list[str]) -> None:
    numbers = [len(wrapped(" ".join(words), LABEL, width)) for width in (30, 50, 80)]
    assert numbers == sorted(numbers, reverse=True)


def test_a_letter_that_pt_sans_lacks_is_measured_in_the_fallback_without_a_warning() -> None:
    assert text_width("α", LABEL) > 0
    assert text_font(LABEL).get_family() == [fonts.SANS, fonts.FALLBACK_FIGURE]
