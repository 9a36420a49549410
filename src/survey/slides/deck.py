"""The slides of a deck: who was asked, how, the main figures, the indices, and what cannot be concluded."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pptx.enum.chart import XL_CHART_TYPE

from survey.analysis.open_answers import classes
from survey.chapter.chart_data import ChartData, chart_data
from survey.chapter.chart_parts import Bars, height_for
from survey.i18n.catalogue import say
from survey.i18n.numbers import number
from survey.i18n.signs import HIDDEN
from survey.instrument.model import Item
from survey.plots.answers import in_picture_order
from survey.plots.style import POINT
from survey.report import caution
from survey.report.parts import indices, limits, method
from survey.report.report import Report
from survey.slides import paper
from survey.slides.paper import BOTTOM, EDGE, FONT, GREY, MEASURE, SMALL, TOP, UNDER, Box, add_slide, add_text
from survey.slides.table import add_table
from survey.tables.notes import notes
from survey.tables.number import class_frame

FEW, SCALES = 6, (2.1, 1.7, 1.5, 1.35)  # words of charts are this much larger than in a text, with few bars and with more
ROW, LOWEST = 24.0, 66.0  # mm for each bar at most, mm of a chart at least
SIZES = (20.0, 18.0, 16.0, 14.0)
AFTER = 0.5  # of a line, below a paragraph


@dataclass(frozen=True)
class Deck:
    """The slides of a report as they are made; `questions`: whose figures are shown, in this order."""

    report: Report
    questions: tuple[Item, ...]
    slides: Any

    def say(self, key: str, **params: Any) -> str:
        """A phrase of the catalogue of slides."""
        return say(f"slides.{key}", self.report.language, **params)

    @property
    def notice(self) -> str:
        """What stands on every slide where answers are invented."""
        return self.report.say("synthetic") if self.report.wave.synthetic else ""

    @property
    def source(self) -> str:
        """Where the numbers come from."""
        return self.say("source", source=self.report.wave.settings.source[self.report.language].rstrip("."))

    def slide(self, title: str, told: Iterable[str], *, cover: bool = False) -> Any:
        """A slide with the notes of its speaker."""
        slide = add_slide(self.slides, title, self.notice, cover=cover)
        warning = [self.report.say("synthetic_long")] if self.report.wave.synthetic else []
        slide.notes_slide.notes_text_frame.text = "\n".join([*warning, *told])
        return slide


def write(report: Report, questions: Sequence[Item]) -> Any:
    """All slides about a wave, as a presentation of python-pptx."""
    deck = Deck(report, tuple(questions), paper.empty_deck())
    _cover(deck)
    _facts(deck)
    for question in deck.questions:
        _figure(deck, question)
    _indices(deck)
    _limits(deck)
    return deck.slides


def _cover(deck: Deck) -> None:
    """The title, the dates and how many answered; whose work it is, its author writes."""
    report = deck.report
    facts = method.facts(report).rows[: 2 if report.wave.settings.fieldwork else 1]
    lines = [f"{name}: {value}" for name, value in facts]
    slide = deck.slide(report.wave.settings.title[report.language].rstrip("."), [deck.say("note_cover"), deck.source], cover=True)
    frame = slide.placeholders[1].text_frame
    paper.margins(frame)
    for place, line in enumerate([*lines, deck.notice] if deck.notice else lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        colour = paper.ALERT if line == deck.notice else GREY
        paper.write(paragraph, line, paper.largest(line, SIZES, Box(0, 0, UNDER.width, 9)), colour=colour)


def _facts(deck: Deck) -> None:
    """The facts about the survey, on as many slides as they need."""
    report = deck.report
    told = [deck.source, *(note[report.language] for note in report.wave.settings.notes)]
    add_table(deck.slide, deck.say("facts"), told, method.facts(report))


def _figure(deck: Deck, item: Item) -> None:
    report, language = deck.report, deck.report.language
    frame = report.frequencies(item.id) if item.options else _classes(report, item)
    if frame.empty:
        return
    title = caution.marked(item.label[language].rstrip("."), [item])
    facts = _below(deck, item, frame)
    told = [deck.say("wording", number=item.number, text=item.text[language]), *facts, deck.source, *caution.design(report)]
    below = " ".join(facts)
    foot = paper.tall(below, SMALL, MEASURE)
    room = BOTTOM - TOP - foot - 6
    lots, scale = _lots(deck, item, frame, room)
    for place, data in enumerate(lots, 1):
        name = title if len(lots) == 1 else deck.say("part", title=title, number=place, of=len(lots))
        slide = deck.slide(name, told)
        height = min(room, max(LOWEST, ROW * len(data.bars)))
        bars = Bars(data, MEASURE, height, FONT, scale)
        shape = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *Box(EDGE, TOP, MEASURE, height).lengths, bars)
        shape.name = name
        shape._element.nvGraphicFramePr.cNvPr.set("descr", data.alt)
        add_text(slide, Box(EDGE, BOTTOM - foot - 1, MEASURE, foot), [below], SMALL, colour=GREY)


def _lots(deck: Deck, item: Item, frame: pd.DataFrame, room: float) -> tuple[list[ChartData], float]:
    """The answers of each slide of a figure, and how large their words are: as few slides as every answer can be read on.

    room: mm for a chart from top to bottom.
    """
    language = deck.report.language
    codes = [answer.code for answer in in_picture_order(frame, item, language)]
    for slides in range(1, len(codes) + 1):
        size = math.ceil(len(codes) / slides)
        parts = [frame[frame["code"].astype(str).isin(codes[at : at + size])] for at in range(0, len(codes), size)]
        lots = [chart_data(part, item, language, deck.notice) for part in parts]
        for scale in SCALES[size > FEW :]:
            if all(height_for(data, MEASURE, scale) <= room for data in lots):
                return lots, scale
    return lots, SCALES[-1]


def _classes(report: Report, item: Item) -> pd.DataFrame:
    found = report.guard.classes(classes(report.wave, item.id), item.id)
    return found if found.empty else class_frame(found, report.language)


def _below(deck: Deck, item: Item, frame: pd.DataFrame) -> list[str]:
    """The base of a figure and what else is to be known of its numbers."""
    language, base = deck.report.language, frame["base"].iloc[0]
    told = deck.say("base", number=item.number, n=HIDDEN if pd.isna(base) else number(int(base), language))
    doubt = [caution.note(deck.report)] if caution.doubtful([item]) else []
    return [told, *notes([(item, frame)], language), *doubt]


def _indices(deck: Deck) -> None:
    report = deck.report
    if report.instrument.indices:
        table = indices.means(report)
        told = [*(plain(note) for note in table.notes), deck.source]
        add_table(deck.slide, report.say("indices"), told, table)


def _limits(deck: Deck) -> None:
    """What cannot be concluded, on as many slides as it needs; what is not known of the survey in the notes."""
    report = deck.report
    lines = [plain(line.partition("\n")[0]) for line in limits.lines(report)]
    unknown = [text[report.language] for text in report.wave.settings.unknown]
    told = [f"{report.say('unknown')}:", *unknown] if unknown else [deck.source]
    for page in _pages(lines, SIZES[1]):
        slide = deck.slide(deck.say("limits"), told)
        box = Box(EDGE, TOP + 2, MEASURE, BOTTOM - TOP - 2)
        add_text(slide, box, [f"•\N{NO-BREAK SPACE}{line}" for line in page], SIZES[1], after=AFTER)


def _pages(lines: Sequence[str], size: float) -> Iterator[list[str]]:
    """The lines in as many lots as there are slides for them."""
    lot: list[str] = []
    used = 0.0
    for line in lines:
        height = paper.tall(f"•\N{NO-BREAK SPACE}{line}", size, MEASURE) + AFTER * size * POINT
        if lot and used + height > BOTTOM - TOP - 2:
            yield lot
            lot, used = [], 0.0
        lot.append(line)
        used += height
    yield lot


def plain(text: str) -> str:
    r"""A line of Markdown without what keeps its signs from being read.

    >>> plain("3\\.1; a \\* b")
    '3.1; a * b'
    """
    return re.sub(r"\\(?=[^\w\s])", "", text)
