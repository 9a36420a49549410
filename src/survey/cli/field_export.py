"""`survey field export INSTRUMENT --to PLATFORM`: the questionnaire in the form of a platform."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from survey.cli.parser import Parser
from survey.errors import (
    ANSWERS_TYPED_IN,
    JOINED_UNUSED,
    NAMES_MAPPED,
    NO_FOLDER_FOR_EXPORT,
    Place,
    Problem,
    error,
    problem,
    raise_all,
)
from survey.fielding.platform import ExportOptions, Output
from survey.fielding.registry import PLATFORMS, SIDE_BY_SIDE, platform
from survey.i18n.catalogue import say
from survey.i18n.problems import tell

FOLDER = Path("fielding")


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"fielding.{key}", parser.language)

    parser.add_argument("instrument", help=words("instrument"))
    parser.add_argument("--to", required=True, help=words("to") + ", ".join(PLATFORMS))
    parser.add_argument("--out", type=Path, default=FOLDER, help=words("out"))
    parser.add_argument("--lang", help=words("lang"))
    parser.add_argument("--joined", action="store_true", help=words("joined"))


def run(options: argparse.Namespace) -> int:
    """Write the files, all or none, and print each, what to know of the form, and what to do next."""
    from survey.cli.law import warn_of_old_law
    from survey.fielding.offered import check_conditions
    from survey.fielding.translations import check_translations, languages_of
    from survey.instrument.find import load_instrument
    from survey.translation.gaps import gaps

    language = options.language
    module = platform(options.to)
    if options.joined and options.to not in SIDE_BY_SIDE:
        raise error(JOINED_UNUSED, platform=options.to, known=SIDE_BY_SIDE)
    instrument = load_instrument(options.instrument)
    languages = languages_of(instrument, options.lang)
    check_translations(instrument, languages)
    check_conditions(instrument)
    made = module.export(instrument, ExportOptions(languages, options.joined))
    outputs, notes = list(made.outputs), list(made.notes)
    if made.renamed:
        from survey.fielding.names import map_file

        names = map_file(instrument, options.to, made.renamed)
        outputs.append(names)
        notes.append(problem(NAMES_MAPPED, n=len(made.renamed), file=options.out / names.name))
    raise_all(_typed_in(options.out, outputs))
    for path in write_files(options.out, {one.name: one.content for one in outputs}):
        print(say("fielding.written_file", language, path=path))
    for note in notes:  # all of one questionnaire, so without its path
        print(f"  {tell(replace(note, place=Place()), language)}")
    print(say(f"fielding.next_{options.to}", language))
    for gap in gaps(instrument, languages):
        print(tell(gap, language))
    warn_of_old_law(language, dt.date.today())
    return 0


def _typed_in(folder: Path, outputs: Iterable[Output]) -> Iterator[Problem]:
    """A problem for each file that would take answers with it which somebody typed into an earlier one."""
    from survey.fielding.typed_in import holds_answers

    for path in (folder / output.name for output in outputs if output.typed_into):
        if path.is_file() and holds_answers(path):
            yield problem(ANSWERS_TYPED_IN, path=path)


def write_files(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files into a folder, all or none; their paths."""
    from survey.wave.whole_files import holding, write_all

    if folder.exists() and not folder.is_dir():
        raise error(NO_FOLDER_FOR_EXPORT, path=folder)
    write_all({folder / name: holding(content) for name, content in contents.items()})
    return [folder / name for name in contents]
