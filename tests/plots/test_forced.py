"""The triangle of forced overlaps: nothing is cut off, every number can be read, the words hold what the picture shows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pandas as pd
import pytest
from matplotlib.figure import Figure

from survey.i18n.text import LANGUAGES, Language
from survey.plots.forced import forced_alt_text, forced_map

Faults = Callable[[Figure], list[tuple[str, ...]]]


def pairs(size: int) -> tuple[pd.DataFrame, dict[str, tuple[str, str]]]:
    names = [f"q{place}" for place in range(size)]
    found = pd.DataFrame(list(combinations(names, 2)), columns=["first", "second"])
    labels = {
        name: (f"{place // 9 + 1}.{place % 9 + 1}", f"{place // 9 + 1}.{place % 9 + 1} Иә") for place, name in enumerate(names)
    }
    return found.assign(low=[1 + place % 96 for place in range(len(found))]), labels


@pytest.mark.parametrize(
    ("size", "language"),
    [
        *((size, language) for size in (2, 3, 8, 13) for language in LANGUAGES),
        *((27, language) if language == "kk" else pytest.param(27, language, marks=pytest.mark.slow) for language in LANGUAGES),
    ],
)
def test_nothing_runs_into_anything(faults: Faults, size: int, language: Language) -> None:
    found, labels = pairs(size)
    figure = forced_map(found, labels, 96, language)
    assert faults(figure) == []
    texts = [text.get_text() for text in figure.texts]
    assert all(texts.count(str(low)) >= 1 for low in found["low"])


def test_a_long_answer_is_wrapped_and_its_row_grows(faults: Faults) -> None:
    found, labels = pairs(13)
    labels["q4"] = ("1.5", "1.5 " + "өте ұзын жауап мәтіні " * 5)
    figure = forced_map(found, labels, 96, "kk")
    assert faults(figure) == []
    assert figure.get_figheight() > forced_map(found, pairs(13)[1], 96, "kk").get_figheight()


def test_cells_of_many_questions_have_no_numbers(faults: Faults) -> None:
    found, labels = pairs(60)
    figure = forced_map(found, labels, 96, "en")
    assert "1" not in [text.get_text() for text in figure.texts]


def test_questions_in_no_pair_are_left_out_and_pairs_that_force_nothing_are_empty() -> None:
    found, labels = pairs(4)
    found = found[~found["first"].eq("q0") & ~found["second"].eq("q0")].iloc[1:]
    texts = [text.get_text() for text in forced_map(found, labels, 96, "ru").texts]
    assert labels["q0"][1] not in texts
    assert len([text for text in texts if text in set(map(str, found["low"]))]) == len(found)


def test_no_pair_makes_no_picture() -> None:
    with pytest.raises(ValueError, match="no pair"):
        forced_map(pairs(2)[0].iloc[:0], pairs(2)[1], 96, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_tell_the_largest(language: Language) -> None:
    found, labels = pairs(6)
    told = forced_alt_text(found, labels, 96, language)
    largest = found.sort_values("low").iloc[-1]
    assert labels[largest["first"]][1] in told
    assert str(largest["low"]) in told
