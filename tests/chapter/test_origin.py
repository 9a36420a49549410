"""Real and invented answers never change places in a chapter without a word."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from tests.chapter.word_files import paragraph, parts_of, word_file

from survey.chapter.origin import other_origin, with_origin
from survey.chapter.word_file import read_word_file
from survey.errors import BUILT_FROM_INVENTED, BUILT_FROM_REAL


def told(path: Path, wave: str, *, synthetic: bool) -> str | None:
    found = other_origin(read_word_file(path), wave, synthetic=synthetic)
    return None if found is None else found.code


@pytest.mark.parametrize(("built", "code"), [(True, BUILT_FROM_INVENTED), (False, BUILT_FROM_REAL)])
def test_the_file_says_where_its_numbers_are_from(tmp_path: Path, built: bool, code: str) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("54"))
    assert told(path, "tea-2026", synthetic=built) is None  # a file that says nothing
    path.write_bytes(with_origin(path.read_bytes(), "tea-2026", synthetic=built))
    assert told(path, "tea-2026", synthetic=built) is None
    assert told(path, "tea-2026", synthetic=not built) == code
    assert told(path, "tea-2022", synthetic=not built) is None


def test_it_lives_through_another_program_and_is_said_once(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph("54"))
    for wave, synthetic in (("tea-2026", False), ("tea-2022", False), ("tea-2026", True)):
        path.write_bytes(with_origin(path.read_bytes(), wave, synthetic=synthetic))
    docx.Document(str(path)).save(str(path))
    assert told(path, "tea-2026", synthetic=False) == BUILT_FROM_INVENTED
    assert told(path, "tea-2022", synthetic=True) == BUILT_FROM_REAL
    assert parts_of(path)["docProps/custom.xml"].count(b"saualnama tea-2026") == 1
