"""`survey`: chooses the command, speaks the user's language, turns every user error into one message and an exit status."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

from survey import namesake
from survey.cli.language import unknown_language, user_language
from survey.cli.parser import Parser
from survey.errors import UNKNOWN_COMMAND, SurveyError, error
from survey.i18n.catalogue import say
from survey.i18n.problems import tell
from survey.i18n.text import Language

COMMANDS = (
    *("new", "check", "schema", "compare", "simulate", "plan", "import", "clean"),
    *("audit", "report", "codebook", "chapter", "slides", "abstract", "export", "instrument", "po", "field"),
)
"""Each is a module of this package with `arguments(parser)` and `run(options)`; imported only when it is the one asked for."""

MODULES = {"import": "import_"}
"""Commands whose name cannot be the name of a module."""

UNUSABLE = 2


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 fine, 1 findings, 2 unusable input."""
    _replace_letters_the_console_lacks()
    language = user_language()
    if (unknown := unknown_language()) is not None:
        print(say("cli.language_unknown", language, value=unknown), file=sys.stderr)
    if (other := namesake.found()) is not None:
        print(tell(other, language), file=sys.stderr)
        return UNUSABLE
    try:
        status = _run(list(sys.argv[1:] if words is None else words), language)
        sys.stdout.flush()
        return status
    except SurveyError as problems:
        for problem in problems.problems:
            print(tell(problem, language), file=sys.stderr)
        return UNUSABLE
    except KeyboardInterrupt:
        print(say("cli.interrupted", language), file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _replace_letters_the_console_lacks() -> None:
    """A console in cp1251 gets `?` for a Kazakh letter that it lacks, instead of a crash."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _run(words: list[str], language: Language) -> int:
    if not words or words[0] in ("-h", "--help"):
        print(_overview(language))
        return 0
    if words[0] == "--version":
        from survey import __version__

        print(f"saualnama {__version__}")
        return 0
    name = words[0]
    if name not in COMMANDS:
        import difflib

        nearest = difflib.get_close_matches(name, COMMANDS, n=1)
        raise error(UNKNOWN_COMMAND, command=name, known=COMMANDS, nearest=nearest[0] if nearest else None)
    command = import_module(f"survey.cli.{MODULES.get(name, name)}")
    parser = Parser(prog=f"survey {name}", description=say(f"cli.{name}", language), language=language)
    command.arguments(parser)
    try:
        options = parser.parse_args(words[1:])
    except SystemExit as asked:  # --help has printed itself
        return int(asked.code or 0)
    options.language = language
    status: int = command.run(options)
    return status


def _overview(language: Language) -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {say(f'cli.{name}', language)}" for name in COMMANDS]
    return "\n".join([say("cli.overview", language), "", *lines, "", say("cli.more", language)])


if __name__ == "__main__":
    sys.exit(main())
