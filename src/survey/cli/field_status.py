"""`survey field status WAVE`: how many began, sent and broke off, by language and group, and the rates; never an answer."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from survey.cli.asking import share, whole
from survey.cli.parser import Parser
from survey.i18n.catalogue import say
from survey.i18n.text import Language

if TYPE_CHECKING:
    from survey.fielding.web.outcome import Told
    from survey.fielding.web.study import Study


def arguments(parser: Parser) -> None:
    parser.add_argument("wave", help=say("status.help_wave", parser.language))
    parser.add_argument("--pilot", action="store_true", help=say("status.help_pilot", parser.language))
    parser.add_argument("--remarks", action="store_true", help=say("status.help_remarks", parser.language))
    told_arguments(parser)


def told_arguments(parser: Parser) -> None:
    """What only the researcher knows of a closed list."""
    for name in ("undelivered", "ineligible", "refused", "other"):
        parser.add_argument(
            f"--{name}", type=whole(f"--{name}"), default=0, metavar="N", help=say(f"status.help_{name}", parser.language)
        )
    parser.add_argument("--e", type=share("--e"), help=say("status.help_e", parser.language))


def told_of(options: argparse.Namespace, study: Study) -> Told:
    """The same as one; FieldingError where it names more people than are left."""
    from survey.errors import TOLD_TOO_MANY, error
    from survey.fielding.web.outcome import Told

    told = Told(options.undelivered, options.ineligible, options.refused, options.other)
    named = told.undelivered + told.ineligible + told.refused + told.other
    left = sum(study.invitations.invited().values()) - study.invitations.n_spent()
    if named > left and not study.closed:
        raise error(TOLD_TOO_MANY, told=named, left=left)
    return told


def run(options: argparse.Namespace) -> int:
    """Print the tables, or the remarks of a pilot."""
    from survey.fielding.web.status import status_lines

    study = in_field(options.wave, pilot=options.pilot)
    told = told_of(options, study)
    lines = _remarks(study, options.language) if options.remarks else status_lines(study, told, options.e, options.language)
    for line in lines:
        print(line)
    study.close()
    return 0


def _remarks(study: Study, language: Language) -> Iterator[str]:
    """What people said about the questions, however few they are: they were asked for it, and it is no answer."""
    if not study.pilot:
        yield say("status.remarks_of_pilot", language)
        return
    order = [item.id for item in study.instrument.items]
    found = sorted(study.answers.comments(), key=lambda one: (order.index(one[0]) if one[0] in order else len(order), one))
    for item, spoken, words in found:
        yield f"{item} ({spoken}): {words}"
    if not found:
        yield say("status.no_remarks", language)


def in_field(wave: str | Path, *, pilot: bool) -> Study:
    """The fieldwork of a wave that has begun; FieldingError where it has not, so that nothing is made by a mere look."""
    from survey.errors import NOT_IN_FIELD, error
    from survey.fielding.web.study import ANSWERS, field_of, open_study
    from survey.wave.load import open_wave

    folder = field_of(open_wave(wave)[0], pilot=pilot)
    if not (folder / ANSWERS).is_file():
        raise error(NOT_IN_FIELD, path=folder)
    return open_study(wave, pilot=pilot)
