"""The saved map of columns for a raw file that took the place of another: only name and sum change, all else stays as written."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml
from yaml import MappingNode, Node, ScalarNode

from survey.errors import COLUMN_MAP_FIXED, Place, SurveyError, error
from survey.instrument.nodes import compose
from survey.intake.saved import SavedMap
from survey.intake.saved_file import FILE, YAML, read_saved
from survey.wave.whole_files import Writers, holding

_NAME, _SUM = "name", "sha256"
_BOM = "\ufeff"


def renewed_map(folder: Path, name: str, sha256: str) -> Writers:
    """What writes the map of a wave with another name and sum of its raw file; nothing where it has them, or where it has no sum.

    folder: of the wave. name, sha256: of the file that lies in `raw/` now, and which the map was found to fit.

    Raises DataError where anything else in it would change: a workbook that is written anew loses the values of its formulas.
    """
    saved = read_saved(folder)
    if saved is None or not saved.sha256 or saved.sha256.strip().lower() == sha256:
        return {}
    values = {_NAME: name, _SUM: sha256}
    content = _in_yaml(saved.path, values) if saved.path.name == YAML else _in_workbook(saved.path, values)
    again = _read_again(saved.path.name, content)
    if again is None or again.sha256 != sha256 or again.name not in (name, saved.name) or _rest(again) != _rest(saved):
        raise error(COLUMN_MAP_FIXED, Place(file=saved.path), file=saved.path.name)
    return {saved.path: holding(content)}


def _read_again(name: str, content: bytes) -> SavedMap | None:
    """A map as it would be read; None where it could not."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(content)
        try:
            return read_saved(Path(folder))
        except SurveyError:
            return None


def _rest(saved: SavedMap) -> SavedMap:
    """What a map says beside name and sum, wherever it stands."""
    columns = tuple(replace(column, place=Place()) for column in saved.columns)
    return replace(saved, path=Path(), name="", sha256="", columns=columns)


def _in_yaml(path: Path, values: Mapping[str, str]) -> bytes:
    """The bytes of columns.yaml with other values; comments, order and line ends stay."""
    text = path.read_bytes().decode("utf-8")
    body = text.removeprefix(_BOM)
    top = _block(compose(path))
    found = {_SUM: top.get(_SUM), _NAME: _block(top.get(FILE)).get(_NAME)}
    places = [(node, values[key]) for key, node in found.items() if isinstance(node, ScalarNode)]
    for node, value in sorted(places, key=lambda pair: pair[0].start_mark.index, reverse=True):
        start, end = node.start_mark.index, node.end_mark.index
        start_of_end = start + len(body[start:end].rstrip())  # a block of text ends behind its line
        body = body[:start] + _scalar(value) + body[start_of_end:]
    return (_BOM * text.startswith(_BOM) + body).encode()


def _block(node: Node | None) -> dict[str, Node]:
    pairs = node.value if isinstance(node, MappingNode) else ()
    return {str(key.value): value for key, value in pairs}


def _scalar(value: str) -> str:
    """A text as it may stand anywhere in YAML."""
    listed: str = yaml.safe_dump([value], allow_unicode=True, default_flow_style=True, width=10**9)
    return listed.strip()[1:-1]


def _in_workbook(path: Path, values: Mapping[str, str]) -> bytes:
    """The bytes of columns.xlsx with other values beside their keys."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(path.read_bytes()))
    rows = [row for row in book[FILE].iter_rows() if any(str(cell.value or "").strip() for cell in row)]
    header = [cell.value for cell in rows[0]]  # the first row that is not empty, as `read_table` takes it
    key, value = header.index("key"), header.index("value")
    for row in rows[1:]:
        new = values.get(str(row[key].value or "").strip())
        if new is not None:
            row[value].value = new
            row[value].data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
