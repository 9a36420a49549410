"""`survey simulate INSTRUMENT|DESIGN --out FILE`: made-up answers as a platform would give them out."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from survey.cli.asking import whole
from survey.cli.parser import Parser
from survey.errors import FOLDER_NOT_FOUND, UNKNOWN_LANGUAGE, error, raise_all
from survey.fielding.platform import ExportOptions
from survey.fielding.registry import platform
from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.planning.design import Design, fieldwork_of, find_margins, open_design
from survey.planning.layouts import LAYOUTS
from survey.planning.simulate import FIELDWORK_OF_NOBODY
from survey.wave.whole_files import replacing

EXPORTED = {"kobo": "xlsform", "odk": "xlsform"} | {one: one for one in ("surveyjs", "limesurvey", "qualtrics", "paper")}
"""Layout of answers to a form that `survey field export` writes -> the platform."""


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"simulate.{key}", parser.language)

    parser.add_argument("what", help=words("what"))
    parser.add_argument("--out", type=Path, required=True, help=words("out"))
    parser.add_argument("--n", type=whole("--n", 1), help=words("n"))
    parser.add_argument("--seed", type=whole("--seed"), help=words("seed"))
    parser.add_argument("--margins", type=Path, help=words("margins"))
    parser.add_argument("--lang", help=words("lang"))
    parser.add_argument("--layout", choices=tuple(LAYOUTS), default=next(iter(LAYOUTS)), help=words("layout"))


def run(options: argparse.Namespace) -> int:
    design = _design(options)
    languages = _languages(options.lang, design.instrument.languages)
    if options.layout in EXPORTED:
        raise_all(platform(EXPORTED[options.layout]).refused(design.instrument, ExportOptions(languages, joined=True)))
    content = LAYOUTS[options.layout](design.run(), languages)
    if not options.out.absolute().parent.is_dir():
        raise error(FOLDER_NOT_FOUND, path=options.out.parent, nearest=None)
    with replacing(options.out) as beside:
        beside.write_bytes(content)
    print(say("simulate.written", options.language, count=design.n, n=design.n, path=options.out))
    if design.even:
        print(say("simulate.even", options.language, questions=", ".join(design.even)))
    if design.fieldwork is None:
        first, last = FIELDWORK_OF_NOBODY
        print(say("simulate.undated", options.language, first=first, last=last))
    return 0


def _design(options: argparse.Namespace) -> Design:
    """The design that was named; what the command line says comes first."""
    design = open_design(options.what)
    given = {name: value for name in ("n", "seed") if (value := getattr(options, name)) is not None}
    if options.margins is not None:
        given["margins"] = find_margins(options.margins, design.instrument)
        given["fieldwork"] = design.fieldwork or fieldwork_of(options.margins)
    return replace(design, **given)


def _languages(words: str | None, available: tuple[Language, ...]) -> tuple[Language, ...]:
    """The languages of the form; the questionnaire's first one if none is named."""
    if words is None:
        return available[:1]
    known = {str(language): language for language in available}
    chosen = [word.strip().lower() for word in words.split(",")]
    for word in chosen:
        if word not in known:
            raise error(UNKNOWN_LANGUAGE, language=word, available=available)
    return tuple(known[word] for word in chosen)
