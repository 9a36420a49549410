"""Archives with one table, as Google Forms hands them out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from survey.errors import DataError
from survey.wave.tablefile import read_table


def archive(members: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, member in members.items():
            file.writestr(name, member)
    return content.getvalue()


def test_the_only_table_is_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "form.csv.zip"
    path.write_bytes(
        archive({"Сауалнама.csv": "сұрақ,жауап\r\n1,иә\r\n".encode(), "__MACOSX/._x.csv": b"\0", ".DS_Store": b"\0"})
    )
    table = read_table(path)
    assert (table.header, [warning.code for warning in table.warnings]) == (("сұрақ", "жауап"), ["SQ-D68"])
    assert table.warnings[0].params["member"] == "Сауалнама.csv"


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({}, "SQ-D11"),
        ({"folder/": b""}, "SQ-D65"),
        ({"a.csv": b"a,b\n1,2\n", "b.csv": b"a,b\n1,2\n"}, "SQ-D65"),
        ({"a.zip": archive({"a.csv": b"a,b\n1,2\n"})}, "SQ-D65"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}, "SQ-D11"),
        ({"a.csv": b""}, "SQ-D10"),
    ],
)
def test_archives_that_are_no_table(tmp_path: Path, members: dict[str, bytes], code: str) -> None:
    path = tmp_path / "form.zip"
    path.write_bytes(archive(members))
    with pytest.raises(DataError) as found:
        read_table(path)
    assert found.value.code == code
