"""What is known of a wave apart from its answers: when, how and among whom it was made, and what may be concluded from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from survey.errors import Place
from survey.i18n.text import Text


class WaveKind(StrEnum):
    """What is left of the answers."""

    MICRODATA = "microdata"  # one row per respondent, in `raw/`
    MARGINS = "margins"  # only how often each answer was given, in `margins.csv`


class Design(StrEnum):
    """How the people who answered were found."""

    NONPROBABILITY = "nonprobability"  # whoever was reached or volunteered: no sampling intervals
    CENSUS = "census"  # everybody in the frame was asked
    SRS = "srs"  # a simple random sample from the frame


class Intervals(StrEnum):
    """Whether confidence intervals are shown of a wave that is no random sample."""

    NONE = "none"  # not shown
    MODEL = "model"  # shown in spite of a nonprobability design, under the sentence of what they assume


class WeightMethod(StrEnum):
    """How weights follow from a frame."""

    RAKING = "raking"  # each question of the frame has its shares
    POSTSTRATIFICATION = "poststratification"  # one question, or each combination of answers, has its share


@dataclass(frozen=True)
class Weighting:
    """How a wave is weighted: `weights` of wave.yaml.

    source: where the frame comes from. margins: question -> code -> share of the population, 1 in all for each question.
    cells: answers to all these questions -> share; None where weights follow from the margins alone.
    trim: the smallest and the largest weight, as multiples of the mean weight; None for no limits.
    file: the table of the frame beside wave.yaml; None where wave.yaml holds the margins itself.
    people: how many the frame has; None where it gives shares. place: where the numbers of the frame stand.
    """

    method: WeightMethod
    source: Text
    margins: Mapping[str, Mapping[str, float]]
    trim: tuple[float, float] | None = None
    cells: Mapping[tuple[str, ...], float] | None = None
    file: str | None = None
    people: int | None = None
    place: Place = field(default_factory=Place)


class Quotes(StrEnum):
    """Which open answers a report quotes."""

    NONE = "none"  # no answer is quoted
    APPROVED = "approved"  # the answers of the approved list are


class Measurement(StrEnum):
    """When a protected report prints correlations and factors."""

    AUTO = "auto"  # correlations and factors are printed where no pair of answers is rare
    SHOW = "show"  # the author answers for them


@dataclass(frozen=True)
class Protection:
    """How a report protects the people who answered: `disclosure` of wave.yaml.

    minimum: counts from 1 to one less are hidden. k: people that a cell of a sensitive by an identifying question needs at least.
    sensitive, identifying: ids of questions. free_text: the file of approved answers. quotes: whether they are printed.
    measurement: when correlations and factors are printed.
    """

    minimum: int = 5
    k: int = 5
    sensitive: tuple[str, ...] = ()
    identifying: tuple[str, ...] = ()
    free_text: str | None = None
    quotes: Quotes = Quotes.NONE
    measurement: Measurement = Measurement.AUTO


@dataclass(frozen=True)
class DeclaredFamily:
    """A family of crossed questions that was declared before the results were seen: `crosstabs` of wave.yaml.

    id: its name. title: what stands above it in a report. items, by: the questions crossed, each of `items` with each of `by`;
    with each other where `by` is empty. correction: `holm` or `bh`.
    """

    id: str
    items: tuple[str, ...]
    by: tuple[str, ...] = ()
    correction: str = "holm"
    title: Text | None = None


@dataclass(frozen=True)
class DeclaredShares:
    """Answers whose share is compared with a claimed one: an entry of `proportions` of wave.yaml.

    items: question -> the answers that count together; None for every answer by itself. against: the claimed share as it was
    written, such as 2/3. alternative: `greater`, `less` or `two-sided`.
    """

    id: str
    items: Mapping[str, tuple[str, ...] | None]
    against: str = "1/2"
    alternative: str = "greater"
    correction: str = "holm"
    title: Text | None = None


@dataclass(frozen=True)
class DeclaredDifferences:
    """Answers to one question that are compared with each other: an entry of `differences` of wave.yaml. codes: all if empty."""

    id: str
    item: str
    codes: tuple[str, ...] = ()
    correction: str = "holm"
    title: Text | None = None


@dataclass(frozen=True)
class DeclaredRegression:
    """A yes/no outcome explained by other answers: an entry of `regressions` of wave.yaml.

    event: the answer that is explained; None for the first of two. predictors: questions. reference: question -> the answer that
    the others are compared with, the most frequent one where it is not named.
    """

    id: str
    outcome: str
    predictors: tuple[str, ...]
    event: str | None = None
    reference: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    title: Text | None = None


@dataclass(frozen=True)
class Outcome:
    """Whether what a question asked to foretell has happened, and how that is known: an entry of `outcomes` of wave.yaml."""

    happened: bool
    source: Text


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
    crosstabs, proportions, differences, regressions: the families of tests that a report holds.
    outcomes: question -> what is known of the event that it asked to foretell.
    weights: None where the wave is not weighted. weighting_told: whether anybody says that.
    disclosure: None where counts of every size may be printed.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> settings = load_wave(min((root() / "data").glob("*-2022"))).settings
    >>> settings.kind.value, settings.design.value, settings.n, settings.shows_intervals
    ('margins', 'nonprobability', 96, False)
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
    crosstabs: tuple[DeclaredFamily, ...] = ()
    proportions: tuple[DeclaredShares, ...] = ()
    differences: tuple[DeclaredDifferences, ...] = ()
    regressions: tuple[DeclaredRegression, ...] = ()
    outcomes: Mapping[str, Outcome] = field(default_factory=lambda: MappingProxyType({}))
    weights: Weighting | None = None
    weighting_told: bool = True
    disclosure: Protection | None = None
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
