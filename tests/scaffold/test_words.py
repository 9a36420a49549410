"""Files from templates, their words from the catalogue."""

from __future__ import annotations

import textwrap

import yaml

from survey.i18n.text import LANGUAGES
from survey.scaffold.words import WIDTH, commented, filled, in_languages


def test_texts_are_yaml_whatever_is_in_them() -> None:
    texts = {"kk": 'Шай: "қара"', "en": "Tea #1 {black} \\ green"}
    assert yaml.safe_load(in_languages(texts)) == texts


def test_long_comments_are_broken_and_no_word_is_lost() -> None:
    said = " ".join(["шай"] * 100)
    lines = commented(said).splitlines()
    assert max(map(len, lines)) <= WIDTH + 2
    assert " ".join(line.removeprefix("# ") for line in lines) == said


def test_the_starter_differs_by_comments_only() -> None:
    """Whoever writes the comments in another language gets the same questionnaire."""
    made = {language: filled("starter.yaml", language, {"id": "tea"}) for language in LANGUAGES}
    assert len(set(made.values())) == 3
    assert len({str(yaml.safe_load(text)) for text in made.values()}) == 1
    assert not [line for text in made.values() for line in textwrap.dedent(text).splitlines() if "{{" in line]
