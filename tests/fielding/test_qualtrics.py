"""The advanced text for Qualtrics, read mark by mark as Qualtrics describes them; nothing else can check it offline."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from tests.fielding.conftest import EVERY_KIND, WITH_NUMBERS, WITHOUT_VALUES

from survey.errors import (
    ALONE_NOT_KEPT,
    ANSWERS_ALIKE,
    CONSENT_BY_HAND,
    FORM_EACH_LANGUAGE,
    LANGUAGE_BY_HAND,
    LANGUAGES_TOGETHER,
    LAW_CAUTION,
    LIMITS_BY_HAND,
    NAMES_COLLIDE,
    ORDER_BY_HAND,
    REQUIRED_BY_HAND,
    SHOW_IF_BY_HAND,
    SIGNS_MEAN_MORE,
    THANKS_BY_HAND,
    VALUE_BELOW_ZERO,
    VALUE_LIKE_TEXT,
    WRITE_IN_BY_HAND,
    FieldingError,
)
from survey.fielding.platform import ExportOptions, Renamed
from survey.fielding.qualtrics import export
from survey.i18n.problems import tell
from survey.i18n.text import LANGUAGES, Language, Text
from survey.instrument.model import Instrument


@dataclass
class Question:
    kind: str
    id: str = ""
    text: str = ""
    choices: dict[int, str] = field(default_factory=dict)
    answers: dict[int, str] = field(default_factory=dict)


def read(content: bytes) -> dict[str, list[Question]]:
    """Block -> its questions; a mark stands on a line of its own, a text on the one after it."""
    lines = [line for line in content.decode().split("\n") if line]
    assert lines[0] == "[[AdvancedFormat]]"
    blocks: dict[str, list[Question]] = {}
    into: dict[int, str] = {}
    number = None
    for line in lines[1:]:
        mark = re.fullmatch(r"\[\[(\w+)(?::(.*))?\]\]", line)
        questions = next(reversed(blocks.values()), [])
        if mark is None and number is not None:
            into[number], number = line, None
        elif mark is None:
            assert not questions[-1].text
            questions[-1].text = line
        elif mark[1] == "Block":
            blocks[mark[2]] = []
        elif mark[1] == "Question":
            questions.append(Question(mark[2]))
        elif mark[1] == "ID":
            questions[-1].id = mark[2]
        elif mark[1] in ("AdvancedChoices", "AdvancedAnswers"):
            into = questions[-1].choices if mark[1] == "AdvancedChoices" else questions[-1].answers
        else:
            assert mark[1] in ("Choice", "Answer")
            number = int(mark[2])
            assert number not in into
    return blocks


def asked(instrument: Instrument, languages: tuple[Language, ...] = ("en",)) -> dict[str, Question]:
    (output,) = export(instrument, ExportOptions(languages, joined=True)).outputs
    return {one.id: one for questions in read(output.content).values() for one in questions}


def test_blocks_are_sections_and_questions_have_our_ids(every_kind: Instrument) -> None:
    (output,) = export(every_kind, ExportOptions(("en",))).outputs
    assert output.name == "every-kind-en.qualtrics.txt"
    blocks = read(output.content)
    assert {name: [one.id for one in questions] for name, questions in blocks.items()} == {
        "About this survey": ["introduction__text", "consent__text", "contact__text", "consent__given"],
        "First": ["trust", "media_sources", "region", "why"],
        "Second": ["agree", "mood", "age", "office"],
    }


def test_answers_have_our_values(every_kind: Instrument) -> None:
    found = asked(every_kind)
    assert (found["trust"].kind, found["trust"].choices) == ("MC:SingleAnswer:Vertical", {1: "Yes", 2: "No"})
    assert found["media_sources"].kind == "MC:MultipleAnswer:Vertical"
    assert list(found["media_sources"].choices) == [11, 12, 13, 98, 99]
    assert list(found["mood"].choices) == [1, 3, 99]
    assert found["office"].choices == {1: "At a school", 9: "Elsewhere"}
    assert found["agree"].kind == "Matrix"
    assert found["agree"].choices == {1: "Taxes are fair", 2: "Laws are fair"}
    assert found["agree"].answers == {1: "Yes", 2: "No"}
    assert (found["age"].kind, found["why"].kind) == ("TE:SingleLine", "TE:Essay")
    assert found["consent__text"].text == "Answers are anonymous.<br><br>Taking part is voluntary."


def test_a_file_for_each_language_or_one_with_all(every_kind: Instrument) -> None:
    apart = export(every_kind, ExportOptions(LANGUAGES)).outputs
    assert [one.name for one in apart] == [f"every-kind-{one}.qualtrics.txt" for one in LANGUAGES]
    (joined,) = export(every_kind, ExportOptions(LANGUAGES, joined=True)).outputs
    assert joined.name == "every-kind.qualtrics.txt"
    assert asked(every_kind, LANGUAGES)["trust"].choices[1] == "Иә | Да | Yes"


def test_everything_that_is_set_by_hand_is_told(every_kind: Instrument) -> None:
    notes = export(every_kind, ExportOptions(LANGUAGES)).notes
    assert [(one.code, one.params.get("item")) for one in notes] == [
        (LAW_CAUTION, None),
        (CONSENT_BY_HAND, None),
        (REQUIRED_BY_HAND, None),
        (ORDER_BY_HAND, "media_sources"),
        (WRITE_IN_BY_HAND, "media_sources"),
        (ALONE_NOT_KEPT, "media_sources"),
        (SHOW_IF_BY_HAND, "region"),
        (ORDER_BY_HAND, "region"),
        (SHOW_IF_BY_HAND, "why"),
        (ORDER_BY_HAND, "agree"),
        (SHOW_IF_BY_HAND, "mood"),
        (LIMITS_BY_HAND, "age"),
        (WRITE_IN_BY_HAND, "office"),
        (THANKS_BY_HAND, None),
        *[(LANGUAGE_BY_HAND, None)] * 3,
        (FORM_EACH_LANGUAGE, None),
    ]


def test_the_language_of_the_account_is_told(every_kind: Instrument) -> None:
    apart = [one for one in export(every_kind, ExportOptions(("kk", "ru"))).notes if one.code == LANGUAGE_BY_HAND]
    assert [(one.params["file"], one.params["language"]) for one in apart] == [
        ("every-kind-kk.qualtrics.txt", "Қазақша"),
        ("every-kind-ru.qualtrics.txt", "Русский"),
    ]
    together = [one.code for one in export(every_kind, ExportOptions(("kk", "ru"), joined=True)).notes]
    assert LANGUAGES_TOGETHER in together
    assert LANGUAGE_BY_HAND not in together


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "1.1-сұрақта «Жоқ» жауабын"),
        ("ru", "в вопросе 1.1 Вы отметили «Нет» или в вопросе 1.2 Вы отметили «Телевидение» или «Газеты; журналы»."),
        ("en", "Answer only if you chose “No” in question 1.1 or you chose “TV” or “Papers; magazines” in question 1.2."),
    ],
)
def test_a_condition_in_words(every_kind: Instrument, language: Language, words: str) -> None:
    notes = export(every_kind, ExportOptions(LANGUAGES)).notes
    assert words in next(tell(one, language) for one in notes if one.code == SHOW_IF_BY_HAND)


def test_rows_of_a_matrix_are_mapped(every_kind: Instrument) -> None:
    assert export(every_kind, ExportOptions(("en",))).renamed == (
        Renamed("agree.tax_fair", "agree_1"),
        Renamed("agree.law", "agree_2"),
    )


def test_signs_of_markup_are_texts(every_kind: Instrument) -> None:
    first = replace(every_kind.items[0], text=Text(en="A < B & C?\nSecond line"))
    found = asked(replace(every_kind, items=(first, *every_kind.items[1:])))
    assert found["trust"].text == "A &lt; B &amp; C?<br>Second line"


def test_what_it_cannot_hold_is_refused_item_by_item(every_kind: Instrument) -> None:
    marks = replace(every_kind.items[0], text=Text(kk="x", ru="x", en="[[PageBreak]] and ${q://QID1}"))
    mood = every_kind.item("mood")
    alike = replace(mood, options=(*mood.options, replace(mood.options[0], code="poor", value=7)))
    clash = replace(every_kind.item("why"), id="agree_1")
    changed = {"trust": marks, "mood": alike, "why": clash}
    broken = replace(every_kind, items=tuple(changed.get(one.id, one) for one in every_kind.items))
    with pytest.raises(FieldingError) as found:
        export(broken, ExportOptions(("en",)))
    assert [one.code for one in found.value.problems] == [ANSWERS_ALIKE, SIGNS_MEAN_MORE, SIGNS_MEAN_MORE, NAMES_COLLIDE]


def test_the_same_bytes_each_time(every_kind: Instrument) -> None:
    once, twice = (export(every_kind, ExportOptions(LANGUAGES)).outputs[0].content for _ in range(2))
    assert once == twice


def test_values_that_would_mix_answers_up_are_refused(questionnaire: Callable[[str], Instrument]) -> None:
    """“0” to “10” without written values have the values 1 to 11: the value 1 would be read as the answer “1”."""
    with pytest.raises(FieldingError) as found:
        export(questionnaire(WITHOUT_VALUES), ExportOptions(("en",)))
    assert [(one.code, one.params["item"]) for one in found.value.problems] == [
        (VALUE_LIKE_TEXT, "likely"),
        (VALUE_LIKE_TEXT, "children"),
    ]
    export(questionnaire(WITH_NUMBERS), ExportOptions(("en",)))


def test_the_value_of_a_question_that_was_seen_is_refused(questionnaire: Callable[[str], Instrument]) -> None:
    with pytest.raises(FieldingError) as found:
        export(questionnaire(EVERY_KIND.replace("code: refused, value: 99", "code: refused, value: -99")), ExportOptions(("en",)))
    assert [(one.code, one.params["values"]) for one in found.value.problems] == [(VALUE_BELOW_ZERO, ["-99"])]
