"""A raw file that is no longer the one on record is refused, wherever the record is."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from survey.errors import SurveyError
from survey.wave.provenance import sha256
from survey.wave.raw_sums import check_raw


def by_yaml(folder: Path, recorded: str) -> None:
    (folder / "columns.yaml").write_text(f"sha256: {recorded}\n", "utf-8")


def by_workbook(folder: Path, recorded: str) -> None:
    book = Workbook()
    book.active.title = "columns"
    book.active.append(["column", "to"])
    book.active.append(["A", "timestamp"])
    about = book.create_sheet("file")
    for row in (("key", "value"), ("name", "answers.csv"), ("sha256", recorded)):
        about.append(row)
    book.save(folder / "columns.xlsx")


def by_clean(folder: Path, recorded: str) -> None:
    (folder / "clean").mkdir(exist_ok=True)
    (folder / "clean" / "SHA256SUMS").write_text(f"{recorded}  raw/answers.csv\n", "utf-8")


@pytest.mark.parametrize("record", [by_yaml, by_workbook, by_clean])
def test_a_changed_raw_file(tmp_path: Path, record: object) -> None:
    raw = tmp_path / "answers.csv"
    raw.write_text("a,b\n1,2\n", "utf-8")
    record(tmp_path, sha256(raw))  # type: ignore[operator]
    check_raw(tmp_path, raw)
    raw.write_text("a,b\n1,3\n", "utf-8")
    with pytest.raises(SurveyError) as refused:
        check_raw(tmp_path, raw)
    assert refused.value.code == "SQ-C02"


def test_nothing_on_record(tmp_path: Path) -> None:
    raw = tmp_path / "answers.csv"
    raw.write_text("a\n1\n", "utf-8")
    check_raw(tmp_path, raw)
