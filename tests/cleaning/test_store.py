"""`clean/` is of one run: all of its files or the former ones, whatever fails; one that was touched since is noticed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from survey.cleaning.store import FILES, stale, unsummed, write_clean
from survey.cli.main import main
from survey.errors import FILE_NOT_WRITTEN, SurveyError
from survey.wave.load import load_wave

Study = Callable[..., Path]
DECISION = "- {{respondent: 10, do: set, item: age, value: 32, who: A, when: 2026-09-20, why: {why}}}\n"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def write(folder: Path) -> tuple[Path, ...]:
    return write_clean(load_wave(folder), folder / "raw" / "answers.csv")


@pytest.mark.parametrize("before", [True, False], ids=["over former files", "the first time"])
def test_a_fault_at_any_step_leaves_the_former_files(study: Study, monkeypatch: pytest.MonkeyPatch, *, before: bool) -> None:
    """The steps are the renamings of new files into their places."""
    folder = study("cleaning: {duplicates: off}\n", decisions_yaml=DECISION.format(why="typed 320"))
    if before:
        write(folder)
        # So that every file differs: an answer, the log, flags, those who look alike, the decision.
        study("cleaning: {show_if: not_asked}\n", decisions_yaml=DECISION.format(why="said so"))
    wave = load_wave(folder)
    former = contents(folder)
    real, asked, at = os.replace, [0], [0]

    def fails(source: Path, target: Path) -> None:
        asked[0] += 1
        if asked[0] == at[0]:
            raise PermissionError(13, "open elsewhere")
        real(source, target)

    monkeypatch.setattr("survey.wave.whole_files.os.replace", fails)
    for step in count(1):
        asked[0], at[0] = 0, step
        try:
            write_clean(wave, folder / "raw" / "answers.csv")
        except SurveyError as refused:
            assert refused.code == FILE_NOT_WRITTEN  # noqa: PT017 -- how many steps there are is found by counting them
            assert contents(folder) == former
            assert not stale(folder)
        else:
            break
    assert step > len(FILES) + 2  # all of them, the record, the sums: each step failed once
    assert not stale(folder)
    new = contents(folder)
    own = ["decisions-applied.csv", *(f"clean/{name}" for name in (*FILES, "SHA256SUMS"))]
    assert not [name for name in own if new[name] == former.get(name)]


def test_a_full_disk_leaves_the_former_files(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = study()
    write(folder)
    former = contents(folder)

    def full(*_: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("survey.cleaning.store._write_csv", full)
    with pytest.raises(SurveyError, match=r"decisions-applied\.csv \(no space\)"):
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
    assert not stale(folder)
    assert unsummed(folder) == FILES


def test_a_folder_of_an_older_version_was_not_edited(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """It had fewer files, and only the sum of the raw file."""
    folder = study()
    write(folder)
    assert not unsummed(folder)
    sums = folder / "clean" / "SHA256SUMS"
    sums.write_text(sums.read_text("utf-8").splitlines(keepends=True)[0], "utf-8")
    (folder / "clean" / FILES[-1]).unlink()
    assert main(["clean", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "SHA256SUMS had no sum (an older version of this program wrote them, or SHA256SUMS was deleted)" in told
    assert f"they were made anew: {', '.join(FILES[:-1])}." in told
    assert "edited by hand" not in told
    assert main(["clean", str(folder)]) == 0
    assert "had no sum" not in capsys.readouterr().out


def test_a_raw_file_may_be_called_as_a_file_of_clean(study: Study) -> None:
    folder = study()
    (folder / "raw" / "answers.csv").rename(folder / "raw" / "audit.csv")
    write_clean(load_wave(folder), folder / "raw" / "audit.csv")
    assert load_wave(folder).n == 12
    assert not stale(folder)
