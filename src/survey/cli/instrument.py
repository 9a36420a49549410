"""`survey instrument from-limesurvey FILE --out YAML`: a questionnaire file from the structure that LimeSurvey exports."""

from __future__ import annotations

import argparse
from pathlib import Path

from survey.cli.parser import Parser
from survey.i18n.catalogue import say

ACTIONS = ("from-limesurvey",)


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"cli.instrument_{key}", parser.language)

    parser.add_argument("action", choices=ACTIONS, help=words("action"))
    parser.add_argument("file", type=Path, help=words("file"))
    parser.add_argument("--out", type=Path, required=True, help=words("out"))


def run(options: argparse.Namespace) -> int:
    """Write the file, print what a person has to look at; 1 where `survey check` will ask for something, else 0."""
    from survey.errors import STRUCTURE_EXISTS, SurveyError, error
    from survey.i18n.problems import tell
    from survey.instrument.read import read_instrument
    from survey.intake.limesurvey_draft import read_structure
    from survey.wave.whole_files import replacing

    out: Path = options.out
    if out.exists():
        raise error(STRUCTURE_EXISTS, path=out)
    draft = read_structure(options.file, out.stem, options.language)
    with replacing(out) as beside:
        beside.write_text(draft.text, "utf-8", newline="\n")
    print(say("intake.structure_written", options.language, path=out, items=draft.items))
    for key, params in draft.open:
        print(f"  {say(f'intake.{key}', options.language, **params)}")
    try:
        read_instrument(out)
    except SurveyError as found:
        for one in found.problems:
            print(tell(one, options.language))
        return 1
    return 0
