"""A file of answers into the folder of a wave: a copy in `raw/`, byte for byte, and the map of its columns beside wave.yaml."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from survey.errors import RAW_OCCUPIED, RAW_SUFFIX, Place, Problem, problem
from survey.i18n.catalogue import say
from survey.i18n.text import Language
from survey.intake.decisions import to_save
from survey.intake.read import Prepared
from survey.intake.saved import SavedMap
from survey.intake.saved_file import XLSX, YAML, as_xlsx, as_yaml
from survey.wave import stages
from survey.wave.load import RAW, TABLES, open_wave
from survey.wave.responses import Responses
from survey.wave.tablefile import read_bytes
from survey.wave.whole_files import holding, write_all

Told = tuple[str, dict[str, Any]]
"""A key of the catalogue `intake` and what its phrase names."""


def hindrance(file: Path, folder: Path) -> Problem | None:
    """Why a file has no place in `raw/` of a wave: other answers are there, or the same name with other bytes, or a name that
    would not be read. It may be read and checked all the same."""
    if not file.name.lower().endswith(TABLES):
        return problem(RAW_SUFFIX, name=file.name, known=TABLES)
    raw = folder / RAW
    names = sorted(os.listdir(raw)) if raw.is_dir() else []  # noqa: PTH208
    tables = [name for name in names if name.lower().endswith(TABLES) and not name.startswith(("~", "."))]
    others = [name for name in tables if not _same(raw / name, file)]
    return problem(RAW_OCCUPIED, Place(file=raw), found=others) if others else None


def _same(there: Path, file: Path) -> bool:
    if there.resolve() == file.resolve():
        return True
    return there.name == file.name and there.is_file() and there.read_bytes() == read_bytes(file)


def bring_in(
    prepared: Prepared, responses: Responses, folder: Path, saved: SavedMap | None, *, xlsx: bool, language: Language
) -> list[Told]:
    """Copy the file of a table into `raw/` and write its map, both or neither; what was done, one by one.

    saved: the map that was there. It stays as it is where nothing in it changes, so that comments of its reader are kept.
    xlsx: write columns.xlsx and not columns.yaml; what the other one held goes over into it.

    Raises CleaningError where the file takes the place of another one and nothing tells whom decisions by number meant there: the
    map that is written is what the former file is known by.
    """
    stages.check_new_answers(responses, open_wave(folder)[2])
    file = prepared.table.path
    raw = folder / RAW / file.name
    told: list[Told] = [("raw_there" if raw.exists() else "raw", {"path": raw})]
    writers: dict[Path, Callable[[Path], object]] = {}
    if not raw.exists():
        answers = read_bytes(file)
        writers[raw] = holding(answers)
    path = folder / (XLSX if xlsx or (saved is not None and saved.path.name == XLSX) else YAML)
    new = to_save(prepared, responses, path, prepared.table.sha256)
    if saved is not None and _plain(saved) == _plain(new):
        write_all(writers)
        return [*told, ("map_kept", {"path": path})]
    comments = [say("intake.comment_1", language, name=new.name)]
    comments += [say("intake.comment_2", language), say("intake.comment_3", language)]
    columns = as_xlsx(new) if path.name == XLSX else as_yaml(new, comments).encode()
    writers[path] = holding(columns)
    told.append(("map_written", {"path": path}))
    old = saved.path if saved is not None and saved.path != path else None
    write_all(writers, without=old)
    return told if old is None else [*told, ("map_moved", {"old": old.name, "new": path.name})]


def _plain(saved: SavedMap) -> SavedMap:
    """A map as it is compared: where its lines stand, and what they are called, makes no difference."""
    bare = (replace(column, place=Place(), letter="", by="", wording="") for column in saved.columns)
    columns = tuple(replace(column, header=" ".join(column.header.split())) for column in bare)
    return replace(saved, columns=columns)
