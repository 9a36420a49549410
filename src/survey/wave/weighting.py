"""The block `weights` of wave.yaml: the method, the frame with its margins, and how far weights may go."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import isclose
from pathlib import Path
from types import MappingProxyType
from typing import Any

from survey.errors import (
    FILE_NOT_FOUND,
    FRAME_ANSWER_UNKNOWN,
    FRAME_FILE_COLUMNS,
    FRAME_NEGATIVE,
    FRAME_NOT_WHOLE,
    FRAME_QUESTION_UNFIT,
    FRAME_TOTALS_DIFFER,
    FRAME_TWICE,
    ITEM_UNKNOWN,
    POSTSTRATIFICATION_OF_ONE,
    TRIM_LIMITS,
    WEIGHTS_OF_MARGINS,
    WEIGHTS_WITHOUT_FRAME,
    Figures,
    Place,
    SurveyError,
    error,
)
from survey.i18n.text import Text
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record
from survey.instrument.shapes import Choice, Either, Fields, Key, Line, Many, Named, Number, Reading, Words
from survey.instrument.tables import REFERENCE, SLUG
from survey.wave.blocks import WordOr
from survey.wave.frame_file import MARGINS, Frame, read_frame
from survey.wave.questions import Question, questions
from survey.wave.settings import WaveKind, Weighting, WeightMethod

FRAME = Fields(
    "frame",
    {"source": Key(Words(), required=True), "margins": Key(Named(REFERENCE, Named(SLUG, Number()))), "file": Key(Line())},
)
UNKNOWN = "unknown"
"""Nobody tells whether what was published was weighted."""
WEIGHTS = WordOr(
    Choice(("none", UNKNOWN)),
    Fields(
        "weights",
        {
            "method": Key(Choice(tuple(WeightMethod)), required=True),
            "frame": Key(FRAME),
            "trim": Key(Either(Many(Number(), at_least=2), Choice(("none",)))),
        },
    ),
)

ROUNDED = 0.011
"""How far the printed shares of a question may be from 1 (or from 100 percent, in hundredths) and still be shares."""


def check_weighting(record: Record, instrument: Instrument | None, reading: Reading) -> None:
    """Report weights without a frame or of published counts, margins that do not fit, bad limits."""
    block = record.get("weights")
    if not isinstance(block, Record):
        return
    if record.get("kind") == WaveKind.MARGINS:
        reading.report(WEIGHTS_OF_MARGINS, record.at("weights"))
    trim = block.get("trim")
    if isinstance(trim, list) and (len(trim) != 2 or not 0 <= trim[0] < 1 < trim[1]):
        reading.report(TRIM_LIMITS, block.at("trim"))
    if "frame" not in block.places:
        reading.report(WEIGHTS_WITHOUT_FRAME, record.at("weights"))
        return
    frame = block.get("frame")
    if not isinstance(frame, Record):
        return
    if ("margins" in frame.places) == ("file" in frame.places):
        reading.report(FRAME_TWICE, block.at("frame"))
    elif isinstance(frame.get("margins"), Record):
        _check_margins(block, frame["margins"], instrument, reading)
    elif frame.get("file") is not None:
        _check_file(block, frame, instrument, reading)


def _check_file(block: Record, frame: Record, instrument: Instrument | None, reading: Reading) -> None:
    """The same of a frame in a file, told of that file; where it is not there, of the line that names it."""
    path = reading.file.parent / str(frame["file"])
    try:
        found = read_frame(path)
        strange = set(found.margins) - ({*MARGINS} if instrument is None else {*questions(instrument)})
        if found.cells is not None and strange & {*MARGINS}:
            raise error(FRAME_FILE_COLUMNS, Place(path, row=1), found=(*found.margins, MARGINS[-1]))
    except SurveyError as wrong:
        if wrong.code == FILE_NOT_FOUND:
            reading.report(FILE_NOT_FOUND, frame.at("file"), path=str(path))
        else:
            reading.problems.extend(wrong.problems)
        return
    place = Place(path, row=1) if found.cells is not None else Place(path)
    margins = _record({item: _record(own, place) for item, own in found.margins.items()}, place)
    _check_margins(block, margins, instrument, reading, joint=found.cells is not None)


def _record(values: Mapping[str, Any], place: Place) -> Record:
    """Values that all stand at one place."""
    found = Record(place)
    found.update(values)
    found.places.update(dict.fromkeys(values, place))
    return found


def _check_margins(
    block: Record, margins: Record, instrument: Instrument | None, reading: Reading, *, joint: bool = False
) -> None:
    if block.get("method") == WeightMethod.POSTSTRATIFICATION and len(margins.places) > 1 and not joint:
        reading.report(POSTSTRATIFICATION_OF_ONE, block.at("method"), items=tuple(margins.places))
    known = {} if instrument is None else questions(instrument)
    items = () if instrument is None else instrument.items
    unfit = {name for item in items for name in (item.id, *item.columns) if name not in known}
    if not margins:
        reading.report(WEIGHTS_WITHOUT_FRAME, block.at("frame"))
    sums: dict[str, float] = {}
    for item, shares in margins.items():
        if known:
            _check_item(item, shares, margins, known, unfit, reading)
        values = [value for value in shares.values() if value is not None]
        if any(value < 0 for value in values) or not sum(values) > 0:
            reading.report(FRAME_NEGATIVE, margins.at(item), item=item)
        elif not _are_shares(sum(values)) and any(value % 1 for value in values):
            reading.report(FRAME_NOT_WHOLE, margins.at(item), item=item, total=Figures(f"{sum(values):g}"))
        else:
            sums[item] = sum(values)
    if len(sums) > 1 and not _same(list(sums.values())):
        reading.report(FRAME_TOTALS_DIFFER, block.at("frame"), totals=tuple(f"{item}: {total:g}" for item, total in sums.items()))


def _check_item(
    item: str, shares: Record, margins: Record, known: Mapping[str, Question], unfit: Collection[str], reading: Reading
) -> None:
    """unfit: questions, and options, that are in the questionnaire and do not give each person one of several answers."""
    if item in unfit or (item in known and known[item].multiple):
        reading.report(FRAME_QUESTION_UNFIT, margins.at(item), item=item)
    elif item not in known:
        reading.report(ITEM_UNKNOWN, margins.at(item), item=item, nearest=nearest(item, list(known)))
    else:
        for code in (code for code in shares if code not in known[item].codes):
            codes = known[item].codes
            reading.report(
                FRAME_ANSWER_UNKNOWN, shares.at(code), item=item, answer=code, known=codes, nearest=nearest(code, codes)
            )


def _same(totals: list[float]) -> bool:
    """Whether the margins tell of one population: equal counts, or shares that rounding keeps from 1 or from 100."""
    return any(all(isclose(total, whole, rel_tol=ROUNDED) for total in totals) for whole in (1, 100)) or all(
        isclose(total, totals[0], rel_tol=1e-9) for total in totals
    )


def _are_shares(total: float) -> bool:
    """Whether numbers with this sum are shares; all others are people."""
    return any(isclose(total, whole, rel_tol=ROUNDED) for whole in (1, 100))


def weighting(record: Record, folder: Path) -> Weighting | None:
    """How the wave of a wave.yaml without problems is weighted; None where it is not. folder: the one that wave.yaml is in."""
    block = record.get("weights")
    if not isinstance(block, Record):
        return None
    trim = block.get("trim")
    frame, method = block["frame"], WeightMethod(block["method"])
    found = Frame(frame["margins"]) if "margins" in frame else read_frame(folder / str(frame["file"]))
    joint = found.cells if method is WeightMethod.POSTSTRATIFICATION else None
    total = sum(next(iter(found.margins.values())).values())
    file = None if frame.get("file") is None else str(frame["file"])
    return Weighting(
        method,
        Text(**{language: str(word) for language, word in frame["source"].items()}),
        MappingProxyType({str(item): _shares(margin) for item, margin in found.margins.items()}),
        (float(trim[0]), float(trim[1])) if isinstance(trim, list) else None,
        None if joint is None else MappingProxyType({codes: n / sum(joint.values()) for codes, n in joint.items()}),
        file,
        None if _are_shares(total) else round(total),
        frame.at("margins") if file is None else Place(folder / file),
    )


def _shares(margin: Mapping[str, float]) -> Mapping[str, float]:
    whole = sum(margin.values())
    return MappingProxyType({str(code): value / whole for code, value in margin.items()})
