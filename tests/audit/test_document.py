"""`survey audit document`: what cannot be true is found, what can be true is left alone; real .docx and .pdf files."""

from __future__ import annotations

import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from survey.audit.document import audit_document, audit_passages
from survey.audit.document_arithmetic import counts_of
from survey.audit.document_text import text_passages
from survey.audit.judge import percent_of
from survey.cli.main import main
from survey.errors import (
    COUNT_OVER_BASE,
    COUNT_PERCENT,
    DIFFERENCE_WRONG,
    DOCUMENT_AGAINST_WAVE,
    DOCUMENT_EMPTY,
    DOCUMENT_KIND,
    DOCUMENT_UNREADABLE,
    NONE_OF_WAVE,
    NOT_A_PDF,
    NOT_A_WORD_FILE,
    PARTICIPANTS_WRONG,
    PERCENT_IMPOSSIBLE,
    RATIO_WRONG,
    REST_WRONG,
    SAID_TWICE,
    SHARES_OVER,
    WORD_FALSE,
    SurveyError,
)

ROOT = Path(__file__).parents[2]
TOOK_PART = {
    "en": "In all, 96 experts took part in the survey.\n\n",
    "ru": "В опросе приняли участие 96 экспертов.\n\n",
    "kk": "Сауалнамаға 96 сарапшы қатысты.\n\n",
}


def codes(text: str) -> list[str]:
    return [finding.code for finding in audit_passages(list(text_passages(text))).findings]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "In question 1.5 “no” was the answer of 30.1%.", [PERCENT_IMPOSSIBLE]),
        ("ru", "В вопросе 1.5 «нет» ответили 30,1\u00a0% экспертов.", [PERCENT_IMPOSSIBLE]),
        ("kk", "1.5-сұраққа сарапшылардың 30,1%-ы «жоқ» деп жауап берді.", [PERCENT_IMPOSSIBLE]),
        ("kk", "96 сарапшының 54-і (57,3%) «иә» деді.", [COUNT_PERCENT]),
        ("ru", "«Да» ответили 54 из 96 (57,3 %).", [COUNT_PERCENT]),
        ("en", "Yes was said by 97 of 96 experts.", [COUNT_OVER_BASE]),
        ("en", "Figure 6: 72.9% said “yes” and 30.2% said “no”.", [SHARES_OVER]),
        ("en", "57.3% said yes, the remaining 41.7% said no.", [REST_WRONG]),
        ("kk", "Респонденттердің 57,3%-ы «иә» деді, қалған 41,7%-ы «жоқ» деп жауап берді.", [REST_WRONG]),
        ("ru", "«Нет» — 67 (69,8 %), «да» — 29 (30,2 %), то есть 2,4:1.", [RATIO_WRONG]),
        ("en", "70 experts (72.9%) said yes and 26 (27.1%) no, a difference of 44.8 percentage points.", [DIFFERENCE_WRONG]),
        ("kk", "Респонденттердің басым бөлігі (34,4%) «иә» деп жауап берді.", [WORD_FALSE]),
        ("ru", "Две трети экспертов (52,1 %) ответили «да».", [WORD_FALSE]),
        ("en", "Figure 6: “yes” 72.9%.\n\nFigure 6: “yes” 71.9%.", [SAID_TWICE]),
    ],
)
def test_what_cannot_be_true(language: str, text: str, expected: list[str]) -> None:
    assert codes(TOOK_PART[language] + text) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "54 of 96 (56.3%) said yes, the remaining 42 (43.8%) no."),  # both round up: 100.1 is right
        ("en", "GDP grew by 4.2%. Question 1.5: 72.9% said yes."),
        ("en", "Over 60% and about 30% are no exact shares of the answers."),
        ("en", "Of the 96, 95 stated their profession; 33 answers (34.7%) were education."),
        ("en", "Several answers were possible: “a” 72.9%, “b” 52.1%."),
        ("ru", "Не большинство, а 34,4 % ответили «да»."),
        ("kk", "Сарапшылардың 70-і (72,9%) «иә», 26-сы (27,1%) «жоқ» деп жауап берді."),
        ("kk", "Халықаралық құқыққа сенбейтіндер үштен екісіне жуық (63,5%)."),
    ],
)
def test_what_can_be_true_is_left_alone(language: str, text: str) -> None:
    assert codes(TOOK_PART[language] + text) == []


def test_counts_of_a_percent_against_enumeration() -> None:
    for base in range(1, 60):
        for units in range(0, 1001, 7):
            percent = f"{units / 10:.1f}"
            true = [k for k in range(base + 1) if percent_of(k, base, 1) == percent]
            assert counts_of(percent, base) == ((true[0], true[-1]) if true else None)


