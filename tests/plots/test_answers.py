from __future__ import annotations

import pandas as pd
import pytest

from survey.i18n.text import Text
from survey.instrument.model import Item, ItemKind, Level, Option, OptionKind
from survey.plots.answers import in_picture_order

OPTIONS = (
    Option("other", 1, Text(en="other"), OptionKind.OTHER),
    Option("a", 2, Text(en="a")),
    Option("dont_know", 3, Text(en="don't know"), OptionKind.DONT_KNOW),
    Option("b", 4, Text(en="b")),
    Option("c", 5, Text(en="c")),
    Option("d", 6, Text(en="d")),
)
FRAME = pd.DataFrame(
    {
        "code": [option.code for option in OPTIONS],
        "low": [60, 1, 70, 5, 1, 1],
        "high": [60, 10, 70, 5, 12, 10],
        "base": 200,
        "ci_low": [float("nan")] * 5 + [0.3],
        "ci_high": [float("nan")] * 5 + [9.0],
    }
)


def question(level: Level) -> Item:
    return Item("q", "1", "s", ItemKind.SINGLE, level, Text(en="q"), Text(en="q"), OPTIONS)


def test_without_an_order_of_their_own_large_counts_come_first_and_the_rest_last() -> None:
    found = in_picture_order(FRAME, question(Level.NOMINAL), "en")
    assert [answer.code for answer in found] == ["b", "c", "a", "d", "other", "dont_know"]


@pytest.mark.parametrize("level", [Level.ORDINAL, Level.INTERVAL, Level.BINARY])
def test_a_scale_stays_as_it_was_asked(level: Level) -> None:
    found = in_picture_order(FRAME, question(level), "en")
    assert [answer.code for answer in found] == [option.code for option in OPTIONS]


def test_what_an_answer_knows() -> None:
    *_, last = in_picture_order(FRAME, question(Level.BINARY), "en")
    assert (last.text, last.known, last.ci, last.share(last.high)) == ("D", False, (0.3, 9.0), 0.05)
    assert last.value("en").replace("\N{NO-BREAK SPACE}", " ") == "1–10 (0.5–5.0%)"
