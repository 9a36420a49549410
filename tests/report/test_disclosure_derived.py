"""The reader of `test_disclosure` works back from what follows from counts: weights, indices, classes, figures of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from tests.report.test_disclosure import MINIMUM, UNTOLD, attack, rounded, rows_of, words

from survey.analysis.disclosure import Guard
from survey.analysis.disclosure_joint import Joint
from survey.instrument.model import (
    Condition,
    Index,
    IndexClass,
    IndexModel,
    Instrument,
    Item,
    ItemKind,
    Level,
    Option,
    OptionKind,
    Section,
)
from survey.report.report import Report
from survey.wave.provenance import Provenance
from survey.wave.responses import Responses, Source
from survey.wave.settings import DeclaredFamily, Design, Protection, Settings, WaveKind, Weighting, WeightMethod
from survey.wave.wave import Wave, no_changes

DK = "dk"


def made(
    answers: Mapping[str, Sequence[str | float | None]],
    *,
    indices: Sequence[Index] = (),
    frame: Mapping[str, Mapping[str, float]] | None = None,
    crossed: Sequence[str] = (),
) -> Wave:
    """A wave of these answers, which are the options in their order, `dk` for "don't know"; or of numbers."""
    items, columns = [], {}
    for name, given in answers.items():
        numbers = isinstance(given[0], float)
        codes = [] if numbers else list(dict.fromkeys(code for code in given if code is not None))
        options = tuple(
            Option(str(code), value, words(str(code)), OptionKind.DONT_KNOW if code == DK else OptionKind.SUBSTANTIVE)
            for value, code in enumerate(codes, 1)
        )
        kind, level = (ItemKind.NUMBER, Level.INTERVAL) if numbers else (ItemKind.SINGLE, Level.NOMINAL)
        items.append(Item(name, name, "s", kind, level, words(f"{name}?"), words(name), options))
        columns[name] = pd.array(list(given), dtype="Float64" if numbers else "string")
    sections = (Section("s", "1", words("s")),)
    questionnaire = Instrument("i", "1", ("kk", "ru", "en"), words("Trial"), sections, tuple(items), tuple(indices))
    table = pd.DataFrame(columns).rename_axis("respondent")
    weights = None
    if frame is not None:
        method = WeightMethod.POSTSTRATIFICATION if len(frame) == 1 else WeightMethod.RAKING
        weights = Weighting(method, words("Register"), frame)
    about = Settings(
        "w", "i", WaveKind.MICRODATA, words("w"), Design.NONPROBABILITY, len(table), words("s"),
        crosstabs=(DeclaredFamily("pairs", tuple(crossed)),) if crossed else (), disclosure=Protection(), weights=weights,
    )  # fmt: skip
    blank = pd.DataFrame("", index=table.index, columns=table.columns, dtype="string")
    kinds = table.isna().replace({True: "skipped", False: pd.NA}).astype("string")
    return Wave(about, questionnaire, Responses(questionnaire, table, kinds, blank, table, Source("f", "0")), None,
                no_changes(), Provenance({}, ""))  # fmt: skip


def mean_of(scores: Mapping[str, Mapping[str, float | None]], minimum: int) -> Index:
    return Index("F", words("f"), words("f."), IndexModel.FORMATIVE, scores, minimum, words("because"))


def class_of(scores: Mapping[str, Mapping[str, float | None]], **asked: str) -> Index:
    """A typology of one class."""
    own = IndexClass("c", words("c"), tuple(Condition(item, (code,)) for item, code in asked.items()))
    return Index("T", words("t"), words("t."), IndexModel.TYPOLOGY, scores, len(scores), words("because"), classes=(own,))


REGION = ["north"] * 40 + ["south"] * 33 + ["west"] * 20 + [DK] * 3
TWO = {"region": ["north"] * 50 + ["south"] * 40 + [DK] * 6, "sex": [*["f", "m"] * 45, *[DK] * 5, "f"]}
PAIR = {"a": ["x"] * 40 + ["y"] * 30, "b": ["p"] * 37 + ["r"] * 3 + ["p"] * 16 + ["r"] * 14}
LINKED = {"a": {"x": 1.0, "y": 0.0}, "b": {"p": 1.0, "r": 0.0}}
HALVES = {"a": {"x": 1.0, "y": 0.5}, "b": {"p": 1.0, "r": 0.5}}
ATTACKS = {
    "weights of one question": made({"region": REGION}, frame={"region": {"north": 0.5, "south": 0.3, "west": 0.2}}),
    "people without a weight": made(
        TWO, frame={"region": {"north": 0.5, "south": 0.5}, "sex": {"f": 0.5, "m": 0.5}}, crossed=("region", "sex")
    ),
    "the base of an index": made(
        {"region": REGION}, indices=[mean_of({"region": {"north": 1.0, "south": 0.5, "west": 0.0, DK: None}}, 1)]
    ),
    "the base of two questions": made(
        TWO,
        indices=[mean_of({"region": {"north": 1.0, "south": 0.0, DK: None}, "sex": {"f": 1.0, "m": 0.0, DK: None}}, 2)],
        crossed=("region", "sex"),
    ),
    "the share of a class": made(PAIR, indices=[class_of(LINKED, a="y", b="r")], crossed=("a", "b")),
    "the deviation of an index": made(PAIR, indices=[mean_of(HALVES, 2)], crossed=("a", "b")),
}


def narrow(wave: Wave, folder: Path) -> list[object]:
    """The small counts that a reader can tell more closely than that they are small."""
    return [one for one in attack(wave, folder) if one[1] < MINIMUM and one[3] - one[2] < MINIMUM - 2]


@pytest.mark.parametrize("name", ATTACKS)
def test_no_derived_number_tells_a_hidden_count(name: str, tmp_path: Path) -> None:
    assert attack(ATTACKS[name], tmp_path), "nothing was hidden: the trial shows nothing"
    assert not narrow(ATTACKS[name], tmp_path)


@pytest.mark.parametrize("name", ATTACKS)
def test_each_of_these_numbers_would_tell(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same reader, before a report that prints all of them."""
    monkeypatch.setattr(Guard, "_index_hidden", lambda guard, index: "")
    monkeypatch.setattr(Guard, "weight_figures", True)
    monkeypatch.setattr(Joint, "few_within", lambda *args: False)
    assert narrow(ATTACKS[name], tmp_path)


