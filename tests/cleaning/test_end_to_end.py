"""The wave with deliberate problems, from its folder to the receipt, by every way that a rule or a person can take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from survey.analysis.cleaning_receipt import receipt, received
from survey.analysis.compare_cleaning import compare_cleaning
from survey.cleaning.log import replay, undo
from survey.cleaning.recode_sheet import texts_of, update_sheet
from survey.cleaning.store import read_audit, write_clean
from survey.errors import SurveyError
from survey.wave.load import load_wave
from survey.wave.responses import Responses
from survey.wave.wave import Wave

Study = Callable[..., Path]
ASKED = """
cleaning:
  consent: {item: agrees, is: [yes]}
  attention: {right: {read_this: [yes]}}
  duplicates: {same: 0.9}
"""
FRAMES = ("answers", "missing", "text", "received")

DECISIONS = """
- {respondent: 2, do: drop, who: A, when: 2026-09-20, why: sent twice}
- {respondent: 10, do: set, item: age, value: 23, who: A, when: 2026-09-20, why: asked by telephone}
- {respondent: 9, do: missing, item: poor, value: refused, who: B, when: 2026-09-21, why: said so}
- {respondent: 1, do: missing, item: media, value: dont_know, who: B, when: 2026-09-21, why: said so}
- {respondent: 7, do: keep, rule: straightlining, who: B, when: 2026-09-21, why: all is good there}
"""
RECODES = """item,text,decision,code,kk,ru,en,reason
region,in a citty,code,city,,,,a misprint
media,YouTube,new,video,Бейне,Видео,Video,
"""


def flagged(wave: Wave) -> dict[str, list[str]]:
    return {str(rule): rows["respondent"].tolist() for rule, rows in wave.flags.groupby("rule", sort=False)}


def same(first: Responses, second: Responses) -> bool:
    return all(getattr(first, name).equals(getattr(second, name)) for name in FRAMES)


def test_by_default_everything_is_flagged_and_nothing_changed(study: Study) -> None:
    wave = load_wave(study(ASKED))
    assert flagged(wave) == {
        "fieldwork": ["4"],
        "consent": ["5"],
        "tests": ["6"],
        "duplicates": ["1", "1", "2", "2", "3", "3"],
        "attention": ["9"],
        "impossible": ["10"],
        "show_if": ["11"],
        "straightlining": ["7"],
        "inconsistent": ["8"],
        "write_ins": ["12", "12"],
    }
    assert wave.audit.empty
    assert wave.rules["speeders"] == "no_data"
    assert same(undo(wave), wave.needs_rows("test"))


def test_rules_do_what_wave_yaml_says_and_all_can_be_undone(study: Study) -> None:
    raw = undo(load_wave(study(ASKED)))
    rules = ASKED + "  fieldwork: drop\n  tests: drop\n  impossible: not_recorded\n  show_if: not_asked\n  inconsistent: off\n"
    wave = load_wave(study(rules.replace("agrees, is: [yes]", "agrees, is: [yes], do: drop"), n=9))
    assert wave.answers.index.tolist() == [1, 2, 3, 7, 8, 9, 10, 11, 12]
    assert wave.missing.at[10, "age"] == "not_recorded"
    assert wave.missing.at[11, "job"] == "not_asked"
    assert wave.text.at[11, "job"] == "Vet"
    assert same(undo(wave), raw)
    assert same(replay(raw, wave.audit), wave.needs_rows("test"))
    told = receipt(wave).set_index("rule")
    assert told.loc[["fieldwork", "consent", "tests"], "dropped"].tolist() == [1, 1, 1]
    assert told.loc[["impossible", "show_if"], "changed"].tolist() == [1, 1]
    assert received(wave) == 12


def test_people_decide(study: Study) -> None:
    raw = undo(load_wave(study(ASKED)))
    wave = load_wave(study(ASKED, n=11, decisions_yaml=DECISIONS, recodes_csv=RECODES))
    assert 2 not in wave.answers.index
    assert wave.answers.at[10, "age"] == 23
    assert wave.missing.at[9, "poor"] == "refused"
    assert wave.missing.loc[1, ["media.tv", "media.press", "media.other", "media.video"]].tolist() == ["dont_know"] * 4
    kept = wave.flags[wave.flags["rule"] == "straightlining"]["kept"].tolist()
    assert kept == ["B, 2026-09-21: all is good there"]
    assert wave.answers.at[12, "region"] == "city"
    assert wave.answers.loc[12, ["media.tv", "media.other", "media.video"]].tolist() == [True, False, True]
    assert wave.text.at[12, "region"] == "in a  citty"
    assert wave.instrument.item("media").option("video").text["kk"] == "Бейне"
    assert wave.counts("media").set_index("code").at["video", "n"] == 1
    assert "write_ins" not in flagged(wave)
    assert same(undo(wave), raw)
    assert undo(wave).instrument == raw.instrument
    assert same(replay(raw, wave.audit), wave.needs_rows("test"))
    assert {"decisions.yaml", "recodes.csv"} <= set(wave.provenance.files)


def test_what_the_flagged_change(study: Study) -> None:
    found = compare_cleaning(load_wave(study(ASKED))).set_index(["rule", "item", "code"])
    rich = found.loc[("inconsistent", "rich", "yes")]
    assert rich[["share_with", "share_without", "n_with", "n_without"]].tolist() == pytest.approx([100 / 12, 0, 12, 11])
    assert found.loc[("inconsistent", "W", "")]["difference"] == pytest.approx(-100 / 12)
    assert found.loc[("all", "rich", "no")]["n_without"] == 0  # everybody has something
    assert set(found.index.get_level_values("rule")) == {*flagged(load_wave(study(ASKED))), "all"}


def test_the_files_of_clean_hold_everything_and_are_the_same_every_time(study: Study) -> None:
    folder = study(ASKED, n=11, decisions_yaml=DECISIONS, recodes_csv=RECODES)
    raw = undo(load_wave(folder))
    before = {path: path.read_bytes() for path in write_clean(load_wave(folder), folder / "raw" / "answers.csv")}
    after = {path: path.read_bytes() for path in write_clean(load_wave(folder), folder / "raw" / "answers.csv")}
    assert before == after
    assert not [path for path in (folder / "clean").iterdir() if path not in before]
    wave = load_wave(folder)
    assert same(replay(raw, read_audit(folder / "clean" / "audit.csv")), wave.needs_rows("test"))
    table = pd.read_parquet(folder / "clean" / "wave.parquet").set_index("respondent")
    assert table["age"].tolist() == wave.answers["age"].tolist()
    assert table["poor__missing"].dropna().to_dict() == {9: "refused"}
    assert table.at[12, "region__text"] == "in a  citty"
    twins = pd.read_csv(folder / "clean" / "duplicates.csv")
    assert twins.empty  # one of the two was dropped by a decision, and the first now differs from the third in more


def test_a_changed_raw_file_stops_the_build(study: Study) -> None:
    folder = study(ASKED)
    raw = folder / "raw" / "answers.csv"
    before = write_clean(load_wave(folder), raw) and undo(load_wave(folder)).source.sha256
    raw.write_bytes(raw.read_bytes().replace(b"Teacher", b"Preacher"))
    with pytest.raises(SurveyError) as found:
        load_wave(folder)
    assert found.value.code == "SQ-C02"
    assert found.value.problems[0].params["before"] == before
    assert found.value.problems[0].params["record"] == "clean/SHA256SUMS"
    assert load_wave(folder, accept_new_raw=True).answers.at[1, "job"] == "Preacher"
    (folder / "columns.yaml").write_text(f"sha256: {'0' * 64}\n", "utf-8")
    (folder / "clean" / "SHA256SUMS").unlink()
    with pytest.raises(SurveyError) as found:
        load_wave(folder)
    assert found.value.problems[0].params["record"] == "columns.yaml"


def test_the_folder_clean_is_never_believed(study: Study) -> None:
    folder = study(ASKED)
    write_clean(load_wave(folder), folder / "raw" / "answers.csv")
    (folder / "clean" / "wave.parquet").write_bytes(b"nonsense")
    (folder / "clean" / "audit.csv").write_text("nonsense", "utf-8")
    assert load_wave(folder).n == 12


def test_the_sheet_takes_new_texts_and_keeps_decisions(study: Study) -> None:
    folder = study(ASKED)
    raw = undo(load_wave(folder))
    first = update_sheet(folder, raw.instrument, texts_of(raw))
    assert (first.added, first.undecided) == (2, 2)
    sheet = folder / "recodes.csv"
    text = sheet.read_text("utf-8-sig")
    assert "region,other,in a citty,in a citty,1,city,,,,,," in text
    decided = text.replace("1,city,,,", "1,city,code,city,").replace(",YouTube,YouTube,1,", ",Radio,Radio,4,")
    sheet.write_text(decided.replace(",", ";"), "utf-8")
    second = update_sheet(folder, raw.instrument, texts_of(raw))
    assert (second.added, second.undecided) == (1, 2)
    after = sheet.read_text("utf-8-sig")
    assert "region;other;in a citty;in a citty;1;city;code;city;" in after
    assert "media;other;Radio;Radio;0;" in after  # nobody wrote it any more
    assert "media;other;YouTube;YouTube;1;" in after
    standing = sheet.read_bytes()
    assert update_sheet(folder, raw.instrument, texts_of(raw)).added == 0
    assert sheet.read_bytes() == standing
    assert load_wave(folder).answers.at[12, "region"] == "city"


def test_sheet_and_decisions_as_workbooks(study: Study) -> None:
    from openpyxl import Workbook

    folder = study(ASKED, n=11)
    for name, rows in {
        "recodes.xlsx": [line.split(",") for line in RECODES.splitlines()],
        "decisions.xlsx": [
            ["respondent", "do", "item", "value", "rule", "who", "when", "why"],
            [2, "drop", None, None, None, "A", "2026-09-20", "sent twice"],
        ],
    }.items():
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(folder / name)
    wave = load_wave(folder)
    assert 2 not in wave.answers.index
    assert wave.answers.at[12, "region"] == "city"
    raw = undo(wave)
    assert update_sheet(folder, raw.instrument, texts_of(raw)).added == 0
    assert load_wave(folder).answers.equals(wave.answers)
