"""Lists of JSON records as tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.errors import FILE_JSON, TABLE_NO_ROWS, DataError
from survey.wave.tablefile import read_table


def table(tmp_path: Path, content: bytes):
    path = tmp_path / "answers.json"
    path.write_bytes(content)
    return read_table(path)


def test_records_lists_and_what_is_not_there(tmp_path):
    text = '[{"a": 1, "b": ["x", "y"]},\n {"c": {"r": "yes", "s": null}, "a": 2.5, "d": true}]'
    read = table(tmp_path, text.encode())
    assert read.header == ("a", "b", "c.r", "c.s", "d")
    assert read.rows() == (("1", "x;y", "", "", ""), ("2.5", "", "yes", "", "true"))
    assert (read.origin, read.encoding) == ("json", "utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_as_editors_on_windows_save_it(tmp_path, encoding):
    assert table(tmp_path, '[{"a": "Қ"}]\r\n'.encode(encoding)).rows() == (("Қ",),)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('[{"a": 1},\n {"a": ]', FILE_JSON, 2),
        ('[{"a": 1}, 5]', FILE_JSON, None),
        ("[]", TABLE_NO_ROWS, None),
        ("[{}]", TABLE_NO_ROWS, None),
        ('[{"a": 1}]\n[{"a": 1}]', FILE_JSON, 2),
        ('[{"a":' * 100_000, FILE_JSON, None),
    ],
)
def test_what_is_no_list_of_records(tmp_path, text, code, line):
    with pytest.raises(DataError) as caught:
        table(tmp_path, text.encode())
    assert (caught.value.code, caught.value.problems[0].place.line) == (code, line)


def test_a_table_of_text_may_begin_with_a_bracket(tmp_path):
    assert table(tmp_path, b"[a];b\n1;2\n").header == ("[a]", "b")
