"""Words of the rules of a profile in every language at once."""

from __future__ import annotations

from survey.chapter.spoken import alignment, spoken
from survey.i18n.text import LANGUAGES


def test_each_language_has_words_of_its_own() -> None:
    for text in (spoken("side_left"), alignment("justify"), alignment("center")):
        assert len({text[language] for language in LANGUAGES}) == len(LANGUAGES)
