"""From the stores to a wave: what is released, what is withheld, what is forgotten, and that it all comes back by import."""

from __future__ import annotations

import hashlib
import os
import pkgutil
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import survey
from survey.cli.main import main
from survey.errors import ANSWERS_CLOSED, DURATIONS_IMPOSSIBLE, MINIMUM_LOW, TOO_FEW_SENT, SurveyError
from survey.fielding.web.close import _written, close
from survey.fielding.web.outcome import Told
from survey.fielding.web.store.codes import new_record
from survey.fielding.web.study import Study, open_study
from survey.instrument.model import Instrument
from survey.wave.missing import Missing

MONDAY, FRIDAY = date(2026, 5, 4), date(2026, 5, 8)
WAVE = """
id: drinks-2026
instrument: every-kind
kind: microdata
title: {kk: Сынақ, ru: Проба, en: Trial}
design: nonprobability
n: 30
source: {kk: Біз, ru: Мы, en: We}
"""


@pytest.fixture
def study(tmp_path: Path, every_kind: Instrument) -> Iterator[Study]:
    assert every_kind.path is not None
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "every-kind.yaml").write_bytes(Path(every_kind.path).read_bytes())
    folder = tmp_path / "data" / "drinks-2026"
    folder.mkdir(parents=True)
    (folder / "wave.yaml").write_text(WAVE, "utf-8")
    opened = open_study(folder)
    yield opened
    opened.close()


def person(chance: random.Random) -> dict[str, Any]:
    """Answers that a browser could have sent, some left out."""
    answers: dict[str, Any] = {"trust": chance.choice(["yes", "no"])}
    ticked = chance.sample(["radio_television", "tv", "press", "elsewhere"], chance.randrange(4))
    if ticked:
        codes = ("radio_television", "tv", "press", "dont_know", "elsewhere")
        answers |= {f"media_sources.{code}": code in ticked for code in codes}
    if "elsewhere" in ticked:
        answers["media_sources.elsewhere.text"] = chance.choice(['Көршіден; "дос"', "=1+1", "a,b\nc"])
    if answers["trust"] == "no":
        answers |= {"region": chance.choice(["city", "village"]), "why": chance.choice(["Себебі, солай", '-"-', "1"])}
    answers |= {f"agree.{row}": chance.choice(["yes", "no"]) for row in ("tax_fair", "law") if chance.random() < 0.8}
    if answers["trust"] == "yes" and answers.get("agree.law") == "yes":
        answers["mood"] = chance.choice(["bad", "good", "refused"])
    if chance.random() < 0.9:
        answers["age"] = chance.choice([18, 45.5, 99])
    answers["office"] = chance.choice(["school", "other"])
    if answers["office"] == "other":
        answers["office.other.text"] = "Үйде"
    return answers


def answer(study: Study, answers: dict[str, Any], language: Any = "kk", group: str | None = None, mode: Any = "open") -> str:
    record = new_record()
    code = study.answers.begin(record, language=language, group=group, mode=mode, today=MONDAY)
    order = {"media_sources": ["tv", "press", "radio_television", "dont_know", "elsewhere"]}
    for page in ("first", "second"):
        study.answers.save(
            record, page=page, answers=answers, language=language, event=page, today=MONDAY, seconds=50, order=order
        )
    study.answers.submit(record, FRIDAY)
    return code


def people(study: Study, n: int, seed: int = 1, **more: Any) -> list[dict[str, Any]]:
    chance = random.Random(seed)
    given = [person(chance) for _ in range(n)]
    for answers in given:
        answer(study, answers, **more)
    return given


def flat(answers: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        sorted((column, str(value)) for column, value in answers.items() if not column.endswith(".text") and value is not None)
    )


def test_what_people_answered_is_what_the_wave_holds(study: Study) -> None:
    """Sent, closed, imported by the command, loaded: the same answers, texts, kinds of missing, orders and steps of seconds."""
    given = people(study, 30)
    done = close(study)
    assert main(["import", str(done.raw), "--wave", str(study.folder)]) == 0
    wave = survey.load_wave(study.folder)
    frame = wave.answers
    loaded = [
        flat({name: bool(value) if isinstance(value, bool) else value for name, value in row.items() if not survey_na(value)})
        for row in records(frame)
    ]
    numbered = [flat({**answers, "age": float(answers["age"])} if "age" in answers else answers) for answers in given]
    assert Counter(loaded) == Counter(numbered)
    texts = Counter(wave.text.loc[frame["office"] == "other", "office"])
    assert texts == Counter(answers["office.other.text"] for answers in given if answers["office"] == "other")
    written = Counter(wave.text["media_sources.elsewhere"].dropna())
    assert written == Counter(text for answers in given if (text := answers.get("media_sources.elsewhere.text")))
    assert (wave.missing.loc[frame["trust"] == "yes", "why"] == Missing.NOT_ASKED).all()
    assert responses_are(wave, "duration_first", 45)
    assert responses_are(wave, "language", "kk")
    assert responses_are(wave, "order_media_sources", "tv press radio_television dont_know elsewhere")


