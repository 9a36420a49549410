"""Each rule on the few answers that show what it sees and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from survey.cleaning.clean import clean
from survey.cleaning.store import side_by_side
from survey.errors import SurveyError
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Text
from survey.wave.responses import Responses
from survey.wave.settings import Design, Settings, WaveKind
from survey.wave.wave import Wave

T = Text(en="x")
Answers = Callable[..., Responses]
GRID = ("state.road", "state.school", "state.shop", "state.water", "state.light")


def cleaned(responses: Responses, **cleaning: object) -> Wave:
    rest = {name: "off" for name in RULES if name not in cleaning}
    about = Settings("w", "village", WaveKind.MICRODATA, T, Design.SRS, len(responses.answers), T, cleaning={**rest, **cleaning},
                     fieldwork=(date(2026, 9, 1), date(2026, 9, 15)))  # fmt: skip
    return clean(responses, about)


RULES = ("fieldwork", "consent", "tests", "duplicates", "speeders", "attention", "impossible", "show_if", "straightlining",
         "inconsistent", "write_ins")  # fmt: skip


def whose(wave: Wave) -> list[str]:
    return wave.flags["respondent"].tolist()


def test_fieldwork_goes_by_the_clock_of_the_respondent(answers: Answers) -> None:
    times = pd.to_datetime(["2026-08-31T20:00Z", "2026-08-31T18:00Z", "2026-09-15T18:59Z", "2026-09-15T19:00Z", None])
    raw = answers(*[{}] * 5, received={"timestamp": list(times), "offset": ["+05:00"] * 4 + [None]})
    raw.received["timestamp"] = pd.to_datetime(raw.received["timestamp"], utc=True)
    assert whose(cleaned(raw, fieldwork="flag")) == ["2", "4"]
    assert whose(cleaned(raw, fieldwork={"days": 1})) == []


def test_consent_as_the_platform_recorded_it(answers: Answers) -> None:
    raw = answers({}, {}, {}, {}, received={"consent": ["Иә", "нет", None, "Yes"]})
    assert whose(cleaned(raw, consent="flag")) == ["2", "3"]
    assert cleaned(answers({}), consent="flag").rules["consent"] == "not_set"


def test_consent_as_the_sentence_of_our_own_form(answers: Answers) -> None:
    ticked = [say("web.agree", language) for language in LANGUAGES]
    raw = answers(*[{}] * 5, received={"consent": [*ticked, " | ".join(ticked), f"{ticked[0]} | нет"]})
    assert whose(cleaned(raw, consent="flag")) == ["5"]


@pytest.mark.parametrize("text", ["test", " Тест. ", "СЫНАҚ"])
def test_submissions_that_tried_the_form(answers: Answers, text: str) -> None:
    assert whose(cleaned(answers({"job": text}, {"job": "a test engineer"}), tests="flag")) == ["1"]
    assert whose(cleaned(answers({}, {}, {}), tests={"respondents": [2]})) == ["2"]
    assert whose(cleaned(answers({"job": "zzz"}), tests={"texts": ["ZZZ"]})) == ["1"]


def test_one_respondent_who_sent_twice(answers: Answers) -> None:
    wave = cleaned(answers({}, {}, {}, {}, received={"respondent_id": ["a", "b", "a", None]}), duplicates="flag")
    assert wave.flags[["respondent", "detail"]].to_numpy().tolist() == [["1", "same_id: 3"], ["3", "same_id: 1"]]


def test_nearly_the_same_answers_need_enough_answers(answers: Answers) -> None:
    full = dict.fromkeys(GRID, "bad") | {
        "rich": "no",
        "poor": "no",
        "works": "yes",
        "job": "x",
        "age": 30.0,
        "agrees": "yes",
    }
    raw = answers(full, {**full, "age": 31.0}, {**full, "age": 32.0, "rich": "yes"}, {"rich": "no"}, {"rich": "no"})
    wave = cleaned(raw, duplicates={"same": 0.9})
    assert wave.flags[["respondent", "detail"]].to_numpy().tolist() == [["1", "near_same: 2"], ["2", "near_same: 1"]]
    wave = cleaned(raw, duplicates={"same": 0.9, "most": 3})
    assert whose(wave) == []
    assert [found.code for found in wave.warnings] == ["SQ-C30"]


def test_what_was_written_in_is_an_answer(answers: Answers) -> None:
    full = dict.fromkeys(GRID, "bad") | {"rich": "no", "region": "other", "region!": "Almaty", "job": "Cook"}
    for change, found in (
        ({"region!": " almaty"}, ["1", "2"]),
        ({"job": "COOK"}, ["1", "2"]),
        ({"region!": "Astana"}, []),
        ({"job": "Nurse"}, []),
    ):
        raw = answers(full, full | change)
        assert whose(cleaned(raw, duplicates={"least": 5, "same": 1})) == found
    news = {"media.tv": True, "media.press": False, "media.other": True, "media.other!": "radio"}
    raw = answers(full | news, full | news | {"media.other!": "Radio"}, full | news | {"media.other!": "friends"})
    wave = cleaned(raw, duplicates={"least": 5, "same": 1})
    assert whose(wave) == ["1", "2"]
    shown = side_by_side(wave)
    assert shown["media.other__text"].tolist() == ["radio", "Radio"]
    assert shown["region__text"].tolist() == ["Almaty", "Almaty"]
    assert "media.tv__text" not in shown


@pytest.mark.parametrize("change", [{"rich": "yes"}, {"rich": pd.NA}])
def test_one_difference_in_ten_answers_makes_nobody_another_person(answers: Answers, change: dict[str, object]) -> None:
    few = dict.fromkeys(GRID, "bad") | {"agrees": "yes", "rich": "no", "poor": "no", "works": "yes"}  # nine
    assert whose(cleaned(answers(few, few | change), duplicates="flag")) == []
    ten = few | {"age": 40.0}
    assert whose(cleaned(answers(ten, ten | change), duplicates="flag")) == ["1", "2"]
    assert whose(cleaned(answers(ten, ten | change | {"poor": "yes"}), duplicates="flag")) == []
    assert whose(cleaned(answers(ten, ten | change), duplicates={"same": 1})) == []


def test_same_answers_of_many_are_one_group(answers: Answers) -> None:
    rng = np.random.default_rng(1)
    marks = rng.choice(["bad", "fair", "good"], size=(300, 5))
    rows = [dict(zip(GRID, row, strict=True)) for row in marks]
    wave = cleaned(answers(*rows), duplicates={"least": 5, "same": 1})
    frame = pd.DataFrame(rows)
    assert len(wave.flags) == int(frame.duplicated(keep=False).sum())


def test_speeders(answers: Answers) -> None:
    raw = answers(*[{}] * 5, received={"duration": [100.0, 120.0, 140.0, 39.0, np.nan]})
    assert whose(cleaned(raw, speeders="flag")) == ["4"]  # below 0.4 of the median of 110
    assert whose(cleaned(raw, speeders={"seconds": 110})) == ["1", "4"]
    pages = {"duration_1": [50.0, 50, 50, 10], "duration_2": [60.0, 60, 10, 10], "duration_3": [40.0, 40, 40, 500]}
    assert whose(cleaned(answers(*[{}] * 4, received=pages), speeders={"pages": 0.6})) == ["4"]
    ends = ["2026-09-01T10:10Z", "2026-09-01T10:12Z", "2026-09-01T10:01Z"]
    spent = {"started": pd.to_datetime(["2026-09-01T10:00Z"] * 3), "timestamp": pd.to_datetime(ends)}
    assert whose(cleaned(answers(*[{}] * 3, received=spent), speeders="flag")) == ["3"]


def test_a_time_that_cannot_be_is_told_and_is_no_fast_one(answers: Answers) -> None:
    raw = answers(*[{}] * 6, received={"duration": [100.0, 0.0, 120.0, -3000.0, 20.0, np.nan]})
    for block in ("flag", {"seconds": 50}):
        wave = cleaned(raw, speeders=block)
        assert whose(wave) == ["5"]  # the median is that of 100, 120 and 20
        told = [dict(one.params) for one in wave.warnings if one.code == "SQ-C42"]
        assert told == [{"n": 2, "respondents": ("2", "4")}]
    ends = pd.to_datetime(["2026-09-01T09:00Z", "2026-09-01T10:09Z"])
    back = {"started": pd.to_datetime(["2026-09-01T10:00Z"] * 2), "timestamp": ends}
    wave = cleaned(answers(*[{}] * 2, received=back), speeders="flag")
    assert (whose(wave), [one.params["respondents"] for one in wave.warnings]) == ([], [("1",)])


def test_a_platform_that_notes_zero_for_everybody_gives_nothing_to_judge(answers: Answers) -> None:
    wave = cleaned(answers(*[{}] * 12, received={"duration": [0.0] * 12}), speeders="drop")
    assert (wave.rules["speeders"], wave.n) == ("no_data", 12)
    named = wave.warnings[0].params["respondents"]
    assert (wave.warnings[0].params["n"], named) == (12, (*map(str, range(1, 11)), "…"))


def test_pages_without_a_time_make_nobody_fast(answers: Answers) -> None:
    pages = {"duration_a": [60.0] * 8, **{f"duration_{page}": [0.0, np.nan, *[60.0] * 6] for page in "bcd"}}
    wave = cleaned(answers(*[{}] * 8, received=pages), speeders="flag")
    assert (whose(wave), [one.params["respondents"] for one in wave.warnings]) == ([], [("1",)])


def test_an_answer_nobody_knows_hides_no_question(answers: Answers) -> None:
    raw = answers({"works": "no", "job": "Teacher"}, {"job": "Teacher"}, {"job": "Teacher"})
    raw.missing.loc[3, "works"] = "not_recorded"
    assert whose(cleaned(raw, show_if="flag")) == ["1", "2"]


def test_why_a_rule_judged_nothing(answers: Answers) -> None:
    for rule, why in (("consent", "not_set"), ("attention", "not_set"), ("fieldwork", "no_data"), ("speeders", "no_data")):
        assert cleaned(answers({}), **{rule: "flag"}).rules[rule] == why
    raw = answers({})
    plain = replace(raw, instrument=replace(raw.instrument, inconsistent=()))
    assert cleaned(plain, inconsistent="flag").rules["inconsistent"] == "not_declared"
    assert cleaned(raw, straightlining={"least": 6}).rules["straightlining"] == "not_declared"


def test_attention_without_a_right_answer_is_told(answers: Answers) -> None:
    wave = cleaned(answers({"read_this": "no"}), attention="flag")
    assert (whose(wave), [found.code for found in wave.warnings]) == ([], ["SQ-C31"])
    wave = cleaned(answers({"read_this": "no"}, {"read_this": "yes"}, {}), attention={"right": {"read_this": ["yes"]}})
    assert whose(wave) == ["1"]


def test_a_code_that_is_no_option_can_become_not_recorded(answers: Answers) -> None:
    raw = answers({"rich": "nonsense"})
    with pytest.raises(SurveyError) as found:
        cleaned(raw, impossible="flag")
    assert found.value.code == "SQ-C01"
    assert cleaned(raw, impossible="not_recorded").missing.at[1, "rich"] == "not_recorded"


def test_straight_down_a_set_that_wave_yaml_declares(answers: Answers) -> None:
    raw = answers(
        {"rich": "no", "poor": "no", "works": "no"}, {"rich": "no", "poor": "no"}, {"rich": "no", "poor": "yes", "works": "no"}
    )
    wave = cleaned(raw, straightlining={"least": 3, "sets": {"life": ["rich", "poor", "works"]}})
    assert wave.flags[["respondent", "item", "detail"]].to_numpy().tolist() == [["1", "life", "no × 3"]]
    with pytest.raises(SurveyError) as found:
        cleaned(raw, straightlining={"sets": {"life": ["rihc"]}})
    assert (found.value.code, found.value.problems[0].params["nearest"]) == ("SQ-C07", "rich")


def test_a_text_that_is_the_option_itself_is_no_write_in(answers: Answers) -> None:
    raw = answers({"region": "other", "region!": "Elsewhere"}, {"region": "other", "region!": "on a farm"})
    assert whose(cleaned(raw, write_ins="flag")) == ["2"]


@pytest.mark.parametrize(
    ("block", "code", "nearest"),
    [
        ({"speeder": "flag"}, "SQ-C03", "speeders"),
        ({"speeders": "dorp"}, "SQ-C04", "drop"),
        ({"duplicates": "drop"}, "SQ-C04", None),  # only a decision drops one of them
        ({"speeders": {"secnods": 3}}, "SQ-C05", "seconds"),
        ({"speeders": {"seconds": "soon"}}, "SQ-C06", None),
        ({"straightlining": {"sets": ["a"]}}, "SQ-C06", None),
        ({"tests": {"before": "yesterday"}}, "SQ-C06", None),
    ],
)
def test_what_cannot_be_told_to_a_rule(answers: Answers, block: dict[str, object], code: str, nearest: str | None) -> None:
    with pytest.raises(SurveyError) as found:
        cleaned(answers({}), **block)
    assert found.value.code == code
    assert found.value.problems[0].params.get("nearest") == nearest
