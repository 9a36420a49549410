"""Texts in cells: never a formula, and read back as they were."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from survey.wave.sheet_cells import escaped, protected, safe_cell, text_cell, unprotected, without_controls

RISKY = "=+-@\t\r"


@given(st.text(st.sampled_from(f"{RISKY}'a\n "), max_size=6))
def test_protected_is_no_formula_and_the_way_back_is_exact(text: str) -> None:
    assert unprotected(protected(text)) == text
    assert protected(text)[:1] not in {*RISKY}


@given(st.text(max_size=20))
def test_a_workbook_holds_every_text(text: str) -> None:
    text = text.encode(errors="ignore").decode()  # half of a surrogate pair is in no file
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append([safe_cell(sheet, text), text_cell(sheet, without_controls(text)), safe_cell(sheet, None), safe_cell(sheet, 7)])
    out = BytesIO()
    book.save(out)
    whole, plain, nothing, number = next(load_workbook(out).active.iter_rows())
    assert (number.value, nothing.value) == (7, None)
    for cell, expected in ((whole, escaped(text)), (plain, without_controls(text))):
        assert (cell.value or "") == expected
        assert cell.data_type != "f"
        assert bool(cell.quotePrefix) == (expected[:1] in tuple(RISKY))


@pytest.mark.parametrize("code", [*range(32), 0xFFFE, 0xFFFF])
def test_control_characters(code: int) -> None:
    sign = chr(code)
    kept = sign in "\t\n\r"
    assert without_controls(f"a{sign}b") == (f"a{sign}b" if kept else "a b")
    assert escaped(f"a{sign}b") == (f"a{sign}b" if kept else f"a_x{code:04X}_b")
