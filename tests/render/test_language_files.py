from __future__ import annotations

import re

import pytest
import yaml

from survey import shipped
from survey.i18n.text import LANGUAGES
from survey.render.quarto_keys import names

REPORTS = shipped.root() / "reports"


def labels(language: str) -> dict[str, str]:
    loaded: dict[str, str] = yaml.safe_load((REPORTS / f"_language-{language}.yml").read_text("utf-8"))
    return loaded


def test_kazakh_has_every_string_of_quarto() -> None:
    assert set(labels("kk")) >= names("language", "known")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_that_quarto_does_not_know(language: str) -> None:
    assert set(labels(language)) <= names("language", "known") | names("language", "optional")


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_stand_once(language: str) -> None:
    keys = re.findall(r"^([\w-]+):", (REPORTS / f"_language-{language}.yml").read_text("utf-8"), re.MULTILINE)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_latin_word_but_names(language: str) -> None:
    words = {word for text in labels(language).values() for word in re.findall(r"[A-Za-z]+", text)}
    assert words <= {"BibTeX", "Binder", "MECA"}


def test_kazakh_is_not_russian() -> None:
    ours, russian = labels("kk"), labels("ru")
    assert {key for key in russian if ours[key] == russian[key]} == {"title-block-author-single"}


def test_placeholders_are_kept() -> None:
    assert {key for key, text in labels("kk").items() if "{0}" in text} == {"listing-page-minutes-compact", "listing-page-words"}
