"""The claims about a wave against its data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from survey.analysis.given import Answer, assumption
from survey.audit.claims_data import Data
from survey.audit.claims_evidence import Evidence, strictest
from survey.audit.claims_file import CLAIMS, Asked, Claim, read_claims
from survey.audit.claims_registry import TESTS
from survey.audit.claims_verdicts import demanding, holm, outcomes, robust, settled
from survey.errors import ASSUMES_RANDOM_SAMPLE, FILE_NOT_FOUND, Problem, error, problem
from survey.wave.wave import Wave, expect_wave

JOINT = ("compared", "joint", "one", "associated", "same")
"""Kinds of evidence about several questions at once."""


@dataclass(frozen=True)
class ClaimsAudit:
    """Verdicts; frames, described in `audit_claims`. Columns that begin with `model_` hold only under `assumes`.

    assumes: None where everybody took part and there is no p. assumes_answered: what is taken for granted of who answered the
    questions that claims take together; None of rows, or where no claim does.
    """

    claims: tuple[Claim, ...]
    verdicts: pd.DataFrame
    evidence: pd.DataFrame
    from_rows: bool
    assumes: Problem | None
    assumes_answered: Problem | None


def has_claims(wave: Wave) -> bool:
    """Whether the folder of a wave has claims.yaml."""
    return wave.folder is not None and (wave.folder / CLAIMS).is_file()


def audit_claims(wave: Wave, claims: Sequence[Claim] | None = None) -> ClaimsAudit:
    """What the data of a wave say to what was said about it.

    Parameters
    ----------
    wave
        A wave of rows, for which tests of joint answers are exact, or of margins, for which they are ranges over all tables that
        fit.
    claims
        From `read_claims`; None reads claims.yaml of the wave's folder.

    Returns
    -------
    ClaimsAudit:

    - `verdicts`, a row for each claim: claim, verdict (the strictest of its tests: `false`, `not_measured`, `needs_sample`,
      `partly` where some tests are of the last two kinds and no other is false, `not_demonstrated`, `open`, `undefined`,
      `true`), robust (whether it stays if one person more or fewer gave an answer or answered a question at all, of `partly`
      whether the tests that could be made do; None where nothing can be off), tests.
    - `evidence`, a row for each question or pair of a test: claim, test, kind, first, first_codes, second, second_codes,
      reason; facts: fact (`holds` of those who answered in every table, `never`, `open`, None where nobody answered or all
      alike), low, high (people with the answer or with both), base_low, base_high, first_low, first_high, second_low,
      second_high, expected (with both, if the answers had nothing to do with each other), needed (with both, for a positive
      association), needed_for_significance, kappa_low, kappa_high; under the model: model_p_low, model_p_high (exact,
      two-sided), model_p_holm_low, model_p_holm_high (over the questions or pairs of one test), tests (how many these are);
      verdict, robust.

    Raises
    ------
    SurveyError
        No claims.yaml; all its problems (`read_claims`).

    Notes
    -----
    `true`: true of those who answered and, for statements of more and less, with p of at most .05 in every table.
    `not_demonstrated`: true of those who answered, but p is above .05 in every table, so under the model chance alone could have
    made it so. `open`: some tables say so and some do not. `undefined`: nobody answered, or everybody alike. Where everybody of
    the frame took part there is no p, and the facts decide.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> found = audit_claims(load_wave(min((root() / "data").glob("*-2022"))))
    >>> found.verdicts.set_index("claim")["verdict"][["H02", "H03", "H20", "H22"]].tolist()
    ['false', 'true', 'not_demonstrated', 'open']
    """
    if claims is None:
        folder = expect_wave(wave).folder
        if not has_claims(wave) or folder is None:
            raise error(FILE_NOT_FOUND, path=str(CLAIMS if folder is None else folder / CLAIMS))
        claims = read_claims(folder / CLAIMS, wave.instrument)
    data = Data(wave)
    verdicts: list[dict[str, Any]] = []
    evidence: list[dict[str, Any]] = []
    for claim in claims:
        tests = [_found(data, asked) for asked in claim.tests]
        rows = [row for asked, found in zip(claim.tests, tests, strict=True) for row in _rows(claim, asked, found)]
        evidence += rows
        verdict = strictest(row["verdict"] for row in rows)
        verdicts.append({"claim": claim.id, "verdict": verdict, "robust": robust(tests), "tests": len(rows)})
    assumes = None if _everybody(wave) else problem(ASSUMES_RANDOM_SAMPLE, n=wave.n)
    return ClaimsAudit(
        tuple(claims), pd.DataFrame(verdicts).astype({"robust": object}), pd.DataFrame(evidence), data.rows, assumes,
        _answered(data, evidence),
    )  # fmt: skip


def _everybody(wave: Wave) -> bool:
    """Whether those who answered are the whole population and no sample of it."""
    return wave.settings.population == wave.n


def _found(data: Data, asked: Asked) -> list[Evidence]:
    found = list(TESTS[asked.test].run(data, asked.argument))
    return [one.without_model for one in found] if _everybody(data.wave) else found


def _answered(data: Data, evidence: Sequence[dict[str, Any]]) -> Problem | None:
    """What the margins leave open of who answered the questions that claims take together."""
    together = [row for row in evidence if row["kind"] in JOINT]
    if data.rows or not together:
        return None
    items = dict.fromkeys(item for row in together for item in (row["first"], row["second"], *str(row["reason"] or "").split()))
    return assumption([data.told.base(item) for item in items], data.told.people)


def _rows(claim: Claim, asked: Asked, found: Sequence[Evidence]) -> list[dict[str, Any]]:
    """The evidence of one test of a claim, its p-values adjusted over the questions or pairs that the test names."""
    rows = []
    asking = sum(map(demanding, found))
    for one, p, verdict, stays in zip(found, holm(found), outcomes(found), settled(found), strict=True):
        rows.append(
            {
                "claim": claim.id, "test": asked.test, "kind": one.kind,
                **_answer("first", one.first), **_answer("second", one.second), "reason": one.reason,
                "fact": one.fact, "low": one.low, "high": one.high, "base_low": one.base[0], "base_high": one.base[1],
                "first_low": one.first_count[0], "first_high": one.first_count[1],
                "second_low": one.second_count[0], "second_high": one.second_count[1],
                "expected": one.expected, "needed": one.needed, "needed_for_significance": one.needed_for_significance,
                "kappa_low": one.kappa[0], "kappa_high": one.kappa[1],
                "model_p_low": one.model_p[0], "model_p_high": one.model_p[1],
                "model_p_holm_low": p[0], "model_p_holm_high": p[1],
                "tests": asking, "verdict": verdict, "robust": stays,
            }
        )  # fmt: skip
    return rows


def _answer(place: str, answer: Answer | None) -> dict[str, Any]:
    codes = () if answer is None else (answer[1],) if isinstance(answer[1], str) else tuple(answer[1])
    return {place: None if answer is None else answer[0], f"{place}_codes": codes}
