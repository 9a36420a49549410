"""Files that are there whole or not at all, whatever fails and wherever."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from survey.errors import FOLDER_FOR_A_FILE, SurveyError
from survey.wave.whole_files import replacing, write_all

NAMES = ("a.csv", "b.csv", "ғ.csv")
OLD = {"a.csv": "old a", "ғ.csv": "old ғ", "map.xlsx": "old map"}


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def fill(folder: Path) -> None:
    for name, text in OLD.items():
        (folder / name).write_text(text, "utf-8")


def writing(text: str) -> Callable[[Path], object]:
    return lambda beside: beside.write_text(text, "utf-8")


def new(folder: Path) -> dict[Path, Callable[[Path], object]]:
    return {folder / name: writing(f"new {name}") for name in NAMES}


@pytest.fixture
def renaming(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, BaseException], list[int]]]:
    """Makes the n-th renaming from now on fail; the list has one entry per renaming that was asked for."""
    real = os.replace

    def prepare(n: int, why: BaseException) -> list[int]:
        asked: list[int] = []

        def fails(source: Path, target: Path) -> None:
            asked.append(1)
            if len(asked) == n:
                raise why
            real(source, target)

        monkeypatch.setattr("survey.wave.whole_files.os.replace", fails)
        return asked

    return prepare


def test_all_take_their_places(tmp_path: Path) -> None:
    fill(tmp_path)
    write_all(new(tmp_path), without=tmp_path / "map.xlsx")
    assert contents(tmp_path) == {name: f"new {name}" for name in NAMES}


@pytest.mark.parametrize("why", [PermissionError(13, "open elsewhere"), KeyboardInterrupt()], ids=["locked", "stopped"])
def test_a_renaming_that_fails_leaves_all_as_it_was(
    tmp_path: Path, renaming: Callable[[int, BaseException], list[int]], why: BaseException
) -> None:
    """Three steps, one for each new file; each of them may fail. The map goes after the last."""
    expected = SurveyError if isinstance(why, OSError) else KeyboardInterrupt
    fill(tmp_path)
    for n in range(1, 4):
        renaming(n, why)
        with pytest.raises(expected):
            write_all(new(tmp_path), without=tmp_path / "map.xlsx")
        assert contents(tmp_path) == OLD
    asked = renaming(4, why)
    write_all(new(tmp_path), without=tmp_path / "map.xlsx")
    assert len(asked) == 3


@pytest.mark.parametrize("at", NAMES)
def test_a_writer_that_fails_leaves_all_as_it_was_and_is_named(tmp_path: Path, at: str) -> None:
    fill(tmp_path)

    def full(beside: Path) -> None:
        beside.write_text("ha", "utf-8")
        raise OSError(28, "no space")

    with pytest.raises(SurveyError) as refused:
        write_all({**new(tmp_path), tmp_path / at: full}, without=tmp_path / "map.xlsx")
    assert contents(tmp_path) == OLD
    assert refused.value.problems[0].params == {"path": tmp_path / at, "reason": "no space"}


@pytest.mark.parametrize("at", NAMES)
def test_a_folder_in_the_way_stays(tmp_path: Path, at: str) -> None:
    (tmp_path / at).mkdir()
    (tmp_path / at / "mine.txt").write_text("x", "utf-8")
    with pytest.raises(SurveyError) as refused:
        write_all(new(tmp_path))
    assert refused.value.code == FOLDER_FOR_A_FILE
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == [at, f"{at}/mine.txt"]


@pytest.mark.parametrize("linked", [True, False], ids=["links", "no links"])
def test_a_map_that_cannot_go_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, linked: bool) -> None:
    """Nothing is left of the new files, not even of the last one; a disk without links (FAT) gets copies."""
    fill(tmp_path)
    if not linked:
        monkeypatch.setattr("survey.wave.whole_files.os.link", refuse)
    real = Path.unlink

    def fails(path: Path, missing_ok: bool = False) -> None:
        if path.name == "map.xlsx":
            raise PermissionError(13, "open elsewhere", str(path))
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", fails)
    with pytest.raises(SurveyError) as refused:
        write_all(new(tmp_path), without=tmp_path / "map.xlsx")
    assert contents(tmp_path) == OLD
    assert refused.value.problems[0].params == {"path": tmp_path / "map.xlsx", "reason": "open elsewhere"}


def refuse(*_: object, **__: object) -> None:
    raise PermissionError(1, "not permitted")


KILLED = """
import os, sys
from pathlib import Path
from survey.wave import whole_files

