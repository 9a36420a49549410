"""`survey simulate INSTRUMENT|DESIGN --out FILE`: made-up answers as a platform would give them out."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from survey import shipped
from survey.cli.asking import whole
from survey.cli.parser import Parser
from survey.errors import FOLDER_NOT_FOUND, UNKNOWN_LANGUAGE, error, raise_all
from survey.fielding.platform import ExportOptions
from survey.fielding.registry import platform
from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.planning.design import Design, fieldwork_of, find_margins, read_design
from survey.planning.layouts import LAYOUTS
from survey.planning.simulate import FIELDWORK_OF_NOBODY
from survey.wave.whole_files import replacing

DESIGN_FILE = "simulation.yaml"
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
    if design.fieldwork is None:
        first, last = FIELDWORK_OF_NOBODY
        print(say("simulate.undated", options.language, first=first, last=last))
    return 0


def _design(options: argparse.Namespace) -> Design:
    """The design of a file or folder, or one of nothing but a questionnaire; what the command line says comes first."""
    from survey.instrument.find import load_instrument
    from survey.wave.settings_file import instrument_id

    path = Path(options.what)
    if (found := shipped.find("data", path / DESIGN_FILE)) is not None:
        path = found  # a wave by its folder or by its name
    elif path.is_dir():
        path /= DESIGN_FILE
    if path.name == DESIGN_FILE or (path.is_file() and instrument_id(path) is not None):
        design = read_design(path)
    else:
        design = Design(load_instrument(options.what), n=100, seed=1)
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
