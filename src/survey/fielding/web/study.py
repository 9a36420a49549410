"""The folder `field/` of a wave: both stores, the secret, the settings of its fieldwork; the pilot has a folder of its own.

data/<wave>/field/          answers.sqlite, invitations.sqlite, secret, settings.json, links.csv, letters/
data/<wave>/field/pilot/    the same for a pilot, apart from everything else
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from survey.errors import ADMIN_WORD_SHORT, FIELD_SETTINGS, Place, error
from survey.fielding.web.store.answers import Answers
from survey.fielding.web.store.invitations import Invitations
from survey.instrument.model import Instrument
from survey.wave.load import open_wave
from survey.wave.settings import Settings
from survey.wave.whole_files import replacing

FIELD, PILOT = "field", "pilot"
ANSWERS, INVITATIONS, SECRET, SETTINGS = "answers.sqlite", "invitations.sqlite", "secret", "settings.json"
IGNORE = ".gitignore"
SHORTEST_WORD = 12
_ONE_AT_A_TIME = threading.Lock()  # scrypt takes 16 MB, and many may try at once
_SCRYPT = {"n": 2**14, "r": 8, "p": 1, "dklen": 32}


@dataclass(frozen=True)
class FieldSettings:
    """What was decided about the fieldwork of a wave.

    open_link: whether anybody may answer without an invitation. admin: scrypt salt and hash of the password of the admin page,
    in hexadecimal; None where no password was set, so that there is no page. closed: whether the fieldwork is over.
    questionnaire: fingerprint of the one that was served last. changes: how often it changed while people answered.
    """

    open_link: bool = False
    admin: tuple[str, str] | None = None
    closed: bool = False
    questionnaire: str | None = None
    changes: int = 0


class Study:
    """A wave that is in the field.

    folder: of the wave. field: of its fieldwork, or of the pilot. instrument, wave: its questionnaire and wave.yaml.
    answers, invitations: the two stores.
    """

    def __init__(self, folder: Path, instrument: Instrument, wave: Settings, *, pilot: bool = False) -> None:
        """Open the folder, made where there is none; `open_study` finds it by the name of the wave."""
        self.folder, self.instrument, self.wave, self.pilot = folder, instrument, wave, pilot
        self.field = field_of(folder, pilot=pilot)
        self.field.mkdir(parents=True, exist_ok=True)
        self.field.chmod(0o700)
        keep_from_git(folder / FIELD)
        self.settings = _read_settings(self.field / SETTINGS)
        self.answers = Answers(self.field / ANSWERS)
        self.invitations = Invitations(self.field / INVITATIONS)

    @property
    def id(self) -> str:
        """The id of the wave."""
        return self.wave.id

    @property
    def closed(self) -> bool:
        """Whether the wave takes no more answers; a server that runs learns it at once."""
        return self.answers.closed

    @property
    def secret(self) -> bytes:
        """32 random bytes that sign what the browser keeps; made once, in a file that only its owner reads."""
        path = self.field / SECRET
        if not path.is_file():
            beside = path.with_name(f".{SECRET}.{secrets.token_hex(8)}")
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
                out.write(secrets.token_hex(32) + "\n")
                out.flush()
                os.fsync(out.fileno())
            with suppress(FileExistsError):  # a second server was faster: its secret is the one
                os.link(beside, path)
            beside.unlink()
        return bytes.fromhex(path.read_text("ascii").strip())

    def change(self, **changes: Any) -> None:
        """Change settings and write them down: `change(open_link=True)`."""
        self.settings = replace(self.settings, **changes)
        words = json.dumps(asdict(self.settings), indent=1) + "\n"
        with replacing(self.field / SETTINGS) as beside:
            beside.write_text(words, "utf-8")
            beside.chmod(0o600)

    def set_admin(self, word: str) -> None:
        """Set the password of the admin page; FieldingError where it is shorter than `SHORTEST_WORD`."""
        if len(word) < SHORTEST_WORD:
            raise error(ADMIN_WORD_SHORT, least=SHORTEST_WORD)
        salt = secrets.token_bytes(16)
        self.change(admin=(salt.hex(), _scrypt(word, salt).hex()))

    def is_admin(self, word: str) -> bool:
        """Whether this is the password of the admin page; takes as long for a wrong one, and where there is none."""
        salt, known = self.settings.admin or ("00" * 16, "00" * 32)
        with _ONE_AT_A_TIME:
            right = hmac.compare_digest(_scrypt(word, bytes.fromhex(salt)), bytes.fromhex(known))
        return right and self.settings.admin is not None

    def close(self) -> None:
        """Let both stores go."""
        self.answers.close()
        self.invitations.close()


def field_of(folder: Path, *, pilot: bool) -> Path:
    """The folder of the fieldwork of a wave, or of its pilot, whether it is there or not."""
    return folder / FIELD / PILOT if pilot else folder / FIELD


def keep_from_git(folder: Path) -> None:
    """Let git leave out a folder of people's answers or links, whatever the study around it says."""
    if not (folder / IGNORE).exists():
        (folder / IGNORE).write_text("*\n", "utf-8")
        (folder / IGNORE).chmod(0o600)


def open_study(path_or_id: str | Path, *, pilot: bool = False) -> Study:
    """The fieldwork of a wave: the folder of the wave, or its name in `data/`.

    Raises
    ------
    SurveyError
        There is no such wave, its questionnaire or wave.yaml is wrong, or `field/settings.json` was damaged.

    Examples
    --------
    >>> study = open_study("data/next-wave")                     # doctest: +SKIP
    >>> study.answers.counts().n_completed                       # doctest: +SKIP
    0
    """
    folder, instrument, wave = open_wave(path_or_id)
    return Study(folder, instrument, wave, pilot=pilot)


def _scrypt(word: str, salt: bytes) -> bytes:
    return hashlib.scrypt(word.encode(), salt=salt, **_SCRYPT)


def _read_settings(path: Path) -> FieldSettings:
    if not path.is_file():
        return FieldSettings()
    try:
        told = json.loads(path.read_text("utf-8"))
        if told.get("admin") is not None:
            told["admin"] = tuple(told["admin"])
        return FieldSettings(**told)
    except (ValueError, TypeError, AttributeError):
        raise error(FIELD_SETTINGS, Place(file=path)) from None
