"""Replaying the log on raw gives the clean answers, undoing it gives raw; whatever was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey.cleaning.cells import cell_text, read_cell
from survey.cleaning.clean import clean
from survey.cleaning.log import Draft, replay, undo
from survey.errors import SurveyError
from survey.i18n.text import Text
from survey.instrument.model import Instrument
from survey.wave.missing import Missing
from survey.wave.provenance import Provenance
from survey.wave.responses import Responses, Source
from survey.wave.settings import Design, Settings, WaveKind
from survey.wave.wave import Wave

T = Text(en="x")
FRAMES = ("answers", "missing", "text", "received")
KINDS = st.sampled_from([kind.value for kind in Missing])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(["<skipped>", "\\", "", "<", "=1"])
NUMBERS = st.floats(allow_nan=False) | st.integers(-300, 300).map(float)


def same(first: Responses, second: Responses) -> bool:
    return all(getattr(first, name).equals(getattr(second, name)) for name in FRAMES)


def value(column: str) -> st.SearchStrategy[object]:
    if column == "age":
        return NUMBERS
    if column.startswith("media."):
        return st.booleans()
    return TEXTS if column == "job" else st.sampled_from(["yes", "no", "bad", "good", "city", "other", "nonsense"])


@st.composite
def raw_answers(draw: st.DrawFn, village: Instrument) -> Responses:
    size = draw(st.integers(1, 5))
    labels = draw(st.sampled_from([range(1, 6), [7, 3, 11, 5, 1], ["e", "b", "a", "d", "c"]]))
    index = pd.Index(list(labels)[:size], name="respondent")
    columns = [column for item in village.items for column in item.columns if column not in ("state.shop", "state.water")]
    given_, missing, text = {}, {}, {}
    for column in columns:
        cells = draw(st.lists(st.none() | value(column), min_size=size, max_size=size))
        dtype = "Float64" if column == "age" else "boolean" if column.startswith("media.") else "string"
        given_[column] = pd.Series([pd.NA if cell is None else cell for cell in cells], index=index, dtype=dtype)
        missing[column] = pd.Series([draw(KINDS) if cell is None else pd.NA for cell in cells], index=index, dtype="string")
        texts = draw(st.lists(st.none() | TEXTS, min_size=size, max_size=size))
        text[column] = pd.Series([pd.NA if one is None else one for one in texts], index=index, dtype="string")
    moments = st.sampled_from(["2026-09-01T10:00:00.5", "2024-02-29", None])
    times = pd.to_datetime(draw(st.lists(moments, min_size=size, max_size=size)), format="ISO8601")
    received = {
        "timestamp": pd.Series(times, index=index).dt.tz_localize("UTC"),
        "duration": pd.Series(
            draw(st.lists(st.none() | st.floats(1, 900), min_size=size, max_size=size)), index=index, dtype=float
        ),
        "row": pd.Series(range(2, size + 2), index=index, dtype="Int64"),
        "respondent_id": pd.Series(draw(st.lists(TEXTS, min_size=size, max_size=size)), index=index, dtype="string"),
    }
    small = replace(village, items=tuple(item for item in village.items if item.id != "state"))
    frames = [pd.DataFrame(frame, index=index) for frame in (given_, missing, text, received)]
    return Responses(small, *frames, Source("answers.csv", "abc"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_replay_and_undo(village: Instrument, data: st.DataObject) -> None:
    raw = data.draw(raw_answers(village))
    before = {name: getattr(raw, name).copy() for name in FRAMES}
    draft = Draft(raw)
    for _ in range(data.draw(st.integers(0, 8))):
        people = list(draft.responses.answers.index)
        step = data.draw(st.sampled_from(["change", "change", "missing", "drop", "add"]))
        if not people:
            break
        who = data.draw(st.sampled_from(people))
        column = data.draw(st.sampled_from(list(raw.answers.columns)))
        if step == "change":
            draft.change("r", who, column, (data.draw(value(column)), pd.NA), "why")
        elif step == "missing":
            draft.change("r", who, column, (pd.NA, data.draw(KINDS)), "why")
        elif step == "drop":
            draft.drop("r", dict.fromkeys(data.draw(st.lists(st.sampled_from(people), min_size=1, unique=True)), "why"))
        elif (new := f"media.new{len(draft.log)}") not in draft.responses.answers:
            draft.add("r", new, "boolean", {one: (one == who, pd.NA) for one in people}, "why")
    wave = wave_of(draft)
    assert same(replay(raw, wave.audit), draft.responses)
    assert same(undo(wave), raw)
    assert all(getattr(raw, name).equals(before[name]) for name in FRAMES)


def wave_of(draft: Draft) -> Wave:
    about = Settings("w", "village", WaveKind.MICRODATA, T, Design.SRS, 1, T)
    return Wave(about, draft.responses.instrument, draft.responses, None, draft.audit(), Provenance({}, ""))


@given(answer=st.none() | TEXTS, kind=st.none() | KINDS)
def test_a_cell_comes_back(answer: str | None, kind: str | None) -> None:
    cell = tuple(pd.NA if part is None else part for part in (answer, kind))
    back = read_cell(cell_text(*cell), pd.Series([], dtype="string"))
    assert [None if pd.isna(part) else part for part in back] == [answer, kind]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back(number: float) -> None:
    assert repr(read_cell(cell_text(number, pd.NA), pd.Series([], dtype="Float64"))[0]) == repr(number)


def test_every_kind_of_missing_survives(answers: Callable[..., Responses]) -> None:
    raw = answers(*({"rich": "yes"} for _ in Missing))
    draft = Draft(raw)
    for who, kind in zip(raw.answers.index, Missing, strict=True):
        draft.change("r", who, "poor", (pd.NA, kind.value), "why")
    draft.drop("r", {1: "why", 5: "why"})
    wave = wave_of(draft)
    assert wave.missing["poor"].tolist() == list(Missing)[1:4]
    assert same(undo(wave), raw)


def test_a_log_of_other_answers_is_refused(answers: Callable[..., Responses]) -> None:
    draft = Draft(answers({"rich": "yes"}, {"rich": "no"}))
    draft.change("r", 2, "rich", ("yes", pd.NA), "why")
    for other in (answers({"rich": "yes"}, {"rich": "yes"}), answers({"rich": "yes"})):
        with pytest.raises(SurveyError) as found:
            replay(other, draft.audit())
        assert found.value.code == "SQ-C26"


def test_cleaning_a_wave_made_in_memory(answers: Callable[..., Responses]) -> None:
    raw = answers({"age": 17.0}, {"age": 200.0}, {"age": 50.0})
    about = Settings("w", "village", WaveKind.MICRODATA, T, Design.SRS, 3, T, cleaning={"impossible": "not_recorded"})
    wave = clean(raw, about)
    assert wave.answers["age"].isna().tolist() == [True, True, False]
    assert wave.audit[["rule", "respondent", "item", "before", "after", "reason"]].iloc[0].tolist() == [
        "impossible", "1", "age", "17", "<not_recorded>", "17",
    ]  # fmt: skip
    assert same(undo(wave), raw)
