"""A wave or a questionnaire in one language: what every part of its codebook needs, computed once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from survey.analysis.disclosure import Guard
from survey.analysis.missing_kinds import missing_kinds
from survey.errors import CODEBOOK_NOT_NAMED, error
from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.instrument.find import load_instrument
from survey.instrument.model import Instrument, Item
from survey.report.codebook.history import History, history
from survey.report.document import Document
from survey.report.report import Report, profile
from survey.tables.markdown import to_markdown
from survey.tables.table import Table
from survey.wave.load import load_wave
from survey.wave.missing import Missing
from survey.wave.wave import Wave

PARTS = ("overview", "study", "variables", "indices", "missing", "history", "provenance")
"""The parts there are, each a module of `survey.report.codebook.parts`; reports/codebook.qmd says in which order they stand."""

CODEBOOK = Document("codebook.qmd", "codebook", "codebook.title", "survey.report.codebook.parts", PARTS)


@dataclass(frozen=True)
class Codebook:
    """A questionnaire, the language it is described in, the working folder, and the wave of its answers, where there is one."""

    instrument: Instrument
    language: Language
    folder: Path
    wave: Wave | None = None

    @cached_property
    def report(self) -> Report | None:
        """The report of the wave, of which some parts stand in the codebook too."""
        return None if self.wave is None else Report(self.wave, self.language, self.folder)

    @cached_property
    def fielded(self) -> Instrument:
        """The questionnaire as people saw it, before recodes changed lists of answers."""
        return self.instrument if self.wave is None else self.wave.fielded or self.instrument

    @cached_property
    def history(self) -> History:
        """The other waves of the study."""
        return history(self.fielded, self.wave)

    @cached_property
    def missing(self) -> Mapping[str, Mapping[Missing, int | None]]:
        """How many answers to each item, or row of a matrix, are missing for which reason; None for a reason of few people in a
        wave that protects them. Empty where only counts are known."""
        guard = None if self.wave is None else Guard(self.wave)
        return {name: kinds if guard is None else guard.missing(kinds) for name, kinds in self._missing.items()}

    @cached_property
    def _missing(self) -> Mapping[str, Mapping[Missing, int]]:
        if self.wave is None or self.wave.margins is not None:
            return {}
        rows = missing_kinds(self.wave).to_dict("records")
        found = {str(row["item"]): {kind: int(row[kind.value]) for kind in Missing} for row in rows}
        guard = Guard(self.wave)
        return {name: kinds for name, kinds in found.items() if not guard.without_base(name)}

    def counts(self, name: str) -> pd.DataFrame | None:
        """How often each answer to an item, or to a row of a matrix, was given; None without a wave."""
        return None if self.report is None else self.report.guard.frame(self.report.wave.counts(name), name)

    def answered(self, question: Item) -> int | None:
        """How many people answered a question, or a row of a matrix; None where nobody can tell."""
        if self.wave is not None and question.id in self._missing:
            return self.wave.n - sum(self._missing[question.id].values())
        counts = self.counts(question.id) if question.options else None
        return None if counts is None or pd.isna(counts["base"].iloc[0]) else int(counts["base"].iloc[0])

    def asked(self, question: Item) -> int | None:
        """How many people were asked a question; None where nobody can tell."""
        found = self._missing.get(question.id)
        return None if found is None or self.wave is None else self.wave.n - found[Missing.NOT_ASKED]

    def say(self, key: str, **params: Any) -> str:
        """A phrase of the catalogue of codebooks."""
        return say(f"codebook.{key}", self.language, **params)

    def table(self, table: Table) -> str:
        """A table in Markdown, in the language of the codebook."""
        return to_markdown(table, self.language)

    def part(self, name: str) -> str:
        """The markdown of one part."""
        return CODEBOOK.part(name, self)


def codebook_of(subject: Wave | Instrument, language: Language, folder: Path) -> Codebook:
    """The codebook of a wave or of a questionnaire."""
    if isinstance(subject, Wave):
        return Codebook(subject.instrument, language, folder, subject)
    return Codebook(subject, language, folder)


def open_codebook() -> Codebook:
    """The codebook that the environment names: SURVEY_WAVE or SURVEY_INSTRUMENT, and QUARTO_PROFILE (kk, ru or en).

    `survey codebook` sets them, and so does an author who runs `quarto render reports/codebook.qmd --profile kk`.
    """
    language = profile()
    wave, instrument = (os.environ.get(name, "") for name in ("SURVEY_WAVE", "SURVEY_INSTRUMENT"))
    if not wave and not instrument:
        raise error(CODEBOOK_NOT_NAMED)
    return codebook_of(load_wave(wave) if wave else load_instrument(instrument), language, Path.cwd())
