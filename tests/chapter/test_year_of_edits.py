"""The proof: a chapter with hundreds of living numbers, edited by a script as a person would, after which the data change.

Then none is stale, no edit is lost, the file is valid and LibreOffice opens it.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from tests.chapter import edits
from tests.chapter.word_files import parts_of, root

from survey.chapter.build import build_chapter
from survey.chapter.controls import find_controls, own_texts
from survey.chapter.keep_true import check_chapter, refresh_chapter
from survey.chapter.states import State
from survey.chapter.word_file import read_word_file
from survey.render.opc import w
from survey.wave.load import load_wave

DATA = Path(__file__).parents[2] / "data" / "sovereignty-2022-demo"
ORDER = ("rPr", "alias", "tag", "id", "lock", "placeholder", "showingPlcHdr", "dataBinding", "picture", "text")
"""Of the children of sdtPr in ECMA-376, as far as we write them."""


def changed_wave(folder: Path, drop: int = 5) -> Path:
    """The same wave after some people answered anew and some were left out."""
    copy = folder / DATA.name
    shutil.copytree(DATA, copy, ignore=shutil.ignore_patterns("clean"))
    raw = copy / "raw" / "responses.csv"
    with raw.open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream)
    for at in range(30):
        rows[at] = [rows[at][0], *rows[-1 - at // 3][1:]]
    with raw.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows[: len(rows) - drop]])
    settings = copy / "wave.yaml"
    settings.write_text(settings.read_text("utf-8").replace("n: 96", f"n: {96 - drop}"), "utf-8")
    return copy


def edited(path: Path) -> list[str]:
    """A year of work on a chapter; what was typed over."""
    document: Any = docx.Document(str(path))
    body = document.element
    before = len(edits.ours(body))
    document.add_comment(next(one for one in document.paragraphs if one.runs).runs, "Is this the number?", author="Reader")
    for edit in edits.EDITS:
        edit(body)
    typed = edits.type_over(body)
    number = deepcopy(edits.ours(body, "percent")[0])
    document.sections[0].header.paragraphs[0]._p.append(number)
    next(iter(document.part._comments_part.comments))._comment_elm.p_lst[0].append(deepcopy(number))
    assert len(edits.ours(body)) > before
    document.save(str(path))
    return typed


def outside(path: Path) -> dict[str, bytes]:
    """Everything of a file but what its living numbers and figures show."""
    found = {}
    file = read_word_file(path)
    controls = find_controls(file)
    for control in controls:
        for node in own_texts(control.element) if "/table/" not in control.tag else ():
            node.text = None
            node.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
        properties = control.element.find(w("sdtPr"))
        properties.find(w("tag")).set(w("val"), control.tag.partition("#")[0])
        properties.remove(properties.find(w("id")))
        if "/figure/" in control.tag:
            for one in control.element.iter():
                for name in [name for name in one.attrib if re.fullmatch(r"\{.*\}embed|descr|cy", str(name))]:
                    del one.attrib[name]
    for name, data in parts_of(path).items():
        if name in file.roots:
            found[name] = etree.tostring(file.roots[name], method="c14n")
        elif not re.search(r"/media/|/charts/|/embeddings/|[.]rels$", name):
            found[name] = data
    return found


def is_valid(path: Path) -> None:
    """python-docx opens it, numbers are there once, the properties of controls stand in their order, every target exists."""
    docx.Document(str(path))
    parts = parts_of(path)
    seen = []
    for name in [name for name in parts if name.startswith("word/") and name.endswith(".xml")]:
        tree = etree.fromstring(parts[name])
        for one in tree.iter(w("sdtPr")):
            places = [ORDER.index(etree.QName(child).localname) for child in one if etree.QName(child).localname in ORDER]
            assert places == sorted(places)
            if not any("Fallback" in str(up.tag) for up in one.iterancestors()):
                seen += [child.get(w("val")) for child in one.findall(w("id"))]
    assert len(seen) == len(set(seen))
    for target in re.findall(rb'Target="(media/[^"]+)"', parts["word/_rels/document.xml.rels"]):
        assert f"word/{target.decode()}" in parts


def prove(path: Path, wave: Path, least: int) -> None:
    """Refresh an edited chapter with changed data and look at what became of it."""
    typed = edited(path)
    before = outside(path)
    found = refresh_chapter(path, wave)
    after = check_chapter(path, wave)
    assert len(found.changes) >= least
    assert after.of(State.STALE) == after.of(State.LOST) == ()
    assert sorted(one.shown for one in after.of(State.OVERTYPED)) == sorted(typed)
    assert outside(path) == before
    is_valid(path)
    told = {(one.control.title, one.control.tag) for one in found.changes}
    assert told <= {(one.control.title, one.control.tag) for one in after.numbers}


@pytest.fixture(scope="module")
def wave(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return changed_wave(tmp_path_factory.mktemp("changed"))


@pytest.mark.parametrize(("language", "charts"), [("kk", False), pytest.param("ru", True, marks=pytest.mark.long)])
def test_none_stale_and_no_edit_lost(tmp_path: Path, wave: Path, language: str, charts: bool) -> None:
    path = build_chapter(load_wave(DATA), language, dpi=150, charts=charts, out=tmp_path)[0]
    prove(path, wave, 200)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path, wave: Path) -> None:
    path = build_chapter(load_wave(DATA), "kk", dpi=150, out=tmp_path)[0]
    edited(path)
    refresh_chapter(path, wave)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=240)
    assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    assert root(path) is not None
