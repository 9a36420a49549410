"""Figures in words: every number that a listener is told, in the words of each language."""

from __future__ import annotations

import pandas as pd
import pytest

from survey.i18n.text import LANGUAGES, Language
from survey.plots.alt_measurement import distributions_alt_text, heatmap_alt_text, loadings_alt_text, scree_alt_text

MATRIX = pd.DataFrame([[1, 0.5, -0.25], [0.5, 1, 0.1], [-0.25, 0.1, 1]], list("abc"), list("abc"))
LABELS = {"a": "1.1", "b": "1.2", "c": "1.3"}
LOADINGS = pd.DataFrame({"F1": [0.7, 0.1, -0.6], "F2": [0.2, 0.8, 0.1]}, index=list("abc"))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


HEATMAP: dict[Language, str] = {
    "kk": "3 сұрақ арасындағы корреляциялардың үшбұрышты кестесі. Корреляциялар: −0,25…0,50. "
    "Ең күштілері: 1.2 және 1.1: 0,50; 1.3 және 1.1: −0,25; 1.3 және 1.2: 0,10. Бос ұяшығы бар жұптар: 1.",
    "ru": "Треугольник корреляций, вопросов: 3. Корреляции: −0,25…0,50. "
    "Самые сильные: 1.2 и 1.1: 0,50; 1.3 и 1.1: −0,25; 1.3 и 1.2: 0,10. Пар с пустой ячейкой: 1.",
    "en": "Triangle of correlations of 3 questions. Correlations: −0.25…0.50. "
    "Strongest: 1.2 and 1.1: 0.50; 1.3 and 1.1: −0.25; 1.3 and 1.2: 0.10. Pairs with an empty cell: 1.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_heat_map_in_words(language: Language) -> None:
    assert plain(heatmap_alt_text(MATRIX, LABELS, language, marked=[frozenset("ab")])) == HEATMAP[language]


def test_eigenvalues_are_read_out_with_the_bound_of_chance() -> None:
    eigenvalues = pd.DataFrame({"pearson": [1.5, 0.5], "polychoric": [1.8, 0.2]}, index=[1, 2])
    bound = pd.DataFrame({"pearson": [1.2, 0.9], "polychoric": [1.3, 0.8]}, index=[1, 2])
    assert plain(scree_alt_text(eigenvalues, bound, "ru")) == (
        "График собственных значений. "
        "Корреляции Пирсона: 1: 1,50 (граница случайности 1,20); 2: 0,50 (граница случайности 0,90). "
        "Полихорические корреляции: 1: 1,80 (граница случайности 1,30); 2: 0,20 (граница случайности 0,80)."
    )


def test_loadings_are_read_out_factor_by_factor() -> None:
    spoken = loadings_alt_text(LOADINGS, LOADINGS - 0.1, LOADINGS + 0.1, LABELS, {"F1": "1-фактор", "F2": "2-фактор"}, "kk")
    assert plain(spoken) == (
        "Факторлық жүктемелер диаграммасы, әр сұрақтың ең үлкен жүктемесі. 1-фактор: 1.1: 0,70 (аралығы 0,60-тан 0,80-ге дейін); "
        "1.3: −0,60 (аралығы −0,70-тен −0,50-ге дейін). 2-фактор: 1.2: 0,80 (аралығы 0,70-тен 0,90-ға дейін)."
    )


def test_a_factor_without_questions_of_its_own() -> None:
    found = LOADINGS.assign(F3=0.0)
    spoken = loadings_alt_text(found, None, None, LABELS, {name: name for name in found}, "en")
    assert spoken.endswith("F3: no question.")


def test_distributions_are_read_out_value_by_value() -> None:
    frame = pd.DataFrame({"value": [0, 100 / 3, 100], "n": [3, 0, 5]})
    assert plain(distributions_alt_text({"T": frame}, "ru")).endswith("T: 0 — 3; 33,3 — 0; 100 — 5.")
