"""How far factor analysis can be trusted with few people: samples from known factors, at N = 96, 200 and 500.

Prints markdown tables and writes them into docs/simulation.md. `python benchmarks/simulation.py` takes about a quarter of an hour
in two processes; what is done is kept in _out/simulation, so a run that was stopped goes on where it was. `--quick` shows in a
minute what it does and writes nothing. After a change of the software: `--fresh`.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml
from scipy.optimize import linear_sum_assignment
from scipy.special import ndtri
from simulation_tables import report, write
from threadpoolctl import threadpool_limits
from tqdm import tqdm

import survey
from survey.instrument.model import Level
from survey.stats.alignment import congruence
from survey.stats.bootstrap import Bootstrap
from survey.stats.correlation import Correlation
from survey.stats.efa import FactorAnalysis

ROOT = Path(__file__).parents[1]
OUT = ROOT / "_out" / "simulation"
SEED = 20261121
SIZES = (96, 200, 500)
FACTORS = 3
PERMUTATIONS = 100
ENDS = [0.025, 0.975]
INVENTED = {
    "territory_historic_lands": ("cohesion", 0.5),
    "identity_basis_kazakh": ("cohesion", 0.5),
    "can_secure_territory": ("capability", 0.6),
    "territorial_claims_grounded": ("threat", -0.5),
}
"""Items of the survey that its simulated wave leaves without a factor."""


# -- what is drawn from ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Population:
    """loadings: (p, q), one factor per item. phi: correlations of the factors. yes: share of "yes" of each item."""

    items: tuple[str, ...]
    loadings: np.ndarray
    phi: np.ndarray
    yes: np.ndarray

    def draw(self, n: int, seed: list[int]) -> pd.DataFrame:
        """Answers of n people: normal scores, cut so that each item has its share of "yes" on average."""
        rng = np.random.default_rng(seed)
        factors = rng.multivariate_normal(np.zeros(FACTORS), self.phi, size=n)
        unique = np.sqrt(1 - (self.loadings**2).sum(axis=1))
        scores = factors @ self.loadings.T + unique * rng.normal(size=(n, len(self.items)))
        return pd.DataFrame((scores > ndtri(1 - self.yes)).astype(int), columns=list(self.items))


@cache
def populations() -> dict[str, Population]:
    return {"friendly": friendly(), "survey": real_margins()}


def friendly() -> Population:
    """The 24 items of tests/oracles/data.R: most shares between 20 and 80 %, one of 4.5 %."""
    truth = json.loads((ROOT / "tests" / "oracles" / "data" / "syn96_truth.json").read_text("utf-8"))
    items = tuple(f"q{number:02}" for number in range(1, 25))
    return Population(items, np.array(truth["loadings"]), np.array(truth["phi"]), np.array(truth["prevalence_design"]))


def real_margins() -> Population:
    """The yes/no items of the 2022 survey with the shares that were published; factors as in its simulated wave."""
    wave = survey.load_wave("sovereignty-2022")
    made = yaml.safe_load((ROOT / "data" / "sovereignty-2022-demo" / "simulation.yaml").read_text("utf-8"))
    factor_of = {item: (name, value) for name, items in made["factors"].items() for item, value in items.items()} | INVENTED
    names = list(made["factors"])
    items = [item.id for item in wave.instrument.items if item.level in (Level.BINARY, Level.ORDINAL)]
    loadings = np.zeros((len(items), FACTORS))
    yes = np.zeros(len(items))
    for row, item in enumerate(items):
        factor, loadings_value = factor_of[item]
        loadings[row, names.index(factor)] = loadings_value
        first = wave.counts(item).iloc[0]  # "yes"; the middle where only an interval was published
        yes[row] = (first["low"] + first["high"]) / 2 / first["base"]
    phi = np.eye(FACTORS)
    for one, others in made["correlations"].items():
        for other, value in others.items():
            phi[names.index(one), names.index(other)] = phi[names.index(other), names.index(one)] = value
    return Population(tuple(items), loadings, phi, yes)


# -- one sample --------------------------------------------------------------------------------------------------------
def sample(name: str, n: int, number: int, replicates: int) -> dict[str, Any]:
    """Everything that is measured of one sample; the same arguments give the same numbers."""
    population = populations()[name]
    seed = [SEED, list(populations()).index(name), n, number]
    answers = population.draw(n, seed)
    with threadpool_limits(1):
        corr = survey.correlation(answers, kind="tetrachoric")
        pearson = survey.correlation(answers, kind="pearson")
        rules = survey.retention(corr, permutations=PERMUTATIONS, seed=number)
        fit, fit_pearson = survey.efa(corr, FACTORS), survey.efa(pearson, FACTORS)
        drawn = fit.bootstrap(replicates, seed=number, intervals="bca")
        found = {
            "number": number,
            **_problems(corr, answers),
            "right": {rule: int(count) == FACTORS for rule, count in rules.suggested.dropna().items()}
            | {"kaiser": rules.kaiser == FACTORS},
            "kaiser": rules.kaiser,
            "heywood": len(fit.heywood),
            "used": drawn.used,
            "dropped": drawn.dropped,
            "congruence": [_congruence(population, fit), _congruence(population, fit_pearson)],
            "squares": [_squares(population, fit), _squares(population, fit_pearson)],
            "phi": _phi(population, fit, drawn),
            "items": _items(population, answers, fit, drawn),
        }
        if corr.left_out:  # what their intervals would be worth if they were kept
            kept = survey.efa(survey.correlation(answers, kind="tetrachoric", least_share=0), FACTORS)
            again = kept.bootstrap(replicates, seed=number, intervals="bca")
            names = {left.item for left in corr.left_out}
            found["kept"] = [row for row in _items(population, answers, kept, again) if row["item"] in names]
    return found


def _problems(corr: Correlation, answers: pd.DataFrame) -> dict[str, Any]:
    every = survey.correlation(answers, kind="tetrachoric", least_share=0)
    return {
        "left_out": len(corr.left_out),
        "empty": len(every.corrected),
        "empty_after": len(corr.corrected),
        "not_definite": corr.was_smoothed,
    }


def _matched(population: Population, fit: FactorAnalysis) -> tuple[np.ndarray, list[int], np.ndarray]:
    """The true loadings of the items of a solution in the order and direction of its factors; that order and those signs."""
    rows = [population.items.index(item) for item in fit.items]
    truth = population.loadings[rows]
    alike = congruence(fit.loadings.to_numpy(), truth)
    _, order = linear_sum_assignment(-np.abs(alike))
    signs = np.where(alike[np.arange(FACTORS), order] < 0, -1.0, 1.0)
    return truth[:, order] * signs, list(order), signs


def _congruence(population: Population, fit: FactorAnalysis) -> float:
    truth, _, _ = _matched(population, fit)
    return float(np.diag(congruence(fit.loadings.to_numpy(), truth)).mean())


def _squares(population: Population, fit: FactorAnalysis) -> float:
    truth, _, _ = _matched(population, fit)
    return float(((fit.loadings.to_numpy() - truth) ** 2).mean())


def _phi(population: Population, fit: FactorAnalysis, drawn: Bootstrap) -> dict[str, float]:
    """The share of true factor correlations inside their intervals, and how far they lie above their estimates on average."""
    _, order, signs = _matched(population, fit)
    pairs = np.triu_indices(FACTORS, 1)
    truth = (population.phi[np.ix_(order, order)] * np.outer(signs, signs))[pairs]
    percentile = np.quantile(drawn.phis, ENDS, axis=0)
    bounds = {"percentile": percentile, "bca": np.stack([drawn.phi_low.to_numpy(), drawn.phi_high.to_numpy()])}
    inside = {kind: (low[pairs] <= truth) & (truth <= high[pairs]) for kind, (low, high) in bounds.items()}
    lost = np.sign(truth) * (truth - fit.phi.to_numpy()[pairs])
    return {kind: float(flags.mean()) for kind, flags in inside.items()} | {"lost": float(lost.mean())}


def _items(population: Population, answers: pd.DataFrame, fit: FactorAnalysis, drawn: Bootstrap) -> list[dict[str, Any]]:
    """Of each item: its shares, and by kind of interval whether the loading on its own factor is covered, the share of the zero
    loadings that are, and the mean width of both."""
    truth, _, _ = _matched(population, fit)
    own = truth != 0
    percentile = np.nanquantile(drawn.loadings, ENDS, axis=0)
    bounds = {"percentile": percentile, "bca": np.stack([drawn.low.to_numpy(), drawn.high.to_numpy()])}
    found = []
    for row, item in enumerate(fit.items):
        yes = float(population.yes[population.items.index(item)])
        seen = float(answers[item].mean())
        record: dict[str, Any] = {"item": item, "share": min(yes, 1 - yes), "seen": min(seen, 1 - seen)}
        for kind, (low, high) in bounds.items():
            inside = (low[row] <= truth[row]) & (truth[row] <= high[row])
            width = high[row] - low[row]
            record[kind] = [
                float(inside[own[row]].mean()),
                float(inside[~own[row]].mean()),
                float(width[own[row]].mean()),
                float(width[~own[row]].mean()),
            ]
        found.append(record)
    return found


# -- all samples -------------------------------------------------------------------------------------------------------
def _file(folder: Path, name: str, n: int) -> Path:
    return folder / f"{name}-{n}.jsonl"


def read(folder: Path, name: str, n: int) -> dict[int, dict[str, Any]]:
    """The samples that are done, by number; a last line that was cut off is not one."""
    path = _file(folder, name, n)
    found = {}
    for line in path.read_text("utf-8").splitlines() if path.exists() else []:
        try:
            record = json.loads(line)
        except json.JSONDecodeError:
            continue
        found[record["number"]] = record
    return found


def _missing(folder: Path, samples: int) -> Iterator[tuple[str, int, int]]:
    for number in range(samples):
        for name in populations():
            for n in SIZES:
                if number not in read_once(folder, name, n):
                    yield name, n, number


@cache
def read_once(folder: Path, name: str, n: int) -> frozenset[int]:
    return frozenset(read(folder, name, n))


def run(folder: Path, samples: int, replicates: int, processes: int) -> None:
    """Compute what is missing and add it to the files, a line for each sample."""
    folder.mkdir(parents=True, exist_ok=True)
    todo = list(_missing(folder, samples))
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        done = pool.map(sample, *zip(*((*task, replicates) for task in todo), strict=True)) if todo else iter(())
        for (name, n, _), record in zip(todo, tqdm(done, total=len(todo)), strict=True):
            with _file(folder, name, n).open("a", encoding="utf-8") as file:
                file.write(json.dumps(record) + "\n")


def main() -> None:
    """Run what is missing, print the tables, write them into the document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10 samples of each kind; nothing is written")
    parser.add_argument("--fresh", action="store_true", help="forget what was done before")
    parser.add_argument("--samples", type=int, default=200, help="of each population and size")
    parser.add_argument("--replicates", type=int, default=400, help="of the bootstrap of each sample")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    samples, replicates = (10, 100) if options.quick else (options.samples, options.replicates)
    folder = OUT / f"{replicates}"
    if options.fresh and folder.exists():
        shutil.rmtree(folder)
    run(folder, samples, replicates, options.processes)
    records = {
        (name, n): [record for number, record in sorted(read(folder, name, n).items()) if number < samples]
        for name in populations()
        for n in SIZES
    }
    text = report(records, replicates=replicates, permutations=PERMUTATIONS, seed=SEED)
    print(text)
    if not options.quick:
        write(ROOT / "docs" / "simulation.md", text)


if __name__ == "__main__":
    main()
