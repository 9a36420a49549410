"""What is opened and what is refused, each with its cure; what is not touched keeps its bytes."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import pytest
from tests.chapter.word_files import Numbers, address, control, paragraph, parts_of, word_file, words

from survey.chapter.check import check_file
from survey.chapter.refresh import refresh_file
from survey.chapter.word_file import opened_elsewhere, read_word_file
from survey.errors import (
    DOCUMENT_FOLDER,
    FILE_NOT_FOUND,
    NOT_A_WORD_FILE,
    WORD_FILE_HUGE,
    WORD_FILE_IN_USE,
    WORD_FILE_LOCKED,
    WORD_FILE_OLD,
    WORD_FILE_OPEN,
    WORD_FILE_READ_ONLY,
    WORD_FILE_SIGNED,
    WORD_FILE_STRICT,
    WORD_PART_DOCTYPE,
    SurveyError,
)
from survey.office import written

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(path: Path, *, to_write: bool = False) -> str:
    with pytest.raises(SurveyError) as found:
        read_word_file(path, to_write=to_write)
    return found.value.code


def changed(path: Path, part: str, old: bytes, new: bytes) -> Path:
    parts = parts_of(path)
    parts[part] = parts[part].replace(old, new)
    path.write_bytes(written(parts))
    return path


def test_what_is_no_word_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    assert refused(path) == FILE_NOT_FOUND
    assert refused(tmp_path) == DOCUMENT_FOLDER
    for data, code in (
        (b"", NOT_A_WORD_FILE),
        (b"{\\rtf1 54%}", NOT_A_WORD_FILE),
        (COMPOUND + b"WordDocument", WORD_FILE_OLD),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), WORD_FILE_LOCKED),
        (written({"mimetype": b"application/vnd.oasis.opendocument.text"}), NOT_A_WORD_FILE),
    ):
        path.write_bytes(data)
        assert refused(path) == code


def test_half_a_file_and_a_broken_part(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("54%"))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert refused(path) == NOT_A_WORD_FILE
    path.write_bytes(whole)
    assert refused(changed(path, "word/document.xml", b"</w:body>", b"")) == NOT_A_WORD_FILE


def test_a_workbook_is_no_word_file(tmp_path: Path) -> None:
    import openpyxl

    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    assert refused(tmp_path / "a.xlsx") == NOT_A_WORD_FILE


def test_strict_files_are_refused_with_their_own_cure(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("54%"))
    transitional = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    assert refused(changed(path, "word/document.xml", transitional, b"http://purl.oclc.org/ooxml/wordprocessingml/main")) == (
        WORD_FILE_STRICT
    )


def test_a_signed_file_may_be_checked_but_not_changed(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("54%"))
    path.write_bytes(written({**parts_of(path), "_xmlsignatures/sig1.xml": b"<a/>"}))
    read_word_file(path)
    assert refused(path, to_write=True) == WORD_FILE_SIGNED


def test_a_file_with_macros_is_refreshed_and_keeps_them(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docm", paragraph(control(address(), "54,2%")))
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    changed(path, "[Content_Types].xml", plain, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    path.write_bytes(written({**parts_of(path), "word/vbaProject.bin": b"macros"}))
    refresh_file(path, Numbers({"cups two percent": "57,3%"}))
    assert (words(path), parts_of(path)["word/vbaProject.bin"]) == ("57,3%", b"macros")


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("chapter.kk.docx", "~$apter.kk.docx"),
        ("chapter.docx", "~$hapter.docx"),
        ("a.docx", "~$a.docx"),
        ("тарау.docx", ".~lock.тарау.docx#"),
    ],
)
def test_a_file_that_another_program_has_open(tmp_path: Path, name: str, lock: str) -> None:
    path = word_file(tmp_path / name, paragraph(control(address(), "54,2%")))
    assert opened_elsewhere(path) is None
    (tmp_path / lock).touch()
    before = path.read_bytes()
    assert refused(path, to_write=True) == WORD_FILE_IN_USE
    assert path.read_bytes() == before
    assert [one.code for one in check_file(path, Numbers({"cups two percent": "57,3%"})).warnings] == [WORD_FILE_OPEN]


def test_entries_keep_their_date_and_compression(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph(control(address(), "54,2%")))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(zipfile.ZipInfo("word/media/image1.jpeg", (2020, 5, 4, 3, 2, 2)), b"stored", zipfile.ZIP_STORED)
    refresh_file(path, Numbers({"cups two percent": "57,3%"}))
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo("word/media/image1.jpeg")
        assert (entry.date_time, entry.compress_type, archive.testzip()) == ((2020, 5, 4, 3, 2, 2), zipfile.ZIP_STORED, None)


def test_a_file_that_may_only_be_read_is_refused_before_it_is_changed(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph(control(address(), "54,2%")))
    path.chmod(0o444)
    assert refused(path, to_write=True) == WORD_FILE_READ_ONLY
    read_word_file(path)
    path.chmod(0o644)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights, and links only for administrators")
def test_a_link_goes_on_pointing_and_the_rights_stay(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    path, link = word_file(tmp_path / "home" / "a.docx", paragraph(control(address(), "54,2%"))), tmp_path / "link.docx"
    path.chmod(0o640)
    link.symlink_to(path)
    refresh_file(link, Numbers({"cups two percent": "57,3%"}))
    assert (words(path), link.is_symlink(), stat.S_IMODE(path.stat().st_mode)) == ("57,3%", True, 0o640)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
def test_a_part_with_a_doctype_is_refused(tmp_path: Path, part: str) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("54%"))
    name = b"Relationships" if part.endswith(".rels") else b"w:" + part.encode()[5:-4]
    changed(path, part, b"<" + name, b'<!DOCTYPE a [<!ENTITY b "c">]><' + name)
    with pytest.raises(SurveyError) as found:
        read_word_file(path)
    assert (found.value.code, found.value.problems[0].params["part"]) == (WORD_PART_DOCTYPE, part)


def test_relations_that_are_no_xml_or_have_a_prefix(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph(control(address(), "54,2%")))
    whole, part = path.read_bytes(), "word/_rels/document.xml.rels"
    assert refused(changed(path, part, b"</Relationships>", b"")) == NOT_A_WORD_FILE
    path.write_bytes(whole)
    prefixed = parts_of(path)[part].replace(b"<Relationship", b"<p:Relationship").replace(b"</R", b"</p:R")
    path.write_bytes(written({**parts_of(path), part: prefixed.replace(b"xmlns=", b"xmlns:p=")}))
    assert len(refresh_file(path, Numbers({"cups two percent": "57,3%"})).changes) == 1


def test_a_file_that_would_fill_the_memory_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("54%"))
    monkeypatch.setattr("survey.chapter.word_file.MOST_MB", 1)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.bmp", b"\0" * 3_000_000)
    assert path.stat().st_size < 100_000
    assert refused(path) == WORD_FILE_HUGE


def test_a_pdf_is_told_to_have_no_numbers_that_live(tmp_path: Path) -> None:
    """Saving it anew with Word, the advice for other files, would not bring them back."""
    path = tmp_path / "chapter.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(SurveyError) as raised:
        read_word_file(path)
    assert raised.value.code == "SQ-W15"
