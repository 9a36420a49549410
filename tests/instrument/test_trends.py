"""An item of a trend is asked word for word as in the questionnaire that it names."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey import errors
from survey.cli.main import main
from survey.i18n.problems import tell
from survey.i18n.text import LANGUAGES
from survey.instrument.read import read_instrument
from survey.instrument.trends import TrendCheck, check_trends

EARLIER = (Path(__file__).parent / "trial.yaml").read_text("utf-8").replace("id: trial", "id: courts-2022")
COMMON = "section: s, kind: scale, level: ordinal, options: agree3"
TEXT = 'text: {kk: "Сот әділ ме?", ru: "Справедлив ли суд?", en: "Are the courts fair?"}'
LATER = f"""\
id: courts-2026
version: "1"
languages: [kk, ru, en]
title: {{kk: "Сот туралы", ru: "О суде", en: "On the courts"}}
sections: [{{id: s, number: "1", title: {{kk: "Сот", ru: "Суд", en: "Courts"}}, translators: "the courts, not the building"}}]
lists:
  agree3:
    - {{code: disagree, text: {{kk: "Жоқ", ru: "Не согласен", en: "Disagree"}}}}
    - {{code: neutral, text: {{kk: "Бейтарап", ru: "Нейтрально", en: "Neutral"}}}}
    - {{code: agree, text: {{kk: "Келісемін", ru: "Согласен", en: "Agree"}}}}
items:
  - {{number: "1", id: gate, {COMMON.replace("agree3", "yes_no")}, text: {{kk: "Бардыңыз ба?", ru: "Были?", en: "Been?"}}}}
  - {{number: "2", id: fair, {COMMON}, trend: {{questionnaire: courts-2022, item: t2}}, {TEXT}}}
  - {{number: "3", id: fair_2, {COMMON}, parallel: fair, translators: "a second form",
     text: {{kk: "Әділ ме?", ru: "Прав?", en: "Fair?"}}}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    Path("courts-2022.yaml").write_text(EARLIER, "utf-8")
    return tmp_path


def checked(text: str) -> TrendCheck:
    Path("courts-2026.yaml").write_text(text, "utf-8")
    return check_trends(read_instrument("courts-2026.yaml"))


def test_the_keys_are_read(folder: Path) -> None:
    Path("courts-2026.yaml").write_text(LATER, "utf-8")
    instrument = read_instrument("courts-2026.yaml")
    fair, second = instrument.item("fair"), instrument.item("fair_2")
    assert fair.trend is not None
    assert (fair.trend.questionnaire, fair.trend.item) == ("courts-2022", "t2")
    assert (second.parallel, second.translators) == ("fair", "a second form")
    assert instrument.sections[0].translators == "the courts, not the building"


def test_word_for_word_is_fine(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(LATER) == TrendCheck((), ())
    assert main(["check", "courts-2026.yaml"]) == 0
    assert capsys.readouterr().out.endswith("courts-2026.yaml: no problems. Items: 3, indices: 0.\n")


@pytest.mark.parametrize(
    ("instead_of", "we_write", "says"),
    [
        ("Are the courts fair?", "Are courts fair?", "(en): `t2` in `courts-2022` reads “Are the courts fair?”, and this one"),
        ('en: "Neutral"', 'en: "Neither"', "`neutral` (en): `t2` in `courts-2022` reads “Neutral”, and this one “Neither”"),
        (
            "code: neutral",
            "code: middle",
            "`courts-2022` are disagree, neutral, agree, and here they are disagree, middle, agree",
        ),
        ("item: t2", "item: t22", "has no question `t22`. Check the id. Did you mean “t2”?"),
        (f"fair, {COMMON}", f"fair, {COMMON.replace('scale', 'single')}", "scale, ordinal, and this one is single, ordinal"),
        (f"fair, {COMMON}", f"fair, show_if: {{all: [{{item: gate, is: [yes]}}]}}, {COMMON}", "was asked of everybody"),
    ],
)
def test_each_difference_is_told_with_its_line(instead_of: str, we_write: str, says: str, folder: Path) -> None:
    assert LATER.count(instead_of) == 1
    found = checked(LATER.replace(instead_of, we_write))
    assert len(found.problems) == 1
    told = tell(found.problems[0], "en")
    assert told.startswith("courts-2026.yaml, line 13: `fair`")
    assert says in told
    assert len({tell(found.problems[0], language) for language in LANGUAGES}) == 3


def test_another_order_of_answers_is_told(folder: Path) -> None:
    lines = LATER.splitlines(keepends=True)
    lines[7], lines[9] = lines[9], lines[7]
    assert [found.code for found in checked("".join(lines)).problems] == [errors.TREND_ANSWERS]


def test_a_language_that_only_one_of_them_has_is_not_compared(folder: Path) -> None:
    Path("courts-2022.yaml").write_text(EARLIER.replace("languages: [kk, ru, en]", "languages: [kk]"), "utf-8")
    assert checked(LATER).problems == ()


def test_differences_are_findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checked(LATER.replace("Are the courts fair?", "Are courts fair?"))
    assert main(["check", "courts-2026.yaml"]) == 1
    assert "no problems" not in capsys.readouterr().out


@pytest.mark.parametrize(("earlier", "code"), [(None, errors.TREND_NOT_FOUND), ("id: [", errors.TREND_UNUSABLE)])
def test_an_earlier_questionnaire_that_cannot_be_looked_at_is_a_note(earlier: str | None, code: str, folder: Path) -> None:
    Path("courts-2022.yaml").unlink()
    if earlier is not None:
        Path("courts-2022.yaml").write_text(earlier, "utf-8")
    found = checked(LATER)
    assert found.problems == ()
    assert [note.code for note in found.notes] == [code]
    assert main(["check", "courts-2026.yaml"]) == 0


def test_a_parallel_form_names_a_question_of_this_questionnaire(folder: Path) -> None:
    with pytest.raises(errors.InstrumentError, match=r"`fair_2` refers to item `fare`.*Did you mean “fair”"):
        checked(LATER.replace("parallel: fair", "parallel: fare"))
