"""A number that stands although the counts do not bear it out: waived with a reason, and listed."""

from __future__ import annotations

from pathlib import Path

from survey.audit.commentary import check_sections, read_commentary, waivers
from survey.audit.facts import facts
from survey.errors import BAD_MARK
from survey.wave.load import load_wave


def codes(path: Path) -> list[str]:
    wave = load_wave(Path(__file__).parents[2] / "data" / "sovereignty-2022")
    known = facts(wave.instrument, wave.n, wave.counts([item.id for item in wave.instrument.items]))
    return [found.code for found in check_sections(read_commentary(path), known, "en", path)]


def test_a_waiver_needs_a_reason_and_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "en.md"
    path.write_text('## we_feeling_exists\n\nIt was [35.5%]{waived="printed so, and not corrected"}.\n', "utf-8")
    assert codes(path) == []
    (waiver,) = waivers(path, "en")
    assert (waiver.place.line, waiver.printed, waiver.reason) == (3, "35.5%", "printed so, and not corrected")
    path.write_text('## we_feeling_exists\n\nIt was [35.5%]{waived=" "}.\n', "utf-8")
    assert codes(path) == [BAD_MARK]


def test_numbers_of_another_source_are_listed_where_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "en.md"
    path.write_text('## we_feeling_exists\n\nIt was [35.5%]{source="census"} and [3]{waived="so"}.\n', "utf-8")
    assert [waiver.key for waiver in waivers(path, "en")] == ["waived"]
    listed = waivers(path, "en", ("waived", "source"))
    assert [(waiver.key, waiver.printed, waiver.reason) for waiver in listed] == [
        ("source", "35.5%", "census"),
        ("waived", "3", "so"),
    ]
