"""Made-up answers for a new study, so that its report can be seen before anybody has answered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from survey.i18n.text import Language
from survey.instrument.model import IndexModel, Instrument, Item, Level
from survey.planning.design import read_design
from survey.planning.layouts import LAYOUTS

N, SEED, LAYOUT = 120, 1, "google-forms"
LOADING, SKIPPED = 0.7, 0.02
MARGINS = "invented-margins.csv"
SUFFIX = "-demo"

Factors = Mapping[str, Mapping[str, float]]


def factors(instrument: Instrument) -> Factors:
    """A factor for each reflective index, on which all its questions load alike, in the direction of their scores.

    Returns
    -------
    Factor -> item or `item.row` -> loading, as `simulation.yaml` writes it. A question of two indices goes with the first.
    """
    found: dict[str, dict[str, float]] = {}
    taken: set[str] = set()
    items = {item.id: item for item in instrument.items}
    for index in instrument.indices:
        if index.model is not IndexModel.REFLECTIVE:
            continue
        own = [name for name in index.items if name not in taken and name in items | _rows(instrument)]
        taken |= {*own}
        loadings = {name: _loading(items[name.partition(".")[0]], index.scores[name]) for name in own}
        if loadings:
            found[index.id.lower()] = loadings
    return found


def _rows(instrument: Instrument) -> dict[str, Item]:
    return {name: item for item in instrument.items for name in item.columns}


def _loading(item: Item, scores: Mapping[str, float | None]) -> float:
    """Positive where the score rises with the answers as the simulation ranks them: by value, of two answers the first on top."""
    ordered = item.level in (Level.ORDINAL, Level.INTERVAL)
    options = sorted(item.options, key=lambda option: option.value) if ordered else item.options
    known = [score for option in options if (score := scores.get(option.code)) is not None]
    rises = len(known) > 1 and known[-1] > known[0]
    return LOADING if rises == ordered else -LOADING


def answers(folder: Path, language: Language) -> bytes:
    """The file of answers that `simulation.yaml` of a folder makes up, in the layout of a form in a language."""
    return LAYOUTS[LAYOUT](read_design(folder / "simulation.yaml").run(), (language,))
