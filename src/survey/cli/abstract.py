"""`survey abstract build WAVE`: the facts of an annotation in every language of the study, on one page."""

from __future__ import annotations

import argparse
from pathlib import Path

from survey.cli.parser import Parser
from survey.i18n.catalogue import say


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"cli.{key}", parser.language)

    build = parser.action(parser.actions(), "build", words("abstract_build"))
    build.add_argument("wave", help=words("report_wave"))
    build.add_argument("--items", nargs="+", help=words("abstract_items"))
    build.add_argument("--out", type=Path, help=words("report_out"))


def run(options: argparse.Namespace) -> int:
    """Print the path of the file."""
    from survey.abstract.build import build_abstract
    from survey.wave.load import load_wave

    print(build_abstract(load_wave(options.wave), items=options.items, out=options.out))
    return 0
