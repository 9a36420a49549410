"""`survey audit published DATA`: printed percentages that cannot be true."""

from __future__ import annotations

import argparse
from pathlib import Path

from survey.cli.parser import Parser
from survey.i18n.catalogue import say
from survey.i18n.problems import tell


def arguments(parser: Parser) -> None:
    parser.add_argument("data", type=Path, help=say("cli.audit_published_data", parser.language))
    parser.add_argument("--base", type=int, help=say("cli.audit_published_base", parser.language))


def run(options: argparse.Namespace) -> int:
    """Print the base, what each printed number can be, and every finding; 1 where there is one."""
    from survey.audit.published import audit_published
    from survey.tables.published import published_lines

    audit = audit_published(options.data, options.base)
    for line in published_lines(audit.base, audit.bases, audit.percents, audit.words, audit.figures, options.language):
        print(line)
    for problem in audit.findings:
        print(tell(problem, options.language))
    print(say("cli.audit_findings", options.language, count=len(audit.findings), n=len(audit.findings)))
    return 1 if audit.findings else 0
