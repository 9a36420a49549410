"""How numbers are written at an address."""

from __future__ import annotations

import pytest

from survey.chapter.address import Address
from survey.chapter.formats import read_format
from survey.errors import ChapterError


def written(form: str, told: str, language: str = "kk") -> str:
    return read_format(Address("tea", "cups", "two", "percent", form)).written(told, language)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("form", "told", "expected"),
    [
        ("1", "54,2%", "54,2%"),
        ("0:possessive", "92", "92-сі"),
        ("0:ablative", "96", "96-дан"),
        ("1:possessive accusative", "79,2%", "79,2%-ын"),
        ("0:possessive", "x", "x"),  # what is hidden has no ending
    ],
)
def test_case_endings(form: str, told: str, expected: str) -> None:
    assert written(form, told) == expected


def test_other_languages_have_none() -> None:
    assert written("0:possessive", "92", "ru") == "92"


@pytest.mark.parametrize("form", ["", "n", "one", "1x", "0:plural", "1:"])
def test_a_format_that_cannot_be_read(form: str) -> None:
    with pytest.raises(ChapterError) as raised:
        written(form, "54,2%")
    assert raised.value.code == "SQ-W05"
