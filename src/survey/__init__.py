"""Field an expert questionnaire in Kazakh, Russian and English; clean, analyse and report its answers.

One page of names, grouped by stage; everything else is found in the module that its name tells. A name is imported when it is
first used, so that `import survey` costs next to nothing.
"""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Any

from survey import namesake
from survey.i18n import problems
from survey.wave import stages

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from survey.abstract.build import build_abstract as build_abstract
    from survey.analysis.agreement import agreement as agreement
    from survey.analysis.bounds import bounds as bounds
    from survey.analysis.compare_cleaning import compare_cleaning as compare_cleaning
    from survey.analysis.compare_instruments import compare_instruments as compare_instruments
    from survey.analysis.competence import competence as competence
    from survey.analysis.correlation import correlation as correlation
    from survey.analysis.crosstab import crosstab as crosstab
    from survey.analysis.crosstabs import crosstabs as crosstabs
    from survey.analysis.differences import differences as differences
    from survey.analysis.equidistance import equidistance as equidistance
    from survey.analysis.forecasts import forecasts as forecasts
    from survey.analysis.frequencies import frequencies as frequencies
    from survey.analysis.index_scores import indices as indices
    from survey.analysis.index_sensitivity import index_sensitivity as index_sensitivity
    from survey.analysis.indices import index_summary as index_summary
    from survey.analysis.logit import logit as logit
    from survey.analysis.order_of_answers import order_of_answers as order_of_answers
    from survey.analysis.proportions import proportions as proportions
    from survey.analysis.reliability import reliability as reliability
    from survey.analysis.repeated import repeated as repeated
    from survey.analysis.risks import risks as risks
    from survey.analysis.trend import trend as trend
    from survey.analysis.trend_sensitivity import trend_sensitivity as trend_sensitivity
    from survey.analysis.weighting import weighting as weighting
    from survey.audit.claims import audit_claims as audit_claims
    from survey.audit.published import audit_published as audit_published
    from survey.chapter.build import build_chapter as build_chapter
    from survey.chapter.keep_true import check_chapter as check_chapter
    from survey.chapter.keep_true import refresh_chapter as refresh_chapter
    from survey.cleaning.clean import clean as clean
    from survey.errors import SurveyError as SurveyError
    from survey.i18n.text import Text as Text
    from survey.instrument.find import load_instrument as load_instrument
    from survey.instrument.model import Instrument as Instrument
    from survey.intake.read import read_responses as read_responses
    from survey.planning.plan import plan as plan
    from survey.plots.save import save_figure as save_figure
    from survey.report.build import build_report as build_report
    from survey.report.codebook.build import build_codebook as build_codebook
    from survey.report.trend.build import build_trend as build_trend
    from survey.saving.table import save_table as save_table
    from survey.slides.build import build_slides as build_slides
    from survey.stats.efa import efa as efa
    from survey.stats.retention import retention as retention
    from survey.stats.suitability import bartlett as bartlett
    from survey.stats.suitability import kmo as kmo
    from survey.wave.load import load_wave as load_wave
    from survey.wave.missing import Missing as Missing
    from survey.wave.responses import Responses as Responses
    from survey.wave.settings import Settings as Settings
    from survey.wave.wave import Wave as Wave

__version__ = "0.1.0"

_HOME = {
    # what we ask
    "load_instrument": "survey.instrument.find",
    "Instrument": "survey.instrument.model",
    "compare_instruments": "survey.analysis.compare_instruments",
    "Text": "survey.i18n.text",
    "plan": "survey.planning.plan",
    # what came back
    "read_responses": "survey.intake.read",
    "clean": "survey.cleaning.clean",
    "load_wave": "survey.wave.load",
    "Responses": "survey.wave.responses",
    "Settings": "survey.wave.settings",
    "Wave": "survey.wave.wave",
    "Missing": "survey.wave.missing",
    "compare_cleaning": "survey.analysis.compare_cleaning",
    # what it says
    "frequencies": "survey.analysis.frequencies",
    "proportions": "survey.analysis.proportions",
    "differences": "survey.analysis.differences",
    "crosstab": "survey.analysis.crosstab",
    "crosstabs": "survey.analysis.crosstabs",
    "logit": "survey.analysis.logit",
    "repeated": "survey.analysis.repeated",
    "order_of_answers": "survey.analysis.order_of_answers",
    "agreement": "survey.analysis.agreement",
    "competence": "survey.analysis.competence",
    "indices": "survey.analysis.index_scores",
    "index_summary": "survey.analysis.indices",
    "index_sensitivity": "survey.analysis.index_sensitivity",
    "correlation": "survey.analysis.correlation",
    "kmo": "survey.stats.suitability",
    "bartlett": "survey.stats.suitability",
    "retention": "survey.stats.retention",
    "efa": "survey.stats.efa",
    "reliability": "survey.analysis.reliability",
    "bounds": "survey.analysis.bounds",
    "equidistance": "survey.analysis.equidistance",
    "forecasts": "survey.analysis.forecasts",
    "risks": "survey.analysis.risks",
    "weighting": "survey.analysis.weighting",
    "trend": "survey.analysis.trend",
    "trend_sensitivity": "survey.analysis.trend_sensitivity",
    # what was said of it
    "audit_published": "survey.audit.published",
    "audit_claims": "survey.audit.claims",
    # what is read
    "build_report": "survey.report.build",
    "build_codebook": "survey.report.codebook.build",
    "build_trend": "survey.report.trend.build",
    "build_chapter": "survey.chapter.build",
    "refresh_chapter": "survey.chapter.keep_true",
    "check_chapter": "survey.chapter.keep_true",
    "build_slides": "survey.slides.build",
    "build_abstract": "survey.abstract.build",
    "save_table": "survey.saving.table",
    "save_figure": "survey.plots.save",
    # what can be wrong
    "SurveyError": "survey.errors",
}
"""The public names, each with the module it comes from: the only place where they are listed for use."""

__all__ = ["__version__", *_HOME]  # noqa: PLE0604 -- the keys are strings


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _replay(path: Path, instrument: Instrument, settings: Settings) -> Wave:
    """A raw file through all stages: as received, then clean."""
    from survey.cleaning.clean import clean
    from survey.intake.read import read_responses

    return clean(read_responses(path, instrument, settings), settings)


def _recode(wave: Wave) -> Wave:
    """Published counts with the decisions of a recode sheet."""
    from survey.cleaning.clean import recode_margins

    return recode_margins(wave)


def _weigh(wave: Wave) -> pd.Series:
    """The weights of a wave of rows."""
    from survey.analysis.weighting import weighting

    return weighting(wave).weights


def _check_new_answers(responses: Responses, settings: Settings) -> None:
    """New answers held against the decisions about people."""
    from survey.cleaning.clean import check_new_answers

    check_new_answers(responses, settings)


stages.replay, stages.recode, stages.weigh = _replay, _recode, _weigh
stages.check_new_answers, stages.version = _check_new_answers, __version__
problems.install()
if (_other := namesake.found()) is not None:
    warnings.warn(problems.tell(_other, "en"), stacklevel=2)
