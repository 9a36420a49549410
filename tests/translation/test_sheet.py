"""The sheet of a translation team has a row for each text and a column for each step."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from survey.cli.main import main


def test_a_sheet_for_each_language(study: Path, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["po", "record", "courts"])
    path.write_text(path.read_text("utf-8").replace('"Why?"', '"=Why?"'), "utf-8")
    assert main(["po", "sheet", "courts", "--out", "sheet.xlsx"]) == 0
    book = load_workbook("sheet.xlsx")
    assert book.sheetnames == ["en-kk", "en-ru"]
    rows = {str(row[0]): row for row in book["en-ru"].iter_rows(values_only=True)}
    assert list(rows)[:2] == ["Key", "title"]
    assert rows["Key"][4:9] == ("Translation 1", "Translation 2", "Review", "Adjudication", "Pretest")
    assert rows["items.threat.text"][1:5] == (
        "Question 1.1",
        "the institution\na threat, not a risk",
        "Is there a threat to the courts?",
        "Есть ли угроза суду?",
    )
    assert (rows["items.threat.text"][10], rows["items.why.text"][10]) == ("translated", "stale")
    assert book["en-ru"]["D6"].data_type == "s"
    first = Path("sheet.xlsx").read_bytes()
    assert main(["po", "sheet", "courts", "--out", "sheet.xlsx"]) == 2
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert main(["po", "sheet", "courts", "--out", "again.xlsx"]) == 0
    assert Path("again.xlsx").read_bytes() == first
