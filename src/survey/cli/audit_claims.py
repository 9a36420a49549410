"""`survey audit claims WAVE`: what the data say about each claim."""

from __future__ import annotations

import argparse
import sys

from survey.cli.parser import Parser
from survey.i18n.catalogue import say
from survey.i18n.problems import sentence


def arguments(parser: Parser) -> None:
    parser.add_argument("wave", help=say("cli.report_wave", parser.language))


def run(options: argparse.Namespace) -> int:
    """Print each claim with its verdict and numbers, then how many have which; 1 where one is false."""
    from survey.audit.claims import audit_claims, has_claims
    from survey.audit.claims_file import CLAIMS
    from survey.tables.claims import claims_lines, counts_table
    from survey.wave.load import load_wave

    wave, language = load_wave(options.wave), options.language
    if wave.folder is not None and not has_claims(wave):
        print(say("cli.audit_none", language, path=wave.folder / CLAIMS))
        return 0
    audit = audit_claims(wave)
    if wave.settings.disclosure is not None:
        print(say("cli.audit_private", language), file=sys.stderr)
    texts = {claim.id: claim.text for claim in audit.claims}
    for line in claims_lines(audit.verdicts, audit.evidence, texts, wave.instrument, language):
        print(line)
    print()
    for name, count, _ in counts_table(audit.verdicts, language).rows:
        print(f"{count:>4}  {name}")
    if audit.assumes is None:
        print(say("claims.everybody", language))
    else:
        note = say("claims.p_note" if audit.from_rows else "claims.p_note_margins", language)
        print(say("claims.model_sampled", language, assumes=sentence(audit.assumes, language)), note)
    if audit.assumes_answered is not None:
        print(sentence(audit.assumes_answered, language))
    return 1 if (audit.verdicts["verdict"] == "false").any() else 0
