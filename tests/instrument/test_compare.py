"""What became of each question: same, reworded, rescaled, new, dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.analysis.trend_waves import LATER, LINKS, study

from survey.instrument.compare import Part, Status, compare, partner
from survey.instrument.links_file import links_of
from survey.instrument.model import Instrument
from survey.instrument.read import read_instrument
from survey.shipped import root


def both(folder: Path, later: str = LATER, links: bool = False) -> tuple[Instrument, Instrument]:
    place = study(folder, later=later) if links else study(folder, None, later)
    return read_instrument(place / "courts-2022.yaml"), read_instrument(place / "courts-2026.yaml")


def test_without_decisions_ids_decide(tmp_path: Path) -> None:
    found = [(pair.status, pair.later and pair.later.id, pair.earlier and pair.earlier.id) for pair in compare(*both(tmp_path))]
    assert found == [
        (Status.SAME, "trust", "trust"),
        (Status.NEW, "fairness", None),
        (Status.NEW, "prompt", None),
        (Status.NEW, "code", None),
        (Status.DROPPED, None, "fair"),
        (Status.DROPPED, None, "slow"),
        (Status.DROPPED, None, "who"),
    ]


def test_decisions_pair_what_ids_do_not(tmp_path: Path) -> None:
    pairs = {pair.later.id: pair for pair in compare(*both(tmp_path, links=True)) if pair.later}
    assert pairs["fairness"].status is Status.RESCALED
    assert pairs["fairness"].differs == (Part.TEXT, Part.ANSWERS, Part.KIND)
    assert pairs["prompt"].apart


@pytest.mark.parametrize(
    ("old", "new", "status", "part"),
    [
        ("Do you trust the courts?", "Do you trust courts?", Status.REWORDED, Part.TEXT),
        ('en: "Yes"', 'en: "Yes, I do"', Status.REWORDED, Part.ANSWER_TEXTS),
        ("code: no,", "code: nope,", Status.RESCALED, Part.ANSWERS),
        ("kind: single, level: binary", "kind: single, level: nominal", Status.RESCALED, Part.KIND),
        ("kind: single, level: binary", "kind: single, level: binary, randomise: true", Status.RESCALED, Part.ORDER),
    ],
)
def test_what_differs(tmp_path: Path, old: str, new: str, status: Status, part: Part) -> None:
    later = LATER.replace(old, new, 1).replace("{yes: 1, no: 0}", "{yes: 1, nope: 0}" if "nope" in new else "{yes: 1, no: 0}")
    pair = compare(*both(tmp_path, later))[0]
    assert (pair.status, pair.differs) == (status, (part,))


def test_a_filter_is_told(tmp_path: Path) -> None:
    later = LATER.replace("id: prompt, number", "id: slow, show_if: {all: [{item: trust, is: [no]}]}, number").replace(
        'en: "Are they prompt?"', 'en: "Are they slow?"').replace('ru: "Быстро?"', 'ru: "Медленно?"')  # fmt: skip
    pair = next(pair for pair in compare(*both(tmp_path, later)) if pair.later and pair.later.id == "slow")
    assert (pair.status, pair.differs) == (Status.REWORDED, (Part.FILTER,))


def test_a_new_question_that_reads_like_a_dropped_one(tmp_path: Path) -> None:
    pairs = compare(*both(tmp_path, LATER.replace("Are they prompt?", "Are they slow then?").replace("Быстро?", "Медленно?")))
    assert next(pair.alike for pair in pairs if pair.later and pair.later.id == "prompt") == "slow"


def test_partners_forwards_and_backwards(tmp_path: Path) -> None:
    earlier, later = both(tmp_path, links=True)
    links = links_of(earlier, later)
    for name, forward, other in (("fairness", False, "fair"), ("fair", True, "fairness"), ("trust", True, "trust")):
        found = partner(earlier, later, links, name, forward=forward)
        assert found is not None
        assert found.name == other
    assert partner(earlier, later, links, "who", forward=True) is None


def test_rows_of_a_matrix_are_paired_by_code(tmp_path: Path) -> None:
    trial = root() / "tests" / "instrument" / "trial.yaml"
    path = tmp_path / "trial.yaml"
    path.write_text(trial.read_text("utf-8").replace('en: "City"', 'en: "Town"'), "utf-8")
    earlier, later = read_instrument(trial), read_instrument(path)
    found = partner(earlier, later, links_of(earlier, later), "t3.city")
    assert found is not None
    assert (found.name, found.pair.status, found.pair.differs) == ("t3.city", Status.REWORDED, (Part.TEXT,))


def test_the_study_repeats_ten_questions() -> None:
    pairs = compare(*(read_instrument(root() / "instruments" / f"sovereignty-{year}.yaml") for year in (2022, 2026)))
    same = [pair.later for pair in pairs if pair.status is Status.SAME]
    assert len(same) == 10
    assert all(item is not None and item.trend is not None for item in same)


def test_a_decision_about_a_row(tmp_path: Path) -> None:
    """A single question of 2022 became a row of a matrix: the row is compared, nothing is called dropped."""
    rows = 'rows: [{code: fair, text: {ru: "Честные", en: "Fair"}}, {code: slow, text: {ru: "Медленные", en: "Slow"}}]'
    matrix = f'kind: matrix, level: binary, {rows}, text: {{ru: "Какие они?", en: "How are they?"}}'
    later = LATER.replace('kind: single, level: binary, text: {ru: "Быстро?", en: "Are they prompt?"}', matrix)
    place = study(tmp_path, LINKS.replace("later: prompt", "later: prompt.slow"), later)
    earlier, after = (read_instrument(place / f"courts-{year}.yaml") for year in (2022, 2026))
    pairs = {pair.later.id: pair for pair in compare(earlier, after) if pair.later}
    assert pairs["prompt"].status is Status.NEW
    assert pairs["prompt.slow"].apart
    assert [pair.earlier.id for pair in compare(earlier, after) if pair.later is None and pair.earlier] == ["who"]
    found = partner(earlier, after, links_of(earlier, after), "slow", forward=True)
    assert found is not None
    assert found.name == "prompt.slow"
