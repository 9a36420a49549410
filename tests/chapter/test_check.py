"""A check tells everything and changes nothing."""

from __future__ import annotations

from pathlib import Path

from tests.chapter.word_files import Numbers, address, control, paragraph, word_file

from survey.chapter.check import check_file
from survey.chapter.states import State

KK, EN = Numbers({"cups two percent": "79,2%"}), Numbers({"cups two percent": "79.2%"}, language="en")


def test_it_tells_in_which_languages_the_numbers_are(tmp_path: Path) -> None:
    numbers = [control(address(), text) for text in ("79,2%", "71,9%", "79.2%")]
    found = check_file(word_file(tmp_path / "a.docx", paragraph(*numbers)), KK, others=(EN,))
    assert [one.state for one in found.numbers] == [State.FRESH, State.STALE, State.FRESH]
    assert (dict(found.languages), found.fine) == ({"kk": 2, "en": 1}, False)


def test_without_a_wave_no_language_is_told(tmp_path: Path) -> None:
    found = check_file(word_file(tmp_path / "a.docx", paragraph(control(address(), "79,2%"))))
    assert ([one.state for one in found.numbers], found.languages, found.fine) == ([State.UNKNOWN], {}, True)
