"""A new study as a whole: complete, the same every time, written wholly or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import survey
from survey.cli.main import main
from survey.errors import (
    FILE_NOT_WRITTEN,
    FOLDER_NOT_EMPTY,
    STUDY_FOLDER,
    STUDY_NAME,
    STUDY_OF_THE_SAME_NAME,
    UNKNOWN_LANGUAGE,
    SurveyError,
)
from survey.i18n.text import LANGUAGES
from survey.scaffold.study import new_study, study_id


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rehearsal_is_a_wave_of_synthetic_answers(tmp_path: Path, language: str) -> None:
    made = new_study(tmp_path / "Моё исследование 2026", language=language, version="0")
    assert (made.id, made.demo, made.language) == ("study-2026", "study-2026-demo", language)
    wave = survey.load_wave(made.folder / "data" / made.demo)
    assert wave.synthetic
    assert wave.n == wave.settings.n
    assert len(survey.index_summary(wave)) == 1


def test_the_same_call_writes_the_same_bytes_wherever_the_folder_is(tmp_path: Path) -> None:
    for place in ("one", "two"):
        new_study(tmp_path / place / "thesis", "sovereignty-2026", "ru", version="0")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert not [name for name, content in contents(tmp_path).items() if str(tmp_path).encode() in content]


def test_the_design_of_the_rehearsal_gives_its_answers(tmp_path: Path) -> None:
    made = new_study(tmp_path / "thesis", version="0", language="kk")
    demo = made.folder / "data" / made.demo
    out = tmp_path / "again.csv"
    assert main(["simulate", str(demo), "--lang", "kk", "--out", str(out)]) == 0
    assert out.read_bytes() == (demo / "raw" / "responses.csv").read_bytes()


def test_gaps_stop_the_wave_until_they_are_filled(tmp_path: Path) -> None:
    """Every gap is a line of YAML behind its sign: with the signs gone, nothing is missing and nothing unknown."""
    made = new_study(tmp_path / "thesis", version="0")
    path = made.folder / "data" / made.id / "wave.yaml"
    with pytest.raises(SurveyError) as stopped:
        survey.load_wave(path.parent)
    assert [problem.params["key"] for problem in stopped.value.problems] == ["n", "source"]
    path.write_text(re.sub("^#[?] ", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    with pytest.raises(SurveyError) as dotted:
        survey.load_wave(path.parent)
    assert {problem.code for problem in dotted.value.problems} == {"SQ-D200"}
    path.write_text(path.read_text("utf-8").replace('"…"', '"–"'), "utf-8")
    from survey.wave.load import open_wave

    _, _, settings = open_wave(path.parent)
    assert (settings.n, settings.synthetic) == (96, False)
    assert len(settings.method) == 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_is_filled_and_reads(tmp_path: Path, language: str) -> None:
    made = new_study(tmp_path / "thesis", language=language, version="1.2.3")
    for path in made.files:
        if not path.as_posix().startswith("reports/"):
            text = (made.folder / path).read_text("utf-8")
            assert "{{" not in text
            assert "\r" not in text
            assert text.endswith("\n")
            if path.suffix == ".yaml":
                assert yaml.safe_load(text)
    assert "saualnama==1.2.3\n" in (made.folder / "requirements.txt").read_text("utf-8")
    compile((made.folder / "tests" / "test_study.py").read_text("utf-8"), "test_study.py", "exec")
    ignored = (made.folder / ".gitignore").read_text("utf-8").splitlines()
    assert {"_out/", "data/*/clean/", "data/*/raw/", "data/*/field/", "links*.csv", "letters/"} <= set(ignored)
    assert f"!data/{made.demo}/raw/" in ignored  # made-up answers are nobody's


def test_a_questionnaire_without_the_language_has_its_report_in_its_own(tmp_path: Path) -> None:
    source = tmp_path / "tea.yaml"
    source.write_text(
        'id: tea\nversion: "1"\nlanguages: [en]\ntitle: {en: "Tea"}\n'
        'sections: [{id: tea, number: "1", title: {en: "Tea"}}]\nitems:\n'
        '  - {id: cup, number: "1.1", section: tea, kind: single, level: binary, text: {en: "A cup?"}, options: yes_no}\n',
        "utf-8",
    )
    made = new_study(tmp_path / "thesis", str(source), "kk", version="0")
    assert made.language == "en"
    assert (made.folder / "README.md").read_text("utf-8").startswith("# Tea\n\nБұл қалтада")
    assert (made.folder / "instruments" / "tea.yaml").read_bytes() == source.read_bytes()
    assert survey.load_wave(made.folder / "data" / made.demo).synthetic


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    with pytest.raises(SurveyError) as refused:
        new_study(tmp_path)
    assert refused.value.code == FOLDER_NOT_EMPTY
    assert contents(tmp_path) == {"notes.txt": b"mine"}


def test_a_fresh_repository_is_empty_enough(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert new_study(tmp_path, name="tea").id == "tea"


def test_nothing_stays_where_not_all_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, content: bytes) -> int:
        if self.name.startswith(".README"):
            raise OSError(28, "No space left on device", str(self))
        return real(self, content)

    real = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(SurveyError) as stopped:
        new_study(tmp_path / "thesis")
    assert stopped.value.code == FILE_NOT_WRITTEN
    assert not (tmp_path / "thesis").exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": "Тезис"}, STUDY_NAME),
        ({"name": "a" * 65}, STUDY_NAME),
        ({"name": "con"}, STUDY_NAME),
        ({"name": "tea", "language": "de"}, UNKNOWN_LANGUAGE),
        ({"name": "sovereignty-2026", "source": "sovereignty-2026"}, STUDY_OF_THE_SAME_NAME),
    ],
    ids=["name", "long name", "device of Windows", "language", "copy of itself"],
)
def test_what_cannot_be_is_refused_before_anything_is_written(tmp_path: Path, given: dict[str, str], code: str) -> None:
    with pytest.raises(SurveyError) as refused:
        new_study(tmp_path / "thesis", **given)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert not (tmp_path / "thesis").exists()


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "thesis").write_text("mine", "utf-8")
    with pytest.raises(SurveyError) as refused:
        new_study(tmp_path / "thesis")
    assert refused.value.code == STUDY_FOLDER
    assert "a file and not a folder" in str(refused.value)
    assert contents(tmp_path) == {"thesis": b"mine"}


def test_ids_from_names_of_folders() -> None:
    names = {"My thesis, 2026": "my-thesis-2026", "Диссертация": "study", "2026": "study-2026", "a__b": "a-b", "NUL": "study-nul"}
    names |= {"x" * 300: "x" * 64, f"{'x' * 63} tea": "x" * 63}
    assert {name: study_id(Path("folder") / name) for name in names} == names
