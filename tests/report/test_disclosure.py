"""Someone who reads every number of a report tries to work out what is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from survey.i18n.text import Text
from survey.instrument.model import Index, IndexClass, IndexModel, Instrument, Item, ItemKind, Level, Option, Section
from survey.report.report import Report
from survey.wave.provenance import Provenance
from survey.wave.responses import Responses, Source
from survey.wave.settings import DeclaredFamily, Design, Protection, Settings, WaveKind
from survey.wave.wave import Wave, no_changes

PARTS = ("summary", "method", "questions", "comparisons", "indices", "associations", "limits")
CODES = ("alpha", "beta", "gamma")
ITEMS = ("one", "two", "three")
MISSING = "missing"
MINIMUM = Protection().minimum
UNTOLD = ("x", "–")
FAMILY = DeclaredFamily("pairs", ("one", "two", "three"))


def words(text: str) -> Text:
    return Text(kk=text, ru=text, en=text)


def simulated(seed: int, n: int = 60) -> Wave:
    """Three related questions with rare answers and some missing ones, an index, and all pairs crossed."""
    rng = np.random.default_rng(seed)
    options = tuple(Option(code, value, words(code)) for value, code in enumerate(CODES, 1))
    items = tuple(
        Item(name, str(place), "s", ItemKind.SINGLE, Level.ORDINAL, words(f"{name}?"), words(name), options)
        for place, name in enumerate(ITEMS, 1)
    )
    scores = {name: {"alpha": 1.0, "beta": 0.5, "gamma": 0.0} for name in ("one", "three")}
    index = Index("IX", words("index"), words("index."), IndexModel.FORMATIVE, scores, 2, words("because"))
    questionnaire = Instrument("i", "1", ("kk", "ru", "en"), words("Trial"), (Section("s", "1", words("s")),), items, (index,))
    first = rng.choice(3, n, p=[0.6, 0.3, 0.1])
    columns = {}
    for name in ITEMS:
        drawn = np.where(rng.random(n) < 0.5, first, rng.choice(3, n, p=[0.5, 0.42, 0.08]))
        columns[name] = pd.array([None if rng.random() < 0.03 else CODES[place] for place in drawn], dtype="string")
    frame = pd.DataFrame(columns).rename_axis("respondent")
    about = Settings(
        "w", "i", WaveKind.MICRODATA, words("w"), Design.NONPROBABILITY, n, words("s"),
        crosstabs=(FAMILY,), disclosure=Protection(),
    )  # fmt: skip
    blank = pd.DataFrame("", index=frame.index, columns=frame.columns, dtype="string")
    kinds = frame.isna().replace({True: "skipped", False: pd.NA}).astype("string")
    responses = Responses(questionnaire, frame, kinds, blank, frame, Source("f", "0"))
    return Wave(about, questionnaire, responses, None, no_changes(), Provenance({}, ""))


class Reader:
    """Knows the questionnaire, everything printed, and the rule that a 0 is printed; looks for tables of people that fit."""

    def __init__(self, n: int, codes: Mapping[str, Sequence[str]]) -> None:
        self.codes = codes
        self.cells = list(product(*([*own, MISSING] for own in codes.values())))
        self.sums: list[tuple[np.ndarray, float, float]] = [(np.ones(len(self.cells)), n, n)]
        self.goals: dict[tuple[tuple[str, str], ...], np.ndarray] = {}

    def where(self, *answers: tuple[str, str]) -> np.ndarray:
        """1 for each cell with these answers; the answer `any` stands for one that is not missing."""
        return np.array(
            [
                float(all(code == given or (code == "any" and given != MISSING) for code, given in self.pairs(cell, answers)))
                for cell in self.cells
            ]
        )  # fmt: skip

    def pairs(self, cell: tuple[str, ...], answers: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
        """Each answer that is asked for with the one that a cell has."""
        return [(code, cell[list(self.codes).index(item)]) for item, code in answers]

    def told(self, text: str, *answers: tuple[str, str]) -> None:
        """A printed cell: `x`, `54`, or `54 (56.3%)`; the percents say no more than their count."""
        row = self.where(*answers)
        if text == "x":
            self.goals[answers] = row
            self.sums.append((row, 1, np.inf))
        elif found := re.match(r"(\d+)", text):
            self.sums.append((row, int(found[1]), int(found[1])))

    def between(self, row: np.ndarray, low: float, high: float) -> None:
        """A sum of people, each counted as often as `row` says, lies between two numbers, give or take an error of computing."""
        self.sums.append((row, low - 1e-6, high + 1e-6))

    def values(self, values: np.ndarray, base: str, mean: str = "x", deviation: str = "x") -> None:
        """A printed base, mean and standard deviation of the people whose value is not NaN, each give or take half of its last
        decimal: the deviation bounds the sum of squares, as far as the mean is known."""
        known = ~np.isnan(values)
        if not base.isdigit():
            return
        self.between(known.astype(float), int(base), int(base))
        if mean in UNTOLD:
            return
        value, (low, high) = np.where(known, values, 0), rounded(mean)
        self.between(value, low * int(base), high * int(base))
        if deviation not in UNTOLD:
            least, most = (one**2 * (int(base) - 1) for one in rounded(deviation))
            self.between(value**2, least + low**2 * int(base), most + high**2 * int(base))

    def range(self, goal: np.ndarray) -> tuple[int, int]:
        rows, low, high = (np.array([one[part] for one in self.sums]) for part in range(3))
        ends = []
        for sign in (1, -1):
            found = milp(sign * goal, integrality=np.ones(len(goal)), bounds=Bounds(0, np.inf),
                         constraints=LinearConstraint(rows, low, high))  # fmt: skip
            assert found.x is not None, "the report contradicts itself"
            ends.append(round(float(goal @ found.x)))
        return ends[0], ends[1]


def rounded(text: str) -> tuple[float, float]:
    """The ends between which a number lies that is printed so."""
    half = 0.5 * 10.0 ** -len(text.partition(".")[2])
    return float(text) - half, float(text) + half


def rows_of(markdown: str, table: str) -> list[list[str]]:
    """The cells of a table by its id."""
    lines = markdown.splitlines()
    end = next((place for place, line in enumerate(lines) if line.endswith(f"{{#tbl-{table}}}")), None)
    if end is None:
        return []
    block = [line for line in lines[:end] if line.startswith("|")]
    start = max(place for place, line in enumerate(lines[:end]) if line.startswith("|:")) - 1
    block = [line for line in lines[start:end] if line.startswith("|")]
    return [[cell.strip(" *").replace("\xa0", " ") for cell in line.strip("|").split("|")] for line in block if "--" not in line]


def read(wave: Wave, folder: Path) -> tuple[Reader, str]:
    """Everything that a reader can take from the report."""
    report = Report(wave, "en", folder)
    text = "\n\n".join(report.part(name) for name in PARTS)
    reader = Reader(wave.n, {item.id: item.codes for item in wave.instrument.items})
    for item in reader.codes:
        _, *rows, (_, base, *_) = rows_of(text, item)
        for answer, count, *_ in rows:
            reader.told(count, (item, answer.lower()))
        reader.told(base, (item, "any"))
    for family in wave.settings.crosstabs:
        for number, pair in enumerate(combinations(family.items, 2), 1):
            read_crossed(reader, pair, rows_of(text, f"crossed-{family.id}--{number}"))
    read_indices(reader, wave.instrument.indices, rows_of(text, "report--indices"))
    read_weights(reader, wave, text)
    return reader, text


def read_crossed(reader: Reader, pair: tuple[str, str], table: list[list[str]]) -> None:
    """A crossed table; nothing where it is withheld."""
    if not table:
        return
    (first, second), (head, *rows, bases) = pair, table
    for answer, *counts, everybody in rows:
        for code, count in zip(head[1:-1], counts, strict=True):
            reader.told(count, (first, answer.lower()), (second, code.lower()))
        reader.told(everybody, (first, answer.lower()), (second, "any"))
    for code, base in zip(head[1:], bases[1:], strict=True):
        reader.told(base, (first, "any"), (second, "any" if code == head[-1] else code.lower()))
    for name, place in ((first, 0), (second, 1)):  # an answer without a row or a column is nobody's
        seen = {row[0].lower() for row in rows} if place == 0 else {code.lower() for code in head[1:-1]}
        for code in set(reader.codes[name]) - seen:
            reader.told("0", *(((first, code), (second, "any")) if name == first else ((first, "any"), (second, code))))


def read_indices(reader: Reader, indices: Sequence[Index], table: list[list[str]]) -> None:
    """Base, mean and standard deviation of mean scores, base and share of classes."""
    parts = [(index, own) for index in indices for own in index.classes or [None]]
    for (index, own), row in zip(parts, table[1:], strict=True):
        told = dict(zip(table[0], row, strict=True))
        values = np.array([value_of(dict(zip(reader.codes, cell, strict=True)), index, own) for cell in reader.cells])
        reader.values(values, told["Base (n)"], told["Mean"], told.get("Standard deviation", "x"))


def value_of(person: Mapping[str, str], index: Index, own: IndexClass | None) -> float:
    """The value of such a person, from the definition of an index, or of one of its classes; NaN for too few scores."""
    scores = [score for item, by in index.scores.items() if (score := by.get(person[item])) is not None]
    if len(scores) < index.minimum_answered:
        return float("nan")
    if own is None:
        return 100 * float(np.mean(scores))
    return 100.0 * all(person[condition.item] in condition.codes for condition in own.conditions)


def read_weights(reader: Reader, wave: Wave, text: str) -> None:
    """How many have no weight, unweighted shares of those who have one, and, of one question in the frame, weighted counts."""
    if wave.settings.weights is None:
        return
    frame = wave.settings.weights.margins
    placed = np.prod([sum(reader.where((item, code)) for code in shares) for item, shares in frame.items()], axis=0)
    if left := re.search(r"question of the frame: (\d+)", text):
        reader.between(placed, wave.n - int(left[1]), wave.n - int(left[1]))
    categories = [(item, code) for item, shares in frame.items() for code in shares]
    for (item, code), row in zip(categories, rows_of(text, "report--weights")[1:], strict=True):
        if row[2] not in UNTOLD:
            low, high = (placed * reader.where((item, code)) - placed * end / 100 for end in rounded(row[2]))
            reader.sums += [(low, 0, np.inf), (high, -np.inf, 0)]
    if len(frame) > 1:
        return
    ((item, shares),) = frame.items()
    for name in reader.codes:
        head, *rows = rows_of(text, name)
        if "Weighted count" not in head:
            continue
        if name == item:  # a weight is 1 on average
            reader.between(placed, *rounded(rows[-1][3]))
            continue
        groups = {code: reader.where((item, code)) for code in shares}
        known = {code: reader.range(row) for code, row in groups.items()}
        assert all(low == high for low, high in known.values()), "weights beside hidden counts of the frame"
        everybody = sum(low for low, _ in known.values())
        weight = sum(shares[code] * everybody / known[code][0] * row for code, row in groups.items())
        for answer, _, _, weighted, _ in rows:
            code = "any" if answer == "Total" else answer.lower()
            if weighted != "–":
                reader.between(weight * reader.where((name, code)), *rounded(weighted))


def attack(wave: Wave, folder: Path) -> list[tuple[object, int, int, int]]:
    """Every count below the minimum that the report hides, in tables that it withholds too, and the ends it must lie between."""
    reader, _ = read(wave, folder)
    secrets = dict(reader.goals)
    for family in wave.settings.crosstabs:
        for first, second in combinations(family.items, 2):
            for codes in product(reader.codes[first], reader.codes[second]):
                secrets[(first, codes[0]), (second, codes[1])] = reader.where((first, codes[0]), (second, codes[1]))
    found: list[tuple[object, int, int, int]] = []
    for answers, row in secrets.items():
        given = [wave.answers[item].notna() if code == "any" else wave.answers[item].eq(code) for item, code in answers]
        true = int(np.logical_and.reduce([one.fillna(False).to_numpy(bool) for one in given]).sum())
        if answers in reader.goals or 0 < true < MINIMUM:
            found.append((answers, true, *reader.range(row)))
    assert all(low <= true <= high for _, true, low, high in found)
    return found


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 6))])
def test_no_hidden_count_follows_from_the_report(seed: int, tmp_path: Path) -> None:
    """One-way tables, crossed tables that share questions, and the index, all together, by integer programming: a small count
    can be any that the minimum leaves, another hidden one has two values at least."""
    hidden = attack(simulated(seed), tmp_path)
    assert hidden, "nothing was hidden: the trial shows nothing"
    for answers, true, low, high in hidden:
        assert high - low >= (MINIMUM - 2 if true < MINIMUM else 1), (answers, true, low, high)


@pytest.mark.parametrize("seed", range(3))
def test_the_attack_finds_what_is_not_hidden_well_enough(seed: int, tmp_path: Path) -> None:
    """The same attack on a report that hides small counts only: at least one of them follows from the totals."""
    wave = simulated(seed)
    small = {(item, code): int((wave.answers[item] == code).sum()) for item in ITEMS for code in CODES}
    reader = Reader(wave.n, dict.fromkeys(ITEMS, CODES))
    goals = []
    for (item, code), count in small.items():
        goals += [reader.where((item, code))] if 0 < count < 5 else []
        reader.told("x" if 0 < count < 5 else str(count), (item, code))
    for item in ITEMS:
        reader.told(str(int(wave.answers[item].notna().sum())), (item, "any"))
    ranges = [reader.range(goal) for goal in goals]
    assert not ranges or any(low == high for low, high in ranges)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_figures_and_alternative_texts_tell_no_more(language: str, tmp_path: Path) -> None:
    wave = simulated(0)
    report = Report(wave, language, tmp_path)  # type: ignore[arg-type]
    text = report.part("questions")
    for item in ITEMS:
        shown = report.frequencies(item)
        hidden = shown[shown["hidden"]]
        assert shown.loc[shown["hidden"], ["n", "low", "high", "percent"]].isna().all(axis=None)
        alt = re.search(rf'#fig-{item} fig-alt="([^"]*)"', text)
        assert alt is not None
        for code in hidden["code"]:
            part = next(one for one in alt[1].split(";") if code.capitalize() in one)
            assert not re.search(r"\d", part.rpartition(code.capitalize())[2])


def test_a_public_wave_is_printed_as_it_is(tmp_path: Path) -> None:
    wave = simulated(0)
    public = replace(wave, settings=replace(wave.settings, disclosure=None))
    text = "".join(Report(public, "en", tmp_path).part(name) for name in PARTS)
    assert "| x |" not in text
    assert Report(public, "en", tmp_path).guard.changed.empty


def test_the_report_lists_what_it_changed(tmp_path: Path) -> None:
    wave = simulated(0)
    report = Report(wave, "en", tmp_path)
    limits = report.part("limits")
    for row in report.guard.changed.to_dict("records"):
        assert (row["first"] if row["kind"] != "index" else "IX") in limits


def test_parts_that_nobody_checked_are_withheld(tmp_path: Path) -> None:
    text = Report(simulated(0), "en", tmp_path).part("measurement")
    assert text.startswith("# ")
    assert len(text.splitlines()) == 3