def drawn(seed: int) -> Wave:
    """Three related questions with "don't know" and a rare answer; weights, a mean, a class and crossed tables by turns."""
    rng = np.random.default_rng(seed)
    n, unknown = (96, 300, 800)[seed % 3], (0.0, 0.12)[seed // 3 % 2]
    first, answers = rng.random(n), {}
    for name, codes, rare in (("a", ("x", "y", DK), unknown), ("b", ("p", "r", DK), unknown), ("c", ("u", "v", "w"), 0.02)):
        own = np.where(rng.random(n) < 0.3, first, rng.random(n))
        place = np.searchsorted([0.55 - rare, 1 - rare], own)
        skipped = rng.random(n) < (0.02 if seed % 7 == 0 else 0)
        answers[name] = [None if gone else codes[one] for one, gone in zip(place, skipped, strict=True)]
    scores: dict[str, dict[str, float | None]] = {
        "a": {"x": 1.0, "y": 0.5, DK: None}, "b": {"p": 1.0, "r": 0.0, DK: None}, "c": {"u": 1.0, "v": 0.5, "w": 0.0},
    }  # fmt: skip
    linked = {name: scores[name] for name in "ab"}
    indices = [mean_of(scores if seed % 5 == 0 else linked, 1 + seed % 2), class_of(linked, a="x", b="p")]
    crossed = ((), ("b", "c"), ("a", "b", "c"), ())[seed % 4]
    return made(answers, indices=indices, crossed=crossed, frame={"a": {"x": 0.4, "y": 0.6}} if seed % 5 else None)


@pytest.mark.parametrize("seed", [1, 2, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 40))])
def test_no_hidden_count_follows_from_weights_and_indices(seed: int, tmp_path: Path) -> None:
    assert not narrow(drawn(seed), tmp_path)


# -- numbers -----------------------------------------------------------------------------------------------------------
def told_of_numbers(wave: Wave, folder: Path) -> dict[str, tuple[int, int]]:
    """For each class that is hidden, one number each, the ends between which its count lies."""
    text = Report(wave, "en", folder).part("questions")
    alt = text.partition('fig-alt="')[2].partition('"')[0]
    parts = dict(one.split(": ") for one in alt.partition("Base (n): ")[2].rstrip(".").partition(". ")[2].split("; "))
    table = dict(rows_of(text, "kids")[1:])
    n, values = int(table["Count"]), np.array([float(one) for one in parts])
    sums = [(np.ones(len(values)), float(n), float(n))]
    for place, shown in enumerate(parts.values()):
        count = float(shown.partition(" ")[0]) if shown[0].isdigit() else np.nan
        sums.append((np.eye(len(values))[place], *((1, np.inf) if np.isnan(count) else (count, count))))
    if table["Mean"] not in UNTOLD:
        low, high = rounded(table["Mean"])
        sums.append((values, low * n, high * n))
        if table["Standard deviation"] not in UNTOLD:
            least, most = (one**2 * (n - 1) for one in rounded(table["Standard deviation"]))
            sums.append((values**2, least + low**2 * n, most + high**2 * n))
    rows, low_ends, high_ends = (np.array([one[part] for one in sums]) for part in range(3))
    found = {}
    for place, (name, shown) in enumerate(parts.items()):
        if not shown[0].isdigit():
            goal = np.eye(len(values))[place]
            ends = [
                milp(sign * goal, integrality=np.ones(len(goal)), bounds=Bounds(0, np.inf),
                     constraints=LinearConstraint(rows, low_ends, high_ends)).x
                for sign in (1, -1)
            ]  # fmt: skip
            found[name] = (round(float(ends[0][place])), round(float(ends[1][place])))
    return found


KIDS = {
    "two classes": [0.0] * 25 + [1.0] * 15 + [2.0] * 3 + [3.0] * 7,
    "three classes": [0.0] * 25 + [1.0] * 15 + [2.0] * 3 + [3.0] * 3 + [4.0] * 2,
}


@pytest.mark.parametrize("name", KIDS)
def test_figures_of_numbers_do_not_tell_a_hidden_class(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wave = made({"kids": KIDS[name]})
    hidden = told_of_numbers(wave, tmp_path)
    assert hidden
    assert all(high - low >= MINIMUM - 2 for low, high in hidden.values())
    monkeypatch.setattr(Guard, "numbers", lambda guard, summary, column: summary)
    assert any(high - low < MINIMUM - 2 for low, high in told_of_numbers(wave, tmp_path).values())