def test_who_clicks_through_is_fast_and_no_clock_was_set_back(study: Study) -> None:
    for number in range(30):
        record = new_record()
        study.answers.begin(record, language="kk", group=None, mode="open", today=MONDAY)
        for page in ("first", "second"):
            more: dict[str, Any] = {"answers": {"trust": "yes"}, "language": "kk", "event": page, "today": MONDAY}
            study.answers.save(record, page=page, seconds=2 if number == 0 else 50, **more)
        study.answers.submit(record, FRIDAY)
    assert main(["import", str(close(study).raw), "--wave", str(study.folder)]) == 0
    wave = survey.load_wave(study.folder)
    assert (wave.flags["rule"] == "speeders").sum() == 1
    assert DURATIONS_IMPOSSIBLE not in {one.code for one in wave.warnings}


def records(frame: Any) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.astype(object).to_dict("records")]


def survey_na(value: Any) -> bool:
    return value is None or str(value) in ("<NA>", "nan")


def responses_are(wave: Any, column: str, value: object) -> bool:
    return bool((wave.responses.received[column] == value).all())


def test_the_order_of_people_is_not_kept(study: Study) -> None:
    given = people(study, 30)
    rows = close(study).released.rows
    assert list(rows) == sorted(rows)
    assert len({row[0] for row in rows}) == 30
    ages = [row[close_column(study, "age")] for row in rows]
    assert ages != [str(answers.get("age", "")) for answers in given]


def close_column(study: Study, name: str) -> int:
    header = (study.field / "drinks-2026.csv").read_text("utf-8-sig").splitlines()[0].split(",")
    return header.index(name)


def test_an_answer_that_was_ruled_out_later_is_not_released(study: Study) -> None:
    people(study, 10)
    answer(study, {"trust": "yes", "why": "written before the answer was changed", "office": "school"})
    assert "written before" not in close(study).raw.read_text("utf-8-sig")


def test_too_few_are_not_released_and_the_wave_stays_open(study: Study) -> None:
    people(study, 9)
    with pytest.raises(SurveyError) as why:
        close(study)
    assert why.value.code == TOO_FEW_SENT
    assert not study.closed
    with pytest.raises(SurveyError) as why:
        close(study, 4)
    assert why.value.code == MINIMUM_LOW
    people(study, 1, seed=2)
    assert len(close(study).released.rows) == 10


def test_small_languages_and_groups_are_left_empty(study: Study) -> None:
    people(study, 20, group="academy")
    people(study, 7, seed=2, group="industry", language="ru")
    people(study, 3, seed=3, group="industry", language="en")
    done = close(study)
    cells = Counter(row[1:3] for row in done.released.rows)
    assert done.released.header[1:3] == ("_language", "_group")
    assert min(cells.values()) >= 5, cells
    assert sum(n for (language, group), n in cells.items() if language == "en") == 0
    assert done.released.withheld["_language"] >= 3


def test_closing_twice_and_answering_late(study: Study) -> None:
    people(study, 10)
    token, unused = study.invitations.add([("kk", None), ("ru", None)])
    close(study)
    with pytest.raises(SurveyError) as why:
        close(study)
    assert why.value.code == ANSWERS_CLOSED
    with pytest.raises(SurveyError) as why:
        people(study, 1)
    assert why.value.code == ANSWERS_CLOSED
    assert study.invitations.find(token) is None
    assert study.invitations.find(unused) is None


STEPS = ["close.write_all", *(f"store.{name}" for name in ("answers.Answers.forget", "answers.Answers.rewrite"))]
STEPS += ["store.invitations.Invitations.forget", "store.database.Database.rewrite", "study.Study.change"]
CUTS = [(step, after) for step in STEPS for after in (False, True)][:-1]  # after the last step it is closed


@pytest.mark.parametrize(("step", "after"), CUTS)
def test_a_close_that_was_cut_off_is_finished_by_the_next(
    study: Study, monkeypatch: pytest.MonkeyPatch, step: str, after: bool
) -> None:
    """Before and after each step: the next one ends it, and the log tells what it would have told at once."""
    tokens = study.invitations.add([("kk", None)] * 40)
    people(study, 12, mode="invited")
    for token in tokens[:12]:
        study.invitations.submit(token, lambda: None)
    study.answers.begin(new_record(), language="kk", group=None, mode="invited", today=MONDAY)
    place, name = f"survey.fielding.web.{step}".rsplit(".", 1)
    real = getattr(pkgutil.resolve_name(place), name)

    def dies(*given: Any, **more: Any) -> None:
        if after:
            real(*given, **more)
        raise KeyboardInterrupt

    monkeypatch.setattr(f"{place}.{name}", dies)
    with pytest.raises(KeyboardInterrupt):
        close(study, told=Told(undelivered=2))
    monkeypatch.undo()
    assert study.closed
    found = close(study, told=Told(undelivered=2))
    assert len(found.released.rows) == 12
    assert found.sha256 == hashlib.sha256(found.raw.read_bytes()).hexdigest()
    told = yaml.safe_load(found.log.read_text("utf-8"))
    assert told["counts"] == {"invited": 40, "started": 13, "completed": 12, "erased": 0, "started_by_link": 13}
    assert sum(told["aapor"]["counts"][kind] for kind in ("I", "P", "R", "U")) == 40
    assert (study.settings.closed, study.invitations.invited(), study.answers.unsent()) == (True, {}, [])


