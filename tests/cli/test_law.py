"""A warning about old rules of law goes to standard error, so that it never mixes with what a command prints."""

from __future__ import annotations

from datetime import date

import pytest

from survey.cli.law import warn_of_old_law


def test_told_after_a_year_and_not_before(capsys: pytest.CaptureFixture[str]) -> None:
    warn_of_old_law("en", date(2026, 12, 1))
    assert capsys.readouterr() == ("", "")
    warn_of_old_law("en", date(2031, 1, 1))
    told = capsys.readouterr()
    assert told.out == ""
    assert "SQ-F41" in told.err
