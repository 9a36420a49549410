"""A file comes into `raw/` with its map, both or neither, and never beside other answers."""

from __future__ import annotations

from pathlib import Path

from survey.errors import RAW_OCCUPIED, RAW_SUFFIX
from survey.intake.bring_in import hindrance


def test_other_answers_or_an_unknown_ending_hinder(tmp_path: Path) -> None:
    new, wave = tmp_path / "answers.csv", tmp_path / "wave"
    new.write_text("a\n1\n", "utf-8")
    assert hindrance(new, wave) is None
    (wave / "raw").mkdir(parents=True)
    (wave / "raw" / "~$answers.csv").write_text("lock", "utf-8")
    assert hindrance(new, wave) is None
    (wave / "raw" / "answers.csv").write_bytes(new.read_bytes())
    assert hindrance(new, wave) is None  # the same bytes under the same name
    (wave / "raw" / "answers.csv").write_text("a\n2\n", "utf-8")
    found = hindrance(new, wave)
    assert found is not None
    assert (found.code, found.params["found"]) == (RAW_OCCUPIED, ["answers.csv"])
    odd = hindrance(tmp_path / "answers.odt", wave)
    assert odd is not None
    assert odd.code == RAW_SUFFIX
