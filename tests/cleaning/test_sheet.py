"""The files of `clean/` hold every text letter for letter, also where a line ends or a spreadsheet would see a formula."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from survey.cleaning.log import replay, undo
from survey.cleaning.sheet import csv_bytes, csv_lines
from survey.cleaning.store import read_audit, write_clean
from survey.wave.load import load_wave
from survey.wave.sheet_cells import protected

CONTROLS = [chr(n) for n in (*range(1, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)]


@given(st.lists(st.lists(st.text(st.sampled_from([*CONTROLS, *",;\"'=+-@ ә"])), min_size=2, max_size=2)))
def test_any_text_comes_back(tmp_path_factory, rows: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("sheet") / "a.csv"
    path.write_bytes(csv_bytes([["a", "b"], *([protected(cell) for cell in row] for row in rows)]))
    assert csv_lines(path) == [["a", "b"], *rows]


def test_a_lone_carriage_return_of_somebody_who_was_dropped(study: Callable[..., Path]) -> None:
    """Parquet and workbooks can hold one; the log in audit.csv still undoes what was done and does it again."""
    decision = "- {respondent: 6, do: drop, who: A, when: 2026-09-20, why: so}"
    folder = study(n=11, decisions_yaml=decision)
    raw = folder / "raw" / "answers.csv"
    table = pd.read_csv(raw, dtype=str)
    table.loc[5, "As what?"] = "Te\rst"
    raw.unlink()
    table.to_parquet(raw.with_suffix(".parquet"))
    settings = folder / "wave.yaml"
    plain = settings.read_text("utf-8").replace("platform: google-forms", "platform: plain, columns: {Timestamp: timestamp}")
    settings.write_text(plain, "utf-8")
    wave = load_wave(folder)
    write_clean(wave, raw.with_suffix(".parquet"))
    audit = read_audit(folder / "clean" / "audit.csv")
    assert audit.fillna("").astype(object).to_numpy().tolist() == wave.audit.fillna("").astype(object).to_numpy().tolist()
    received = undo(wave)
    assert received.text.at[6, "job"] == "Te\rst"
    again = replay(received, audit)
    for name in ("answers", "missing", "text", "received"):
        pd.testing.assert_frame_equal(getattr(again, name), getattr(wave.responses, name))
