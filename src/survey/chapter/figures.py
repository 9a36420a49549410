"""The figures of a chapter drawn anew, as pictures or as charts of Word, from what the wave says now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from survey.chapter.address import Address
from survey.chapter.values import Values
from survey.i18n.text import Language
from survey.instrument.rows import item_or_row

BARS = "bars"
"""The kind of figure that can be drawn anew, as the format of its address names it."""


@dataclass(frozen=True)
class Drawn:
    """parts: name -> bytes of the parts of the file that change; png: a picture in place of them. alt: the figure in words."""

    alt: str
    png: bytes = b""
    parts: Mapping[str, bytes] | None = None


class Figures(Protocol):
    """What draws the figure of an address; None for a kind that it does not know."""

    def picture(self, address: Address, dpi: int, language: Language) -> Drawn | None:
        """A PNG with this many dots per inch."""

    def chart(self, address: Address, parts: Mapping[str, bytes], name: str, language: Language) -> Drawn | None:
        """The parts of a Word file that change where the chart `name` shows the numbers of now."""


@dataclass(frozen=True)
class FiguresOfWave:
    """Figures drawn as the chapter draws them, in each language of the wave."""

    values: Mapping[Language, Values]

    def picture(self, address: Address, dpi: int, language: Language) -> Drawn | None:
        """A PNG with this many dots per inch."""
        if address.format != BARS:
            return None
        from survey.plots.alt import alt_text
        from survey.plots.bars import bars
        from survey.plots.save import save_figure

        values = self.values[language]
        item = item_or_row(values.report.instrument, address.item)
        frame = values.figure_frame(item)
        with TemporaryDirectory() as folder:
            path = save_figure(bars(frame, item, language), Path(folder) / "figure.png", dpi=dpi)
            return Drawn(alt_text(frame, item, language), path.read_bytes())

    def chart(self, address: Address, parts: Mapping[str, bytes], name: str, language: Language) -> Drawn | None:
        """The parts of a Word file that change where the chart `name` shows the numbers of now."""
        if address.format != BARS:
            return None
        from survey.chapter.chart_data import chart_data
        from survey.chapter.charts import refreshed

        values = self.values[language]
        item = item_or_row(values.report.instrument, address.item)
        notice = values.report.say("synthetic") if values.report.wave.synthetic else ""
        data = chart_data(values.figure_frame(item), item, language, notice)
        return Drawn(data.alt, parts=refreshed(parts, name, data))
