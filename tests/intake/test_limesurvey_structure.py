"""A LimeSurvey structure becomes a questionnaire file that `survey check` accepts, and that reads the answers of that survey."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.cli.main import main
from survey.errors import STRUCTURE_EMPTY, STRUCTURE_EXISTS, STRUCTURE_UNREADABLE, SurveyError
from survey.instrument.model import Instrument
from survey.instrument.read import read_instrument
from survey.intake.limesurvey import tidied
from survey.intake.limesurvey_draft import read_structure
from survey.intake.options import IntakeOptions
from survey.intake.read import understand
from survey.wave.tablefile import read_table

FIXTURES = Path(__file__).parent / "fixtures"
BOTH = ("limesurvey_teahouse.lss", "limesurvey_teahouse.txt")


def made(tmp_path: Path, name: str) -> Instrument:
    path = tmp_path / "teahouse.yaml"
    path.write_text(read_structure(FIXTURES / name, "teahouse").text, "utf-8")
    return read_instrument(path)


@pytest.mark.parametrize("name", BOTH)
def test_every_question(tmp_path, name):
    teahouse = made(tmp_path, name)
    assert teahouse.title.kk == "Шайхана қонақтары"
    assert [(item.id, item.kind.value, item.codes) for item in teahouse.items] == [
        ("hall", "single", ("sunny", "shady", "other")),
        ("visits", "number", ()),
        ("drinks", "multiple", ("green", "black", "other")),
        ("liked", "single", ("y", "n")),
        ("why", "text", ()),
        ("service", "matrix", ("a1", "a2", "a99")),
        ("spend_tea", "number", ()),
        ("spend_cake", "number", ()),
    ]
    hall, visits, drinks, _, why, service, tea, _ = teahouse.items
    assert hall.required
    assert (visits.minimum, visits.maximum) == (0, 400)
    assert drinks.text.en == "What did you drink?"
    assert why.show_if is not None
    assert why.show_if.conditions[0].codes == ("n",)
    assert [row.code for row in service.rows] == ["speed", "smile"]
    assert [option.value for option in service.options] == [1, 2, 99]
    assert service.options[0].text.kk == "Ұнады & тағы"
    assert tea.text.ru == "Сколько заплатили? – За чай"


def test_the_text_file_has_the_words_for_other_in_one_language_only(tmp_path):
    assert made(tmp_path, BOTH[0]).items[0].options[-1].text.kk == "Басқа бөлме"
    assert made(tmp_path, BOTH[1]).items[0].options[-1].text.kk == "Басқа"


@pytest.mark.parametrize("name", BOTH)
def test_what_a_person_has_to_look_at(name):
    told = read_structure(FIXTURES / name, "teahouse").open
    assert ("structure_left_out", {"item": "rank", "kind": "R"}) in told
    assert ("structure_condition", {"item": "service", "condition": "visits.NAOK > 1"}) in told
    assert ("structure_own_words", {"item": "liked"}) in told
    assert ("structure_renamed", {"old": "Spend[tea]", "new": "spend_tea"}) in told
    assert not [params for key, params in told if key == "structure_left_out" and params["item"] == "note"]


def test_a_text_that_is_not_translated_is_told_and_asked_for(tmp_path):
    whole = (FIXTURES / BOTH[0]).read_text("utf-8")
    path = tmp_path / "x.lss"
    path.write_text(whole.replace("<![CDATA[Күншуақ]]>", "<![CDATA[]]>"), "utf-8")
    draft = read_structure(path, "teahouse")
    assert ("structure_untranslated", {"where": "hall.sunny", "languages": "kk"}) in draft.open
    (tmp_path / "x.yaml").write_text(draft.text, "utf-8")
    with pytest.raises(SurveyError) as caught:
        read_instrument(tmp_path / "x.yaml")
    assert len(caught.value.problems) == 1


def test_it_reads_the_answers_of_its_survey(tmp_path):
    teahouse = made(tmp_path, BOTH[0])
    head = '"id";"submitdate";"lastpage";"startlanguage";"hall";"hall[other]";"visits"'
    head += ';"drinks[green]";"drinks[black]";"drinks[other]";"liked";"why"'
    head += ';"service[speed]";"service[smile]";"Spend[tea]";"Spend[cake]"'
    row = '"1";"2024-02-20 09:11:05";"1";"kk";"-oth-";"Балкон";"3.5";"Y";"";"Айран";"N";"Суық";"A1";"99";"900";""'
    path = tmp_path / "answers.csv"
    path.write_text(f"{head}\r\n{row}\r\n", "utf-8-sig")
    told = {"Spend[tea]": "spend_tea", "Spend[cake]": "spend_cake"}
    read = understand(tidied(read_table(path), teahouse), teahouse, IntakeOptions(columns=told)).responses()
    answers = read.answers.iloc[0]
    assert answers["hall"] == "other"
    assert answers["liked"] == "n"
    assert (answers["service.speed"], answers["service.smile"], answers["spend_tea"]) == ("a1", "a99", 900.0)
    assert [answers[f"drinks.{code}"] for code in ("green", "black", "other")] == [True, False, True]


def problem_of(path: Path) -> str:
    with pytest.raises(SurveyError) as caught:
        read_structure(path, "x")
    (found,) = caught.value.problems
    return found.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>", STRUCTURE_EMPTY),
        ("<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>", STRUCTURE_UNREADABLE),
        ("<document>", STRUCTURE_UNREADABLE),
        ("a\tb\n1\t2\n", STRUCTURE_UNREADABLE),
        ("class\ttype/scale\tname\ttext\tlanguage\n", STRUCTURE_EMPTY),
        ('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><document>&x;</document>', STRUCTURE_UNREADABLE),
    ],
)
def test_files_that_are_none(tmp_path, content, code):
    path = tmp_path / "x.lss"
    path.write_text(content, "utf-8")
    assert problem_of(path) == code


@given(data=st.data())
@pytest.mark.parametrize("name", BOTH)
def test_damage_gives_a_draft_or_an_error_of_ours(name, data, tmp_path_factory):
    whole = (FIXTURES / name).read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    junk = data.draw(st.binary(max_size=50))
    changed = bytearray(whole)
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=8)):
        changed[place] = byte
    path = tmp_path_factory.mktemp("fuzz") / name
    for content in (whole[:cut], whole[:cut] + junk + whole[cut:], bytes(changed), junk):
        path.write_bytes(content)
        try:
            path.with_suffix(".yaml").write_text(read_structure(path, "x").text, "utf-8")
            read_instrument(path.with_suffix(".yaml"))
        except SurveyError:
            continue


def test_the_command(tmp_path, capsys):
    out = tmp_path / "анкеталар" / "teahouse.yaml"
    assert main(["instrument", "from-limesurvey", str(FIXTURES / BOTH[0]), "--out", str(out)]) == 0
    assert "rank" in capsys.readouterr().out
    assert main(["check", str(out)]) == 0
    before = out.read_bytes()
    assert main(["instrument", "from-limesurvey", str(FIXTURES / BOTH[0]), "--out", str(out)]) == 2
    assert STRUCTURE_EXISTS in capsys.readouterr().err
    assert out.read_bytes() == before


def test_the_command_leaves_nothing_half_written(tmp_path, capsys, monkeypatch):
    def full(*_):
        raise OSError(28, "no space")

    monkeypatch.setattr("survey.wave.whole_files.os.replace", full)
    assert main(["instrument", "from-limesurvey", str(FIXTURES / BOTH[0]), "--out", str(tmp_path / "t.yaml")]) == 2
    assert "SQ-R19" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
