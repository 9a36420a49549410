"""`survey export WAVE --to FORMAT`: the answers of a wave for another program."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from survey.cli.parser import Parser
from survey.i18n.catalogue import say
from survey.i18n.text import Language


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"cli.{key}", parser.language)

    parser.add_argument("wave", help=words("report_wave"))
    parser.add_argument("--to", required=True, help=words("export_to"))
    parser.add_argument("--lang", type=str.lower, help=words("export_lang"))
    parser.add_argument("--out", type=Path, help=words("export_out"))
    parser.add_argument("--with-texts", action="store_true", help=words("export_with_texts"))


def run(options: argparse.Namespace) -> int:
    """Print the path of each file written, and of a protected wave that it holds single answers."""
    from survey.wave.load import load_wave
    from survey.writers.export import export

    wave = load_wave(options.wave)
    spoken: Language | None = options.language if options.language in wave.instrument.languages else None
    for path in export(wave, options.to, options.lang or spoken, options.out, with_texts=options.with_texts):
        print(path)
    if wave.settings.disclosure is not None and options.to != "ddi":
        print(say("cli.export_private", options.language), file=sys.stderr)
    return 0
