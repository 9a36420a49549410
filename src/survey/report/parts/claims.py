"""What was claimed about the results, against the data; only where the wave has claims.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from survey.audit.claims import ClaimsAudit, audit_claims, has_claims
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.i18n.problems import sentence
from survey.instrument.rows import item_or_row
from survey.instrument.wording import capitalised
from survey.report import caution
from survey.report.report import Report
from survey.tables.claims import ORDER, REASONED, claims_table, counts_table
from survey.wave.settings import Design


def write(report: Report) -> str:
    """How many claims have which verdict, then the claims of each verdict with the numbers; nothing without claims.

    p stands here whatever `intervals` says, under the sentence of what it assumes: a claim of more or less is a claim about
    chance.
    """
    if not has_claims(report.wave):
        return ""
    language = report.language
    audit = audit_claims(report.wave)
    texts = {claim.id: claim.text for claim in audit.claims}
    intro = [_say(report, "intro", n=len(audit.claims)), _say(report, "tests_of_rows" if audit.from_rows else "intro_margins")]
    notes = list(_notes(report, audit))
    parts = [f"# {_say(report, 'title')}", escape(" ".join(intro)), report.table(counts_table(audit.verdicts, language))]
    if set(audit.verdicts["verdict"]) - set(REASONED):
        parts.append(escape(" ".join(notes)))
    names = _marked(report, audit)
    for verdict in ORDER:
        if not (audit.verdicts["verdict"] == verdict).any():
            continue
        table = claims_table(verdict, audit.verdicts, audit.evidence, texts, report.instrument, language, names)
        parts += [f"## {escape(capitalised(say(f'claims.verdict_{verdict}', language)))}", report.table(table)]
    return "\n\n".join([*parts, *([escape(caution.note(report))] if names else [])])


def _notes(report: Report, audit: ClaimsAudit) -> Iterator[str]:
    """What p assumes and what robust means; no p where everybody took part."""
    if audit.assumes is None:
        yield _say(report, "everybody")
    else:
        model = "model" if report.wave.settings.design is Design.NONPROBABILITY else "model_sampled"
        yield _say(report, model, assumes=sentence(audit.assumes, report.language))
        yield _say(report, "p_note" if audit.from_rows else "p_note_margins")
    if not audit.from_rows:
        yield _say(report, "robust_note")
    if audit.assumes_answered is not None:
        yield sentence(audit.assumes_answered, report.language)


def _marked(report: Report, audit: ClaimsAudit) -> dict[str, str]:
    """The ids of claims about answers whose direction is in doubt, with the mark."""
    names = {}
    for claim, rows in audit.evidence.groupby("claim", sort=False):
        asked = {name for place in ("first", "second") for name in rows[place] if isinstance(name, str)}
        if caution.doubtful(item_or_row(report.instrument, name) for name in asked):
            names[str(claim)] = f"{claim}{caution.MARK}"
    return names


def _say(report: Report, key: str, **params: Any) -> str:
    return say(f"claims.{key}", report.language, **params)
