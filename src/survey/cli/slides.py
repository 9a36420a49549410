"""`survey slides build WAVE --lang kk`: the slides for a defence."""

from __future__ import annotations

import argparse
from pathlib import Path

from survey.cli.parser import Parser
from survey.i18n.catalogue import say


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"cli.{key}", parser.language)

    build = parser.action(parser.actions(), "build", words("slides_build"))
    build.add_argument("wave", help=words("report_wave"))
    build.add_argument("--lang", required=True, type=str.lower, help=words("slides_lang"))
    build.add_argument("--items", nargs="+", help=words("slides_items"))
    build.add_argument("--out", type=Path, help=words("report_out"))


def run(options: argparse.Namespace) -> int:
    """Print the path of the file."""
    from survey.slides.build import build_slides
    from survey.wave.load import load_wave

    print(build_slides(load_wave(options.wave), options.lang, items=options.items, out=options.out))
    return 0
