from __future__ import annotations

import datetime as dt

import pytest

from survey.errors import BAD_EPOCH, ReportError
from survey.render.clock import epoch

DAY = dt.date(2022, 9, 15)


def test_the_variable_stands_over_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert epoch(DAY) == 1_663_200_000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert epoch(DAY) == 0


@pytest.mark.parametrize("said", ["abc", "", "-1", "1.5", "٣", "²", "253402300800", "9" * 5000])
def test_what_is_no_number_of_seconds_is_one_sentence(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    with pytest.raises(ReportError) as caught:
        epoch(DAY)
    assert caught.value.code == BAD_EPOCH
