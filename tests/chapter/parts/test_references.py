"""The author's text refers to what follows on it, whatever becomes of the grey facts."""

from __future__ import annotations

import pytest

from survey.chapter.parts.references import References, referring

TEA = References(("fig-tea",), ("tbl-tea",), "[-@fig-tea]-сурет, [-@tbl-tea]-кесте")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Көбі – 54 (56,3%).\nҚалғаны аз.", "Көбі – 54 (56,3%) ([-@fig-tea]-сурет, [-@tbl-tea]-кесте).\nҚалғаны аз."),
        ("Бұл 1.3-сұрақ\nтуралы.", "Бұл 1.3-сұрақ\nтуралы ([-@fig-tea]-сурет, [-@tbl-tea]-кесте)."),
        ("- бірінші.\n- екінші.", "- бірінші.\n- екінші.\n\n([-@fig-tea]-сурет, [-@tbl-tea]-кесте)"),
        ("Көбі иә деді ([-@fig-tea]-сурет).", "Көбі иә деді ([-@fig-tea]-сурет)."),
        ("Кестеде [-@tbl-tea] көрінеді.", "Кестеде [-@tbl-tea] көрінеді."),
        ("Басқасы: [-@fig-tea-two].", "Басқасы: [-@fig-tea-two] ([-@fig-tea]-сурет, [-@tbl-tea]-кесте)."),
    ],
)
def test_references_stand_at_the_end_of_the_first_sentence_line(text: str, expected: str) -> None:
    assert referring(text, TEA) == expected


def test_nothing_to_refer_to() -> None:
    assert referring("Мәтін.", References((), (), "")) == "Мәтін."
