"""Files that are there whole or not at all, whatever fails and wherever."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from survey.errors import FILE_NOT_WRITTEN, SurveyError
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
    """Five steps: the three new files, the older one that is not the last, and the map; each of them may fail."""
    expected = SurveyError if isinstance(why, OSError) else KeyboardInterrupt
    fill(tmp_path)
    for n in range(1, 6):
        renaming(n, why)
        with pytest.raises(expected):
            write_all(new(tmp_path), without=tmp_path / "map.xlsx")
        assert contents(tmp_path) == OLD
    asked = renaming(6, why)
    write_all(new(tmp_path), without=tmp_path / "map.xlsx")
    assert len(asked) == 5


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
    assert refused.value.code == FILE_NOT_WRITTEN
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == [at, f"{at}/mine.txt"]


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
    assert contents(tmp_path) == {"ғ.csv": "old ғ", "map.xlsx": "old map", ".a.csv.old": "old a"}


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
