"""What stands above this package and is needed in it all the same; `survey`, which sees all, puts it here when it is imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from survey.instrument.model import Instrument
    from survey.wave.responses import Responses
    from survey.wave.settings import Settings
    from survey.wave.wave import Wave


def _missing(path: Path, instrument: Instrument, settings: Settings) -> Wave:
    raise RuntimeError("survey/__init__.py puts the stages here")


replay: Callable[[Path, Instrument, Settings], Wave] = _missing
"""A raw file, its questionnaire and the settings of its wave -> the clean wave."""


def _no_recodes(wave: Wave) -> Wave:
    raise RuntimeError("survey/__init__.py puts the stages here")


recode: Callable[[Wave], Wave] = _no_recodes
"""A wave of margins as it was published -> the same with the decisions of its recodes."""


def _no_weights(wave: Wave) -> pd.Series:
    raise RuntimeError("survey/__init__.py puts the stages here")


weigh: Callable[[Wave], pd.Series] = _no_weights
"""A wave whose settings declare a frame -> the weight of each respondent, NaN for who has none."""


def _unchecked(responses: Responses, settings: Settings) -> None:
    raise RuntimeError("survey/__init__.py puts the stages here")


check_new_answers: Callable[[Responses, Settings], None] = _unchecked
"""Answers that are to take the place of others -> an error where decisions about people could strike somebody else."""

version = ""
"""The version of the package."""
