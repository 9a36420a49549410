"""Forms that changed while they were in the field: a question that one version did not have was not asked there.

No platform tells which version had which question. It is concluded where nobody who should have seen a question answered it in a
version, and where chance is no explanation, given how often it was left empty in the others.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from survey.instrument.model import Instrument
from survey.instrument.show_if import shown
from survey.intake.options import IntakeOptions

VERSION = "version"

_CHANCE = 0.01
"""A question counts as absent where that many people would all skip it with a smaller probability."""


def empty_in_version(instrument: Instrument, answers: pd.DataFrame, received: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Version -> the items that nobody answered in it, though people answered them in another and it cannot be chance."""
    if VERSION not in received or received[VERSION].nunique() < 2:
        return {}
    versions = received[VERSION].to_numpy(dtype=object, na_value="")
    found: dict[str, list[str]] = {}
    for item in instrument.items:
        asked = shown(item, answers).to_numpy(dtype=bool)
        given = asked & answers[list(item.columns)].notna().to_numpy().any(axis=1)
        answered = np.isin(versions, list(set(versions[given])))
        elsewhere = asked & answered
        skips = (np.count_nonzero(elsewhere & ~given) + 1) / (np.count_nonzero(elsewhere) + 2)
        for version in sorted(set(versions[asked & ~answered]) - {""}) if given.any() else ():
            if skips ** np.count_nonzero(asked & (versions == version)) < _CHANCE:
                found.setdefault(version, []).append(item.id)
    return {version: tuple(found[version]) for version in sorted(found)}


def not_in_version(
    instrument: Instrument, answers: pd.DataFrame, received: pd.DataFrame, options: IntakeOptions
) -> Mapping[str, npt.NDArray[np.bool_]]:
    """Item -> the rows of versions that did not have it: as the wave says, else as `empty_in_version` finds."""
    absent = empty_in_version(instrument, answers, received) if options.versions is None else options.versions
    if not absent or VERSION not in received:
        return {}
    versions = received[VERSION].to_numpy(dtype=object, na_value="")
    rows: dict[str, npt.NDArray[np.bool_]] = {}
    for version, items in absent.items():
        for item in items:
            rows[item] = rows.get(item, np.zeros(len(versions), dtype=bool)) | (versions == version)
    return rows
