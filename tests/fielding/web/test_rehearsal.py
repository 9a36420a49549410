"""Made-up people answer a pilot through its real pages."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from survey.cli.field_rehearse import _answers
from survey.errors import ANSWERS_CLOSED, PILOT_HAS_PEOPLE, FieldingError
from survey.fielding.web import pages_questions, rehearsal
from survey.fielding.web.app import build_app
from survey.fielding.web.close import close
from survey.fielding.web.outcome import Told
from survey.fielding.web.plain_browser import PlainBrowser
from survey.fielding.web.rehearsal import SYNTHETIC, Rehearsal, rehearse
from survey.fielding.web.status import status_lines
from survey.fielding.web.study import Study
from survey.i18n.text import LANGUAGES

from .conftest import Clock, begun

TEXT = {language: f"made up {language}: «Ә» <b>" for language in LANGUAGES}


def people(study: Study, n: int = 12, seed: int = 1) -> Rehearsal:
    return rehearse(study, _answers(study.instrument, n, seed), TEXT)


def test_all_that_is_sent_is_kept(pilot: Study) -> None:
    done = people(pilot)
    assert done.findings == ()
    assert done.sent == {"kk": 4, "ru": 4, "en": 4}
    records = pilot.answers.submitted()
    assert {(record.mode, record.group) for record in records} == {("invited", SYNTHETIC)}
    texts = [value for record in records for column, value in record.answers.items() if column == "words"]
    assert set(texts) <= set(TEXT.values())
    assert len({str(sorted(record.answers.items())) for record in records}) > 6, "they differ"
    asked = [record.answers["drinks"] == "no" for record in records]
    assert any(asked)
    assert not all(asked)


def test_the_same_seed_gives_the_same_answers(pilot: Study, tmp_path: Path) -> None:
    other = Study(tmp_path / "other", pilot.instrument, pilot.wave, pilot=True)
    for study in (pilot, other):
        people(study, 6, seed=3)
    kept = [sorted(str(sorted(one.answers.items())) for one in study.answers.submitted()) for study in (pilot, other)]
    assert kept[0] == kept[1]
    other.close()


def test_an_answer_that_is_kept_otherwise_is_told(pilot: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake in reading forms, put in by hand."""
    right = pages_questions.read_form

    def wrong(items: Any, fields: Any) -> Any:
        posted = right(items, fields)
        return type(posted)({**posted.values, **({"cups": 1} if "cups" in posted.values else {})}, posted.misfits, posted.raw)

    monkeypatch.setattr(pages_questions, "read_form", wrong)
    found = people(pilot, 3).findings
    assert {(one.page, one.kind, one.words[0], one.words[2]) for one in found} == {("/p/habits", "differs", "cups", "1")}


def test_a_page_that_does_not_let_people_on_is_told(pilot: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsal, "_told", lambda *_: iter(()))
    done = people(pilot, 3)
    assert sum(done.sent.values()) == 0
    assert {(one.page, one.kind) for one in done.findings} == {("/p/habits", "refused")}
    assert "Бір жауапты таңдаңыз" in done.findings[0].words[0]


def test_people_and_made_up_people_do_not_mix(pilot: Study, study: Study, clock: Clock) -> None:
    begun(pilot, clock)
    for one in (pilot, study):
        with pytest.raises(FieldingError) as why:
            people(one)
        assert why.value.code == PILOT_HAS_PEOPLE
        assert not one.answers.submitted()


def test_a_closed_pilot_is_not_answered_and_a_rehearsed_one_can_be_closed(pilot: Study) -> None:
    people(pilot)
    assert any("synthetic" in line for line in status_lines(pilot, Told(), None, "en"))
    assert not pilot.invitations.invited(), "their links open nothing any more"
    done = close(pilot)
    assert {row[2] for row in done.released.rows} == {SYNTHETIC}
    with pytest.raises(FieldingError) as why:
        people(pilot)
    assert why.value.code == ANSWERS_CLOSED


def test_a_browser_without_a_script(open_study: Study, clock: Clock) -> None:
    """What it reads of a form is what a person sees: ticks, texts with all their signs; a field that is not open is not there."""
    with asyncio.Runner() as runner:
        one = PlainBrowser(build_app(open_study, clock=clock), runner)
        one.get("/")
        consent = one.form("/consent")
        assert consent is not None
        one.post(consent, {"agree": ["yes"]})
        assert (one.path, one.status) == ("/p/habits", 200)
        form = one.form("/p/habits")
        assert form is not None
        assert form.hidden("_shown") == ["drinks", "cups", "place"]
        assert not form.takes("sorts", "green")
        words = '\n <i>&amp;"</i>'
        one.post(form, {"drinks": ["no"], "place": ["other"], "place.other.text": [words]}, _go="next")
        assert one.path == "/p/habits", "a question was opened"
        again = one.form("/p/habits")
        assert again is not None
        assert again.hidden("_shown") == ["drinks", "why_not", "cups", "place"]
        assert {name: value for name, value in again.filled({}) if not name.startswith("_") and value} == {
            "drinks": "no", "place": "other", "place.other.text": words.strip(),
        }  # fmt: skip
        one.post(again, {"cups": ["many"]}, _go="next")
        assert "1.4. Санды цифрмен жазыңыз, мысалы 12 немесе 12,5." in one.errors
        one.get("/nowhere")
        assert one.status == 404
