from __future__ import annotations

from pathlib import Path

import pytest

from survey.errors import SurveyError
from survey.render.qmd import Cell, Prose, read_qmd, split

PATH = Path("tea.qmd")


def test_every_part_knows_its_line() -> None:
    document = split("---\ntitle: Tea\n---\n\nHello\n\n```{python}\n#| label: a\n#| echo: false\nx = 1\n```\nBye\n", PATH)
    prose, cell, end = document.parts
    assert isinstance(cell, Cell)
    assert (prose.line, cell.line, cell.source_line, end.line) == (4, 7, 10, 12)
    assert dict(cell.options) == {"label": "a", "echo": False}


def test_text_that_is_not_executed_comes_through_byte_for_byte() -> None:
    text = "Hello  \n\n"
    text += "| a | b |\n|---|---|\n| 1 | 2 |\n\n```{.r}\nlibrary(psych)\n```\n\n- item\n\n      code in item\n\n    code\n\nend"
    assert "".join(part.text for part in split(text, PATH).parts if isinstance(part, Prose)) == text


def test_windows_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "tea.qmd"
    file.write_bytes("\ufeff---\r\ntitle: Шай\r\n---\r\n\r\n```{python}\r\nx = 1\r\n```\r\n".encode())
    document = read_qmd(file)
    assert document.header == {"title": "Шай"}
    assert [part.source for part in document.parts if isinstance(part, Cell)] == ["x = 1"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("---\ntitle: [a\n---\n", "SQ-R03", 3),
        ("Hello\n\n```{r}\nx\n```\n", "SQ-R04", 3),
        ("- list\n\n  ```{python}\n  x = 1\n  ```\n", "SQ-R05", 3),
        ("\n```{python}\n#| echo: [\nx = 1\n```\n", "SQ-R03", 3),
    ],
)
def test_what_cannot_be_split_is_named_with_its_line(text: str, code: str, line: int) -> None:
    with pytest.raises(SurveyError) as caught:
        split(text, PATH)
    assert (caught.value.code, caught.value.problems[0].place.line) == (code, line)


def test_files_that_are_missing_or_no_text(tmp_path: Path) -> None:
    (tmp_path / "cp1251.qmd").write_bytes("Сауалнама".encode("cp1251"))
    for name, code in (("none.qmd", "SQ-D01"), ("cp1251.qmd", "SQ-R02"), (".", "SQ-R02")):
        with pytest.raises(SurveyError) as caught:
            read_qmd(tmp_path / name)
        assert caught.value.code == code
