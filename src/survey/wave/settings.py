"""What is known of a wave apart from its answers: when, how and among whom it was made, and what may be concluded from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from survey.i18n.text import Text


class WaveKind(StrEnum):
    MICRODATA = "microdata"  # one row per respondent, in `raw/`
    MARGINS = "margins"  # only how often each answer was given, in `margins.csv`


class Design(StrEnum):
    NONPROBABILITY = "nonprobability"  # whoever was reached or volunteered: no sampling intervals
    CENSUS = "census"  # everybody in the frame was asked
    SRS = "srs"  # a simple random sample from the frame


class Intervals(StrEnum):
    NONE = "none"
    MODEL = "model"  # shown in spite of a nonprobability design, under the sentence of what they assume


class Disclosure(StrEnum):
    PUBLIC = "public"  # counts of every size may be printed


METHOD_KEYS = (
    "mode",
    "platform",
    "survey_languages",
    "target_population",
    "expert_frame",
    "recruitment",
    "response_rate",
    "participation_rate",
    "incentives",
    "ethics_approval",
    "data_processing",
    "conducted_by",
    "commissioned_by",
)
"""The facts that `method` of wave.yaml may tell, in the order of a report; each is a phrase of the catalogue `method`."""


@dataclass(frozen=True)
class Settings:
    """The file wave.yaml; `survey.wave.settings_file` reads it, docs/wave.md describes it.

    n: people who answered. frame_size: people who could have been asked, where that is known.
    method: key of METHOD_KEYS -> text. unknown: what a reader would ask and nobody can tell.
    readings: item -> how its doubtful answers are read. intake: the block `import`, for `survey.intake`.
    cleaning: the block `cleaning`, rule -> what it does, for `survey.cleaning`.
    """

    id: str
    instrument: str
    kind: WaveKind
    title: Text
    design: Design
    n: int
    source: Text
    synthetic: bool = False
    fieldwork: tuple[date, date] | None = None
    frame_size: int | None = None
    method: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    unknown: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    readings: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    intake: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    cleaning: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    weights: str | None = None
    disclosure: Disclosure = Disclosure.PUBLIC
    intervals: Intervals = Intervals.NONE
    path: Path | None = None  # the file it was read from

    @property
    def shows_intervals(self) -> bool:
        """Whether sampling intervals may be shown: the design gives them, or the author asked for a model's.

        A census without the size of its frame gives none: nobody can tell how many did not answer.
        """
        if self.intervals is Intervals.MODEL or self.design is Design.SRS:
            return True
        return self.design is Design.CENSUS and self.frame_size is not None

    @property
    def population(self) -> int | None:
        """The size of the population for the finite population correction; None where the design gives no such right."""
        return None if self.design is Design.NONPROBABILITY else self.frame_size
