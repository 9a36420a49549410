"""The tables of benchmarks/simulation.py as markdown."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

import survey

Record = dict[str, Any]
Records = Mapping[tuple[str, int], Sequence[Record]]

BEGIN, END = "<!-- made by benchmarks/simulation.py: begin -->", "<!-- made by benchmarks/simulation.py: end -->"
TITLES = {"friendly": "24 items, friendly shares", "survey": "19 items, shares of the 2022 survey"}
CLASSES = [(0.0, 0.05, "under 5 %"), (0.05, 0.10, "5–10 %"), (0.10, 0.20, "10–20 %"), (0.20, 0.51, "20–50 %")]
RULES = {
    "parallel_pearson": "parallel, Pearson",
    "parallel_polychoric": "parallel, tetrachoric",
    "map": "MAP",
    "ekc": "EKC",
    "kaiser": "Kaiser",
}
OWN, OTHER, OWN_WIDTH, OTHER_WIDTH = range(4)


def report(records: Records, *, replicates: int, permutations: int, seed: int) -> str:
    """All tables, and what they were made with."""
    samples = sorted({len(found) for found in records.values()})
    count = f"{samples[0]}" if len(samples) == 1 else f"{samples[0]} to {samples[-1]}"
    parts = [
        f"{count} samples of each population and size, {replicates} bootstrap replicates and {permutations} permutations each, "
        f"seed {seed}; "
        f"saualnama {survey.__version__}, Python {platform.python_version()}, "
        + ", ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "factor_analyzer"))
        + ".",
        "### Solutions\n\n" + solutions(records),
        "### Number of factors\n\n" + numbers(records),
        "### Intervals of loadings\n\n" + intervals(records),
        "### Intervals of factor correlations\n\n" + correlations(records),
        "### Intervals by the share of the rarer answer\n\n" + by_share(records, "share"),
        "### Intervals by the share of the rarer answer in the sample\n\n" + by_share(records, "seen"),
    ]
    return "\n\n".join(parts)


def write(path: Path, text: str) -> None:
    """Put the tables between the marks in a document."""
    old = path.read_text("utf-8") if path.exists() else f"# Simulation\n\n{BEGIN}\n{END}\n"
    before, rest = old.split(BEGIN)
    _, after = rest.split(END)
    path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", "utf-8")


def solutions(records: Records) -> str:
    columns: dict[str, Callable[[Sequence[Record]], str]] = {
        "pairs with an empty cell": lambda all_: _number(_mean(all_, "empty"), 1),
        "items left out": lambda all_: _number(_mean(all_, "left_out"), 1),
        "not positive definite": lambda all_: _percent(_mean(all_, "not_definite")),
        "loading RMSE Pearson / tetrachoric": lambda all_: _both(
            np.sqrt(np.mean([one["squares"] for one in all_], axis=0))[::-1]
        ),
        "congruence Pearson / tetrachoric": lambda all_: _both(np.mean([one["congruence"] for one in all_], axis=0)[::-1]),
        "Heywood cases": lambda all_: _number(_mean(all_, "heywood"), 2),
        "replicates dropped": lambda all_: _percent(_mean(all_, "dropped") / (_mean(all_, "dropped") + _mean(all_, "used")), 2),
    }
    return _table(records, columns)


def numbers(records: Records) -> str:
    columns: dict[str, Callable[[Sequence[Record]], str]] = {
        title: lambda all_, rule=rule: _percent(np.mean([one["right"][rule] for one in all_])) for rule, title in RULES.items()
    }
    columns["factors by Kaiser"] = lambda all_: _number(_mean(all_, "kaiser"), 1)
    return _table(records, columns)


def intervals(records: Records) -> str:
    def every(all_: Sequence[Record], kind: str) -> str:
        found = [_covered(one["items"], kind) for one in all_ if kind in one["items"][0]]
        if not found:
            return "–"
        return f"{_number(np.mean(found), 3)} ± {_number(np.std(found, ddof=1) / np.sqrt(len(found)), 3)}"

    def part(all_: Sequence[Record], kind: str, which: int) -> str:
        found = [item[kind][which] for one in all_ for item in one["items"] if kind in item]
        return _number(np.mean(found), 2 if which >= OWN_WIDTH else 3) if found else "–"

    columns: dict[str, Callable[[Sequence[Record]], str]] = {
        "percentile, all loadings": lambda all_: every(all_, "percentile"),
        "own factor": lambda all_: part(all_, "percentile", OWN),
        "other factors": lambda all_: part(all_, "percentile", OTHER),
        "width, own": lambda all_: part(all_, "percentile", OWN_WIDTH),
        "width, other": lambda all_: part(all_, "percentile", OTHER_WIDTH),
        "BCa, all loadings": lambda all_: every(all_, "bca"),
        "BCa, own": lambda all_: part(all_, "bca", OWN),
    }
    return _table(records, columns)


def correlations(records: Records) -> str:
    def mean(all_: Sequence[Record], key: str) -> float:
        return float(np.mean([one["phi"][key] for one in all_]))

    columns: dict[str, Callable[[Sequence[Record]], str]] = {
        "too near 0 by": lambda all_: _number(mean(all_, "lost"), 3),
        "percentile": lambda all_: _number(mean(all_, "percentile"), 3),
        "BCa": lambda all_: _number(mean(all_, "bca"), 3),
    }
    return _table(records, columns)


def by_share(records: Records, share: str) -> str:
    """Items that are left out by default are kept here. "seen" is the share in the sample, "share" that of the population."""
    widths = ["width, own", "width, other"]
    head = [
        "population",
        "N",
        "rarer answer",
        "items",
        "all loadings",
        "own factor",
        "other factors",
        *widths,
        "BCa, all",
        "BCa, own",
    ]
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * 10]
    for (name, n), all_ in records.items():
        for low, high, title in CLASSES:
            items = [item for one in all_ for item in (*one["items"], *one.get("kept", ())) if low <= item[share] < high]
            if len(items) < 20:
                continue
            cells = [TITLES[name], str(n), title, _number(len(items) / len(all_), 1)]
            means = np.mean([item["percentile"] for item in items], axis=0)
            cells += [_number(_covered(items, "percentile"), 3), *(_number(means[part], 3) for part in (OWN, OTHER))]
            cells += [_number(means[part], 2) for part in (OWN_WIDTH, OTHER_WIDTH)]
            corrected = [item for item in items if "bca" in item]
            cells.append(_number(_covered(corrected, "bca"), 3) if corrected else "–")
            cells.append(_number(np.mean([item["bca"][OWN] for item in corrected]), 3) if corrected else "–")
            lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _covered(items: Sequence[Record], kind: str) -> float:
    """The share of all loadings that are inside: one on the own factor, two on others."""
    return float(np.mean([(item[kind][OWN] + 2 * item[kind][OTHER]) / 3 for item in items]))


def _table(records: Records, columns: Mapping[str, Callable[[Sequence[Record]], str]]) -> str:
    lines = ["| " + " | ".join(["population", "N", *columns]) + " |", "|---|" + "---:|" * (len(columns) + 1)]
    for (name, n), all_ in records.items():
        lines.append("| " + " | ".join([TITLES[name], str(n), *(column(all_) for column in columns.values())]) + " |")
    return "\n".join(lines)


def _mean(all_: Sequence[Record], key: str) -> float:
    return float(np.mean([one[key] for one in all_]))


def _number(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    return text.replace("0.", ".", 1) if text.startswith("0.") and digits > 1 else text


def _both(pair: Sequence[float]) -> str:
    return " / ".join(_number(value, 3) for value in pair)


def _percent(share: float, digits: int = 0) -> str:
    return f"{100 * share:.{digits}f} %"
