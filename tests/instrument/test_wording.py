from __future__ import annotations

from survey.i18n.text import Text
from survey.instrument.model import Item, ItemKind, Level, Option
from survey.instrument.wording import answer_text, capitalised

SHORT = Text(kk="шай")


def test_an_option_begins_with_a_capital_letter_and_a_number_is_itself() -> None:
    tea = Item("tea", "1", "s", ItemKind.SINGLE, Level.BINARY, SHORT, SHORT, (Option("yes", 1, Text(kk="иә")),))
    cups = Item("cups", "2", "s", ItemKind.NUMBER, Level.INTERVAL, SHORT, SHORT)
    assert answer_text(tea, "yes", "kk") == "Иә"
    assert answer_text(cups, "3", "kk") == "3"


def test_only_the_first_letter_changes() -> None:
    assert [capitalised(text) for text in ("әлем", "iPhone жоқ", "", "«біз»")] == ["Әлем", "IPhone жоқ", "", "«біз»"]
