"""`survey field erase WAVE`: a participant's record goes by its recovery code, before the wave closes."""

from __future__ import annotations

import argparse

from survey.cli.asking import ask
from survey.cli.parser import Parser
from survey.i18n.catalogue import say


def arguments(parser: Parser) -> None:
    parser.add_argument("wave", help=say("status.help_wave", parser.language))
    parser.add_argument("--code", help=say("status.help_code", parser.language))
    parser.add_argument("--pilot", action="store_true", help=say("status.help_pilot", parser.language))


def run(options: argparse.Namespace) -> int:
    """Erase the record, overwriting its bytes."""
    from survey.cli.field_status import in_field
    from survey.errors import CODE_OPENS_NOTHING, error

    study = in_field(options.wave, pilot=options.pilot)
    if not study.answers.erase(options.code or ask(say("status.erase_ask", options.language), "--code")):
        raise error(CODE_OPENS_NOTHING)
    print(say("status.erased_now", options.language))
    study.close()
    return 0
