"""The file simulation.yaml: what answers to make up, so that the same file always gives the same answers."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from survey import shipped
from survey.errors import DATES_REVERSED, UNKNOWN_ZONE, DataError, InstrumentError, Place, SurveyError, raise_all
from survey.i18n.text import LANGUAGES
from survey.instrument.find import available, load_instrument
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record, compose
from survey.instrument.shapes import Fields, Integer, Key, Line, Many, Named, Number, Reading
from survey.instrument.tables import REFERENCE, SLUG, STUDY
from survey.planning.simulate import FIELDWORK_OF_NOBODY, simulate
from survey.planning.structure import Structure
from survey.planning.wishes import LARGEST_N, Wishes, wish_problems
from survey.wave.load import load_wave, open_wave
from survey.wave.margins import read_margins
from survey.wave.questions import questions
from survey.wave.responses import Responses
from survey.wave.settings_file import FIELDWORK, instrument_id

MOST = 1_000_000_000
DESIGN_FILE = "simulation.yaml"

DESIGN = Fields(
    "simulation",
    {
        "instrument": Key(STUDY, required=True),
        "n": Key(Integer(1, LARGEST_N), required=True),
        "seed": Key(Integer(0, MOST), required=True),
        "margins": Key(Line()),
        "fieldwork": Key(FIELDWORK),
        "timezone": Key(Line()),
        "factors": Key(Named(SLUG, Named(REFERENCE, Number()))),
        "correlations": Key(Named(SLUG, Named(SLUG, Number()))),
        "missing": Key(Named(SLUG, Number())),
        "write_ins": Key(Named(SLUG, Many(Line()))),
    },
)


@dataclass(frozen=True)
class Design:
    """What to simulate; `simulate` explains the parts. `fieldwork` is None where nobody tells its days."""

    instrument: Instrument
    n: int
    seed: int
    margins: pd.DataFrame | None = None
    structure: Structure = field(default_factory=Structure)
    missing: Mapping[str, float] = field(default_factory=dict)
    write_ins: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fieldwork: tuple[dt.date, dt.date] | None = None
    timezone: str = "UTC"

    @property
    def even(self) -> tuple[str, ...]:
        """Questions (of a matrix: rows) that the margins do not have, so that all their answers come equally often."""
        if self.margins is None:
            return ()
        known = {*self.margins["item"]}
        return tuple(name for name in questions(self.instrument) if name not in known)

    def run(self) -> Responses:
        """The answers of this design; the same every time."""
        return simulate(
            self.instrument,
            self.n,
            seed=self.seed,
            margins=self.margins,
            structure=self.structure,
            missing=self.missing,
            write_ins=self.write_ins,
            fieldwork=self.fieldwork or FIELDWORK_OF_NOBODY,
            timezone=self.timezone,
        )


def open_design(what: str) -> Design:
    """The design of simulation.yaml, named by itself, its folder or its wave, or one of nothing but a questionnaire: 100 people.

    Raises SurveyError with the problems of what was found; `load_instrument` tells where it looked.
    """
    path = Path(what)
    if (found := shipped.find("data", path / DESIGN_FILE)) is not None:
        path = found
    elif path.is_dir() and ((path / DESIGN_FILE).is_file() or what not in available()):
        path /= DESIGN_FILE
    if path.name == DESIGN_FILE or (path.is_file() and instrument_id(path) is not None):
        return read_design(path)
    return Design(load_instrument(what), n=100, seed=1)


def read_design(path: Path) -> Design:
    """The design of a file; paths in it start from its folder.

    Raises DataError with every problem of the file, or the problems of its questionnaire or margins.
    """
    reading = Reading(path, LANGUAGES)
    try:
        record = DESIGN.read(compose(path), "simulation", reading)
    except InstrumentError as found:
        raise DataError(found.problems) from None
    if record is not None:
        _check(record, reading)
    if reading.problems or record is None:
        raise DataError(reading.problems)
    return _design(record, path)


def _check(record: Record, reading: Reading) -> None:
    work = record.get("fieldwork", {})
    if "from" in work and "to" in work and work["to"] < work["from"]:
        reading.report(DATES_REVERSED, work.at("to"), first=work["from"], last=work["to"])
    zone = record.get("timezone", "UTC")
    if zone not in zoneinfo.available_timezones():
        near = nearest(zone, zoneinfo.available_timezones())
        reading.report(UNKNOWN_ZONE, record.at("timezone"), zone=zone, nearest=near)


def _design(record: Record, path: Path) -> Design:
    instrument = load_instrument(record["instrument"], path.absolute().parent)
    folder, work = path.absolute().parent, record.get("fieldwork")
    waves = [folder, *([folder / record["margins"]] if "margins" in record else [])]
    design = Design(
        instrument=instrument,
        n=record["n"],
        seed=record["seed"],
        margins=find_margins(folder / record["margins"], instrument) if "margins" in record else None,
        structure=Structure(record.get("factors", {}), record.get("correlations", {})),
        missing=record.get("missing", {}),
        write_ins={item: tuple(texts) for item, texts in record.get("write_ins", {}).items()},
        fieldwork=(work["from"], work["to"]) if work else next(filter(None, map(fieldwork_of, waves)), None),
        timezone=str(record.get("timezone", "UTC")),
    )
    wishes = Wishes(design.margins, design.structure, design.missing, design.write_ins)
    raise_all(wish_problems(instrument, design.n, design.seed, wishes, Place(path)))
    return design


def fieldwork_of(wave: Path) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of fieldwork of a wave: its folder, or a file in it; None where no wave tells them."""
    try:
        return open_wave(wave.parent if wave.is_file() else wave)[2].fieldwork
    except SurveyError:
        return None


def find_margins(path: Path, instrument: Instrument) -> pd.DataFrame:
    """The margins of a wave folder, or of a file with the columns of margins.csv: item, code, low, high, base.

    A file need not have every question: whatever has no rows is drawn evenly.
    """
    if path.is_file():
        return read_margins(path, instrument, MOST, partial=True).table
    return load_wave(path).as_printed().counts([item.id for item in instrument.items if item.options])
