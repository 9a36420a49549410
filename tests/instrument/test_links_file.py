"""The file of decisions: what is read, and that everything wrong with it is told at once, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.trend_waves import LINKS, PERSONS, study

from survey import errors
from survey.errors import SurveyError
from survey.instrument.links import Decision
from survey.instrument.links_file import links_of
from survey.instrument.read import read_instrument
from survey.shipped import root


def problems(folder: Path, links: str) -> list[tuple[str, int | None]]:
    study(folder, links)
    with pytest.raises(SurveyError) as found:
        links_of(*(read_instrument(folder / f"courts-{year}.yaml") for year in (2022, 2026)))
    assert all(Path(str(one.place.file)).name == "courts-2026.yaml" for one in found.value.problems)
    return [(one.code, one.place.line) for one in found.value.problems]


def test_decisions_are_read(tmp_path: Path) -> None:
    folder = study(tmp_path, LINKS.replace("    items:", PERSONS + "    items:"))
    found = links_of(*(read_instrument(folder / f"courts-{year}.yaml") for year in (2022, 2026)))
    fair, slow = found.items
    assert (fair.earlier, fair.later, fair.decision) == ("fair", "fairness", Decision.LINKED)
    assert [(one.code, one.earlier, one.later) for one in fair.answers] == [
        ("fair", ("yes",), ("high",)),
        ("unfair", ("no",), ("low",)),
    ]
    assert fair.alternatives[0].answers[1].later == ("low", "middle")
    assert slow.decision is Decision.APART
    assert found.persons is not None
    assert (found.persons.earlier, found.persons.later) == ("who", "code")


def test_no_file_and_no_block_are_no_decisions(tmp_path: Path) -> None:
    folder = study(tmp_path, LINKS.replace("courts-2022", "courts-2018"))
    both = [read_instrument(folder / f"courts-{year}.yaml") for year in (2022, 2026)]
    assert links_of(*both).items == ()
    assert links_of(both[1], both[0]).path is None


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("earlier: fair\n", "earlier: fare\n", errors.LINK_ITEM_UNKNOWN, 4),
        ("later: [high], text: {ru: \"Честно\", en: \"Fair\"}}\n          - {code: unfair, earlier: [no], later: [low], ",
         "later: [hihg], text: {ru: \"Честно\", en: \"Fair\"}}\n          - {code: unfair, earlier: [no], later: [low], ",
         errors.LINK_ANSWER_UNKNOWN, 9),
        ("later: [low, middle]", "later: [low, high]", errors.LINK_ANSWER_TWICE, 16),
        ("earlier: slow", "earlier: fair", errors.LINK_ITEM_TWICE, 17),
        ("decision: apart", "decision: linked", errors.LINK_ANSWERS_NEEDED, 19),
        ("decision: linked", "decision: apart", errors.LINK_ANSWERS_UNEXPECTED, 6),
        ("    items:", PERSONS.replace("who", "slow") + "    items:", errors.LINK_PERSONS_UNFIT, 3),
        ("{code: fair, earlier: [yes], later: [high]", "{code: middle, earlier: [yes], later: [high]",
         errors.LINK_CATEGORY_NAME, 9),
    ],
)  # fmt: skip
def test_each_mistake_has_its_line(tmp_path: Path, old: str, new: str, code: str, line: int) -> None:
    assert old in LINKS
    assert (code, line) in problems(tmp_path, LINKS.replace(old, new, 1))


def test_a_questionnaire_twice(tmp_path: Path) -> None:
    more = "  - questionnaire: courts-2022\n    items: []\n"
    assert problems(tmp_path, LINKS + more) == [(errors.LINKS_TWICE, 21)]


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    wrong = (
        LINKS.replace("earlier: fair\n", "earlier: fare\n")
        .replace("decision: apart", "decision: perhaps")
        .replace('reason: {ru: "О том же", en: "The same matter"}', 'reason: {ru: "О том же"}')
    )
    assert {code for code, _ in problems(tmp_path, wrong)} >= {
        errors.LINK_ITEM_UNKNOWN, errors.NOT_ALLOWED, errors.MISSING_TRANSLATION,
    }  # fmt: skip


def test_the_decisions_of_the_study() -> None:
    folder = root() / "instruments"
    found = links_of(*(read_instrument(folder / f"sovereignty-{year}.yaml") for year in (2022, 2026)))
    assert {link.decision for link in found.items} == {Decision.LINKED, Decision.APART}
    assert all(len(dict(link.reason)) == 3 for link in found.items)
