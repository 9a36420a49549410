from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.figure import Figure

from survey.i18n.text import LANGUAGES, Language, Text
from survey.instrument.check_comparisons import MOST
from survey.instrument.model import Item, ItemKind, Level, Option, OptionKind
from survey.plots.comparison import comparison, grouped
from survey.plots.style import COLOURS

OPTIONS = {
    "red": Option("red", 1, Text("қызыл", "красный", "red")),
    "blue": Option("blue", 2, Text("көк", "синий", "blue")),
    "none": Option("none", 3, Text("мұндай түстердің ешқайсысы емес", "ни один из этих цветов", "none of these colours")),
}


def question(name: str, number: str, codes: str, level: Level = Level.NOMINAL) -> Item:
    text = Text(*(f"{name}: {'ұзын сұрақ мәтіні ' * 9}" for _ in LANGUAGES))
    return Item(name, number, "s", ItemKind.SINGLE, level, text, text, tuple(OPTIONS[code] for code in codes.split()))


def counts(**by_code: tuple[int, int]) -> pd.DataFrame:
    low, high = zip(*by_code.values(), strict=True)
    return pd.DataFrame({"code": list(by_code), "low": low, "high": high, "base": 96})


WALL, DOOR = question("wall", "1.1", "red blue"), question("door", "1.10", "blue none")
FRAMES = {"wall": counts(red=(10, 10), blue=(86, 86)), "door": counts(blue=(0, 46), none=(50, 96))}


def test_answers_are_grouped_and_the_largest_certain_count_comes_first() -> None:
    groups = grouped(FRAMES, [WALL, DOOR], "en")
    assert {code: tuple(group) for code, group in groups.items()} == {
        "blue": ("wall", "door"),
        "none": ("door",),
        "red": ("wall",),
    }
    assert tuple(groups) == ("blue", "none", "red")


def test_other_and_no_answer_close_a_list_however_often_they_were_given() -> None:
    gone = Option("refused", 9, Text("жауап бергім келмейді", "не хочу отвечать", "prefer not to answer"), OptionKind.REFUSED)
    asked = replace(WALL, options=(*WALL.options, gone))
    frames = {"wall": counts(red=(10, 10), blue=(20, 20), refused=(66, 66))}
    assert tuple(grouped(frames, [asked], "en")) == ("blue", "red", "refused")


def test_a_long_list_is_set_closer_so_that_it_fits_a_page(faults: Callable[[Figure], list[tuple[str, ...]]]) -> None:
    options = tuple(Option(f"state{n}", n, Text(en=f"A state with the number {n}")) for n in range(18))
    items = [replace(question(name, number, "red"), options=options) for name, number in (("a", "1"), ("b", "2"), ("c", "3"))]
    frame = counts(**{option.code: (30, 30) for option in options})
    figure = comparison({item.id: frame for item in items}, items, "en")
    assert faults(figure) == []
    assert figure.get_figheight() * 25.4 < 240


def test_a_scale_keeps_its_order() -> None:
    items = [question("wall", "1", "red blue", Level.BINARY), question("door", "2", "red blue", Level.BINARY)]
    frames = {"wall": counts(red=(1, 1), blue=(95, 95)), "door": counts(red=(2, 2), blue=(94, 94))}
    assert tuple(grouped(frames, items, "en")) == ("red", "blue")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_or_runs_into_another_and_every_question_stands_in_words(
    faults: Callable[[Figure], list[tuple[str, ...]]], language: Language
) -> None:
    figure = comparison(FRAMES, [WALL, DOOR], language)
    assert faults(figure) == []
    words = " ".join(text.get_text() for text in figure.texts)
    assert WALL.label[language].strip() in words
    assert "1.10. door" in words


def test_each_bar_carries_the_number_of_its_question() -> None:
    texts = [text.get_text() for text in comparison(FRAMES, [WALL, DOOR], "kk").texts]
    assert (texts.count("1.1"), texts.count("1.10")) == (2, 2)


def test_a_questionnaire_allows_as_many_questions_as_there_are_colours() -> None:
    assert len(COLOURS) == MOST


def test_more_questions_than_colours_are_refused() -> None:
    with pytest.raises(ValueError, match="5 questions"):
        comparison(FRAMES, [WALL] * 5, "en")
