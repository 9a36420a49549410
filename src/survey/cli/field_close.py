"""`survey field close WAVE`: the end of the fieldwork; the file of answers, its hash and the log."""

from __future__ import annotations

import argparse
from fractions import Fraction

from survey.cli.asking import ask, whole
from survey.cli.field_status import told_arguments
from survey.cli.parser import Parser
from survey.i18n.catalogue import say

LEAST = 10


def arguments(parser: Parser) -> None:
    parser.add_argument("wave", help=say("status.help_wave", parser.language))
    parser.add_argument(
        "--minimum",
        type=whole("--minimum"),
        default=LEAST,
        metavar="N",
        help=say("status.help_minimum", parser.language, n=LEAST),
    )
    parser.add_argument("--yes", action="store_true", help=say("status.help_yes", parser.language))
    parser.add_argument("--pilot", action="store_true", help=say("status.help_pilot", parser.language))
    told_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Ask, close, and say what to do with the file."""
    from survey.cli.field_status import in_field, told_of
    from survey.fielding.web.close import check, close

    language = options.language
    study = in_field(options.wave, pilot=options.pilot)
    check(study, options.minimum)
    told = told_of(options, study)
    word = say("status.close_word", language)
    if not options.yes and ask(say("status.close_ask", language, word=word), "--yes").strip().casefold() != word:
        print(say("status.not_closed", language))
        return 1
    e = None if options.e is None else Fraction(str(options.e))
    done = close(study, options.minimum, told=told, e=e)
    print(say("status.released", language, n=len(done.released.rows), path=done.raw))
    print(say("status.sha256", language, sha256=done.sha256))
    for column, n in done.released.withheld.items():
        if n:
            print(say("status.withheld", language, column=column, n=n))
    print(say("status.log", language, path=done.log))
    if done.comments is not None:
        print(say("status.comments", language, path=done.comments))
    if not options.pilot:
        every = sorted(day for counts in study.answers.days().values() for day in counts)
        days = f"{{from: {every[0]}, to: {every[-1]}}}"
        print(say("status.next_import", language, n=len(done.released.rows), days=days, path=done.raw, wave=study.folder))
    print(say("status.old_backups", language))
    study.close()
    return 0
