"""`survey field ethics WAVE --out DIR`: the papers for an ethics review board."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from survey.cli.field_export import FOLDER
from survey.cli.parser import Parser
from survey.i18n.catalogue import say


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"ethics.{key}", parser.language)

    parser.add_argument("wave", help=words("help_wave"))
    parser.add_argument("--out", type=Path, default=FOLDER, help=words("help_out"))
    parser.add_argument("--lang", help=words("help_lang"))
    parser.add_argument("--anonymous", action="store_true", help=words("help_anonymous"))


def run(options: argparse.Namespace) -> int:
    """Write a Word file for each language, all or none, and say what is left to the researcher."""
    from survey.cli.field_export import write_files
    from survey.cli.law import warn_of_old_law
    from survey.fielding.ethics import Pack, ethics_pack
    from survey.fielding.translations import check_translations, languages_of
    from survey.wave.load import open_wave

    _, instrument, wave = open_wave(options.wave)
    languages = languages_of(instrument, options.lang)
    check_translations(instrument, languages)
    pack = Pack(instrument, wave, options.anonymous)
    made = {f"ethics.{language}.docx": ethics_pack(pack, language) for language in languages}
    for path in write_files(options.out, made):
        print(say("ethics.written", options.language, path=path))
    warn_of_old_law(options.language, dt.date.today())
    return 0
