"""`survey check`: every problem of a questionnaire file at once."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from survey import errors
from survey.cli.parser import Parser
from survey.i18n.catalogue import say
from survey.i18n.problems import tell
from survey.i18n.text import Language

UNUSABLE = (
    errors.FILE_NOT_FOUND,
    errors.INSTRUMENT_BINARY,
    errors.INSTRUMENT_EMPTY,
    errors.INSTRUMENT_ENCODING,
    errors.INSTRUMENT_NOT_FOUND,
    errors.INSTRUMENT_TOO_DEEP,
    errors.INSTRUMENT_UNREADABLE,
    errors.INSTRUMENT_YAML,
)
"""Problems after which nothing else about the file can be said."""


def arguments(parser: Parser) -> None:
    parser.add_argument("files", nargs="*", help=say("cli.check_files", parser.language))


def run(options: argparse.Namespace) -> int:
    """0 when all files are fine, 1 when one has problems, 2 when one cannot be read."""
    from survey.cli.law import warn_of_old_law
    from survey.instrument.find import available

    warn_of_old_law(options.language, dt.date.today())
    return max((_check(name, options.language) for name in options.files or available()), default=0)


def _check(name: str, language: Language) -> int:
    """Print what is wrong with one questionnaire, or what it holds."""
    from survey.instrument.find import find_instrument
    from survey.instrument.links_file import check_links
    from survey.instrument.read import read_instrument
    from survey.instrument.trends import check_trends
    from survey.translation.check import check_texts

    try:
        path: Path = find_instrument(name)
        instrument = read_instrument(path)
    except errors.SurveyError as found:
        for problem in found.problems:
            print(tell(problem, language))
        return 2 if any(problem.code in UNUSABLE for problem in found.problems) else 1
    trends, links, texts = check_trends(instrument), check_links(instrument), check_texts(instrument)
    for problem in (*trends.problems, *links, *texts.problems, *trends.notes, *texts.notes):
        print(tell(problem, language))
    if trends.problems or links or texts.problems:
        return 1
    print(say("cli.check_fine", language, file=path, items=len(instrument.items), indices=len(instrument.indices)))
    return 0
