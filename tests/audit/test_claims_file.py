"""claims.yaml: everything that is wrong is told at once, with its line; a verdict or a number is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.audit.claims_file import CLAIMS, read_claims
from survey.audit.claims_registry import REASONS, TESTS
from survey.errors import (
    CLAIM_ANSWER,
    CLAIM_ANSWER_TWICE,
    CLAIM_ITEM,
    CLAIM_NUMBER,
    CLAIM_REASON,
    CLAIM_SEVERAL,
    CLAIM_SHAPE,
    CLAIM_TEST,
    CLAIM_TWICE,
    CLAIM_VERDICT,
    MISSING_KEY,
    MISSING_TRANSLATION,
    SAME_QUESTION,
    UNKNOWN_KEY,
    ReportError,
)
from survey.i18n.catalogue import complete
from survey.i18n.text import LANGUAGES
from survey.instrument.find import load_instrument
from survey.shipped import root

HEAD = """claims:
  - id: C1
    text: {kk: "Иә", ru: "Да", en: "Yes"}
"""


SEVERAL = """id: q
version: 1.0.0
languages: [en]
title: {en: Q}
sections: [{id: s, number: "1", title: {en: S}}]
items:
""" + "".join(
    f"""  - id: {name}
    number: "1.{place}"
    section: s
    level: nominal
    kind: {kind}
    text: {{en: {name}}}
    label: {{en: {name}}}
    options: [{{code: tea, text: {{en: Tea}}}}, {{code: milk, text: {{en: Milk}}}}]
"""
    for place, (name, kind) in enumerate({"one": "single", "several": "multiple"}.items(), 1)
)


@pytest.fixture(scope="module")
def instrument():
    return load_instrument("sovereignty-2022")


def problems(tmp_path: Path, instrument, text: str) -> list[tuple[str, int | None, str | None]]:
    path = tmp_path / CLAIMS
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError) as told:
        read_claims(path, instrument)
    return [(each.code, each.place.line, each.params.get("nearest")) for each in told.value.problems]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("    tests: [{majorty: {we_feeling_exists: yes}}]", (CLAIM_TEST, 4, "majority")),
        ("    tests: [{majority: {we_feeling_exist: yes}}]", (CLAIM_ITEM, 4, "we_feeling_exists")),
        ("    tests: [{majority: {we_feeling_exists: yess}}]", (CLAIM_ANSWER, 4, "yes")),
        ("    tests: [{majority: {threat_state_territory: russia + chine}}]", (CLAIM_ANSWER, 4, "china")),
        ("    tests: [{not_measured: no_questions}]", (CLAIM_REASON, 4, "no_question")),
        ("    tests: [{needs: no_question}]", (CLAIM_REASON, 4, None)),
        ("    tests: [{associated: {we_feeling_exists: yes}}]", (CLAIM_SHAPE, 4, None)),
        ("    tests: [{order: {threat_state_territory: russia}}]", (CLAIM_SHAPE, 4, None)),
        ("    tests: [{same_answer: {we_feeling_exists: yes}}]", (CLAIM_SHAPE, 4, None)),
        ("    tests: [majority]", (CLAIM_SHAPE, 4, None)),
        ("    tests: [{majority: {[x]: y}}]", (CLAIM_SHAPE, 4, None)),
        ("    tests: [{order: {threat_state_territory: [russia, russia]}}]", (CLAIM_ANSWER_TWICE, 4, None)),
        ("    tests: [{order: {threat_state_territory: [russia + china, china]}}]", (CLAIM_ANSWER_TWICE, 4, None)),
        ("    tests: [{same_answer: [we_feeling_exists, we_feeling_exists]}]", (SAME_QUESTION, 4, None)),
        ("    tests: [{differ_by: [profession, profession]}]", (SAME_QUESTION, 4, None)),
        ("    tests: [{majority: {we_feeling_exists: 54}}]", (CLAIM_NUMBER, 4, None)),
        ("    tests: [{majority: '> 50%'}]", (CLAIM_NUMBER, 4, None)),
        ("    verdict: true\n    tests: [{majority: {we_feeling_exists: yes}}]", (CLAIM_VERDICT, 4, None)),
        ("    p: '.05'\n    tests: [{majority: {we_feeling_exists: yes}}]", (CLAIM_VERDICT, 4, None)),
        ("    tests: [{verdict: 'false'}]", (CLAIM_VERDICT, 4, None)),
        ("    colour: red\n    tests: [{majority: {we_feeling_exists: yes}}]", (UNKNOWN_KEY, 4, None)),
    ],
)
def test_what_is_refused(tmp_path: Path, instrument, lines: str, expected) -> None:
    assert problems(tmp_path, instrument, HEAD + lines + "\n") == [expected]


def test_everything_is_told_at_once(tmp_path: Path, instrument) -> None:
    text = HEAD + (
        "    tests: [{majority: {we_feeling_exists: yess}}, {majority: {tea: yes}}]\n"
        "  - id: C1\n"
        "    text: {kk: 'Жоқ', en: 'No'}\n"
        "    verdict: open\n"
        "    tests: [{magic: sand}]\n"
    )
    found = [(code, line) for code, line, _ in problems(tmp_path, instrument, text)]
    assert found == [
        (CLAIM_ANSWER, 4),
        (CLAIM_ITEM, 4),
        (CLAIM_TWICE, 5),
        (MISSING_TRANSLATION, 6),
        (CLAIM_VERDICT, 7),
        (CLAIM_TEST, 8),
    ]


def test_the_file_of_2022_names_57_claims_in_three_languages(instrument) -> None:
    claims = read_claims(root() / "data" / "sovereignty-2022" / CLAIMS, instrument)
    assert [claim.id for claim in claims] == [f"H{number:02}" for number in range(1, 58)]
    assert all(claim.text[language] and claim.lines for claim in claims for language in LANGUAGES)


def test_an_empty_file_is_told_as_one_without_claims(tmp_path: Path, instrument) -> None:
    assert problems(tmp_path, instrument, "") == [(MISSING_KEY, None, None)]


@pytest.mark.parametrize("test", ["same_answer", "differ_by"])
def test_a_question_with_several_answers_is_refused_with_its_line(tmp_path: Path, test: str) -> None:
    path = tmp_path / "q.yaml"
    path.write_text(SEVERAL, encoding="utf-8")
    lines = HEAD + f"    tests: [{{{test}: [one, several]}}]\n"
    assert problems(tmp_path, load_instrument(path), lines) == [(CLAIM_SEVERAL, 4, None)]


def test_every_test_and_reason_has_words() -> None:
    assert all(complete(f"claims.test_{name}") for name in TESTS)
    assert all(complete(f"claims.reason_{name}") for reasons in REASONS.values() for name in reasons)
