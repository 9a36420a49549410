"""`survey field backup WAVE --out FOLDER`: both stores at one moment, while people go on answering."""

from __future__ import annotations

import argparse
from pathlib import Path

from survey.cli.parser import Parser
from survey.i18n.catalogue import say


def arguments(parser: Parser) -> None:
    parser.add_argument("wave", help=say("status.help_wave", parser.language))
    parser.add_argument("--out", type=Path, required=True, help=say("status.help_out", parser.language))
    parser.add_argument("--pilot", action="store_true", help=say("status.help_pilot", parser.language))


def run(options: argparse.Namespace) -> int:
    """Copy into a folder that is not there yet."""
    from survey.cli.field_status import in_field
    from survey.fielding.web.backup import backup

    study = in_field(options.wave, pilot=options.pilot)
    print(say("status.backed_up", options.language, path=backup(study, options.out)))
    study.close()
    return 0
