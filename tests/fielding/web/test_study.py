"""The folder of a wave in the field: what is made, who may read it, what is remembered, and that a pilot lies apart."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from benchmarks.fielding import prepare

from survey.errors import ADMIN_WORD_SHORT, ANSWERS_CLOSED, FIELD_SETTINGS, FieldingError, SurveyError
from survey.fielding.web.store.codes import new_record
from survey.fielding.web.study import FieldSettings, Study, open_study

TODAY = date(2026, 5, 4)
WORD = "a long password"


@pytest.fixture
def wave(tmp_path: Path) -> Path:
    return prepare(tmp_path / "зерттеу")


@pytest.fixture
def opened(wave: Path) -> Iterator[Study]:
    study = open_study(wave)
    yield study
    study.close()


def begin(study: Study) -> str:
    record = new_record()
    study.answers.begin(record, language="kk", group=None, mode="open", today=TODAY)
    return record


def test_a_new_fieldwork_is_by_invitation_open_and_without_an_admin_page(opened: Study) -> None:
    assert (opened.id, opened.instrument.id, opened.pilot) == ("load", "sovereignty-2022", False)
    assert opened.settings == FieldSettings(open_link=False, admin=None, closed=False)
    assert not opened.closed
    assert opened.field == opened.folder / "field"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_reads_any_of_it(opened: Study) -> None:
    opened.change(open_link=True)
    assert opened.secret
    begin(opened)
    assert opened.field.stat().st_mode & 0o777 == 0o700
    modes = {path.name: path.stat().st_mode & 0o777 for path in opened.field.iterdir()}
    assert {"answers.sqlite", "invitations.sqlite", "secret", "settings.json"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_it_is_found_by_the_name_of_the_wave(opened: Study, wave: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = begin(opened)
    monkeypatch.chdir(wave.parents[1])
    again = open_study("load")
    assert again.answers.record(record).language == "kk"
    again.close()


def test_there_is_no_fieldwork_without_a_wave(tmp_path: Path) -> None:
    with pytest.raises(SurveyError):
        open_study(tmp_path / "nothing")
    assert list(tmp_path.iterdir()) == []


def test_the_secret_is_made_once_by_whoever_is_first(wave: Path) -> None:
    studies = [open_study(wave) for _ in range(8)]
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda study: study.secret, studies))
    for study in studies:
        study.close()
    assert len(found) == 1
    assert len(found.pop()) == 32
    assert not [path.name for path in (wave / "field").iterdir() if path.name.startswith(".secret")]


def test_what_was_decided_is_read_by_the_next_who_opens_it(opened: Study, wave: Path) -> None:
    opened.change(open_link=True)
    opened.set_admin(WORD)
    again = open_study(wave)
    assert again.settings == opened.settings
    assert again.settings.open_link
    again.close()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"colour": "red"}', '{"admin": 5}'])
def test_damaged_settings_are_told_with_their_file(opened: Study, wave: Path, content: str) -> None:
    (opened.field / "settings.json").write_text(content, "utf-8")
    with pytest.raises(FieldingError) as refused:
        open_study(wave)
    assert refused.value.code == FIELD_SETTINGS
    assert "settings.json" in str(refused.value)


def test_the_password_of_the_admin_page(opened: Study) -> None:
    assert not opened.is_admin("")
    assert not opened.is_admin(WORD)
    with pytest.raises(FieldingError) as refused:
        opened.set_admin("eleven char")
    assert refused.value.code == ADMIN_WORD_SHORT
    opened.set_admin(WORD)
    first = opened.settings.admin
    assert opened.is_admin(WORD)
    assert not opened.is_admin(WORD + " ")
    assert WORD not in (opened.field / "settings.json").read_text("utf-8")
    opened.set_admin(WORD)
    assert opened.settings.admin != first, "salted"


def test_a_pilot_lies_apart(opened: Study, wave: Path) -> None:
    pilot = open_study(wave, pilot=True)
    record = begin(pilot)
    [token] = pilot.invitations.add([("kk", None)])
    assert pilot.field == opened.field / "pilot"
    assert pilot.secret != opened.secret
    assert opened.answers.counts().n_started == 0
    assert opened.invitations.find(token) is None
    with pytest.raises(FieldingError):
        opened.answers.record(record)
    pilot.close()


def test_a_closed_wave_is_read_and_takes_no_more(opened: Study, wave: Path) -> None:
    """Also where another process had it open before it was closed."""
    before = open_study(wave)
    record = begin(before)
    opened.answers.seal()
    after = open_study(wave)
    for study in (before, after):
        assert study.closed
        assert study.answers.record(record).language == "kk"
        assert study.answers.counts().n_started == 1
        for write in (
            lambda study=study: begin(study),
            lambda study=study: study.answers.submit(record, TODAY),
            lambda study=study: study.answers.save(record, page=None, answers={"q": "a"}, language="kk", event="1", today=TODAY),
        ):
            with pytest.raises(FieldingError) as refused:
                write()  # type: ignore[no-untyped-call]
            assert refused.value.code == ANSWERS_CLOSED
        study.close()
