"""Whether a Word file holds a profile, read from the file itself, however it was made and edited since.

Every deviation is a problem with the number of its paragraph, its first words, what was found and what the profile says.
"""

from __future__ import annotations

from pathlib import Path

from survey.chapter import conform_captions, conform_looks, conform_numbers, conform_pages, conform_tables, conform_text
from survey.chapter.effective import Looks
from survey.chapter.main_part import of_kind
from survey.chapter.roles import paragraphs
from survey.chapter.rules import Profile
from survey.chapter.word_file import read_word_file
from survey.errors import Problem
from survey.i18n.text import LANGUAGES, Language
from survey.render.opc import w


def conform(path: Path, profile: Profile, language: Language | None = None) -> tuple[Problem, ...]:
    """Every deviation of a document from a profile, in the order of its paragraphs; those of its pages first.

    Parameters
    ----------
    path
        A .docx.
    profile
        The rules.
    language
        Of the text: the words of captions and the decimal sign depend on it. By default what the file itself says it is in.

    Raises
    ------
    ChapterError, ReportError, DataError
        The file cannot be read.
    """
    file = read_word_file(path)
    document = next(iter(file.roots.values()))
    looks = Looks(of_kind(file, "styles"), of_kind(file, "numbering"), of_kind(file, "theme"))
    spoken = language or language_of_file(looks)
    found = paragraphs(document, looks, profile)
    problems = [
        *conform_pages.check(file, document, looks, profile, path),
        *conform_text.check(found, looks, profile, path),
        *conform_looks.check(found, looks, profile, path),
        *conform_tables.check(document, found, looks, profile, path),
        *conform_captions.check(document, found, profile, spoken, path),
        *conform_numbers.check(document, found, looks, profile, spoken, path),
    ]
    return tuple(sorted(problems, key=lambda one: one.place.paragraph or 0))


def language_of_file(looks: Looks) -> Language:
    """The language that the defaults of a file name; Kazakh where they name none of ours."""
    for element in [] if looks.styles is None else looks.styles.findall(f"{w('docDefaults')}//{w('lang')}"):
        for language in LANGUAGES:
            if str(element.get(w("val"), "")).startswith(language):
                return language
    return LANGUAGES[0]
