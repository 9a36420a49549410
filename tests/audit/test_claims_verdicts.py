"""Whether one person more or fewer would change the verdict of a claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

import pytest

from survey.analysis.status import Status
from survey.audit.claims import audit_claims
from survey.audit.claims_evidence import Evidence, Outcome
from survey.audit.claims_verdicts import outcomes, robust, settled
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.wave import Wave

HOLDS, NEVER = Status.HOLDS, Status.NEVER


def share(p: float, *variants: tuple[Status, float]) -> Evidence:
    return Evidence("share", HOLDS, model_p=(p, p), variants=tuple((fact, (q, q)) for fact, q in variants))


def test_holm_is_part_of_the_verdict_and_of_its_stability() -> None:
    """Two p of .03 and .04: neither is below .05 after Holm, so that a change to .04 changes nothing; .01 and .04 are."""
    assert outcomes([share(0.03), share(0.04)]) == [Outcome.NOT_DEMONSTRATED] * 2
    found = [share(0.01, (HOLDS, 0.03)), share(0.04, (HOLDS, 0.045))]
    assert outcomes(found) == [Outcome.TRUE] * 2
    assert settled(found) == [False, True]  # .03 alone is below .05, twice .03 is not
    assert robust([found]) is False
    assert robust([found[:1]]) is True


def test_a_row_with_another_verdict_than_the_claim_counts_too() -> None:
    """The claim is not demonstrated because of its first test; one person makes its second one false."""
    weak, sure = share(0.3, (HOLDS, 0.4)), share(0.001, (NEVER, 0.001))
    assert robust([[weak], [sure]]) is False
    assert robust([[weak], [share(0.001, (HOLDS, 0.3))]]) is True  # not demonstrated all the same


def test_what_cannot_be_off_is_not_called_robust() -> None:
    reason = Evidence("reason", Status.OPEN, reason="frame", outcome_known=Outcome.NEEDS_SAMPLE)
    assert robust([[reason]]) is None
    assert robust([[reason], [share(0.01, (HOLDS, 0.02))]]) is True
    assert robust([[reason], [share(0.01, (HOLDS, 0.2))]]) is False


def moves(wave: Wave, item: str) -> Iterator[Wave]:
    """The wave with one person who gave each published answer to a question giving another one."""
    assert wave.margins is not None
    table = wave.margins.table
    own = table[(table["item"] == item) & (table["low"] == table["high"])]
    for giver, taker in permutations(own.index, 2):
        if table.loc[giver, "low"] > 0:
            changed = table.copy()
            for at, more in ((giver, -1), (taker, 1)):
                changed.loc[at, ["low", "high"]] += more
            yield replace(wave, margins=replace(wave.margins, table=changed))


def changed_by_one(wave: Wave, items: list[str]) -> tuple[set[str], set[str]]:
    """The claims whose verdict changes with one person, by counting all over again; and those called not robust."""
    audit = audit_claims(wave)
    before = audit.verdicts.set_index("claim")
    changed = set()
    for item in items:
        about = [claim for claim in audit.claims if any(item in str(asked.argument) for asked in claim.tests)]
        for other in moves(wave, item) if about else ():
            after = audit_claims(other, about).verdicts.set_index("claim")["verdict"]
            changed |= {claim for claim in after.index if after[claim] != before["verdict"][claim]}
    return changed, set(before.index[before["robust"] == False])  # noqa: E712


@pytest.fixture(scope="module")
def wave() -> Wave:
    return load_wave(root() / "data" / "sovereignty-2022")


def test_one_person_who_names_another_state_makes_a_claim_false(wave: Wave) -> None:
    changed, shaky = changed_by_one(wave, ["threat_state_identity"])
    assert "H37" in changed
    assert changed <= shaky


@pytest.mark.long
def test_robust_is_what_counting_again_with_one_person_moved_says(wave: Wave) -> None:
    assert wave.margins is not None
    changed, shaky = changed_by_one(wave, list(dict.fromkeys(wave.margins.table["item"])))
    assert changed == shaky
