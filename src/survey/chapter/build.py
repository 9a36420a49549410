"""From a wave to its chapter: a Word file with living numbers, and the workbook behind its figures and tables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from survey import shipped
from survey.chapter.address import Address
from survey.chapter.article import FILE as ARTICLE_FILE
from survey.chapter.article import as_article, read_article
from survey.chapter.chapter import CHAPTER, Chapter
from survey.chapter.chart_data import ChartData, chart_data
from survey.chapter.charts import with_charts
from survey.chapter.citations import told_where_cited
from survey.chapter.document import marked_slots, to_word
from survey.chapter.effective import font_of_text
from survey.chapter.finish import finish
from survey.chapter.latin_references import cited, with_latin_references
from survey.chapter.origin import with_origin
from survey.chapter.profile import crossref_metadata, read_profile
from survey.chapter.rules import Profile
from survey.chapter.styles import reference_docx
from survey.chapter.workbook import Kind, Sheet, answers_sheet, table_sheet, workbook_bytes
from survey.errors import (
    CHAPTER_IS_THERE,
    CHAPTER_ITEM,
    CHAPTER_LANGUAGE,
    DOCUMENT_IS_THERE,
    DPI_OUT_OF_RANGE,
    FILE_NOT_FOUND,
    SECTION_NUMBER,
    START_NOT_POSITIVE,
    Problem,
    error,
    problem,
    raise_all,
)
from survey.i18n.text import Language
from survey.instrument.nearest import like_items
from survey.plots.save import LEAST_DPI, MOST_DPI
from survey.render.clock import epoch
from survey.render.project import Executed, execute, resolved
from survey.report.build import about, output_folder
from survey.report.report import Report
from survey.wave.wave import Wave
from survey.wave.whole_files import holding, write_all

_SECTION = re.compile(r"[1-9]\d*(\.[1-9]\d*)*")


def build_chapter(
    wave: Wave,
    language: str,
    *,
    template: str | Path | None = None,
    profile: str | Path = "gost-kz",
    section: int | str | None = None,
    start_figure: int = 1,
    start_table: int = 1,
    items: Iterable[str] | None = None,
    charts: bool = False,
    lists: bool = False,
    dpi: int = 300,
    out: Path | None = None,
    plain: Callable[[Sequence[str]], object] | None = None,
) -> tuple[Path, ...]:
    """Build the chapter of a dissertation: a Word file whose numbers stay tied to the wave, and the workbook behind it.

    Parameters
    ----------
    wave
        A wave that was loaded from its folder.
    language
        kk, ru or en, as far as the questionnaire has it.
    template
        The Word file of the university, whose styles, margins and headers stay as they are.
    profile
        Rules of form: an id of `profiles/`, or the path of a YAML file.
    section
        The number of the chapter, such as 3: its sections are 3.1, 3.2 in the order of the questionnaire.
    start_figure, start_table
        The numbers of the first figure and of the first table.
    items
        Ids of the questions that are shown; by default all.
    charts
        Charts that Word can edit in place of pictures.
    lists
        Lists of figures and tables before the text.
    dpi
        Dots per inch of the pictures, 150 to 1200; universities ask for 300 to 600.
    out
        The folder of the files; by default `_out/<wave id>` in the working folder.
    plain
        Called with the marked numbers of the commentary that stay plain text because no single address says the same, each with
        the section that it stands in.

    Returns
    -------
    The paths of `chapter.<language>.docx` and `chapter.<language>.xlsx`, which are the same bytes for the same input.

    Raises
    ------
    ChapterError
        CHAPTER_IS_THERE, DOCUMENT_IS_THERE where the Word file or the workbook exists, because it may hold months of work; what
        was asked for is impossible: a language, an item, a number; the profile or the template cannot be used.
    ReportError, DataError
        What `build_report` raises of the commentary and the folder of the files.

    Examples
    --------
    >>> import survey
    >>> survey.build_chapter(survey.load_wave("data/tea-2026"), "kk", section=3, start_figure=13)  # doctest: +SKIP
    """
    chosen = None if items is None else tuple(items)
    spoken = _language(wave, language)
    raise_all(_mistakes(wave, section, start_figure, start_table, chosen, dpi))
    document = (Path("_out") / wave.id if out is None else out).absolute() / f"{CHAPTER.stem}.{spoken}.docx"
    book = document.with_suffix(".xlsx")
    raise_all(problem(code, path=str(path)) for path, code in _refused(document, book) if path.exists())
    rules = read_profile(profile, wave.folder)
    reference = reference_docx(rules, spoken, None if template is None else Path(template))
    subject, numbers = about(wave), _Numbers(section, start_figure, start_table)
    folder, now, title = output_folder(subject, out), epoch(subject.day), subject.title[spoken]
    chapter = Chapter(Report(wave, spoken, folder / ".build" / CHAPTER.stem / spoken), chosen, dpi)
    executed, tree = _executed(chapter, rules, numbers, now)
    word = to_word(executed, tree, reference, chapter.notice)
    word = _finished(word, chapter, rules, numbers, template=template is not None, lists=lists, title=title)
    word = _living(word, chapter, charts=charts)
    behind = sheets(chapter, start_figure=start_figure, start_table=start_table)
    cells = workbook_bytes(behind, spoken, title=title, epoch=now, notice=chapter.notice)
    write_all({book: holding(cells), document: holding(word)})
    if plain is not None and chapter.plain:
        plain(tuple(chapter.plain))
    return document, book


def _refused(document: Path, book: Path) -> tuple[tuple[Path, str], ...]:
    """What is never written over, with what says so."""
    return (document, CHAPTER_IS_THERE), (book, DOCUMENT_IS_THERE)


def _finished(
    word: bytes, chapter: Chapter, rules: Profile, numbers: _Numbers, *, template: bool, lists: bool, title: str
) -> bytes:
    """The Word file in the form that the profile asks for."""
    return finish(
        word,
        *(rules, chapter.language),
        template=template,
        start_figure=numbers.figure,
        start_table=numbers.table,
        section=numbers.section,
        lists=lists,
        notice=chapter.notice,
        title=title,
    )


def _living(word: bytes, chapter: Chapter, *, charts: bool) -> bytes:
    """With charts in place of pictures where asked for, the places for the author marked, and where its numbers are from."""
    wave = chapter.report.wave
    word = with_charts(word, _charts(chapter), font=font_of_text(word)) if charts else word
    return with_origin(marked_slots(word), wave.id, synthetic=wave.synthetic)


@dataclass(frozen=True)
class _Numbers:
    """Where the numbers of headings, figures and tables begin."""

    section: int | str | None
    figure: int
    table: int


def _executed(chapter: Chapter, rules: Profile, numbers: _Numbers, now: int) -> tuple[Executed, dict[str, Any]]:
    """The document with its parts written, and its tree with numbers, references and citations in place."""
    wave, language = chapter.report.wave, chapter.language
    home, section = wave.folder or Path(), str(numbers.section)
    first = int(section) if section.isdecimal() else None  # of 2.3 headings of the second level are no chapters
    metadata = {
        "notice": chapter.notice,
        "crossref": crossref_metadata(rules, language, numbers.figure, numbers.table, first),
        **cited(home, rules),
    }
    namespace = {"chapter": chapter}
    with told_where_cited(chapter.report.commentary_path):
        executed = execute(_source(wave), language, chapter.report.folder, epoch=now, namespace=namespace, metadata=metadata)
        tree = with_latin_references(executed, resolved(executed, "docx"), rules)
    if rules.article:
        tree = as_article(tree, read_article(home / ARTICLE_FILE), wave.settings.title, language)
    return executed, tree


def _language(wave: Wave, language: str) -> Language:
    known = wave.instrument.languages
    found = next((one for one in known if one == language), None)
    if found is None:
        raise error(CHAPTER_LANGUAGE, language=language, known=known)
    return found


def _source(wave: Wave) -> Path:
    found = shipped.find("reports", CHAPTER.source, wave.folder)
    if found is None:
        raise error(FILE_NOT_FOUND, path=f"reports/{CHAPTER.source}")
    return found


def _charts(chapter: Chapter) -> dict[Address, ChartData]:
    """What each figure shows, for Word to draw."""
    figures = (shown for shown in chapter.shown if shown.table is None)
    return {
        one.address: chart_data(chapter.values.figure_frame(one.item), one.item, chapter.language, chapter.notice)
        for one in figures
        if one.item is not None
    }


def sheets(chapter: Chapter, *, start_figure: int, start_table: int) -> Iterator[Sheet]:
    """The sheets of the workbook: a figure or table each, in their order, under the numbers that the chapter gives them."""
    figures, tables = itertools.count(start_figure), itertools.count(start_table)
    for one in chapter.shown:
        number = next(figures if one.table is None else tables)
        if one.table is not None and (one.item is None or not one.item.options):
            yield table_sheet(number, replace(one.table, caption=one.caption, notes=one.notes), one.item.id if one.item else "")
        elif one.item is not None:
            kind: Kind = "figure" if one.table is None else "table"
            frame = chapter.values.figure_frame(one.item)
            yield answers_sheet(kind, number, one.caption, frame, one.item, chapter.language, one.notes)


def _mistakes(
    wave: Wave, section: int | str | None, start_figure: int, start_table: int, items: tuple[str, ...] | None, dpi: int
) -> Iterator[Problem]:
    """Everything that is wrong with what was asked for, before anything is made."""
    if section is not None and not _SECTION.fullmatch(str(section)):
        yield problem(SECTION_NUMBER, value=section)
    for option, value in (("--start-figure", start_figure), ("--start-table", start_table)):
        if value < 1:
            yield problem(START_NOT_POSITIVE, option=option, value=value)
    known, all_of_it = [item.id for item in wave.instrument.items], wave.instrument.items
    yield from (problem(CHAPTER_ITEM, item=one, like=like_items(one, all_of_it)) for one in items or () if one not in known)
    if not LEAST_DPI <= dpi <= MOST_DPI:
        yield problem(DPI_OUT_OF_RANGE, dpi=dpi, least=LEAST_DPI, most=MOST_DPI)
