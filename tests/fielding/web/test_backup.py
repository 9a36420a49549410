"""A copy of both stores at one moment, while people go on answering; put back, it is a study again."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from survey.errors import BACKUP_EXISTS, FILE_NOT_WRITTEN, SurveyError
from survey.fielding.web.backup import backup
from survey.fielding.web.store.codes import new_record
from survey.fielding.web.study import Study
from survey.i18n.text import Text
from survey.instrument.model import Instrument
from survey.wave.settings import Design, Settings, WaveKind

TODAY = date(2026, 5, 4)
WAVE = Settings("tea-2026", "tea", WaveKind.MICRODATA, Text(en="Tea"), Design.NONPROBABILITY, 1, Text(en="–"))


@pytest.fixture
def study(tmp_path: Path, every_kind: Instrument) -> Iterator[Study]:
    opened = Study(tmp_path / "wave", every_kind, WAVE)
    yield opened
    opened.close()


def answer(study: Study, token: str) -> None:
    record = new_record()
    study.answers.begin(record, language="kk", group=None, mode="invited", today=TODAY)
    study.invitations.submit(token, lambda: study.answers.submit(record, TODAY))


def test_as_many_marks_as_answers_at_any_moment(study: Study, tmp_path: Path, every_kind: Instrument) -> None:
    """Copies are made while people answer: in none of them is a link spent without its answers, or the other way round."""
    tokens = study.invitations.add([("kk", None)] * 30)
    people = threading.Thread(target=lambda: [answer(study, token) for token in tokens])
    people.start()
    copies = []
    while people.is_alive() or not copies:
        copies.append(backup(study, tmp_path / f"copy-{len(copies)}"))
    people.join()
    for n, copy in enumerate(copies):
        (tmp_path / f"restored-{n}").mkdir()
        copy.rename(tmp_path / f"restored-{n}" / "field")
        restored = Study(tmp_path / f"restored-{n}", every_kind, WAVE)
        assert restored.answers.counts().n_completed == restored.invitations.n_spent()
        restored.close()


def test_what_is_copied_and_what_is_not(study: Study, tmp_path: Path) -> None:
    (study.field / "letters").mkdir()
    (study.field / "letters" / "links.csv").write_text("name,link\n", "utf-8")
    assert study.secret
    study.set_admin("a long password")
    copy = backup(study, tmp_path / "copy")
    assert sorted(path.name for path in copy.iterdir()) == ["answers.sqlite", "invitations.sqlite", "secret", "settings.json"]


def test_a_copy_that_fails_leaves_no_answers_behind(study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite tells of a full disk in its own words."""

    def full(_: object, to: Path) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("survey.fielding.web.store.invitations.Invitations.copy", full)
    with pytest.raises(SurveyError) as why:
        backup(study, tmp_path / "copy")
    assert why.value.code == FILE_NOT_WRITTEN
    assert "disk is full" in str(why.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["wave"], "the answers were copied already"


def test_an_older_copy_is_not_changed(study: Study, tmp_path: Path) -> None:
    backup(study, tmp_path / "copy")
    with pytest.raises(SurveyError) as why:
        backup(study, tmp_path / "copy")
    assert why.value.code == BACKUP_EXISTS
