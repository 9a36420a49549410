"""Who changed the answer: nothing is cut off or overlaps, and the words hold what the picture shows."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from matplotlib.figure import Figure

import survey
from survey.i18n.text import LANGUAGES, Language
from survey.plots.changes import changes_alt_text, changes_figure

Faults = Callable[[Figure], list[tuple[str, ...]]]
FRAME = pd.DataFrame({"may": list("aaaaabbbcc") * 9, "june": list("aaabbbbacc") * 9, "july": list("aaabbbbccc") * 9})
CHANGES = survey.repeated(FRAME, list(FRAME)).changes
TITLES = {name: f"{place}.1. Ұлттық мүдде мен егемендікке қауіп төндіретін мемлекет" for place, name in enumerate(FRAME, start=1)}
ANSWERS = {"a": "Ресей", "b": "Ұжымдық қауіпсіздік туралы шарт ұйымына мүше мемлекеттер", "c": "Өзбекстан"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rows", [1, 3, 9])
def test_nothing_runs_into_anything(faults: Faults, rows: int, language: Language) -> None:
    assert faults(changes_figure(CHANGES.head(rows), TITLES, ANSWERS, language)) == []


def test_every_number_is_there() -> None:
    texts = [text.get_text() for text in changes_figure(CHANGES.head(1), TITLES, ANSWERS, "en").texts]
    assert texts[-3:] == ["18", "9", "27"]


def test_answers_of_nobody_are_left_out() -> None:
    nobody = CHANGES.assign(both=0, first_only=0, second_only=0)
    with pytest.raises(ValueError, match="nobody"):
        changes_figure(nobody, TITLES, ANSWERS, "en")
    mixed = pd.concat([CHANGES.head(1), nobody.iloc[1:2]])
    assert ANSWERS["c"] not in [text.get_text() for text in changes_figure(mixed, TITLES, ANSWERS, "en").texts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_begin_with_the_largest_change(language: Language) -> None:
    told = changes_alt_text(CHANGES, "T", TITLES, ANSWERS, language)
    assert told.startswith("T. ")
    assert "27" in told.split(";")[0]
