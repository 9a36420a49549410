"""An argument parser that speaks the user's language and never leaves by itself with a message of its own."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from survey.errors import BAD_COMMAND, error
from survey.i18n.catalogue import say
from survey.i18n.text import Language


class _Formatter(argparse.HelpFormatter):
    language: Language = "en"

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, say("cli.usage", self.language) + " " if prefix is None else prefix)


def _formatter(spoken: Language) -> type[_Formatter]:
    class Formatter(_Formatter):
        language = spoken

    return Formatter


class Parser(argparse.ArgumentParser):
    """A parser of one command; sub-parsers made from it speak the same language."""

    def __init__(self, *, prog: str, description: str, language: Language) -> None:
        look = _formatter(language)
        super().__init__(prog=prog, description=description, formatter_class=look, add_help=False, allow_abbrev=False)
        self.language = language
        self._positionals.title = say("cli.arguments", language)
        self._optionals.title = say("cli.options", language)
        self.add_argument("-h", "--help", action="help", help=say("cli.help", language))

    def actions(self) -> argparse._SubParsersAction[Parser]:
        """The place for sub-commands: `survey report build`."""
        return self.add_subparsers(
            dest="action", required=True, metavar=say("cli.action", self.language), title=say("cli.actions", self.language)
        )

    def action(self, actions: argparse._SubParsersAction[Parser], name: str, text: str) -> Parser:
        return actions.add_parser(name, help=text, description=text, language=self.language)

    def error(self, message: str) -> NoReturn:
        """Bad usage is a user error like any other; argparse's English words are kept as the detail."""
        raise error(BAD_COMMAND, command=self.prog, detail=message)
