"""`clean/` is of one run: all of its files or the former ones, whatever fails; one that was touched since is noticed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from survey.cleaning.store import FILES, stale, write_clean
from survey.cli.main import main
from survey.errors import FILE_NOT_WRITTEN, SurveyError
from survey.wave.load import load_wave

Study = Callable[..., Path]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def write(folder: Path) -> tuple[Path, ...]:
    return write_clean(load_wave(folder), folder / "raw" / "answers.csv")


@pytest.mark.parametrize("before", [True, False], ids=["over former files", "the first time"])
def test_a_fault_at_any_step_leaves_the_former_files(study: Study, monkeypatch: pytest.MonkeyPatch, *, before: bool) -> None:
    """The steps are the renamings: a former file aside, a new one into its place; the last one needs no room."""
    folder = study()
    if before:
        write(folder)
        study("cleaning: {show_if: not_asked}\n")  # so that every file but the sheet of duplicates differs
    wave = load_wave(folder)
    former = contents(folder)
    real, asked, at = os.replace, [0], [0]

    def fails(source: Path, target: Path) -> None:
        asked[0] += 1
        if asked[0] == at[0]:
            raise PermissionError(13, "open elsewhere")
        real(source, target)

    monkeypatch.setattr("survey.wave.whole_files.os.replace", fails)
    steps = (2 if before else 1) * len(FILES) + 1
    for step in range(1, steps + 1):
        asked[0], at[0] = 0, step
        with pytest.raises(SurveyError) as refused:
            write_clean(wave, folder / "raw" / "answers.csv")
        assert refused.value.code == FILE_NOT_WRITTEN
        assert contents(folder) == former
        assert not stale(folder)
    asked[0], at[0] = 0, steps + 1
    write_clean(wave, folder / "raw" / "answers.csv")
    assert asked[0] == steps
    assert not stale(folder)
    assert contents(folder) != former


def test_a_full_disk_leaves_the_former_files(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = study()
    write(folder)
    former = contents(folder)

    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("survey.cleaning.store._write_csv", full)
    with pytest.raises(SurveyError, match=r"audit\.csv \(no space\)"):
        write(folder)
    assert contents(folder) == former


def test_the_sums_are_those_of_every_file(study: Study) -> None:
    folder = study()
    write(folder)
    lines = (folder / "clean" / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {name: value for value, name in (line.split("  ") for line in lines)}
    assert sorted(sums) == sorted(["raw/answers.csv", *(f"clean/{name}" for name in FILES)])
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in sums} == sums


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_was_touched_is_told_and_never_believed(study: Study, capsys: pytest.CaptureFixture[str], name: str) -> None:
    folder = study()
    assert not stale(folder)
    write(folder)
    answers, right = load_wave(folder).answers, contents(folder)
    path = folder / "clean" / name
    for spoil in (lambda: path.write_bytes(right[f"clean/{name}"][:-9]), path.unlink):
        spoil()
        assert stale(folder) == (name,)
        assert load_wave(folder).answers.equals(answers)
        assert main(["clean", str(folder)]) == 0
        assert f"did not agree with SHA256SUMS (edited by hand, or copied only in part) and were made anew: {name}." in (
            capsys.readouterr().out
        )
        assert contents(folder / "clean") == contents_of_clean(right)
    assert main(["clean", str(folder)]) == 0
    assert "SHA256SUMS (" not in capsys.readouterr().out


def contents_of_clean(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name.removeprefix("clean/"): content for name, content in files.items() if name.startswith("clean/")}


def test_without_its_sums_nothing_of_it_is_sure(study: Study) -> None:
    folder = study()
    write(folder)
    (folder / "clean" / "SHA256SUMS").unlink()
    assert stale(folder) == FILES


def test_a_raw_file_may_be_called_as_a_file_of_clean(study: Study) -> None:
    folder = study()
    (folder / "raw" / "answers.csv").rename(folder / "raw" / "audit.csv")
    write_clean(load_wave(folder), folder / "raw" / "audit.csv")
    assert load_wave(folder).n == 12
    assert not stale(folder)
