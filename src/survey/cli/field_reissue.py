"""`survey field reissue WAVE LINKS`: new links, and letters with them, for those by whose link nobody has answered yet."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from survey.cli.field_invite import links_path, tell_links, write_links
from survey.cli.parser import Parser
from survey.i18n.catalogue import say


def arguments(parser: Parser) -> None:
    parser.add_argument("wave", help=say("status.help_wave", parser.language))
    parser.add_argument("links", type=Path, help=say("status.help_links", parser.language))
    parser.add_argument("--address", required=True, help=say("status.help_address", parser.language))
    parser.add_argument("--out", type=Path, required=True, help=say("status.help_out", parser.language))
    parser.add_argument("--pilot", action="store_true", help=say("status.help_pilot", parser.language))


def run(options: argparse.Namespace) -> int:
    """Write the new list, then let the store know; the old links open no more."""
    from survey.cli.field_status import in_field
    from survey.errors import ANSWERS_CLOSED, error
    from survey.fielding.web.experts import check_address, read_links

    check_address(options.address)
    path = links_path(options.out)
    study = in_field(options.wave, pilot=options.pilot)
    if study.closed:
        raise error(ANSWERS_CLOSED)
    listed = read_links(options.links, study.instrument.languages)
    people = {token: expert for expert, token, _ in listed}
    letters: list[Path] = []

    def give(new: Mapping[str, str]) -> None:
        if new:
            letters.extend(
                write_links(
                    (study.instrument, study.wave),
                    path,
                    [people[old] for old in new],
                    list(new.values()),
                    options.address,
                    ("reminder",),
                )
            )

    new = study.invitations.reissue({token: row for _, token, row in listed}, give)
    if new:
        said = say("status.reissued", options.language, n=len(new), spent=len(people) - len(new), path=path)
        tell_links(said, path.parent, letters, options.language)
    else:
        print(say("status.nobody_left", options.language))
    study.answers.rewrite()  # else the bytes of the file would tell who answered before the reminder, and who after it
    study.close()
    return 0
