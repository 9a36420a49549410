"""`survey codebook WAVE|QUESTIONNAIRE`: what every variable means, in every language and format asked for."""

from __future__ import annotations

import argparse
from pathlib import Path

from survey.cli.parser import Parser
from survey.cli.report import built
from survey.i18n.catalogue import say


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"cli.{key}", parser.language)

    parser.add_argument("subject", help=words("codebook_subject"))
    parser.add_argument("--lang", help=words("codebook_lang"))
    parser.add_argument("--to", help=words("codebook_to"))
    parser.add_argument("--renderer", default="builtin", help=words("report_renderer"))
    parser.add_argument("--out", type=Path, help=words("report_out"))


def run(options: argparse.Namespace) -> int:
    """Print the path of each finished file; 2 when an output could not be built, after the others are done."""
    from survey.report.codebook.build import build_codebook, subject_of

    return built(build_codebook, subject_of(options.subject), options, say("cli.codebook_progress", options.language))
