"""One wave in one language: what every part of its report needs, computed once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from survey.analysis.frequencies import frequencies
from survey.audit.commentary import commentary_path, read_commentary, unknown_sections
from survey.audit.marks import unmarked
from survey.errors import UNKNOWN_LANGUAGE, WAVE_NOT_NAMED, error, raise_all
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.model import Instrument
from survey.plots.markdown import figure_markdown
from survey.plots.save import save_svg
from survey.report.document import Document
from survey.tables.markdown import to_markdown
from survey.tables.table import Table
from survey.wave.load import load_wave
from survey.wave.wave import Wave

PARTS = (
    *("summary", "method", "cleaning", "questions", "comparisons", "indices", "measurement"),
    *("limits", "questionnaire", "colophon"),
)
"""The parts there are, each a module of `survey.report.parts`; reports/wave.qmd says in which order they stand."""

REPORT = Document("wave.qmd", "report", "report.title", "survey.report.parts", PARTS)

FIGURES = "figures"


@dataclass(frozen=True)
class Report:
    """A wave, the language it is told in, and the folder that figures go to."""

    wave: Wave
    language: Language
    folder: Path
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)

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
            self.frames[item_id] = frequencies(self.wave, item_id)
        return self.frames[item_id]

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
        sections = read_commentary(path)
        raise_all(unknown_sections(sections, self.instrument, path))
        return {name: unmarked(text) for name, (_, text) in sections.items()}

    def table(self, table: Table) -> str:
        """A table in Markdown, in the language of the report."""
        return to_markdown(table, self.language)

    def figure(self, figure: Figure, name: str, caption: str, alt: str) -> str:
        """Save a figure and return the line that shows it."""
        save_svg(figure, self.folder / FIGURES / name)
        return figure_markdown(f"{FIGURES}/{name}", caption, alt, name)

    def part(self, name: str) -> str:
        """The markdown of one part."""
        return REPORT.part(name, self)


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
    language = os.environ.get("QUARTO_PROFILE", "")
    if language not in LANGUAGES:
        raise error(UNKNOWN_LANGUAGE, language=language, available=LANGUAGES)
    return next(known for known in LANGUAGES if known == language)
