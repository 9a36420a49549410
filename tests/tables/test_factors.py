from __future__ import annotations

import pandas as pd

from survey.tables.factors import loadings_table, phi_table, variance_table

FACTORS = {"F1": "Фактор 1", "F2": "Фактор 2"}
FOUND = pd.DataFrame({"F1": [0.715, -0.2], "F2": [0.1, 0.65]}, index=["a", "b"])
NAN = float("nan")


def plain(rows: tuple[tuple[str, ...], ...]) -> list[list[str]]:
    return [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in rows]


def test_a_loading_stands_with_its_interval_and_the_communality_last() -> None:
    table = loadings_table(
        FOUND,
        FOUND - 0.3,
        (FOUND + 0.25).mask(FOUND < 0),
        pd.Series({"a": 0.53, "b": 0.47}),
        ["b", "a"],
        {"a": "1.1. Шай", "b": "1.2. Сүт"},
        FACTORS,
        "kk",
        caption="Жүктемелер",
        notes=["n = 96."],
    )
    assert plain(table.rows) == [
        ["1.2. Сүт", "−0,20", "0,65 [0,35; 0,90]", "0,47"],
        ["1.1. Шай", "0,72 [0,42; 0,97]", "0,10 [−0,20; 0,35]", "0,53"],
    ]
    assert [column.heading for column in table.columns] == ["Сұрақ", "Фактор 1", "Фактор 2", "Коммуналдылық"]
    assert table.notes[0] == "n = 96."
    assert len(table.notes) == 3  # and what a communality is, and that Phi is in it


def test_of_one_factor_there_is_no_phi_to_speak_of() -> None:
    one = FOUND[["F1"]]
    table = loadings_table(one, None, None, one["F1"] ** 2, ["a"], {"a": "1.1"}, FACTORS, "en", caption="x")
    assert len(table.notes) == 1


def test_shares_of_latent_variance_are_called_so() -> None:
    one = FOUND[["F1"]]
    table = loadings_table(one, None, None, one["F1"] ** 2, ["a"], {"a": "1.1"}, FACTORS, "en", caption="x", latent=True)
    variance = pd.DataFrame({"F1": [1.5, 0.25, 0.25]}, index=["ss_loadings", "proportion", "cumulative"])
    (explained,) = variance_table(variance, FACTORS, "en", caption="x", latent=True).notes
    assert all("behind the answers" in note for note in (*table.notes, explained))


def test_correlations_of_factors_stand_below_the_diagonal() -> None:
    phi = pd.DataFrame([[1, -0.3], [-0.3, 1]], ["F1", "F2"], ["F1", "F2"])
    table = phi_table(phi, phi - 0.2, phi + 0.2, FACTORS, "ru", caption="x")
    assert plain(table.rows) == [["Фактор 1", "1", ""], ["Фактор 2", "−0,30 [−0,50; −0,10]", "1"]]


def test_explained_variance_in_the_language_of_the_reader() -> None:
    variance = pd.DataFrame({"F1": [1.5, 0.25, 0.25], "F2": [0.6, 0.1, 0.35]}, index=["ss_loadings", "proportion", "cumulative"])
    assert plain(variance_table(variance, FACTORS, "ru", caption="x").rows) == [
        ["Фактор 1", "1,50", "25,0 %", "25,0 %"],
        ["Фактор 2", "0,60", "10,0 %", "35,0 %"],
    ]
