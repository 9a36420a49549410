"""A built chapter against a wave: languages mixed in one file, and answers that were invented."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import etree
from tests.chapter.edits import ours, run
from tests.chapter.word_files import parts_of

from survey.chapter.address import digest
from survey.chapter.build import build_chapter
from survey.chapter.keep_true import check_chapter, refresh_chapter
from survey.chapter.states import State
from survey.cli.main import main
from survey.errors import BUILT_FROM_REAL, SurveyError
from survey.office import written
from survey.render.opc import w, xml_bytes
from survey.wave.wave import Wave

RUSSIAN = "Подавляющее большинство опрошенных считает так "


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built / "chapter.kk.docx", tmp_path))


def with_number(path: Path, item: str, tag: str, text: str) -> None:
    """A sentence in Russian words with one number, in place of everything else in the file."""
    parts = parts_of(path)
    root = etree.fromstring(parts["word/document.xml"])
    body = root[0]
    own = ours(root)[0]
    for one in list(body)[:-1]:
        body.remove(one)
    paragraph = etree.Element(w("p"))
    body.insert(0, paragraph)
    properties = own.find(w("sdtPr"))
    properties.find(w("alias")).set(w("val"), f"sovereignty-2022/{item}")
    properties.find(w("tag")).set(w("val"), f"sq:{tag}#{digest(text)}")
    own.find(w("sdtContent"))[:] = [run(text)]
    paragraph.extend([run(RUSSIAN), own])
    parts["word/document.xml"] = xml_bytes(root)
    path.write_bytes(written(parts))


@pytest.mark.parametrize(
    ("tag", "text", "language"),
    [
        ("russia/n/0:possessive", "76-сы", "kk"),
        ("russia/percent/1", "79.2%", "en"),
        ("russia/percent/1", "79,2\u00a0%", "ru"),
        ("russia/n/0", "76", "ru"),
    ],
)
def test_a_number_of_another_language_is_fresh_and_stays(path: Path, wave: Wave, tag: str, text: str, language: str) -> None:
    with_number(path, "threat_state_territory", tag, text)
    before = path.read_bytes()
    found = refresh_chapter(path, wave)
    assert (found.fresh, found.changes, dict(found.languages)) == (1, (), {language: 1})
    assert path.read_bytes() == before


def test_a_language_that_is_named_is_that_of_every_number(path: Path, wave: Wave) -> None:
    with_number(path, "threat_state_territory", "russia/percent/1", "79.2%")
    assert [one.new for one in refresh_chapter(path, wave, language="kk").changes] == ["79,2%"]


def test_the_language_is_told(
    path: Path, wave: Wave, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    assert main(["chapter", "check", str(path), str(wave.folder)]) == 0
    assert "Language of the numbers and figures: Kazakh (" in capsys.readouterr().out


def test_invented_answers_do_not_come_into_a_chapter_of_real_ones(path: Path, wave: Wave, tmp_path: Path) -> None:
    copy = tmp_path / wave.id
    shutil.copytree(wave.folder or Path(), copy)
    settings = (copy / "wave.yaml").read_text("utf-8")
    (copy / "wave.yaml").write_text(settings.replace("synthetic: false", "synthetic: true"), "utf-8")
    before = path.read_bytes()
    assert [one.code for one in refresh_chapter(path, copy).problems] == [BUILT_FROM_REAL]
    assert main(["chapter", "refresh", str(path), str(copy)]) == 1
    assert path.read_bytes() == before
    found = check_chapter(path, copy)
    assert ([one.code for one in found.problems], found.fine) == ([BUILT_FROM_REAL], False)
    assert found.of(State.FRESH)


def test_the_look_of_a_chart_is_its_authors(wave: Wave, tmp_path: Path) -> None:
    path = build_chapter(wave, "kk", items=["territory_historic_lands"], charts=True, dpi=150, out=tmp_path)[0]
    (name,) = (name for name in parts_of(path) if "/charts/chart" in name and name.endswith(".xml"))

    def states(old: bytes, new: bytes) -> list[State]:
        parts = parts_of(path)
        assert old in parts[name]
        changed = tmp_path / "changed.docx"
        changed.write_bytes(written({**parts, name: parts[name].replace(old, new)}))
        return [one.state for one in check_chapter(changed, wave).numbers if "/figure/" in one.control.tag]

    assert states(b"0072B2", b"AA0000") == [State.FRESH]
    assert states(b"<c:v>92.7", b"<c:v>12.7") == [State.OVERTYPED]


def test_a_language_that_the_wave_does_not_have_is_refused(path: Path, wave: Wave) -> None:
    with pytest.raises(SurveyError):
        check_chapter(path, wave, language="fr")  # type: ignore[arg-type]
