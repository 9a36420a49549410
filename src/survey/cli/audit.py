"""`survey audit ACTION`: numbers that were printed against the counts; each action is a module `audit_<action>`."""

from __future__ import annotations

import argparse
from importlib import import_module

from survey.cli.parser import Parser
from survey.i18n.catalogue import say

ACTIONS = ("published", "claims", "commentary", "document")
"""Each is a module `survey.cli.audit_<action>` with `arguments(parser)` and `run(options)`."""


def arguments(parser: Parser) -> None:
    actions = parser.actions()
    for name in ACTIONS:
        action = parser.action(actions, name, say(f"cli.audit_{name}", parser.language))
        import_module(f"survey.cli.audit_{name}").arguments(action)


def run(options: argparse.Namespace) -> int:
    """0 when nothing was found, 1 when something was, 2 when the input cannot be used."""
    status: int = import_module(f"survey.cli.audit_{options.action}").run(options)
    return status