def test_the_files_of_an_earlier_close_are_not_taken_for_those_of_this_one(study: Study) -> None:
    """A log of another table, or a damaged one, is written anew as long as nothing is forgotten."""
    people(study, 10)
    study.answers.seal()
    for words in ("released: {sha256: ab}", "[", "", "released: 1"):
        (study.field / "fieldwork.yaml").write_text(words, "utf-8")
        (study.field / "drinks-2026.csv").write_text("tea\n", "utf-8")
        assert _written(study) is None
    assert len(close(study).released.rows) == 10


def test_the_log_answers_items_20_to_29_of_cherries(study: Study) -> None:
    tokens = study.invitations.add([("kk", None)] * 40)
    for token, answers in zip(tokens, people(study, 12, mode="invited"), strict=False):
        study.invitations.submit(token, lambda: None)
        assert answers
    begun = new_record()
    study.answers.begin(begun, language="kk", group=None, mode="invited", today=MONDAY)
    done = close(study, told=Told(undelivered=2, ineligible=1))
    told = yaml.safe_load(done.log.read_text("utf-8"))
    assert list(told["cherries"]) == list(range(20, 30))
    assert all(set(entry["answer"]) == set(entry["asks"]) == {"kk", "ru", "en"} for entry in told["cherries"].values())
    assert told["cherries"][20]["answer"]["en"].startswith("Not recorded")
    assert "13" in told["cherries"][22]["answer"]["en"]
    assert "12" in told["cherries"][23]["answer"]["en"]
    assert told["fieldwork"] == {"from": MONDAY.isoformat(), "to": FRIDAY.isoformat()}
    assert told["released"]["sha256"] == hashlib.sha256(done.raw.read_bytes()).hexdigest() == done.sha256
    counts = told["aapor"]["counts"]
    assert counts["I"] + counts["P"] + counts["R"] == 13
    assert (counts["NC"], counts["NE"]) == (0, 1), "of those whose letter came back nobody knows whether they were eligible"
    assert sum(n for kind, n in counts.items() if kind != "R_at_least") == 40
    assert counts["R_at_least"] == counts["R"] - 1


def test_nothing_that_identifies_is_left_after_the_close(study: Study) -> None:
    codes = [answer(study, {"office": "school"}, group="academy") for _ in range(10)]
    [unsent] = [new_record()]
    study.answers.begin(unsent, language="kk", group="academy", mode="open", today=MONDAY)
    study.answers.save(unsent, page="first", answers={"why": "never sent"}, language="kk", event="1", today=MONDAY)
    close(study)
    assert [study.answers.recover(code) for code in codes] == [None] * 10
    left = b"".join(path.read_bytes() for path in study.field.rglob("*") if path.is_file())
    assert b"never sent" not in left
    assert unsent.encode() not in left


def test_remarks_of_a_pilot_are_written_apart(study: Study) -> None:
    pilot = Study(study.folder, study.instrument, study.wave, pilot=True)
    people(pilot, 10, mode="pilot")
    pilot.answers.comment(pilot.answers.submitted()[0].id, "age", "Неге керек?")
    pilot.answers.comment(pilot.answers.submitted()[1].id, "age", '=HYPERLINK("http://x")')
    done = close(pilot)
    assert done.comments is not None
    assert done.comments.parent == study.field / "pilot"
    lines = done.comments.read_text("utf-8-sig").splitlines()
    assert sorted(lines[1:]) == ['age,kk,"\'=HYPERLINK(""http://x"")"', "age,kk,Неге керек?"], (
        "no remark becomes a formula in Excel"
    )
    assert study.answers.counts().n_started == 0, "the main fieldwork is untouched"
    pilot.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_secrets_are_for_their_owner(study: Study) -> None:
    secret = study.secret
    study.set_admin("a long password")
    assert len(secret) == 32
    assert study.secret == secret
    assert {path.stat().st_mode & 0o077 for path in (study.field, *study.field.iterdir())} == {0}
    again = open_study(study.folder)
    assert again.is_admin("a long password")
    assert not again.is_admin("a long passwort")
    again.close()


def test_without_a_password_nobody_is_admin(study: Study) -> None:
    assert not study.is_admin("")
    with pytest.raises(SurveyError):
        study.set_admin("short")
