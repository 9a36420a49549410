"""The sources that the author's commentary cites; that of the data stands in the notes and among the facts about the method."""

from __future__ import annotations

from survey.audit.marks import cites
from survey.chapter.chapter import Chapter
from survey.i18n.markdown import escape


def write(chapter: Chapter) -> str:
    """The heading and the place where the cited works are listed; without any, the place alone, which then prints nothing."""
    place = "::: {#refs}\n:::"
    if not any(cites(text) for section, text in chapter.report.commentary.items() if chapter.shows(section)):
        return place
    return f"# {escape(chapter.say('sources'))} {{.unnumbered}}\n\n{place}"
