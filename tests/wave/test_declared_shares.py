"""The blocks `proportions` and `differences` of wave.yaml: read whole, refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.wave.test_declared import load_blocks

from survey.errors import DataError
from survey.i18n.text import Text
from survey.wave.settings import DeclaredDifferences, DeclaredShares


def test_shares_as_they_are_written(tmp_path: Path) -> None:
    found = load_blocks(
        tmp_path,
        """\
proportions:
  - id: most
    title: {kk: Көпшілік, en: Most}
    items: {tea: yes, sorts: [yes, no]}
    against: 2/3
    alternative: less
    correction: bh
  - id: every_answer
    items: [tea, milk]
    against: 0.5
""",
    ).proportions
    assert found == (
        DeclaredShares("most", {"tea": ("yes",), "sorts": ("yes", "no")}, "2/3", "less", "bh", Text(kk="Көпшілік", en="Most")),
        DeclaredShares("every_answer", {"tea": None, "milk": None}, "0.5"),
    )


def test_differences_as_they_are_written(tmp_path: Path) -> None:
    found = load_blocks(tmp_path, "differences:\n  - {id: a, item: tea, codes: [yes, no]}\n  - {id: b, item: milk}\n").differences
    assert found == (DeclaredDifferences("a", "tea", ("yes", "no")), DeclaredDifferences("b", "milk"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("proportions:\n  - {id: a, items: {tea: maybe}}\n", "SQ-S141"),
        ("proportions:\n  - {id: a, items: {coffee: yes}}\n", "SQ-D29"),
        ("proportions:\n  - {id: a, items: [cups]}\n", "SQ-S05"),
        ("proportions:\n  - {id: a, items: {}}\n", "SQ-S174"),
        ("proportions:\n  - {id: a, items: [tea], against: 3/2}\n", "SQ-S110"),
        ("proportions:\n  - {id: a, items: [tea], against: most}\n", "SQ-S110"),
        ("differences:\n  - {id: a, item: sorts}\n", "SQ-S102"),
        ("differences:\n  - {id: a, item: tea, codes: [yes, maybe]}\n", "SQ-S141"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(DataError) as found:
        load_blocks(tmp_path, text)
    assert [(problem.code, problem.place.line) for problem in found.value.problems] == [(code, 9)]
