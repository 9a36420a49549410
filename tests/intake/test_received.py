"""What a platform recorded beside the answers: seconds, whatever sign they are written with, and what is none."""

from __future__ import annotations

import pytest

from survey.errors import NOT_A_DURATION, SurveyError
from survey.intake.options import IntakeOptions
from survey.intake.read import understand
from survey.wave.tablefile import read_table

PAGE = {10: "sek1"}


def received(path, instrument, **options):
    told = IntakeOptions(columns={"sek1": "duration_welcome"}, **options)
    return understand(read_table(path), instrument, told).responses().received


@pytest.mark.parametrize(
    ("cells", "decimal", "seconds"),
    [
        (("12.345", "7"), None, [12.345, 7.0]),
        (("12.345", "7.25"), ",", [12.345, 7.25]),  # people typed commas, the program points
        (("12,345", "7,25"), None, [12.345, 7.25]),  # saved by a Russian Excel
        (("0", "-3"), None, [0.0, -3.0]),  # as received: cleaning judges
        (("12.5", ""), None, [12.5, None]),
    ],
)
def test_seconds(hand_in, small, cells, decimal, seconds):
    path = hand_in(*({7: "35", 10: cell} for cell in cells), header=PAGE)
    found = received(path, small, decimal=decimal)["duration_welcome"]
    assert found.astype(object).where(found.notna(), None).tolist() == seconds


def test_what_is_no_time_is_told_with_its_place(hand_in, small):
    with pytest.raises(SurveyError) as caught:
        received(hand_in({10: "12.5"}, {10: "a while"}, header=PAGE), small)
    (found,) = caught.value.problems
    assert (found.code, found.place.row, found.place.column, found.params["text"]) == (NOT_A_DURATION, 3, "K", "a while")
