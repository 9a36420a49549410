"""`survey new FOLDER`: a study to begin with, and its first report."""

from __future__ import annotations

import argparse
from pathlib import Path

from survey.cli.parser import Parser
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"scaffold.{key}", parser.language)

    parser.add_argument("folder", type=Path, help=words("folder"))
    parser.add_argument("--from", dest="source", metavar="ID", help=words("source"))
    parser.add_argument("--lang", choices=LANGUAGES, help=words("lang"))
    parser.add_argument("--id", help=words("id"))


def run(options: argparse.Namespace) -> int:
    """Write the study, say what to run next."""
    from survey import __version__
    from survey.scaffold.study import new_study

    made = new_study(options.folder, options.source, options.lang or options.language, options.id, __version__)
    print(say("scaffold.written", options.language, count=len(made.files), n=len(made.files), folder=made.folder))
    print(say("scaffold.next", options.language))
    folder = str(made.folder)
    go_there = [] if folder == "." else [f'cd "{folder}"' if " " in folder else f"cd {folder}"]
    for command in (*go_there, f"survey check {made.id}", f"survey report build data/{made.demo} --lang {made.language}"):
        print(f"  {command}")
    return 0
