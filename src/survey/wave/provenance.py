"""Which files a wave was made from, to the byte, and by which version of this package."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from survey.instrument.model import Instrument
from survey.wave import stages


@dataclass(frozen=True)
class Provenance:
    """What a wave was made from.

    files: name -> SHA-256 of its bytes in hexadecimal, in the order they were read. version: of this package.
    """

    files: Mapping[str, str]
    version: str


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def provenance(settings: Path | None, instrument: Instrument, answers: Mapping[str, str]) -> Provenance:
    """The provenance of a wave made from the file of its settings, its questionnaire, and `answers`, name -> sum.

    Settings and questionnaires that were made in memory have no file to be named.
    """
    paths = [path for path in (settings, instrument.path) if path is not None]
    files = {Path(path).name: sha256(Path(path)) for path in paths}
    return Provenance(MappingProxyType({**files, **answers}), stages.version)
