"""A copy of both stores while the questionnaire is in use, and the way back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from survey.errors import BACKUP_EXISTS, NO_FOLDER_FOR_EXPORT, error
from survey.fielding.web.study import ANSWERS, INVITATIONS, SECRET, SETTINGS, Study
from survey.wave.whole_files import not_written

FILES = (ANSWERS, INVITATIONS, SECRET, SETTINGS)


def backup(study: Study, folder: Path) -> Path:
    """Copy the stores, the secret and the settings into a new folder, all or nothing.

    The copies are of one moment: no record is sent while they are made (people go on answering). They are written in the order of
    random keys, so a copy does not show in which order people answered. Lists of links and letters are not copied: whoever has
    them beside several copies could tell who sent what between two of them.

    Raises
    ------
    SurveyError
        The folder is there already, or cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise error(NO_FOLDER_FOR_EXPORT, path=folder)
    if folder.exists():
        raise error(BACKUP_EXISTS, path=folder)
    half = folder.parent / f".{folder.name}.part"
    try:
        if half.exists():
            shutil.rmtree(half)
        half.mkdir(parents=True, mode=0o700)
        study.invitations.hold(lambda: _copy_stores(study, half))
        for name in (SECRET, SETTINGS):
            if (study.field / name).is_file():
                shutil.copy(study.field / name, half / name)
                (half / name).chmod(0o600)
        for path in half.iterdir():
            _on_disk(path)
        half.rename(folder)
    except (OSError, sqlite3.Error) as why:  # a full disk, or another one that holds the store for too long
        shutil.rmtree(half, ignore_errors=True)
        raise not_written(folder, why) from why
    return folder


def _copy_stores(study: Study, half: Path) -> None:
    study.answers.copy(half / ANSWERS)
    study.invitations.copy(half / INVITATIONS)


def _on_disk(path: Path) -> None:
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)
