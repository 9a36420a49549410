"""The questionnaire is edited while people answer: nothing that they said may be lost without a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from survey.errors import ITEM_GONE, ITEM_UNASKED, OPTION_GONE, QUESTIONNAIRE_CHANGED, SurveyError
from survey.fielding.web.changed import fingerprint, notice
from survey.fielding.web.close import close
from survey.fielding.web.store.codes import new_record
from survey.fielding.web.study import Study
from survey.instrument.read import read_instrument

from .conftest import TEA

TODAY = date(2026, 5, 4)
Edit = Callable[[dict[str, Any]], object]


def item(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in document["items"] if one["id"] == name)
    return found


def edited(study: Study, folder: Path, edit: Edit) -> Study:
    """The same folder of fieldwork, opened with another questionnaire."""
    document = yaml.safe_load(re.sub(r"(code: |is: \[)(yes|no)\b", r'\1"\2"', TEA.read_text("utf-8")))
    edit(document)
    path = folder / "edited.yaml"
    path.write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
    return Study(study.folder, read_instrument(path), study.wave)


def people(study: Study, n: int = 10, **more: Any) -> None:
    notice(study)
    for number in range(n):
        record = new_record()
        sorts = {f"sorts.{code}": code == "white" for code in ("black", "green", "herbal", "white", "other", "dont_know")}
        answers = {"drinks": "yes", **sorts, "place": "other" if number < 3 else "home", "words": "A secret"}
        answers |= {"place.other.text": "В саду"} if number < 3 else {}
        study.answers.begin(record, language="ru", group=None, mode="open", today=TODAY)
        study.answers.save(record, page="habits", answers=answers | more, language="ru", event="1", today=TODAY)
        study.answers.submit(record, TODAY)


def without(name: str, code: str) -> Edit:
    def edit(document: dict[str, Any]) -> None:
        one = item(document, name)
        one["options"] = [option for option in one["options"] if option["code"] != code]

    return edit


def removed(name: str) -> Edit:
    return lambda document: document["items"].remove(item(document, name))


CHANGES: dict[str, tuple[Edit, list[tuple[str, dict[str, Any]]]]] = {
    "an item renamed": (lambda one: item(one, "words").update(id="remark"), [(ITEM_GONE, {"item": "words", "n": 10})]),
    "an item removed": (removed("words"), [(ITEM_GONE, {"item": "words", "n": 10})]),
    "a box removed": (without("sorts", "white"), [(OPTION_GONE, {"item": "sorts", "option": "white", "n": 10})]),
    "an option removed": (without("place", "other"), [(OPTION_GONE, {"item": "place", "option": "other", "n": 3})]),
    "another kind": (
        lambda one: item(one, "words").update(kind="number", level="interval"),
        [(ITEM_GONE, {"item": "words", "n": 10})],
    ),
    "another condition": (
        lambda one: item(one, "words").update(show_if={"all": [{"item": "drinks", "is": ["no"]}]}),
        [(ITEM_UNASKED, {"item": "words", "n": 10})],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("command", [close, notice])
def test_answers_without_a_place_stop_it(study: Study, tmp_path: Path, name: str, command: Callable[[Study], object]) -> None:
    people(study)
    edit, lost = CHANGES[name]
    other = edited(study, tmp_path, edit)
    with pytest.raises(SurveyError) as found:
        command(other)
    *told, cure = [(one.code, dict(one.params)) for one in found.value.problems]
    assert told == lost
    assert cure[0] == QUESTIONNAIRE_CHANGED
    assert "secret" not in str(found.value)
    assert not other.closed
    assert not (study.field / "tea-2026.csv").exists()
    other.close()
    assert len(close(study).released.rows) == 10  # brought back as it was


HARMLESS: dict[str, Edit] = {
    "wording": lambda one: item(one, "words")["text"].update(en="Something else?"),
    "a box that nobody ticked removed": without("sorts", "herbal"),
    "an option added": lambda one: item(one, "place")["options"].append(
        {"code": "street", "text": {"kk": "Көшеде", "ru": "На улице", "en": "Outside"}}
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
@pytest.mark.parametrize("served", [True, False])
def test_a_harmless_change_is_told_and_written_down(study: Study, tmp_path: Path, name: str, served: bool) -> None:
    people(study)
    other = edited(study, tmp_path, HARMLESS[name])
    if served:
        assert notice(other)
        assert not notice(other)
    told = yaml.safe_load(close(other).log.read_text("utf-8"))["instrument"]
    assert told["changed_in_the_field"] == 1
    assert set(told["note"]) == {"kk", "ru", "en"}
    other.close()


def test_nothing_is_told_where_nothing_changed(study: Study, tmp_path: Path) -> None:
    first = edited(study, tmp_path, HARMLESS["wording"])
    assert not notice(first)
    first.close()
    assert not notice(study)  # nobody had begun
    people(study)
    assert not notice(study)
    assert yaml.safe_load(close(study).log.read_text("utf-8"))["instrument"] == {"id": "every-kind", "version": "1"}


def test_the_fingerprint_is_of_what_people_see(study: Study, tmp_path: Path) -> None:
    assert fingerprint(study.instrument) == fingerprint(read_instrument(TEA))
    for edit in [*HARMLESS.values(), *(edit for edit, _ in CHANGES.values())]:
        other = edited(study, tmp_path, edit)
        assert fingerprint(other.instrument) != fingerprint(study.instrument)
        other.close()
