"""New text in a control; what its author put beside it stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.chapter.word_files import Numbers, address, control, paragraph, root, word_file

from survey.chapter.refresh import refresh_file
from survey.chapter.rewrite import shared_out
from survey.render.opc import w

NOW = Numbers({"cups two percent": "57,3%"})


def inside(path: Path, xml: str) -> list[str]:
    """What stands in a control after it was refreshed: the texts, and the names of other signs."""
    refresh_file(word_file(path / "a.docx", paragraph(control(address(), "54,2%", xml))), NOW)
    content = next(root(path / "a.docx").iter(w("sdtContent")))
    return [one.text or "" if one.tag == w("t") else one.tag.rpartition("}")[2] for run in content for one in run]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<w:r><w:t>54,2%</w:t><w:tab/></w:r>", ["57,3%", "tab"]),
        ("<w:r><w:br/><w:t>54,2%</w:t></w:r>", ["br", "57,3%"]),
        ('<w:r><w:t xml:space="preserve"> </w:t></w:r><w:r><w:t>54,2%</w:t></w:r>', [" ", "57,3%"]),
    ],
)
def test_blanks_tabs_and_breaks_at_the_ends_stay(tmp_path: Path, xml: str, expected: list[str]) -> None:
    assert inside(tmp_path, xml) == expected


@pytest.mark.parametrize("text", ["", "7", "57,3%", "1\u00a0234,5%"])
@pytest.mark.parametrize("pieces", [["54,2%"], ["54", ",2", "%"], ["", "54,2%"], ["54,2", "%"]])
def test_no_sign_is_lost_or_added(text: str, pieces: list[str]) -> None:
    shared = shared_out(text, pieces)
    assert ("".join(shared), len(shared)) == (text, len(pieces))
