"""Counts from rows and from margins; bounds as narrow as the sum allows."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.errors import SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option, OptionKind, Row, Section
from survey.wave.counts import tighten
from survey.wave.margins import Margins
from survey.wave.provenance import Provenance
from survey.wave.responses import Responses, Source
from survey.wave.settings import Design, Settings, WaveKind
from survey.wave.wave import Wave, no_changes

T = Text(en="x")


def item(name: str, codes: str, kind: ItemKind = ItemKind.SINGLE, rows: tuple[Row, ...] = ()) -> Item:
    """`codes` separated by spaces; `dk` is "don't know", `ref` a refusal."""
    kinds = {"dk": OptionKind.DONT_KNOW, "ref": OptionKind.REFUSED}
    options = tuple(
        Option(code, value, T, kinds.get(code, OptionKind.SUBSTANTIVE)) for value, code in enumerate(codes.split(), 1)
    )
    return Item(name, "1", "s", kind, Level.NOMINAL, T, T, options, rows=rows)


def wave_of_rows(items: list[Item], answers: dict[str, list[object]]) -> Wave:
    questionnaire = Instrument("tea", "1", ("en",), T, (Section("s", "1", T),), tuple(items))
    frame = pd.DataFrame(
        {
            name: pd.array(values, dtype="boolean" if "." in name and values[0] in (True, False) else "string")
            for name, values in answers.items()
        }
    )
    frame.index = pd.RangeIndex(1, len(frame) + 1, name="respondent")
    settings = Settings("w", "tea", WaveKind.MICRODATA, T, Design.SRS, len(frame), T)
    responses = Responses(questionnaire, frame, frame.isna(), frame, frame, Source("raw.csv", "0"))
    return Wave(settings, questionnaire, responses, None, no_changes(), Provenance({}, ""))


def wave_of_margins(items: list[Item], rows: list[tuple[str, str, int, int, int]], n: int) -> Wave:
    questionnaire = Instrument("tea", "1", ("en",), T, (Section("s", "1", T),), tuple(items))
    table = pd.DataFrame(rows, columns=["item", "code", "low", "high", "base"]).assign(basis="published", note="")
    settings = Settings("w", "tea", WaveKind.MARGINS, T, Design.SRS, n, T)
    return Wave(settings, questionnaire, None, Margins(table, "0"), no_changes(), Provenance({}, ""))


def tuples(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(frame.itertuples(index=False, name=None))


TEA = item("tea", "yes no dk never")
ANSWERS: dict[str, list[object]] = {"tea": ["yes", "yes", "no", "dk", None, "yes"]}


# -- rows --------------------------------------------------------------------------------------------------------------
def test_every_option_has_a_row_also_with_zero() -> None:
    found = wave_of_rows([TEA], ANSWERS).counts("tea")
    assert tuples(found) == [
        ("tea", "yes", 3, 3, 3, 5),
        ("tea", "no", 1, 1, 1, 5),
        ("tea", "dk", 1, 1, 1, 5),
        ("tea", "never", 0, 0, 0, 5),
    ]
    assert found.dtypes.astype(str).to_dict() == {
        "item": "str",
        "code": "str",
        "n": "Int64",
        "low": "int64",
        "high": "int64",
        "base": "int64",
    }


def test_valid_leaves_out_dont_know_and_all_takes_everybody() -> None:
    wave = wave_of_rows([TEA], ANSWERS)
    assert tuples(wave.counts("tea", base="valid")) == [
        ("tea", "yes", 3, 3, 3, 4),
        ("tea", "no", 1, 1, 1, 4),
        ("tea", "never", 0, 0, 0, 4),
    ]
    assert wave.counts("tea", base="all")["base"].tolist() == [6] * 4
    assert wave.counts("tea", base="all")["n"].tolist() == [3, 1, 1, 0]


def test_multiple_choice_counts_people_not_ticks() -> None:
    drinks = item("drinks", "tea milk dk", ItemKind.MULTIPLE)
    wave = wave_of_rows(
        [drinks],
        {
            "drinks.tea": [True, True, False, None, False],
            "drinks.milk": [True, False, False, None, False],
            "drinks.dk": [False, False, True, None, False],
        },
    )
    assert tuples(wave.counts("drinks")) == [
        ("drinks", "tea", 2, 2, 2, 4),
        ("drinks", "milk", 1, 1, 1, 4),
        ("drinks", "dk", 1, 1, 1, 4),
    ]
    assert tuples(wave.counts("drinks", base="valid")) == [("drinks", "tea", 2, 2, 2, 2), ("drinks", "milk", 1, 1, 1, 2)]


def test_matrix_rows_are_columns_of_their_own() -> None:
    trust = item("trust", "yes no", ItemKind.MATRIX, (Row("court", T), Row("police", T)))
    wave = wave_of_rows([trust], {"trust.court": ["yes", "no"], "trust.police": ["yes", None]})
    assert tuples(wave.counts("trust")) == [
        ("trust.court", "yes", 1, 1, 1, 2),
        ("trust.court", "no", 1, 1, 1, 2),
        ("trust.police", "yes", 1, 1, 1, 1),
        ("trust.police", "no", 0, 0, 0, 1),
    ]
    assert wave.counts("trust.police")["item"].unique().tolist() == ["trust.police"]


def test_by_other_answers() -> None:
    sex, town = item("sex", "f m"), item("town", "a b")
    answers: dict[str, list[object]] = {
        "tea": ["yes", "yes", "no", "dk", None, "yes"],
        "sex": ["f", "m", "f", "f", "f", None],
        "town": ["a", "a", "a", "a", "a", "a"],
    }
    wave = wave_of_rows([TEA, sex, town], answers)
    found = wave.counts("tea", by=["sex", "town"])
    assert list(found.columns) == ["sex", "town", "item", "code", "n", "low", "high", "base"]
    wide = {(sex, town, code): (n, base) for sex, town, _, code, n, _, _, base in tuples(found)}
    assert len(wide) == 2 * 2 * 4
    assert [wide["f", "a", code] for code in TEA.codes] == [(1, 3), (1, 3), (1, 3), (0, 3)]
    assert wide["m", "a", "yes"] == (1, 1)
    assert wide["m", "b", "yes"] == (0, 0), "a group without anybody still has its rows"
    assert wave.counts("tea", by="sex", base="all")["base"].tolist() == [4] * 4 + [1] * 4


@given(st.lists(st.tuples(st.sampled_from(["yes", "no", None]), st.sampled_from(["f", "m", None])), min_size=1, max_size=30))
def test_counts_by_group_agree_with_pandas(pairs: list[tuple[object, object]]) -> None:
    wave = wave_of_rows([item("tea", "yes no"), item("sex", "f m")], {"tea": [p[0] for p in pairs], "sex": [p[1] for p in pairs]})
    found = wave.counts("tea", by="sex")
    for sex, _, code, n, _, _, base in tuples(found):
        assert n == sum(pair == (code, sex) for pair in pairs)
        assert base == sum(pair[1] == sex and pair[0] is not None for pair in pairs)


def test_no_items_and_open_questions_give_no_rows() -> None:
    why = Item("why", "2", "s", ItemKind.TEXT, Level.NOMINAL, T, T)
    wave = wave_of_rows([TEA, why], {**ANSWERS, "why": ["a"] * 6})
    assert list(wave.counts("why").columns) == list(wave.counts("tea").columns)
    assert wave.counts([]).empty
    assert wave.counts(["why", "tea"]).equals(wave.counts("tea"))


# -- margins -----------------------------------------------------------------------------------------------------------
def test_margins_are_tightened_by_their_sum() -> None:
    found = wave_of_margins(
        [item("tea", "a b c")], [("tea", "a", 50, 50, 96), ("tea", "b", 0, 96, 96), ("tea", "c", 0, 10, 96)], 96
    ).counts("tea")
    assert tuples(found[["code", "low", "high"]]) == [("a", 50, 50), ("b", 36, 46), ("c", 0, 10)]
    assert found["n"].isna().tolist() == [False, True, True]
    assert found["n"].iloc[0] == 50


def test_multiple_choice_margins_are_left_as_they_are() -> None:
    drinks = item("drinks", "a b", ItemKind.MULTIPLE)
    found = wave_of_margins([drinks], [("drinks", "a", 9, 9, 10), ("drinks", "b", 0, 9, 10)], 12).counts("drinks")
    assert tuples(found[["low", "high", "base"]]) == [(9, 9, 10), (0, 9, 10)]


def test_other_bases_of_margins() -> None:
    wave = wave_of_margins(
        [item("tea", "yes no dk")], [("tea", "yes", 3, 5, 10), ("tea", "no", 1, 9, 10), ("tea", "dk", 2, 2, 10)], 12
    )
    assert tuples(wave.counts("tea", base="valid")[["code", "low", "high", "base"]]) == [("yes", 3, 5, 8), ("no", 3, 5, 8)]
    assert wave.counts("tea", base="all")["base"].unique().tolist() == [12]


def test_a_base_that_the_margins_leave_open_is_refused() -> None:
    wave = wave_of_margins(
        [item("tea", "yes no dk")], [("tea", "yes", 3, 5, 10), ("tea", "no", 1, 9, 10), ("tea", "dk", 1, 2, 10)], 12
    )
    with pytest.raises(SurveyError) as found:
        wave.counts("tea", base="valid")
    assert (found.value.code, found.value.problems[0].params) == ("SQ-S03", {"item": "tea", "low": 8, "high": 9})


@st.composite
def boxes(draw: st.DrawFn) -> tuple[list[int], list[int], int]:
    """Bounds of up to four counts that can add up to the base."""
    size = draw(st.integers(1, 4))
    low = [draw(st.integers(0, 4)) for _ in range(size)]
    high = [least + draw(st.integers(0, 4)) for least in low]
    return low, high, draw(st.integers(sum(low), sum(high)))


@given(boxes())
def test_tightened_bounds_are_those_of_all_possible_tables(box: tuple[list[int], list[int], int]) -> None:
    low, high, base = box
    tables = [t for t in product(*[range(a, b + 1) for a, b in zip(low, high, strict=True)]) if sum(t) == base]
    found = tighten(np.array(low), np.array(high), base)
    assert found[0].tolist() == np.min(tables, axis=0).tolist()
    assert found[1].tolist() == np.max(tables, axis=0).tolist()


# -- refusals ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda wave: wave.counts("tee"), "SQ-D29"),
        (lambda wave: wave.counts("tea", base="some"), "SQ-S04"),
        (lambda wave: wave.counts("tea", weights=True), "SQ-S02"),
        (lambda wave: wave.counts("tea", by="tea"), "SQ-S01"),
        (lambda wave: wave.answers, "SQ-S01"),
        (lambda wave: wave.missing, "SQ-S01"),
        (lambda wave: wave.text, "SQ-S01"),
    ],
)
def test_what_margins_cannot_do(ask, code: str) -> None:
    wave = wave_of_margins([item("tea", "yes no")], [("tea", "yes", 5, 5, 10), ("tea", "no", 5, 5, 10)], 10)
    with pytest.raises(SurveyError) as found:
        ask(wave)
    assert found.value.code == code


def test_groups_need_a_question_with_one_answer() -> None:
    wave = wave_of_rows(
        [TEA, item("drinks", "a b", ItemKind.MULTIPLE)], {**ANSWERS, "drinks.a": [True] * 6, "drinks.b": [True] * 6}
    )
    with pytest.raises(SurveyError) as found:
        wave.counts("tea", by="drinks")
    assert found.value.code == "SQ-S12"
