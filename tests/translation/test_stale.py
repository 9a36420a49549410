"""The record of translations tells which of them were made of a source text that has changed since."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.cli.main import main
from survey.instrument.find import available, load_instrument
from survey.translation.record import read_record, text_of
from survey.translation.stale import check_translations


def test_without_a_record_nothing_is_said(path: Path) -> None:
    assert check_translations(load_instrument("courts")).problems == ()


def test_a_changed_source_makes_its_translations_stale(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["po", "record", "courts"]) == 0
    assert main(["check", "courts"]) == 0
    path.write_text(path.read_text("utf-8").replace("Is there a threat to", "Is there any threat to"), "utf-8")
    capsys.readouterr()
    assert main(["check", "courts"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.split("courts.yaml, ")[1][:40] for line in told] == [
        "line 28: `items.threat.text` (kk): the s",
        "line 29: `items.threat.text` (ru): the s",
    ]
    assert main(["po", "record", "courts", "--lang", "kk"]) == 0
    assert len(check_translations(load_instrument("courts")).problems) == 1
    assert main(["po", "record", "courts"]) == 0
    assert main(["check", "courts"]) == 0


def test_recording_again_keeps_what_people_wrote(path: Path) -> None:
    main(["po", "record", "courts"])
    file = path.parent / "translations" / "courts.yaml"
    before = file.read_text("utf-8").replace("status: translated}", 'status: reviewed, who: "A. «B»", notes: "two: words"}', 1)
    file.write_text(before, "utf-8")
    main(["po", "record", "courts"])
    assert file.read_text("utf-8") == before
    record = read_record(load_instrument("courts"))
    assert record is not None
    entry = record.entries["title", "kk"]
    assert (entry.status, entry.who, entry.notes) == ("reviewed", "A. «B»", "two: words")
    assert text_of(record) == before


def test_recording_a_changed_source_keeps_what_people_wrote(path: Path) -> None:
    """Who translated, and the notes, also of a text that is gone; the state begins anew."""
    main(["po", "record", "courts"])
    file = path.parent / "translations" / "courts.yaml"
    written = 'status: pretested, who: "A.", notes: "b"}'
    file.write_text(file.read_text("utf-8").replace("status: translated}", written), "utf-8")
    text = path.read_text("utf-8").replace("Is there a threat to", "Is any threat to").replace("id: why,", "id: how,")
    path.write_text(text, "utf-8")
    main(["po", "record", "courts"])
    record = read_record(load_instrument("courts"))
    assert record is not None
    found = {address: record.entries[address, "kk"] for address in ("items.threat.text", "items.how.text", "items.why.text")}
    assert [(one.status, one.who, one.notes) for one in found.values()] == [
        ("translated", "A.", "b"),
        ("translated", None, None),
        ("pretested", "A.", "b"),
    ]
    assert list(record.entries)[-1][0] == "items.why.text"
    assert check_translations(load_instrument("courts")).problems == ()


def test_a_text_that_is_gone_is_a_note(path: Path) -> None:
    main(["po", "record", "courts"])
    path.write_text(path.read_text("utf-8").replace("id: why,", "id: why_not,"), "utf-8")
    found = check_translations(load_instrument("courts"))
    assert found.problems == ()
    assert ["Did you mean “items.why_not.text”?" in repr(one) for one in found.notes] == [True]


def test_a_broken_record_is_told(path: Path) -> None:
    main(["po", "record", "courts"])
    file = path.parent / "translations" / "courts.yaml"
    file.write_text(file.read_text("utf-8").replace("status: translated", "status: finished", 1), "utf-8")
    (found,) = check_translations(load_instrument("courts")).problems
    assert (found.code, found.place.file, found.place.line) == ("SQ-I13", file, 6)


@pytest.mark.parametrize("name", available())
def test_no_translation_of_the_package_is_stale(name: str) -> None:
    assert check_translations(load_instrument(name)).problems == ()
