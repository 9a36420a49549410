"""How a table or figure stands in a document: in its language, its figure saved beside it, invented answers told."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from pathlib import Path

from matplotlib.figure import Figure

from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.plots.markdown import figure_markdown
from survey.plots.save import save_svg
from survey.tables.markdown import to_markdown
from survey.tables.table import Table

FIGURES = "figures"


class Shown(ABC):
    """What every report can do; `language` and `folder` (where figures go) are those of the report."""

    language: Language
    folder: Path

    @property
    @abstractmethod
    def synthetic(self) -> bool:
        """Whether the answers were made by a computer."""

    def table(self, table: Table) -> str:
        """A table in Markdown, in the language of the report."""
        return to_markdown(replace(table, caption=self.marked(table.caption)), self.language)

    def figure(self, figure: Figure, name: str, caption: str, alt: str) -> str:
        """Save a figure and return the line that shows it."""
        save_svg(figure, self.folder / FIGURES / name)
        return figure_markdown(f"{FIGURES}/{name}", self.marked(caption), alt, name)

    def marked(self, caption: str) -> str:
        """A caption that says so where answers were invented: a table or figure may be copied without its page."""
        return say("report.synthetic_caption", self.language, caption=caption) if self.synthetic else caption