def test_a_wave_knows_more(tmp_path: Path) -> None:
    path = tmp_path / "мақала.txt"
    path.write_text(TOOK_PART["en"] + "In question 1.5, 71 experts (74.0%) said yes.", "utf-8")
    assert audit_document(path).findings == ()
    (found,) = audit_document(path, str(ROOT / "data" / "sovereignty-2022")).findings
    assert (found.code, found.place.line, found.params["possible"]) == (DOCUMENT_AGAINST_WAVE, 3, "70/96 = 72.9%")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "kz1048"])
def test_any_encoding_and_broken_lines(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(
        "Сауалнамаға 96 сарапшы қатысты.\r\n\r\nРеспон-\r\nденттердің 30,\r\n1%-ы «жоқ» деп жауап берді.".encode(encoding)
    )
    (found,) = audit_document(path).findings
    assert (found.code, found.params["printed"], found.place.line) == (PERCENT_IMPOSSIBLE, "30,1%-ы", 4)


def test_russian_text_of_windows(tmp_path: Path) -> None:
    path = tmp_path / "статья.txt"
    path.write_bytes("В опросе приняли участие 96 экспертов.\r\n\r\n«Нет» ответили 30,1 % экспертов.".encode("cp1251"))
    assert [found.code for found in audit_document(path).findings] == [PERCENT_IMPOSSIBLE]


def word_file(path: Path, *, footnote: str = "", box: str = "", header: str = "", rows: tuple[tuple[str, ...], ...] = ()) -> None:
    """A Word file; what python-docx cannot write, a footnote and a text box, is put in as XML."""
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = docx.Document()
    document.add_paragraph("In all, 96 experts took part in the survey.")
    last = document.add_paragraph("In question 1.5 70 experts (73.9%) said yes.")
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if box:
        inner = f"<w:r {space}><w:pict><w:txbxContent><w:p><w:r><w:t>{box}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        last._p.append(etree.fromstring(inner))
    if footnote:
        xml = f'<w:footnotes {space}><w:footnote w:id="2"><w:p><w:r><w:t>{footnote}</w:t></w:r></w:p></w:footnote></w:footnotes>'
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for at, row in enumerate(rows):
            for cell, text in zip(table.rows[at].cells, row, strict=True):
                cell.text = text
    document.save(str(path))


def test_word_file_with_table_note_box_and_head(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    word_file(path, rows=(("Answer", "n", "%"), ("yes", "54", "30.1")))
    assert [(one.code, one.place.paragraph) for one in audit_document(path).findings] == [(COUNT_PERCENT, 2), (COUNT_PERCENT, 4)]
    for where in ("footnote", "box", "header"):
        word_file(path, **{where: "In question 1.8 “no” was the answer of 30.1%."})
        assert [one.code for one in audit_document(path).findings] == [COUNT_PERCENT, PERCENT_IMPOSSIBLE], where


@pytest.mark.parametrize(("total", "expected"), [("96", [COUNT_PERCENT]), ("97", [COUNT_PERCENT, REST_WRONG])])
def test_columns_of_a_table_are_added_up(tmp_path: Path, total: str, expected: list[str]) -> None:
    path = tmp_path / "a.docx"
    word_file(path, rows=(("Answer", "n"), ("yes", "54"), ("no", "42"), ("Total", total)))
    assert [one.code for one in audit_document(path).findings] == expected


def test_pdf_with_heads_page_numbers_and_broken_numbers(tmp_path: Path) -> None:
    import typst

    path, source = tmp_path / "a.pdf", tmp_path / "a.typ"
    page = "Сауалнамаға 96 сарапшы қатысты, олардың 54-і (56,3%) «иә» деп жауап берді, қалған 42-сі (43,8%) «жоқ» деді.\n\n"
    head = "Сараптамалық сауалнама, 2022, 97%"
    source.write_text(
        f'#set page(width: 7cm, height: 6cm, header: [{head}], numbering: "1")\n#set text(lang: "kk", hyphenate: true)\n'
        + "#pagebreak()\n".join([page] * 4),
        "utf-8",
    )
    typst.compile(str(source), output=str(path))
    assert audit_document(path).findings == ()


def test_pdf_file(tmp_path: Path) -> None:
    import typst

    path = tmp_path / "a.pdf"
    source = tmp_path / "a.typ"
    source.write_text(
        "Сауалнамаға 96 сарапшы қатысты.\n\n#pagebreak()\n1.5-сұраққа сарапшылардың 30,1%-ы «жоқ» деп жауап берді.", "utf-8"
    )
    typst.compile(str(source), output=str(path))
    (found,) = audit_document(path).findings
    assert (found.code, found.place.page) == (PERCENT_IMPOSSIBLE, 2)


def test_pdf_table_with_wrapped_cells_and_its_own_base(tmp_path: Path) -> None:
    import typst

    path, source = tmp_path / "a.pdf", tmp_path / "a.typ"
    rows = "[Білім беру мен ғылымның барлық саласы], [33], [34,7%], [Басқа салалар], [62], [65,3%], [Барлығы], [95], [100,0%]"
    text = "Сауалнамаға 96 сарапшы қатысты.\n\n#table(columns: (3cm, 2cm, 3cm), [Жауап], [Саны], [Үлесі], "
    source.write_text(text + rows + ")", "utf-8")
    typst.compile(str(source), output=str(path))
    assert audit_document(path).findings == ()
    source.write_text(text + rows.replace("65,3", "64,3") + ")", "utf-8")
    typst.compile(str(source), output=str(path))
    assert [found.code for found in audit_document(path).findings] == [COUNT_PERCENT, REST_WRONG]


def zipped(name: str) -> bytes:
    """An archive that holds an empty file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, "")
    return content.getvalue()


def test_guesses_and_a_protected_wave_are_told_beside_the_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    path = tmp_path / "статья.txt"
    path.write_bytes("В опросе приняли участие 96 экспертов.".encode("cp1251"))
    (warning,) = audit_document(path).warnings
    assert main(["audit", "document", str(path)]) == 0
    told = capsys.readouterr()
    assert warning.code in told.err
    assert "For the author only" not in told.err
    assert warning.code not in told.out
    folder = shutil.copytree(ROOT / "data" / "sovereignty-2022-demo", tmp_path / "demo")
    with (folder / "wave.yaml").open("a", encoding="utf-8") as file:
        file.write("\ndisclosure: {identifying: [profession]}\n")
    main(["audit", "document", str(path), "--wave", str(folder)])
    assert "For the author only" in capsys.readouterr().err
    main(["audit", "document", str(path), "--wave", str(ROOT / "data" / "sovereignty-2022")])  # is public
    assert "For the author only" not in capsys.readouterr().err


def test_what_is_of_no_question_and_how_many_took_part(tmp_path: Path) -> None:
    path, wave = tmp_path / "a.txt", str(ROOT / "data" / "sovereignty-2022")
    path.write_text("In all, 69 experts took part in the survey.", "utf-8")
    (found,) = audit_document(path, wave).findings
    assert (found.code, found.params["n"]) == (PARTICIPANTS_WRONG, 96)
    path.write_text("The share of answers was 30.1%.", "utf-8")
    assert [one.code for one in audit_document(path, wave).findings] == [PERCENT_IMPOSSIBLE, NONE_OF_WAVE]


def test_files_that_cannot_be_checked(tmp_path: Path) -> None:
    for name, content, code in (
        ("a.odt", b"x", DOCUMENT_KIND),
        ("a.docx", b"x", NOT_A_WORD_FILE),
        ("b.docx", zipped("a.txt"), NOT_A_WORD_FILE),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", NOT_A_PDF),
        ("b.pdf", b"%PDF-1.7\nbroken", DOCUMENT_UNREADABLE),
        ("a.txt", b"\n", DOCUMENT_EMPTY),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(SurveyError) as caught:
            audit_document(path)
        assert caught.value.code == code


def test_a_broken_pdf_is_told_without_the_words_of_the_library(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\nbroken")
    command = [sys.executable, "-m", "survey.cli.main", "audit", "document", str(path)]
    ran = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "SURVEY_LANGUAGE": "en"})
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1, ran.stderr


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(SurveyError, match="is a folder, not a file"):
        audit_document(tmp_path)


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TOOK_PART["en"] + "In question 1.5, 30.1% said no.", "utf-8")
    assert main(["audit", "document", str(path)]) == 1
    assert "line 3" in capsys.readouterr().out
    path.write_text(TOOK_PART["en"], "utf-8")
    assert main(["audit", "document", str(path)]) == 0
    assert main(["audit", "document", str(tmp_path / "none.pdf")]) == 2


# -- the measurement ---------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    folder = ROOT / "benchmarks"
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location("audit_document", folder / "audit_document.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["audit_document"] = module
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module


@pytest.mark.parametrize("which", ["tuned", "fresh_c"])
def test_a_short_form_of_the_measurement(benchmark: ModuleType, which: str) -> None:
    """Two sets of sentences, 27 errors each; all sets in full: `test_the_table_of_the_document_is_not_stale`."""
    found = benchmark.measure(which, 27)
    for mode in ("alone", "wave"):
        kinds = [tally for (name, kind), tally in found.items() if name == mode and kind]
        assert sum(tally.found for tally in kinds) >= 0.95 * sum(tally.possible for tally in kinds)
        assert found[mode, ""].alarms * 50 <= found[mode, ""].numbers


@pytest.mark.long
def test_the_table_of_the_document_is_not_stale(benchmark: ModuleType) -> None:
    text = (ROOT / "docs" / "audit-document.md").read_text("utf-8")
    table = re.split(f"{benchmark.BEGIN}|{benchmark.END}", text)[1].strip()
    assert table == benchmark.report(200, benchmark.PUBLISHED)
