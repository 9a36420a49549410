"""Claims against margins and against rows: verdicts that the counts decide, and what changes them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from scipy.stats import binomtest, fisher_exact

from survey.audit.claims import audit_claims, has_claims
from survey.audit.claims_file import CLAIMS, Claim, read_claims
from survey.errors import FILE_NOT_FOUND, SurveyError
from survey.shipped import root
from survey.wave.load import load_wave
from survey.wave.settings import Design
from survey.wave.wave import Wave

FOLDER = root() / "data" / "sovereignty-2022"

VERDICTS = {
    "false": "H02 H34 H43 H46",
    "not_demonstrated": "H20 H33 H37 H49",
    "true": "H03 H09 H14 H15 H17 H21 H41 H53",
    "not_measured": "H08 H13 H26 H42 H48",
    "partly": "H11 H12 H31 H39 H40",
    "needs_sample": "H01 H04 H06 H16 H18 H25 H52",
    "open": "H05 H07 H10 H19 H22 H23 H24 H27 H28 H29 H30 H32 H35 H36 H38 H44 H45 H47 H50 H51 H54 H55 H56 H57",
}


@pytest.fixture(scope="module")
def wave():
    return load_wave(FOLDER)


@pytest.fixture(scope="module")
def audit(wave):
    return audit_claims(wave)


@pytest.fixture(scope="module")
def demo():
    return load_wave(root() / "data" / "sovereignty-2022-demo")


@pytest.fixture(scope="module")
def from_rows(demo, wave):
    """The same claims on the simulated wave, which keeps every printed count; without the one that crosses 26 questions."""
    claims = read_claims(FOLDER / CLAIMS, wave.instrument)
    return audit_claims(demo, [claim for claim in claims if claim.id != "H57"])


def verdicts(audit) -> dict[str, str]:
    return {row["claim"]: str(row["verdict"]) for row in audit.verdicts.to_dict("records")}


# -- margins -----------------------------------------------------------------------------------------------------------
def test_all_57_claims_of_2022(audit) -> None:
    assert verdicts(audit) == {claim: verdict for verdict, claims in VERDICTS.items() for claim in claims.split()}
    assert len(audit.verdicts) == 57


@pytest.mark.parametrize(
    ("claim", "place", "column", "value"),
    [
        ("H02", 0, "low", 33),
        ("H02", 0, "base_low", 95),
        ("H07", 0, "needed_for_significance", 2),
        ("H10", 0, "needed_for_significance", 53),
        ("H22", 1, "needed_for_significance", 50),
        ("H23", 1, "needed_for_significance", 45),
        ("H24", 0, "needed_for_significance", 22),
        ("H32", 0, "needed_for_significance", 36),
        ("H36", 0, "needed_for_significance", 69),
        ("H45", 1, "needed_for_significance", 75),
        ("H36", 0, "expected", 80 * 79 / 96),
        ("H28", 0, "low", 26),
        ("H17", 0, "low", 59),
    ],
)
def test_numbers_of_the_evidence(audit, claim: str, place: int, column: str, value: float) -> None:
    row = audit.evidence[audit.evidence["claim"] == claim].iloc[place]
    assert row[column] == pytest.approx(value)


@pytest.mark.parametrize(
    ("claim", "place", "n", "base", "share"),
    [
        ("H03", 0, 89, 96, 0.5),
        ("H09", 0, 61, 96, 2 / 3),
        ("H20", 0, 50, 96, 0.5),
        ("H41", 0, 61, 96, 0.5),
        ("H15", 0, 3, 96, 0.1),
    ],
)
def test_p_of_a_share(audit, claim: str, place: int, n: int, base: int, share: float) -> None:
    row = audit.evidence[audit.evidence["claim"] == claim].iloc[place]
    assert row["model_p_low"] == row["model_p_high"] == pytest.approx(binomtest(n, base, share).pvalue)


def test_p_of_an_order_and_of_two_questions(audit) -> None:
    evidence = audit.evidence.set_index("claim")
    assert evidence.loc["H14", "model_p_high"].tolist() == pytest.approx([binomtest(76, 93).pvalue, binomtest(17, 20).pvalue])
    assert evidence.loc["H44", ["model_p_low", "model_p_high"]].tolist() == pytest.approx([0.0078, 0.4282], abs=1e-4)
    assert evidence.loc["H17", "model_p_high"].iloc[1] == pytest.approx(0.00075, abs=1e-5)


def test_holm_covers_the_pairs_of_one_test(audit) -> None:
    rows = audit.evidence[(audit.evidence["claim"] == "H49") & (audit.evidence["test"] == "order")]
    assert rows["tests"].tolist() == [6] * 6
    assert (rows["model_p_holm_high"] >= rows["model_p_high"]).all()


def test_verdicts_that_one_person_could_change_are_marked(audit) -> None:
    """3 of 96 below a tenth has p .025, 4 of 96 p .06."""
    robust = audit.verdicts.set_index("claim")["robust"]
    assert robust["H15"] is False
    assert robust["H03"] is True
    assert robust["H08"] is None
    assert binomtest(4, 96, 0.1).pvalue > 0.05


# -- one count changed -------------------------------------------------------------------------------------------------
CHANGES = [
    ("H20", {("help_state_territory", "turkiye"): 48}, "false"),
    ("H20", {("help_state_territory", "turkiye"): 60}, "true"),
    ("H37", {("threat_state_identity", "china"): 17, ("threat_state_identity", "usa"): 0}, "true"),
    ("H41", {("external_recognition_undoubted", "yes"): 57, ("external_recognition_undoubted", "no"): 39}, "not_demonstrated"),
    ("H09", {("intl_law_reliable_guarantor", "no"): 71, ("intl_law_reliable_guarantor", "yes"): 25}, "false"),
    ("H02", {("profession", "education"): 49, ("profession", "researcher"): 15}, "not_demonstrated"),
    ("H53", {("sovereignty_highest_value", "no"): 0, ("sovereignty_highest_value", "yes"): 96}, "false"),
    ("H46", {("great_power_rivalry_threat", "no"): 60, ("great_power_rivalry_threat", "yes"): 36}, "true"),
    ("H15", {("threat_state_territory", "usa"): 7, ("threat_state_territory", "china"): 13}, "not_demonstrated"),
    ("H03", {("territory_historic_lands", "yes"): 40, ("territory_historic_lands", "no"): 56}, "false"),
    ("H33", {("claims_effect_on_identity", "strengthen"): 62, ("claims_effect_on_identity", "weaken"): 20}, "open"),
    ("H17", {("can_secure_territory", "no"): 66, ("can_secure_territory", "yes"): 30}, "false"),
    ("H23", {("identity_strengthens_power", "yes"): 40, ("identity_strengthens_power", "no"): 56}, "false"),
    ("H05", {("territory_threat_exists", "yes"): 90, ("territory_threat_exists", "no"): 6}, "true"),
    ("H28", {("identity_basis_kazakh", "yes"): 30, ("identity_basis_kazakh", "no"): 66}, "false"),
    # Of 96 who all say yes nobody can say whether the two answers go against each other.
    ("H28", {("identity_basis_kazakh", "yes"): 96, ("identity_basis_kazakh", "no"): 0}, "undefined"),
]


@pytest.mark.parametrize(("claim", "counts", "verdict"), CHANGES, ids=[f"{claim}-{verdict}" for claim, _, verdict in CHANGES])
def test_a_changed_count_changes_the_verdict(
    tmp_path: Path, audit, claim: str, counts: Mapping[tuple[str, str], int], verdict: str
) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / FOLDER.name)
    margins = pd.read_csv(folder / "margins.csv", dtype=str, keep_default_na=False)
    for (item, code), n in counts.items():
        margins.loc[(margins["item"] == item) & (margins["code"] == code), ["low", "high"]] = str(n)
    # What is only known to lie in an interval takes what the changed count leaves.
    loose = margins["basis"].isin(["not_given", "interval"]) & margins["item"].isin([item for item, _ in counts])
    untouched = loose & ~pd.Series([key in counts for key in zip(margins["item"], margins["code"], strict=True)])
    margins.loc[untouched & (margins["basis"] == "not_given"), "high"] = "96"
    margins.to_csv(folder / "margins.csv", index=False)
    (only,) = [one for one in audit.claims if one.id == claim]
    found = audit_claims(load_wave(folder), [only])
    assert verdicts(found)[claim] == verdict != verdicts(audit)[claim]


def given_by(wave: Wave, item: str, code: str, tenths: int) -> Wave:
    """The wave, had so many tenths of those who answered a question given one answer; who of the rest gave which is open."""
    assert wave.margins is not None
    counts = wave.margins.table.copy()
    own = counts["item"] == item
    base = int(counts.loc[own, "base"].iloc[0])
    n = base * tenths // 10
    counts.loc[own, ["low", "high"]] = 0, base - n
    counts.loc[own & (counts["code"] == code), ["low", "high"]] = n
    return replace(wave, margins=replace(wave.margins, table=counts))


def asked(claim: Claim) -> list[str]:
    """The questions that the tests of a claim name."""
    named = (test.argument for test in claim.tests if not isinstance(test.argument, str))
    return list(dict.fromkeys(item for argument in named for item in argument))


def test_every_claim_that_was_asked_depends_on_the_counts(wave, audit) -> None:
    """Whatever the counts decide, there are counts of one question that decide it otherwise.

    A claim that two questions contradict stays false, one that was asked in part stays so, and one open in four pairs stays open;
    there a test comes out otherwise.
    """
    same = []
    for claim in audit.claims:
        told = of_each_test if claim.id in ("H12", "H43", "H56") else verdicts
        before = told(audit)[claim.id]
        counts = [(item, code, n) for item in asked(claim) for code in wave.question(item).codes for n in (10, 3)]
        if all(told(audit_claims(given_by(wave, *count), [claim]))[claim.id] == before for count in counts):
            same.append(claim.id)
    assert same == [claim for claim, verdict in verdicts(audit).items() if verdict in ("not_measured", "needs_sample")]


def of_each_test(audit) -> dict[str, tuple[str, ...]]:
    """The verdicts of the tests of each claim."""
    return audit.evidence.groupby("claim")["verdict"].agg(tuple).to_dict()


def test_a_census_of_everybody_has_no_p_and_the_facts_decide(wave) -> None:
    """50 of 96 is more than a half of those who answered, and there is nobody else."""
    everybody = replace(wave, settings=replace(wave.settings, design=Design.CENSUS, frame_size=wave.n))
    claims = [claim for claim in read_claims(FOLDER / CLAIMS, wave.instrument) if claim.id == "H20"]
    found = audit_claims(everybody, claims)
    assert (verdicts(found), found.assumes) == ({"H20": "true"}, None)
    assert found.evidence["model_p_low"].isna().all()


def test_the_half_of_a_claim_that_was_asked_keeps_its_numbers(audit) -> None:
    row = audit.evidence[audit.evidence["claim"] == "H40"].iloc[0]
    assert (row["low"], round(row["model_p_low"], 2)) == (53, 0.36)
    assert audit.verdicts.set_index("claim")["robust"]["H40"] is not None


# -- rows --------------------------------------------------------------------------------------------------------------
def test_nothing_is_open_where_there_are_rows(from_rows) -> None:
    assert from_rows.from_rows
    assert "open" not in set(verdicts(from_rows).values())


def test_rows_never_contradict_the_margins_of_the_same_counts(audit, from_rows) -> None:
    """A fact that holds in every table, or in none, does so in the simulated one; every number lies in its range."""
    margins, rows = audit.evidence[audit.evidence["claim"] != "H57"], from_rows.evidence
    assert margins[["claim", "test"]].equals(rows[["claim", "test"]])
    tested = margins["kind"].isin(["share", "order", "compared", "joint", "one", "associated", "same"])
    for wide, exact in zip(margins[tested].to_dict("records"), rows[tested].to_dict("records"), strict=True):
        if wide["fact"] not in ("open", None):
            assert exact["fact"] == wide["fact"], wide
        for low, high in (("low", "high"), ("model_p_low", "model_p_high"), ("first_low", "first_high")):
            if not pd.isna(wide[low]):
                assert wide[low] - 1e-9 <= exact[low] <= wide[high] + 1e-9, (wide["claim"], low)


def test_an_association_in_rows_is_fishers_test(demo, from_rows) -> None:
    evidence = from_rows.evidence[from_rows.evidence["kind"] == "associated"]
    assert len(evidence) > 20
    for row in evidence.to_dict("records"):
        one = demo.answers[row["first"]].isin(row["first_codes"])
        other = demo.answers[row["second"]].isin(row["second_codes"])
        square = pd.crosstab(one, other).reindex(index=[True, False], columns=[True, False], fill_value=0)
        assert row["low"] == row["high"] == square.iloc[0, 0]
        assert row["model_p_low"] == pytest.approx(fisher_exact(square.to_numpy()).pvalue, rel=1e-6)


def test_two_shares_in_rows_are_compared_by_mcnemar(demo, from_rows) -> None:
    row = from_rows.evidence[from_rows.evidence["claim"] == "H44"].iloc[0]
    one, other = demo.answers["internal_control_firm"] == "yes", demo.answers["external_recognition_undoubted"] == "yes"
    left, came = int((one & ~other).sum()), int((other & ~one).sum())
    assert row["model_p_low"] == pytest.approx(binomtest(left, left + came).pvalue)


def test_the_same_answer_in_rows(demo, from_rows) -> None:
    row = from_rows.evidence[(from_rows.evidence["claim"] == "H51") & (from_rows.evidence["kind"] == "same")].iloc[0]
    assert row["low"] == (demo.answers["help_state_territory"] == demo.answers["help_state_sovereignty"]).sum()


@pytest.mark.slow
def test_groups_are_crossed_with_every_question_in_rows(demo, wave) -> None:
    rows = audit_claims(demo, [read_claims(FOLDER / CLAIMS, wave.instrument)[-1]]).evidence
    assert len(rows) == 26
    assert rows["model_p_low"].notna().sum() > 20


# -- nothing to audit --------------------------------------------------------------------------------------------------
def test_a_wave_without_claims(demo) -> None:
    assert not has_claims(demo)
    with pytest.raises(SurveyError) as told:
        audit_claims(demo)
    assert told.value.code == FILE_NOT_FOUND
