"""The chapter of one wave in one language: what each of its parts needs, and what its workbook will hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from survey.chapter import living
from survey.chapter.address import NONE, Address
from survey.chapter.notes import sentences
from survey.chapter.values import FIGURE, INDICES, NOTE, TABLE, Values
from survey.i18n.catalogue import say
from survey.i18n.markdown import attribute, escape
from survey.i18n.text import Language
from survey.instrument.model import Instrument, Item
from survey.plots.save import save_figure
from survey.report.document import Document
from survey.report.report import Report
from survey.report.shown import FIGURES
from survey.tables.markdown import to_markdown
from survey.tables.table import Table, table_id

PARTS = ("intro", "sections", "indices", "sources", "appendix")
"""The parts there are; reports/chapter.qmd says in which order they stand."""

CHAPTER = Document("chapter.qmd", "chapter", "chapter.title", "survey.chapter.parts", PARTS)

Cells = Mapping[tuple[int, int], Address]


@dataclass(frozen=True)
class Shown:
    """A figure or a table that stands in the chapter; `table`: what is printed, None of a figure; `item`: None of all indices."""

    address: Address
    item: Item | None
    caption: str
    notes: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Chapter:
    """A report of the wave, and what was asked for.

    items: ids of the questions that are shown, all where None. dpi: of pictures. shown: what stands in it, in its order, for the
    workbook and the charts; plain: the marked numbers of the commentary that got no address, each with its section. Both are
    filled while the parts are written.
    """

    report: Report
    items: tuple[str, ...] | None = None
    dpi: int = 300
    shown: list[Shown] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)

    @property
    def language(self) -> Language:
        """The language it is written in."""
        return self.report.language

    @property
    def instrument(self) -> Instrument:
        """The questionnaire of the wave."""
        return self.report.instrument

    @cached_property
    def values(self) -> Values:
        """What stands at an address."""
        return Values(self.report)

    @property
    def notice(self) -> str:
        """What stands on every page: that the answers were invented; empty where they were not."""
        return self.report.say("synthetic") if self.report.wave.synthetic else ""

    def shows(self, section: str) -> bool:
        """Whether a question, or a section of the commentary, stands in the chapter; the summary speaks of all questions."""
        return self.items is None or section in self.items

    def part(self, name: str) -> str:
        """The markdown of one part."""
        return CHAPTER.part(name, self)

    def say(self, key: str, **params: Any) -> str:
        """A phrase of the catalogue of chapters."""
        return say(f"chapter.{key}", self.language, **params)

    def address(self, item: str, code: str, statistic: str, form: str) -> Address:
        """An address in this wave."""
        return Address(self.report.wave.id, item, code, statistic, form)

    def number(self, item: str, code: str, statistic: str, form: str = "0") -> str:
        """A living number in Markdown."""
        address = self.address(item, code, statistic, form)
        return living.span(address, self.values.text(address))

    def filled(self, key: str, **params: str) -> str:
        """A phrase whose parameters are Markdown already, all else in it is escaped."""
        marks = {name: f"\ue000{place}\ue001" for place, name in enumerate(params)}  # signs that no text has and nothing escapes
        text = escape(self.say(key, **marks))
        for name, mark in marks.items():
            text = text.replace(mark, params[name])
        return text

    def table(self, table: Table, item: Item | None, cells: Cells) -> str:
        """A table in its control, each of its numbers in one of its own; item: None of the table of all indices."""
        marked = replace(table, caption=self.report.marked(table.caption), notes=())
        spans = {place: living.span(address, self.values.text(address)) for place, address in cells.items()}
        address = self.address(INDICES if item is None else item.id, NONE, TABLE, NONE)
        self.shown.append(Shown(address, item, marked.caption, (*table.notes, self.source), table))
        known = " ".join(map(escape, table.notes)) if item is None else self.number(item.id, NONE, NOTE, NONE)
        text = to_markdown(marked, self.language, spans) + "\n" + self._note(known)
        return living.around(address, (*self.values.rows(address), *self.values.columns(address)), text)

    def figure(self, figure: Any, item: Item, kind: str, caption: str, alt: str) -> str:
        """A picture in its control, with the note under it."""
        name = table_id(item.id)
        path = save_figure(figure, self.report.folder / FIGURES / f"{name}.png", dpi=self.dpi)
        address = self.address(item.id, NONE, FIGURE, kind)
        self.shown.append(Shown(address, item, self.report.marked(caption), (*sentences(self.report, item), self.source)))
        own = living.of_figure(address, self.values.data(address), path.read_bytes())
        line = f"![{escape(self.report.marked(caption))}]({FIGURES}/{path.name}){{#fig-{name} fig-alt={attribute(alt)} {own}}}"
        return f"{line}\n\n{self._note(self.number(item.id, NONE, NOTE, NONE))}"

    def _note(self, known: str) -> str:
        """What stands under a figure or table: in Markdown what is known of its numbers, then their source."""
        text = self.filled("note", text=f"{known} {escape(self.source)}")
        return f"::: {{.table-note}}\n{text}\n:::\n"

    @cached_property
    def source(self) -> str:
        """Where the numbers come from, in one sentence."""
        return self.say("source", title=self.report.wave.settings.title[self.language].rstrip("."))

    def slot(self, *blocks: str) -> str:
        """A place for the author's own text, with the facts for it."""
        return "::: {.slot}\n" + "\n\n".join(blocks) + "\n:::"
