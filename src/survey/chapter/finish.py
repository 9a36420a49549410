"""The last work on a chapter: what Pandoc's Word file lacks of the rules of its profile.

Numbers of captions become sequences under the words of the language, so that captions which the author inserts with Word itself
go on from them; headings get Word's own numbering; lists of figures and tables, page numbers and the notice are put in.
"""

from __future__ import annotations

from lxml import etree

from survey.chapter.finish_captions import captions, lists_of_captions
from survey.chapter.finish_headings import number_headings
from survey.chapter.finish_notes import notes
from survey.chapter.finish_pages import pages
from survey.chapter.finish_tables import tables
from survey.chapter.full_pictures import keep_pictures_full
from survey.chapter.rules import Profile
from survey.i18n.text import Language
from survey.office import read_parts, written
from survey.render.opc import xml_bytes

_DOCUMENT = "word/document.xml"


def finish(
    data: bytes,
    profile: Profile,
    language: Language,
    *,
    template: bool = False,
    start_figure: int = 1,
    start_table: int = 1,
    section: int | str | None = None,
    lists: bool = False,
    notice: str = "",
    title: str = "",
) -> bytes:
    """A chapter that holds its profile.

    Parameters
    ----------
    data
        The Word file of Pandoc, after `survey.render.docx.finished`.
    profile, language
        The rules, and the language of the text.
    template
        Whether the document was made with the template of a university, whose margins, headers and footers stay.
    start_figure, start_table
        The numbers of the first figure and table.
    section
        The number of the chapter (`3`, or `2.3`): its headings are 3, 3.1, 3.1.1. None where its sections are 1, 2, 3.
    lists
        Whether lists of figures and tables stand before the text.
    notice
        What stands at the top of every page, such as that the data are synthetic; empty for nothing.
    title
        The running title, for profiles that have one.

    Returns
    -------
    The bytes of the finished file: the same for the same input.
    """
    parts = read_parts(data)
    document = etree.fromstring(parts[_DOCUMENT])
    captions(document, profile, language, {"fig": start_figure, "tbl": start_table}, template=template)
    notes(document, profile, template=template)
    number_headings(document, parts, profile, section, template=template)
    tables(document, profile, template=template)
    if lists:
        lists_of_captions(document, profile, language)
    pages(document, parts, profile, notice=notice, title=title, template=template)
    keep_pictures_full(parts)
    parts[_DOCUMENT] = xml_bytes(document)
    return written(parts)
