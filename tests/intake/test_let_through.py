"""Texts that are no option and were allowed by name are told with the rows of the file."""

from __future__ import annotations

from pathlib import Path

from survey.intake.let_through import let_through
from survey.intake.options import IntakeOptions
from survey.intake.read import prepare

FIXTURES = Path(__file__).parent / "fixtures"


def test_each_text_with_its_rows(teahouse, tmp_path: Path) -> None:
    path = tmp_path / "google_forms.csv"
    path.write_text((FIXTURES / path.name).read_text("utf-8").replace('"Күншуақ"', '"Терраса"'), "utf-8")
    prepared = prepare(path, teahouse, IntakeOptions(platform="google-forms", allow_unmatched=("hall",)))
    found = let_through(prepared, prepared.responses())
    assert list(found) == ["hall"]
    assert found["hall"] == {"Терраса": [2]}
