"""One wave in one language: what every part of its report needs, computed once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from survey.analysis.disclosure import Guard
from survey.analysis.frequencies import frequencies
from survey.audit.commentary import check, commentary_path, read_commentary
from survey.audit.marks import unmarked
from survey.errors import WAVE_NOT_NAMED, error, raise_all
from survey.i18n.catalogue import say
from survey.i18n.text import Language, known_language
from survey.instrument.model import Instrument
from survey.report.document import Document
from survey.report.shown import Shown
from survey.wave.load import load_wave
from survey.wave.settings import Measurement
from survey.wave.wave import Wave

PARTS = (
    *("summary", "method", "cleaning", "questions", "comparisons", "shares", "repeated", "indices", "associations"),
    *("measures", "regressions", "bounds", "claims", "measurement", "limits", "questionnaire", "colophon"),
)
"""The parts there are, each a module of `survey.report.parts`; reports/wave.qmd says in which order they stand."""

GUARDED = frozenset(
    {"summary", "method", "cleaning", "questions", "comparisons", "shares", "indices", "associations", "bounds", "limits"}
    | {"questionnaire", "colophon"}
)
"""The parts whose counts pass the guard one by one. Any other part is printed of a protected wave only as a whole."""

REPORT = Document("wave.qmd", "report", "report.title", "survey.report.parts", PARTS)


@dataclass(frozen=True)
class Report(Shown):
    """A wave, the language it is told in, and the folder that figures go to."""

    wave: Wave
    language: Language
    folder: Path
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def synthetic(self) -> bool:
        """Whether the answers of the wave were made by a computer."""
        return self.wave.synthetic

    @property
    def instrument(self) -> Instrument:
        """The questionnaire of the wave."""
        return self.wave.instrument

    def say(self, key: str, **params: Any) -> str:
        """A phrase of the report's catalogue in its language."""
        return say(f"report.{key}", self.language, **params)

    def frequencies(self, item_id: str) -> pd.DataFrame:
        """The counts and shares of an item, computed once."""
        if item_id not in self.frames:
            self.frames[item_id] = self.guard.frame(frequencies(self.wave, item_id), item_id)
        return self.frames[item_id]

    @cached_property
    def guard(self) -> Guard:
        """What may be printed of the wave; every count passes it."""
        return Guard(self.wave)

    @property
    def commentary_path(self) -> Path | None:
        """The file of the author's prose in this language, where the wave has one."""
        path = None if self.wave.folder is None else commentary_path(self.wave.folder, self.language)
        return path if path is not None and path.is_file() else None

    @cached_property
    def commentary(self) -> Mapping[str, str]:
        """The author's prose by section."""
        path = self.commentary_path
        if path is None:
            return {}
        raise_all(check(self.wave, self.language))  # no report prints a number that its counts do not bear out
        return {name: unmarked(text) for name, (_, text) in read_commentary(path).items()}

    def part(self, name: str) -> str:
        """The markdown of one part; of a part that the guard does not know, or refuses, the heading and the reason."""
        rules = self.guard.protection
        shown = name in GUARDED or rules is None or rules.measurement is Measurement.SHOW
        if shown or (name == "measurement" and self.guard.measurement):
            return REPORT.part(name, self)
        with TemporaryDirectory() as folder:  # its figures are not printed, so they do not stay beside the report either
            text = REPORT.part(name, replace(self, folder=Path(folder)))
        return text and text.partition("\n")[0] + "\n\n" + self.say("part_withheld")


def open_report() -> Report:
    """The report that the environment names: SURVEY_WAVE (a folder or an id) and QUARTO_PROFILE (kk, ru or en).

    `survey report build` sets both, and so does an author who runs `quarto render reports --profile kk`.
    """
    language, wave = profile(), os.environ.get("SURVEY_WAVE", "")
    if not wave:
        raise error(WAVE_NOT_NAMED)
    return Report(load_wave(wave), language, Path.cwd())


def profile() -> Language:
    """The language that QUARTO_PROFILE names."""
    return known_language(os.environ.get("QUARTO_PROFILE", ""))
