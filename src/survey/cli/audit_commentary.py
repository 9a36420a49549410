"""`survey audit commentary WAVE`: every number in the author's prose against the counts."""

from __future__ import annotations

import argparse
from pathlib import Path

from survey.cli.parser import Parser
from survey.i18n.catalogue import say
from survey.i18n.problems import tell, where
from survey.i18n.text import LANGUAGES


def arguments(parser: Parser) -> None:
    parser.add_argument("wave", help=say("cli.report_wave", parser.language))


def run(options: argparse.Namespace) -> int:
    """Print every finding with file and line; 1 where there is one."""
    from survey.audit.commentary import check, commentary_path, waivers
    from survey.wave.load import load_wave

    wave = load_wave(options.wave)
    folder = wave.folder or Path()  # a wave that was loaded has its folder
    present = [language for language in LANGUAGES if commentary_path(folder, language).is_file()]
    if not present:
        print(say("cli.audit_none", options.language, path=folder / "commentary"))
        return 0
    found = [problem for language in present for problem in check(wave, language)]
    for problem in found:
        print(tell(problem, options.language))
    keys = ("waived", "source") if wave.settings.disclosure is not None else ("waived",)
    for language in present:
        for waiver in waivers(commentary_path(folder, language), language, keys):
            place = where(waiver.place, options.language)
            line = "cli.audit_waived" if waiver.key == "waived" else "cli.audit_sourced"
            print(say(line, options.language, place=place, printed=waiver.printed, reason=waiver.reason))
    print(say("cli.audit_findings", options.language, count=len(found), n=len(found)))
    return 1 if found else 0
