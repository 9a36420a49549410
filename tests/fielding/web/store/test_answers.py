"""The store of answers: events of a record, once each, on the disk, until the wave is closed."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from survey.errors import ANSWERS_CLOSED, RECORD_LACKS, RECORD_NOT_AN_ID, RECORD_SENT, RECORD_UNKNOWN, FieldingError
from survey.fielding.web.store.answers import EACH, Answers
from survey.fielding.web.store.codes import new_record
from survey.fielding.web.store.events import BYTES_MOST, MOST

MONDAY, TUESDAY = date(2026, 5, 4), date(2026, 5, 5)


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    store = Answers(tmp_path / "answers.sqlite")
    yield store
    store.close()


def begun(answers: Answers, record: str = "", group: str | None = "academy", today: date = MONDAY) -> str:
    record = record or new_record()
    answers.begin(record, language="kk", group=group, mode="invited", today=today)
    return record


def save(answers: Answers, record: str, values: dict[str, Any], page: str = "first", event: str = "", **more: Any) -> None:
    given = {"language": "kk", "today": MONDAY, **more}
    answers.save(record, page=page, answers=values, event=event or new_record(), **given)


def test_a_record_is_what_its_events_say(answers: Answers) -> None:
    record = begun(answers)
    save(answers, record, {"tea": "yes", "cups": 3}, seconds=47, order={"tea": ["no", "yes"]})
    save(answers, record, {"tea": "no", "cups": None}, page="last", language="ru", seconds=4, order={"tea": ["yes", "no"]})
    found = answers.record(record)
    assert dict(found.answers) == {"tea": "no"}
    assert (found.page, found.pages_seen, found.language, found.languages) == ("last", ("first", "last"), "ru", ("kk", "ru"))
    assert dict(found.orders) == {"tea": ("no", "yes")}, "the order that the person saw first"
    assert dict(found.seconds) == {"first": 45, "last": 1}, "in steps"
    assert (found.group, found.mode, found.submitted) == ("academy", "invited", False)


def test_an_event_told_twice_is_one(answers: Answers) -> None:
    record = begun(answers)
    save(answers, record, {"tea": "yes"}, event="e1", seconds=60)
    save(answers, record, {"tea": "no"}, event="e1", seconds=60)
    assert (answers.record(record).answers["tea"], answers.record(record).seconds["first"]) == ("yes", 60)


def test_beginning_and_sending_twice_is_once(answers: Answers) -> None:
    record = new_record()
    codes = {answers.begin(record, language="kk", group=None, mode="open", today=MONDAY) for _ in range(3)}
    assert len(codes) == 1
    assert [answers.submit(record, TUESDAY), answers.submit(record, TUESDAY)] == [True, False]
    assert answers.days() == {"started": {MONDAY: 1}, "completed": {TUESDAY: 1}}
    with pytest.raises(FieldingError) as why:
        save(answers, record, {"tea": "late"})
    assert why.value.code == RECORD_SENT, "also the page's script, which tries again what it could not bring home"


def test_what_was_taken_back_is_not_on_the_disk_after_sending(answers: Answers, tmp_path: Path) -> None:
    """A record that was sent is what was sent: in the file, and in a copy of it."""
    record = begun(answers)
    save(answers, record, {"why": "first thought", "cups": 3}, seconds=47, order={"tea": ["b", "a"]}, event="e" * 32)
    save(answers, record, {"why": "second thought", "cups": None}, language="ru")
    before = answers.record(record)
    answers.submit(record, MONDAY)
    after = answers.record(record)
    answers.copy(tmp_path / "copy.sqlite")
    for path in tmp_path.iterdir():
        assert b"first thought" not in path.read_bytes()
        assert b"e" * 32 not in path.read_bytes()
    assert (after.answers, after.orders, after.seconds, after.language) == (
        before.answers,
        before.orders,
        before.seconds,
        before.language,
    )
    assert answers.counts().completed == {("ru", "academy"): 1}


def test_what_is_lacking_is_asked_where_it_is_sent(answers: Answers) -> None:
    """A save that comes between the page's question and the sending cannot take a required answer away."""
    record = begun(answers)
    save(answers, record, {"tea": "yes"})
    save(answers, record, {"tea": None})
    with pytest.raises(FieldingError) as why:
        answers.submit(record, MONDAY, lambda told: "tea" in told.answers)
    assert why.value.code == RECORD_LACKS
    assert not answers.record(record).submitted
    save(answers, record, {"tea": "no"})
    assert answers.submit(record, MONDAY, lambda told: "tea" in told.answers)
    assert not answers.submit(record, MONDAY, lambda told: pytest.fail("asked of a record that was sent"))


