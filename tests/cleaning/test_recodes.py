"""Ticks of a multiple choice after recodes: new answers count when somebody is asked whether any tick is left."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from survey.report.parts import limits
from survey.report.report import Report
from survey.wave.load import load_wave

Study = Callable[..., Path]
HEAD = "item,answer,text,decision,code,kk,ru,en\n"
VIDEO = "media,other,YouTube,new,video,Бейне,Видео,Video\n"
NO_TV = "media,tv,,missing,not_recorded,,,\n"


@pytest.mark.parametrize("rows", list(permutations([VIDEO, NO_TV])), ids=["new first", "missing first"])
def test_who_has_a_new_answer_has_answered(study: Study, rows: tuple[str, ...]) -> None:
    wave = load_wave(study(recodes_csv=HEAD + "".join(rows)))
    twelfth = wave.answers.loc[12, ["media.tv", "media.press", "media.other", "media.video"]]
    assert twelfth.tolist() == [False, False, False, True]
    # Of the twelve the two with papers and the one with a video are left; each of the others had ticked television alone.
    assert wave.counts("media")["base"].unique().tolist() == [3]
    assert wave.missing["media.video"].dropna().unique().tolist() == ["not_recorded"]
    assert wave.missing["media.video"].notna().sum() == 9


def test_an_own_new_code_is_no_suspicion(study: Study, tmp_path: Path) -> None:
    report = Report(load_wave(study(recodes_csv=HEAD + VIDEO)), "en", tmp_path)
    text = limits.write(report)
    assert "given codes afterwards; they had not been offered as options. These are: 10." in text
    assert "probably printed" not in text


def test_who_has_no_tick_left_has_no_answer_in_the_new_column_either(study: Study) -> None:
    folder = study(recodes_csv=HEAD + VIDEO + "media,press,,missing,refused,,,\n")
    wave = load_wave(folder)
    columns = ["media.tv", "media.press", "media.other", "media.video"]
    for one in (6, 10):
        assert wave.answers.loc[one, columns].isna().all()
        assert set(wave.missing.loc[one, columns]) == {"refused"}
    assert wave.counts("media")["base"].unique().tolist() == [10]
