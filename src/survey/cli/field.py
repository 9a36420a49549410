"""`survey field ACTION`: the questionnaire to platforms and to experts; each action is a module `field_<action>`."""

from __future__ import annotations

import argparse
from importlib import import_module

from survey.cli.parser import Parser
from survey.i18n.catalogue import say

ACTIONS = ("export", "ethics", "serve", "rehearse", "invite", "reissue", "status", "close", "erase", "backup")
"""Each is a module `survey.cli.field_<action>` with `arguments(parser)` and `run(options)`."""


def arguments(parser: Parser) -> None:
    actions = parser.actions()
    for name in ACTIONS:
        action = parser.action(actions, name, say(f"cli.field_{name}", parser.language))
        import_module(f"survey.cli.field_{name}").arguments(action)


def run(options: argparse.Namespace) -> int:
    """What the action returns: 0 fine, 1 findings, 2 unusable input."""
    status: int = import_module(f"survey.cli.field_{options.action}").run(options)
    return status
