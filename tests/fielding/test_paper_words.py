"""What a program would hide, paper says in words."""

from __future__ import annotations

from survey.fielding.paper_words import skip_instruction
from survey.i18n.text import Language
from survey.instrument.model import Condition, Instrument, ShowIf


def said(instrument: Instrument, item: str, language: Language) -> str:
    show_if = instrument.item(item).show_if
    assert show_if is not None
    return skip_instruction(instrument, show_if, language)


def test_one_condition(every_kind: Instrument) -> None:
    assert said(every_kind, "why", "kk") == "Бұл сұраққа 1.1-сұрақта «Жоқ» жауабын белгілеген болсаңыз ғана жауап беріңіз."
    assert said(every_kind, "why", "ru") == "Отвечайте, только если в вопросе 1.1 Вы отметили «Нет»."
    assert said(every_kind, "why", "en") == "Answer only if you chose “No” in question 1.1."


def test_any_of_several(every_kind: Instrument) -> None:
    assert said(every_kind, "region", "en") == (
        "Answer only if you chose “No” in question 1.1 or you chose “TV” or “Papers; magazines” in question 1.2."
    )


def test_all_of_several_with_a_row_of_a_grid(every_kind: Instrument) -> None:
    assert said(every_kind, "mood", "ru") == (
        "Отвечайте, только если в вопросе 1.1 Вы отметили «Да» и в строке «Законы справедливы» вопроса 2.1 Вы отметили «Да»."
    )
    assert said(every_kind, "mood", "kk") == (
        "Бұл сұраққа 1.1-сұрақта «Иә» жауабын белгілеген болсаңыз және "
        "2.1-сұрақтың «Заң әділ» жолында «Иә» жауабын белгілеген болсаңыз ғана жауап беріңіз."
    )


def test_more_than_two_conditions(every_kind: Instrument) -> None:
    three = ShowIf(tuple(Condition("trust", (code,)) for code in ("yes", "no", "yes")), "any")
    assert skip_instruction(every_kind, three, "en").count(" or you chose ") == 2
