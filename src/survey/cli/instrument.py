"""`survey instrument from-limesurvey|from-xlsx|to-xlsx`: a questionnaire file from another file, or as a workbook."""

from __future__ import annotations

import argparse
from pathlib import Path

from survey.cli.output import check_output
from survey.cli.parser import Parser
from survey.i18n.catalogue import say

ACTIONS = ("from-limesurvey", "from-xlsx", "to-xlsx")
WORKBOOK, QUESTIONNAIRE = (".xlsx",), (".yaml", ".yml")


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"cli.instrument_{key}", parser.language)

    parser.add_argument("action", choices=ACTIONS, help=words("action"))
    parser.add_argument("file", help=words("file"))
    parser.add_argument("--out", type=Path, required=True, help=words("out"))
    parser.add_argument("--replace", action="store_true", help=words("replace"))


def run(options: argparse.Namespace) -> int:
    """Write the file; 1 where `survey check` will ask for something, else 0."""
    endings = WORKBOOK if options.action == "to-xlsx" else QUESTIONNAIRE
    check_output(options.out, endings, replace=options.replace, inputs=[Path(options.file)])
    action = {"from-limesurvey": _from_limesurvey, "from-xlsx": _from_xlsx, "to-xlsx": _to_xlsx}[options.action]
    return action(options)


def _from_limesurvey(options: argparse.Namespace) -> int:
    """Print what a person has to look at."""
    from survey.errors import SurveyError
    from survey.i18n.problems import tell
    from survey.instrument.read import read_instrument
    from survey.intake.limesurvey_draft import read_structure
    from survey.wave.whole_files import replacing

    out: Path = options.out
    draft = read_structure(Path(options.file), out.stem, options.language)
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


def _to_xlsx(options: argparse.Namespace) -> int:
    """The workbook is read back before it takes its place: it holds the same questionnaire."""
    from survey.errors import SHEET_LOSS, Place, error
    from survey.instrument.find import find_instrument
    from survey.instrument.model import differing
    from survey.instrument.read import read_instrument
    from survey.intake.questionnaire_xlsx import read_questionnaire_xlsx
    from survey.wave.whole_files import replacing
    from survey.writers.questionnaire_xlsx import questionnaire_xlsx

    path = find_instrument(options.file)
    instrument = read_instrument(path)
    content = questionnaire_xlsx(path)
    again, _ = read_questionnaire_xlsx(options.out, content, path)
    for part in differing(instrument, again):
        raise error(SHEET_LOSS, Place(path), part=part)
    with replacing(options.out) as beside:
        beside.write_bytes(content)
    print(say("translation.written", options.language, path=str(options.out)))
    return 0


def _from_xlsx(options: argparse.Namespace) -> int:
    """The file is read back before it takes its place: it holds the same questionnaire."""
    from survey.errors import SHEET_LOSS, Place, error
    from survey.instrument.model import differing
    from survey.instrument.read import read_instrument
    from survey.intake.questionnaire_xlsx import read_questionnaire_xlsx
    from survey.wave.whole_files import replacing

    out: Path = options.out
    commented = out.is_file() and any(line.lstrip().startswith("#") for line in out.read_text("utf-8-sig").splitlines())
    instrument, text = read_questionnaire_xlsx(Path(options.file), out=out)
    with replacing(out) as beside:
        beside.write_bytes(text.encode())
        for part in differing(instrument, read_instrument(beside)):
            raise error(SHEET_LOSS, Place(options.file), part=part)
    print(say("translation.written", options.language, path=str(out)))
    if commented:
        print(say("cli.instrument_comments_lost", options.language))
    return 0
