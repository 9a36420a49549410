"""The Word report as another word processor opens it: pages, letters and fonts of its PDF."""

from __future__ import annotations

import shutil
import subprocess

import pypdf
import pytest

SOFFICE = shutil.which("soffice")
KAZAKH = "әғқңөұүі"
"""The letters that Russian does not have and this report uses (һ stands in no word of it)."""

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine: the Word report is not opened")


@pytest.fixture(scope="module")
def opened(reports, tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", folder, reports / "report.kk.docx"]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return pypdf.PdfReader(folder / "report.kk.pdf")


def fonts(file):
    """Name to descriptor of every font, without the prefix of a subset."""
    found = {}
    for page in file.pages:
        for reference in page["/Resources"].get("/Font", {}).values():
            font = reference.get_object()
            font = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            found[font["/BaseFont"].rpartition("+")[2]] = font["/FontDescriptor"].get_object()
    return found


@pytest.mark.slow
def test_pages_are_filled(opened):
    letters = [len(page.extract_text()) for page in opened.pages]
    assert 20 <= len(letters) <= 60
    assert [number for number, count in enumerate(letters[1:-1], start=2) if count < 250] == []


def test_the_wording_of_every_question_is_there_letter_for_letter(opened, wave):
    text = "".join("".join(page.extract_text().split()) for page in opened.pages)
    assert {letter for letter in KAZAKH if text.count(letter) < 100} == set()
    assert [item.id for item in wave.instrument.items if "".join(item.label["kk"].split()) not in text] == []


def test_no_letter_is_borrowed_from_another_font(opened):
    """A serif font, whichever the machine has for the one that the template names, a monospaced one, and that of list marks."""
    assert all(any(key.startswith("/FontFile") for key in descriptor) for descriptor in fonts(opened).values())
    families = {name.partition("-")[0].partition(",")[0] for name in fonts(opened)}
    assert len({name for name in families if name != "OpenSymbol" and "Mono" not in name and "Courier" not in name}) == 1
