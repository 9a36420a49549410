from __future__ import annotations

import pandas as pd
import pytest

from survey.i18n.text import LANGUAGES, Language, Text
from survey.instrument.model import Item, ItemKind, Level, Option
from survey.plots.alt import alt_text, comparison_alt_text

OPTIONS = (Option("yes", 1, Text("иә", "да", "yes")), Option("no", 0, Text("жоқ", "нет", "no")))
ITEM = Item("tea", "1.1", "s", ItemKind.SINGLE, Level.BINARY, Text("?", "?", "?"), Text("Шай", "Чай", "Tea?"), OPTIONS)
FRAME = pd.DataFrame({"code": ["yes", "no"], "low": [54, 32], "high": [54, 42], "base": 96})

EXPECTED: dict[Language, str] = {
    "kk": "Шай. Жолақ диаграмма. Есептеу негізі (n): 96. Иә: 54 (56,3%); Жоқ: 32–42 аралығында (33,3–43,8%).",
    "ru": "Чай. Линейчатая диаграмма. База (n): 96. Да: 54 (56,3 %); Нет: от 32 до 42 (33,3–43,8 %).",
    "en": "Tea. Bar chart. Base (n): 96. Yes: 54 (56.3%); No: between 32 and 42 (33.3–43.8%).",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_in_words(language: Language) -> None:
    assert alt_text(FRAME, ITEM, language).replace("\N{NO-BREAK SPACE}", " ") == EXPECTED[language]


def test_several_questions_in_words() -> None:
    assert comparison_alt_text({"tea": FRAME}, [ITEM], "Drinks", "en") == (
        "Drinks. Bar chart. 1.1. Tea (Base (n): 96): Yes: 54 (56.3%); No: between 32 and 42 (33.3–43.8%)."
    )