@pytest.mark.parametrize("size", [1, pytest.param(30_000, marks=pytest.mark.slow)])
def test_a_record_does_not_grow_without_end(answers: Answers, tmp_path: Path, size: int) -> None:
    """Somebody whose script saves for hours; the record says the same, and the newest saves are still known by their ids."""
    record, told = new_record(), {"tea": ["a", "b"]}
    answers.begin(record, language="kk", group=None, mode="open", today=MONDAY, order=told)
    for n in range(300):
        page = ("first", "last")[n // 290]
        save(answers, record, {f"q{n % 7}": f"{n}" * size, "first": None if n else 1}, event=f"e{n}", page=page, seconds=1)
    save(answers, record, {"q0": "again"}, event="e299", page="first")
    with sqlite3.connect(tmp_path / "answers.sqlite") as store:
        [(n, length)] = store.execute("SELECT count(*), sum(length(body)) FROM events").fetchall()
    assert n <= MOST
    assert length < 4 * BYTES_MOST
    found = answers.record(record)
    assert dict(found.answers) == {f"q{n % 7}": f"{n}" * size for n in range(293, 300)}
    assert (found.page, found.pages_seen, found.drawn) == ("last", ("first", "last"), {"tea": ("a", "b")})


def test_the_file_shows_no_day_and_no_order(answers: Answers, tmp_path: Path) -> None:
    """At the first record of a day, and after each ten that begin or are sent, the file is written in the order of its keys."""

    def as_copied() -> bool:
        answers.copy(tmp_path / "copy.sqlite")
        copy = (tmp_path / "copy.sqlite").read_bytes()[100:]
        (tmp_path / "copy.sqlite").unlink()
        return (tmp_path / "answers.sqlite").read_bytes()[100:] == copy

    seen = []
    for n, today in enumerate([MONDAY] * (EACH + 4) + [TUESDAY] * 2):
        begun(answers, f"{(n * 37) % 100:032x}", today=today)
        seen.append(as_copied())
    assert [n for n, mixed in enumerate(seen, 1) if mixed] == [1, EACH, EACH + 5], "the first, the tenth, the first of a day"


def test_what_is_not_there(answers: Answers) -> None:
    with pytest.raises(FieldingError) as why:
        answers.record(new_record())
    assert why.value.code == RECORD_UNKNOWN
    with pytest.raises(FieldingError) as why:
        save(answers, new_record(), {"tea": "yes"})
    assert why.value.code == RECORD_UNKNOWN
    with pytest.raises(FieldingError) as why:
        answers.begin("../../tea", language="kk", group=None, mode="open", today=MONDAY)
    assert why.value.code == RECORD_NOT_AN_ID


def test_counts_by_language_and_group_and_the_last_page(answers: Answers) -> None:
    sent, stopped, idle = begun(answers), begun(answers, group=None), begun(answers, group=None)
    save(answers, sent, {"tea": "yes"}, language="ru")
    answers.submit(sent, MONDAY)
    save(answers, stopped, {"tea": "yes"}, page="middle")
    counts = answers.counts()
    assert dict(counts.started) == {("kk", None): 2, ("ru", "academy"): 1}
    assert dict(counts.completed) == {("ru", "academy"): 1}
    assert dict(counts.broken_off) == {None: 1, "middle": 1}
    assert (counts.n_started, counts.n_completed) == (3, 1)
    assert [record.id for record in answers.submitted()] == [sent]
    assert {record.id for record in answers.unsent()} == {stopped, idle}


def test_a_code_opens_and_erases(answers: Answers, tmp_path: Path) -> None:
    record = new_record()
    code = answers.begin(record, language="kk", group=None, mode="open", today=MONDAY)
    save(answers, record, {"why": "a secret of mine"})
    assert answers.recover(f" {code.lower().replace('-', ' ')} ") == record
    assert answers.recover("AAAA-BBBB-CCCC-DDDD") is None
    assert [answers.erase(code), answers.erase(code)] == [True, False]
    assert answers.recover(code) is None
    assert answers.erased() == {("unsent", "open"): 1}
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not [word for word in (b"a secret of mine", record.encode()) if word in left], "overwritten, in the journal too"


def test_the_code_itself_is_not_kept(answers: Answers, tmp_path: Path) -> None:
    code = answers.begin(new_record(), language="kk", group=None, mode="open", today=MONDAY)
    kept = (tmp_path / "answers.sqlite").read_bytes()
    assert code.encode() not in kept
    assert code.replace("-", "").encode() not in kept


def test_no_day_and_no_time_beside_a_record(answers: Answers, tmp_path: Path) -> None:
    record = begun(answers)
    save(answers, record, {"tea": "yes"})
    with sqlite3.connect(tmp_path / "answers.sqlite") as store:
        cells = [cell for table in ("records", "events") for row in store.execute(f"SELECT * FROM {table}") for cell in row]
    assert not [cell for cell in cells if "2026" in str(cell)]


def test_remarks_of_a_pilot_stand_apart(answers: Answers) -> None:
    record = begun(answers)
    for _ in range(2):
        answers.comment(record, "tea", "Түсініксіз")
    answers.comment(record, "cups", "OK")
    assert sorted(answers.comments()) == [("cups", "kk", "OK"), ("tea", "kk", "Түсініксіз")]
    assert answers.remarks(record) == {"cups": "OK", "tea": "Түсініксіз"}
    assert answers.remarks(new_record()) == {}


def test_a_remark_that_is_changed_or_emptied_is_the_last_one(answers: Answers) -> None:
    record, other = begun(answers), begun(answers)
    for text in ("Long and angry", "Unclear"):
        answers.comment(record, "tea", text)
    answers.comment(other, "tea", "Fine")
    assert sorted(answers.comments()) == [("tea", "kk", "Fine"), ("tea", "kk", "Unclear")]
    answers.comment(record, "tea", "")
    assert answers.comments() == [("tea", "kk", "Fine")]


def test_erasing_takes_the_remarks_along(answers: Answers, tmp_path: Path) -> None:
    record, other = new_record(), begun(answers)
    code = answers.begin(record, language="kk", group=None, mode="pilot", today=MONDAY)
    answers.comment(record, "tea", "Nobody may read this")
    answers.comment(other, "tea", "Fine")
    answers.erase(code)
    assert answers.comments() == [("tea", "kk", "Fine")]
    assert b"Nobody may read" not in (tmp_path / "answers.sqlite").read_bytes()


def test_after_the_close_no_record_leads_to_a_remark(answers: Answers) -> None:
    record = begun(answers)
    answers.comment(record, "tea", "Unclear")
    answers.seal()
    answers.forget()
    assert answers.comments() == [("tea", "kk", "Unclear")]
    assert answers.remarks(record) == {}


def test_a_closed_store_takes_nothing_and_forgets(answers: Answers, tmp_path: Path) -> None:
    other = Answers(tmp_path / "answers.sqlite")  # another server
    record, unsent = begun(answers), begun(answers)
    code = answers.begin(record, language="kk", group=None, mode="open", today=MONDAY)
    save(answers, record, {"tea": "early"}, seconds=30, order={"tea": ["b", "a"]})
    save(answers, record, {"tea": "second"})
    save(answers, unsent, {"tea": "never sent"})
    answers.submit(record, MONDAY)
    with pytest.raises(RuntimeError):
        answers.forget()
    answers.seal()
    assert other.closed
    for refused in (lambda: save(other, unsent, {}), lambda: other.submit(unsent, MONDAY), lambda: other.erase(code)):
        with pytest.raises(FieldingError) as why:
            refused()
        assert why.value.code == ANSWERS_CLOSED
    answers.forget()
    [kept] = answers.submitted()
    assert (dict(kept.answers), dict(kept.seconds), dict(kept.orders)) == ({"tea": "second"}, {"first": 30}, {"tea": ("b", "a")})
    assert kept.id != record
    assert answers.recover(code) is None
    assert not answers.unsent()
    left = (tmp_path / "answers.sqlite").read_bytes()
    assert not [word for word in (b"never sent", b"early", record.encode()) if word in left]
    other.close()


def test_many_at_once_lose_nothing(answers: Answers, tmp_path: Path) -> None:
    """Eight threads on two connections, as two servers on one store would be."""
    other = Answers(tmp_path / "answers.sqlite")
    records = [begun(answers) for _ in range(8)]

    def person(n: int) -> None:
        store = (answers, other)[n % 2]
        for cup in range(12):
            save(store, records[n], {f"cup{cup}": cup})
        store.submit(records[n], MONDAY)

    threads = [threading.Thread(target=person, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(len(answers.record(record).answers) == 12 for record in records)
    assert answers.counts().n_completed == 8
    other.close()
