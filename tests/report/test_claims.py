"""The part of the report on claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.report.parts import claims
from survey.report.report import Report
from survey.shipped import root
from survey.wave.load import load_wave


@pytest.mark.parametrize("language", ["kk", *(pytest.param(one, marks=pytest.mark.slow) for one in ("ru", "en"))])
def test_every_claim_stands_once_under_its_verdict(wave, language, tmp_path: Path) -> None:
    lines = claims.write(Report(wave, language, tmp_path)).splitlines()
    named = [line.split(" | ")[0].strip("| ") for line in lines if line.startswith("| H")]
    assert sorted(name.rstrip("\\*") for name in named) == [f"H{number:02}" for number in range(1, 58)]
    # Claims about the three questions whose direction is in doubt, alone or among others.
    assert [name[:3] for name in sorted(named) if "*" in name] == ["H07", "H17", "H19", "H41", "H43", "H44", "H53", "H56", "H57"]
    assert sum(line.startswith("## ") for line in lines) == 7


def test_the_sentence_of_what_p_assumes_stands_above_the_first_p(wave, tmp_path: Path) -> None:
    text = claims.write(Report(wave, "en", tmp_path))
    assert text.index("as if the 96 people who answered were") < text.index("p, as assumed")


def test_a_wave_without_claims_has_no_such_part(tmp_path: Path) -> None:
    demo = load_wave(root() / "data" / "sovereignty-2022-demo")
    assert claims.write(Report(demo, "en", tmp_path)) == ""
