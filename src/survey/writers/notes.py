"""What a person who opens an exported file has to know, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.wave.settings import Design
from survey.wave.wave import Wave
from survey.writers.names import exceptions
from survey.writers.variables import folded


def synthetic(language: Language) -> str:
    """The words that mark made-up answers, short enough for the label of a file."""
    return say("export.synthetic", language)


def notes(wave: Wave, language: Language, *, with_texts: bool, names: Mapping[str, str] | None = None) -> Iterator[str]:
    """Sentences: the study, whether its answers are made up, whom they describe, the source, names, what is left out, provenance.

    names: column -> name in the file, where they differ by more than the general rule.
    """
    yield folded(wave.settings.title[language])
    if wave.synthetic:
        yield f"{say('report.synthetic', language)}. {say('report.synthetic_long', language)}"
    if wave.settings.design is Design.NONPROBABILITY:
        yield say("report.caution_nonprobability", language)
    yield f"{say('report.source', language)}: {folded(wave.settings.source[language])}"
    yield from (folded(note[language]) for note in wave.settings.notes)
    if not with_texts:
        yield say("export.left_out", language)
    if names is not None:
        yield say("export.names", language)
        yield from (f"{name} = {column}" for name, column in exceptions(names).items())
    yield from (f"{name} sha256:{digest}" for name, digest in wave.provenance.files.items())
    yield f"saualnama {wave.provenance.version}"


def wrapped(text: str, most: int) -> Iterator[str]:
    """The text in lines of at most `most` bytes; broken between words, and inside of a word only where it is longer than a line.

    >>> list(wrapped("Kazakh letters take two bytes each: әәә", 20))
    ['Kazakh letters take', 'two bytes each:', 'әәә']
    """
    line = ""
    for character in folded(text):
        if len((line + character).encode()) > most:
            head, space, tail = line.rpartition(" ")
            if character == " " or not space or len((head + space).encode()) < most // 2:
                head, tail = line, ""
            yield head.rstrip()
            line = tail
        line = (line + character).lstrip()
    if line:
        yield line
