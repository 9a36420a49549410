"""`survey audit document FILE`: numbers of a text that cannot be true."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from survey.cli.parser import Parser
from survey.i18n.catalogue import say
from survey.i18n.problems import tell
from survey.i18n.text import LANGUAGES


def arguments(parser: Parser) -> None:
    parser.add_argument("file", type=Path, help=say("cli.audit_document_file", parser.language))
    parser.add_argument("--wave", help=say("cli.audit_document_wave", parser.language))
    parser.add_argument(
        "--lang",
        type=str.lower,
        choices=(*LANGUAGES, "auto"),
        default="auto",
        help=say("cli.audit_document_lang", parser.language),
    )


def run(options: argparse.Namespace) -> int:
    """Print every finding with its place; 1 where there is one."""
    from survey.audit.document import audit_document
    from survey.wave.load import load_wave

    wave = load_wave(options.wave) if options.wave else None
    audit = audit_document(options.file, wave, None if options.lang == "auto" else options.lang)
    if wave is not None and wave.settings.disclosure is not None:
        print(say("cli.audit_private", options.language), file=sys.stderr)
    for warning in audit.warnings:
        print(tell(warning, options.language), file=sys.stderr)
    for problem in audit.findings:
        print(tell(problem, options.language))
    print(say("cli.audit_document_read", options.language, count=audit.numbers, n=audit.numbers))
    print(say("cli.audit_findings", options.language, count=len(audit.findings), n=len(audit.findings)))
    return 1 if audit.findings else 0
