"""Whether the raw file of a wave is still the one that it was: its SHA-256 is on record in `clean/` and in columns.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from yaml import MappingNode, ScalarNode

from survey.errors import RAW_CHANGED, Place, SurveyError, problem, raise_all
from survey.instrument.nodes import compose
from survey.wave.provenance import sha256

CLEAN, SUMS, COLUMN_MAP = "clean", "SHA256SUMS", "columns.yaml"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


def check_raw(folder: Path, raw: Path) -> None:
    """Raise CleaningError where a record of the folder has another sum for the raw file."""
    records = list(_records(folder, raw.name))
    if not records:
        return
    now = sha256(raw)
    raise_all(
        problem(RAW_CHANGED, Place(file=raw), file=raw.name, now=now, record=record, before=before)
        for record, before in records
        if before != now
    )


def _records(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """(file of the record, sum) of a raw file as far as something is on record."""
    sums = folder / CLEAN / SUMS
    if sums.is_file():
        for line in sums.read_text("utf-8", errors="replace").splitlines():
            found = _LINE.fullmatch(line.strip())
            if found and found[2].rpartition("/")[2] == name:
                yield f"{CLEAN}/{SUMS}", found[1]
    yield from ((COLUMN_MAP, value) for value in _in_column_map(folder / COLUMN_MAP))


def _in_column_map(path: Path) -> Iterator[str]:
    """The sum under the key `sha256` of columns.yaml; whoever reads the whole file says what else is wrong with it."""
    if not path.is_file():
        return
    try:
        node = compose(path)
    except SurveyError:
        return
    for key, value in node.value if isinstance(node, MappingNode) else ():
        if isinstance(key, ScalarNode) and key.value == "sha256" and isinstance(value, ScalarNode):
            yield value.value.strip().lower()
