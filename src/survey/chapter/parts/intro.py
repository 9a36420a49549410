"""The beginning of the chapter: its title, and for the paragraph on methods the facts, no sentences."""

from __future__ import annotations

from survey.audit.commentary import SUMMARY
from survey.chapter.address import NONE
from survey.chapter.chapter import Chapter
from survey.chapter.parts.appendix import IDENTIFIER as QUESTIONNAIRE
from survey.chapter.parts.commentary import living_commentary
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.report import caution, weights


def write(chapter: Chapter) -> str:
    """The title, the slot of the methods, and the author's summary where the commentary has one."""
    title = chapter.report.wave.settings.title[chapter.language]
    parts = [f"# {escape(title)}"]
    if chapter.report.wave.synthetic:
        parts.append(escape(chapter.report.say("synthetic_long")))
    parts.append(chapter.slot(escape(chapter.say("slot_method")), *_facts(chapter)))
    summary = living_commentary(chapter, SUMMARY) if chapter.shows(SUMMARY) else ""
    return "\n\n".join([*parts, *([summary] if summary else [])])


def _facts(chapter: Chapter) -> list[str]:
    """One fact a line: what it is, and its value."""
    report, language = chapter.report, chapter.language
    settings = report.wave.settings
    facts = []
    if settings.fieldwork is not None:
        facts.append((report.say("fieldwork"), chapter.number(NONE, NONE, "fieldwork", "long")))
    facts.append((report.say("sample_size"), chapter.number(NONE, NONE, "n")))
    if settings.frame_size is not None:
        facts.append((report.say("frame_size"), chapter.number(NONE, NONE, "frame_size")))
    facts += [(say(f"method.{key}", language), escape(text[language])) for key, text in settings.method.items()]
    facts.append((report.say("design"), escape(report.say(f"design_{settings.design}"))))
    facts.append((report.say("weighting"), escape(weights.in_words(report))))
    questions, appendix = chapter.number(NONE, NONE, "questions"), f"[{escape(chapter.say('appendix'))}](#{QUESTIONNAIRE})"
    facts.append((chapter.say("questions"), chapter.filled("questions_in", n=questions, appendix=appendix)))
    facts.append((report.say("source"), escape(settings.source[language])))
    facts.append((chapter.say("limits"), escape(" ".join(caution.design(report)))))
    return [chapter.filled("fact", name=escape(name), value=value) for name, value in facts]
