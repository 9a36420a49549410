"""The appendix: the questionnaire as it was fielded."""

from __future__ import annotations

from xml.sax.saxutils import escape as xml_escape

from survey.chapter.chapter import Chapter
from survey.i18n.markdown import escape
from survey.report.parts import questionnaire

IDENTIFIER = "appendix-a"
"""Of its heading, to which the facts about the method lead."""


def write(chapter: Chapter) -> str:
    """The questions with their answers in every language of the questionnaire."""
    _, _, questions = questionnaire.write(chapter.report).partition("\n\n")
    questions = questions.replace(questionnaire.LINE_BREAK, "\n\n")  # a broken line of justified text would be stretched
    # The title stands on a line of its own and begins with a capital, whatever letters the style of the heading has.
    title = f'<w:r><w:rPr><w:caps w:val="0"/></w:rPr><w:br/><w:t>{xml_escape(chapter.say("appendix_title"))}</w:t></w:r>'
    return f"# {escape(chapter.say('appendix'))}`{title}`{{=openxml}} {{#{IDENTIFIER} .unnumbered}}\n\n{questions}"
