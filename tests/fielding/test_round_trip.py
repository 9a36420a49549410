"""A questionnaire goes to a platform, its answers come back in the layout of the platform: they are the same answers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from survey.fielding import limesurvey, qualtrics
from survey.fielding.names import map_file
from survey.fielding.platform import ExportOptions
from survey.i18n.text import Language
from survey.instrument.find import load_instrument
from survey.instrument.model import Instrument
from survey.intake.names_file import read_names
from survey.intake.options import IntakeOptions
from survey.intake.read import prepare
from survey.planning.layouts import LAYOUTS
from survey.planning.simulate import simulate
from survey.wave.responses import Responses

ENDINGS = {"surveyjs": "json"}
READ_AS = {"google-sheets": "google-forms", "odk": "kobo"}
"""Routes of download that the reader of another one reads."""
WRITTEN = {
    "media_sources": ["Telegram; «Ұлт» порталы", "=1+1", "радио, көршім"],
    "office": ["Далада, малда", 'кооператив "Шұғыла"'],
    "why": ["Ұзақ күттім;\nешкім шықпады", "42", "x" * 2000],
}
"""Signs that a file could lose: separators, quotes, line breaks, what looks like a formula or a number."""


@pytest.fixture(scope="module")
def simulated(with_numbers: Instrument) -> Responses:
    return simulate(with_numbers, 60, seed=7, missing={"default": 0.1}, write_ins=WRITTEN)


EXPORTS = {"limesurvey": limesurvey, "qualtrics": qualtrics}
"""Platforms that call columns otherwise than we do."""

CONSENT = {"kobo": {"OK"}, "odk": {"OK"}, "surveyjs": {"yes"}, "qualtrics": {"1"}}
"""What the answers hold of those who agreed; LimeSurvey does not let anybody else begin."""


def names_for(instrument: Instrument, layout: str, folder: Path) -> dict[str, str]:
    """What the map says that the export writes."""
    if layout not in EXPORTS:
        return {}
    renamed = EXPORTS[layout].export(instrument, ExportOptions(instrument.languages)).renamed
    if not renamed:
        return {}
    path = folder / "атаулар.yaml"
    path.write_bytes(map_file(instrument, layout, renamed).content)
    return read_names(path, instrument)


def read_back(responses: Responses, layout: str, folder: Path, languages: tuple[Language, ...] = ("ru",)) -> Responses:
    path = folder / f"жауаптар.{ENDINGS.get(layout, 'csv')}"
    path.write_bytes(LAYOUTS[layout](responses, languages))
    names = names_for(responses.instrument, layout, folder)
    prepared = prepare(path, responses.instrument, IntakeOptions(timezone="Asia/Almaty", names=names))
    assert prepared.layout.platform == READ_AS.get(layout, layout), "the platform is known without being told"
    return prepared.responses()


def plain(frame: pd.DataFrame) -> dict[str, list[object]]:
    return frame.astype(object).where(frame.notna(), None).to_dict("list")


@pytest.mark.parametrize("layout", ["kobo", "odk", "surveyjs", "limesurvey", "qualtrics"])
def test_every_kind_comes_back(simulated: Responses, layout: str, tmp_path: Path) -> None:
    read = read_back(simulated, layout, tmp_path)
    assert plain(read.answers) == plain(simulated.answers)
    assert plain(read.missing) == plain(simulated.missing)
    typed = simulated.text[["media_sources.elsewhere", "office"]]
    assert typed.notna().any().all()
    assert plain(read.text[list(typed)].where(typed.notna())) == plain(typed)
    assert ("consent" in read.received) == (layout in CONSENT)
    if layout in CONSENT:
        assert set(read.received["consent"]) == CONSENT[layout]


@pytest.mark.parametrize("layout", ["kobo", "odk", "surveyjs", "limesurvey", "qualtrics", "google-forms", "google-sheets"])
def test_other_comes_back_from_people_who_write_nothing(with_numbers: Instrument, layout: str, tmp_path: Path) -> None:
    """LimeSurvey has no tick for "other" beside others, only its text."""
    made = simulate(with_numbers, 60, seed=5)
    assert made.answers["media_sources.elsewhere"].any()
    read = read_back(made, layout, tmp_path)
    assert plain(read.answers) == plain(made.answers)
    assert plain(read.missing) == plain(made.missing)


@pytest.mark.parametrize("languages", [("ru",), ("kk", "ru", "en")])
@pytest.mark.parametrize("layout", ["google-forms", "google-sheets"])
def test_a_form_of_wordings_comes_back(
    simulated: Responses, layout: str, languages: tuple[Language, ...], tmp_path: Path
) -> None:
    """What is written to "other" has no mark in such a form, so that no text may be an option."""
    read = read_back(simulated, layout, tmp_path, languages)
    assert plain(read.answers) == plain(simulated.answers)
    assert plain(read.missing) == plain(simulated.missing)
    typed = simulated.text["office"].where(simulated.answers["office"] == "other")
    assert plain(read.text[["office"]].where(typed.notna(), None)) == plain(typed.to_frame())
    assert read.received["consent"].notna().all()


@pytest.mark.parametrize("layout", ["kobo", "odk", "surveyjs", "limesurvey", "qualtrics", "google-forms", "google-sheets"])
def test_the_shipped_questionnaire_comes_back(layout: str, tmp_path: Path) -> None:
    made = simulate(load_instrument("sovereignty-2022"), 96, seed=1, missing={"default": 0.05})
    read = read_back(made, layout, tmp_path)
    assert plain(read.answers) == plain(made.answers)
    assert plain(read.missing) == plain(made.missing)


def test_kobo_knows_the_time_and_surveyjs_the_language(simulated: Responses, tmp_path: Path) -> None:
    kobo, surveyjs = (read_back(simulated, layout, tmp_path).received for layout in ("kobo", "surveyjs"))
    assert kobo["timestamp"].tolist() == simulated.received["timestamp"].tolist()
    assert set(surveyjs["language"]) == {"ru"}