folder, last, left = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
NAMES = sys.argv[4:]
if last == "copies":
    def refuse(*_, **__):
        raise PermissionError(1, "not permitted")
    os.link = refuse

def dying(real):
    def step(*given, **more):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return real(*given, **more)
    return step

for name in ("replace", "unlink", "remove", "link", "rename"):
    setattr(os, name, dying(getattr(os, name)))
whole_files.shutil.copy2 = dying(whole_files.shutil.copy2)
writers = {folder / name: lambda beside, name=name: beside.write_text(f"new {name}", "utf-8") for name in NAMES}
whole_files.write_all(writers, without=folder / "map.xlsx")
"""


@pytest.mark.parametrize("aside", ["links", "copies"])
def test_whoever_looks_after_the_process_ended_finds_whole_files_under_their_names(tmp_path: Path, aside: str) -> None:
    """The process ends before each of its steps on the disk; what it left is in nobody's way afterwards."""
    for left in range(50):
        folder = tmp_path / str(left)
        folder.mkdir()
        fill(folder)
        run = subprocess.run([sys.executable, "-c", KILLED, str(folder), aside, str(left), *NAMES], check=False)
        found = contents(folder)
        for name, old in OLD.items():
            allowed = {old, f"new {name}"} if name in NAMES else ({old} if found["a.csv"] == OLD["a.csv"] else {old, None})
            assert found.get(name) in allowed, (left, name)
        assert found.get("b.csv") in {None, "new b.csv"}
        write_all(new(folder), without=folder / "map.xlsx")
        assert {name: text for name, text in contents(folder).items() if name[0] != "."} == {n: f"new {n}" for n in NAMES}
        if run.returncode == 0:
            break
        assert run.returncode == 9
    assert 8 <= left < 50


def test_what_cannot_be_put_back_is_not_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path)
    real = os.replace
    asked: list[Path] = []

    def fails(source: Path, target: Path) -> None:
        asked.append(source)
        if len(asked) > 1:
            raise PermissionError(13, "gone read-only")
        real(source, target)

    monkeypatch.setattr("survey.wave.whole_files.os.replace", fails)
    with pytest.raises(SurveyError):
        write_all(new(tmp_path))
    assert contents(tmp_path) == {**OLD, "a.csv": "new a.csv", ".a.csv.old": "old a"}


@pytest.mark.parametrize("together", [True, False])
def test_a_file_that_cannot_be_read_is_not_told_as_one_that_cannot_be_written(tmp_path: Path, together: bool) -> None:
    path = tmp_path / "deep" / "er" / "a.csv"

    def copy(beside: Path) -> None:
        beside.write_bytes((tmp_path / "no such file").read_bytes())

    def alone() -> None:
        with replacing(path) as beside:
            copy(beside)

    with pytest.raises(FileNotFoundError, match="no such file"):
        write_all({path: copy}) if together else alone()
    assert list(tmp_path.iterdir()) == [], "the folders that were made are gone too"


@pytest.mark.parametrize("together", [True, False])
def test_folders_that_were_made_go_again(tmp_path: Path, together: bool) -> None:
    (tmp_path / "mine").mkdir()
    path = tmp_path / "mine" / "deep" / "a.csv"

    def full(beside: Path) -> None:
        beside.write_text("ha", "utf-8")
        raise OSError(28, "no space")

    def alone() -> None:
        with replacing(path) as beside:
            full(beside)

    with pytest.raises(SurveyError, match="no space"):
        write_all({path.with_name("b.csv"): writing("b"), path: full}) if together else alone()
    assert list(tmp_path.rglob("*")) == [tmp_path / "mine"]


class LibraryError(Exception):
    """What a library raises that knows no OSError."""


def test_failures_of_a_library_are_told_and_mistakes_are_not_hidden(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"

    def write() -> None:
        with replacing(path, LibraryError) as beside:
            beside.write_text("ha", "utf-8")
            raise LibraryError("disk full")

    with pytest.raises(SurveyError) as refused:
        write()
    assert refused.value.problems[0].params == {"path": path, "reason": "disk full"}
    with pytest.raises(LibraryError), replacing(path):
        raise LibraryError
    assert list(tmp_path.iterdir()) == []


def test_the_sentence_names_path_reason_and_cure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(SurveyError, match=r"file.below\.csv \(.+\)\. Close the file .* room on the disk"):
        write_all({tmp_path / "file" / "below.csv": writing("x")})
