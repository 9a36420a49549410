"""The mean of one index in several waves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from survey.analysis.indices import index_summary
from survey.analysis.trend_breaks import Break, of_questions, of_waves
from survey.analysis.trend_chain import as_fielded
from survey.errors import TREND_NOWHERE_ELSE, error
from survey.instrument.compare import partner
from survey.instrument.links_file import links_of
from survey.instrument.model import Index
from survey.wave.wave import Wave

KEPT = ("index", "target", "n_low", "n_high", "mean_low", "mean_high", "scale_low", "scale_high")


def index_trend(waves: Sequence[Wave], name: str) -> pd.DataFrame:
    """What `trend` gives of an index: only waves whose questionnaire has it."""
    having = [wave for wave in waves if any(index.id == name for index in wave.instrument.indices)]
    if len(having) < 2:
        raise error(TREND_NOWHERE_ELSE, item=name, wave=having[0].id)
    frames: list[pd.DataFrame] = []
    for place, wave in enumerate(having):
        table = index_summary(wave, name)[list(KEPT)].copy()
        table.insert(0, "wave", wave.id)
        why: tuple[Break, ...] = ()
        if place:
            before = frames[-1].set_index("target")[["mean_low", "mean_high"]].reindex(table["target"].to_numpy())
            why = _breaks(having[place - 1], wave, name)
            table["change_low"] = table["mean_low"].to_numpy(float) - before["mean_high"].to_numpy(float)
            table["change_high"] = table["mean_high"].to_numpy(float) - before["mean_low"].to_numpy(float)
        else:
            table["change_low"] = table["change_high"] = np.nan
        table["break"], table["reasons"] = bool(why), [tuple(map(str, why))] * len(table)
        frames.append(table)
    return pd.concat(frames, ignore_index=True)


def _breaks(before: Wave, after: Wave, name: str) -> tuple[Break, ...]:
    """What changed about the waves, the index, and each of its questions."""
    earlier, later = as_fielded(before), as_fielded(after)
    links = links_of(earlier, later)
    found = of_waves(before, after, None if links.persons is None else (links.persons.earlier, links.persons.later))
    names = {}
    for item in after.instrument.index(name).items:
        other = partner(earlier, later, links, item)
        if other is not None:
            names[item] = other.name
            found |= of_questions(other.pair)
    if _changed(before.instrument.index(name), after.instrument.index(name), names):
        found.add(Break.INDEX)
    return tuple(one for one in Break if one in found)


def _changed(before: Index, after: Index, names: dict[str, str]) -> bool:
    """Whether an index has other questions, scores, targets or classes than it had."""
    if set(names.values()) != set(before.items) or set(names) != set(after.items):
        return True
    scores = {names[item]: own for item, own in after.scores.items()}
    rules = [(one.model, one.minimum_answered, one.targets, one.classes) for one in (before, after)]
    return rules[0] != rules[1] or scores != dict(before.scores)
