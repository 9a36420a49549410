"""`survey schema`: the JSON Schema of a questionnaire file, for editors."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from survey.cli.parser import Parser
from survey.errors import FOLDER_NOT_FOUND, error
from survey.i18n.catalogue import say


def arguments(parser: Parser) -> None:
    parser.add_argument("--out", type=Path, help=say("cli.schema_out", parser.language))


def run(options: argparse.Namespace) -> int:
    from survey.instrument.schema import json_schema
    from survey.wave.whole_files import replacing

    text = json.dumps(json_schema(options.language), ensure_ascii=False, indent=2)
    if options.out is None:
        print(text)
        return 0
    if not options.out.absolute().parent.is_dir():
        raise error(FOLDER_NOT_FOUND, path=options.out.parent, nearest=None)
    with replacing(options.out) as beside:
        beside.write_text(text + "\n", encoding="utf-8", newline="\n")
    print(say("cli.schema_written", options.language, path=options.out))
    return 0
