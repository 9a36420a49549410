"""What has become of a number: in which language it is written, and whether a table has other rows or columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.chapter.word_files import SPACE, Numbers, address, control, paragraph, word_file

from survey.chapter.address import digest
from survey.chapter.controls import find_controls
from survey.chapter.living import together
from survey.chapter.states import Judged, State, judge
from survey.chapter.word_file import read_word_file
from survey.errors import COLUMNS_CHANGED, ROWS_CHANGED

KK = Numbers({"cups two percent": "79,2%", "cups two n": "76-сы"})
RU = Numbers({"cups two percent": "79,2\u00a0%", "cups two n": "76"}, language="ru")
EN = Numbers({"cups two percent": "79.2%", "cups two n": "76"}, language="en")


def judged(path: Path, block: str, *sources: Numbers) -> Judged:
    file = read_word_file(word_file(path / "a.docx", block))
    return judge(file, find_controls(file), *sources)[0]


@pytest.mark.parametrize(
    ("form", "statistic", "written", "sources", "expected"),
    [
        ("1", "percent", "79.2%", (KK, RU, EN), (State.FRESH, "en", "79.2%")),  # pasted from the English chapter
        ("1", "percent", "71.9%", (KK, RU, EN), (State.STALE, "en", "79.2%")),
        ("1", "percent", "71,9%", (KK, RU, EN), (State.STALE, "kk", "79,2%")),
        ("1", "percent", "79,2 %", (RU, KK, EN), (State.FRESH, "ru", "79,2\u00a0%")),
        ("0:possessive", "n", "76-сы", (RU, KK, EN), (State.FRESH, "kk", "76-сы")),  # in words taken for Russian
        ("0:possessive", "n", "69-ы", (RU, KK, EN), (State.STALE, "kk", "76-сы")),
        ("0:possessive", "n", "x", (RU, KK, EN), (State.STALE, "kk", "76-сы")),  # it was hidden, and with it its ending
        ("0:possessive", "n", "69", (RU, KK, EN), (State.STALE, "ru", "76")),
        ("0", "n", "69", (EN, RU, KK), (State.STALE, "en", "76")),  # written alike: the language of the chapter
    ],
)
def test_a_number_stays_in_the_language_in_which_it_is_written(
    tmp_path: Path, form: str, statistic: str, written: str, sources: tuple[Numbers, ...], expected: tuple[State, str, str]
) -> None:
    found = judged(tmp_path, paragraph(control(address(statistic=statistic, form=form), written)), *sources)
    assert (found.state, found.language, found.now) == expected


def test_a_note_is_told_in_the_language_of_its_words(tmp_path: Path) -> None:
    notes = {"kk": "Есептеу негізі (n): 96.", "ru": "Ответили на вопрос: 96.", "en": "Answered the question: 96."}
    sources = [Numbers({"cups - note": text}, language=language) for language, text in notes.items()]  # type: ignore[arg-type]
    at = address(code="-", statistic="note", form="-")
    found = judged(tmp_path, paragraph(control(at, "Ответили все, кто был опрошен: 91.")), *sources)
    assert (found.state, found.now) == (State.STALE, notes["ru"])


def in_table(path: Path, names: tuple[str, ...], source: Numbers, *cells: tuple[str, str]) -> Judged:
    numbers = (control(address(code=code, statistic=statistic), "1") for code, statistic in cells)
    inside = f"<w:tbl {SPACE}>{''.join(f'<w:tr><w:tc>{paragraph(one)}</w:tc></w:tr>' for one in numbers)}</w:tbl>"
    at = address(code="-", statistic="table", form="-")
    return judged(path, control(at, "", inside).replace(digest(""), together(names), 1), source)


def test_a_total_is_no_row(tmp_path: Path) -> None:
    """The row with the base has the code `-`, which no answer has."""
    source = Numbers({}, {"cups": ("two", "three")}, heads={"cups": ("n",)})
    found = in_table(tmp_path, ("two", "n"), source, ("two", "n"), ("-", "base"))
    assert [(one.code, one.params["new"], one.params["gone"]) for one in found.problems] == [(ROWS_CHANGED, ["three"], "–")]


def test_the_rows_of_a_question_of_numbers_are_its_statistics(tmp_path: Path) -> None:
    source = Numbers({}, {"cups": ("n", "mean", "median")})
    found = in_table(tmp_path, ("n", "mean", "mode"), source, ("-", "n"), ("-", "mean"), ("-", "mode"))
    assert [(one.params["new"], one.params["gone"]) for one in found.problems] == [(["median"], ["mode"])]


def test_a_column_that_came_is_told(tmp_path: Path) -> None:
    source = Numbers({}, {"cups": ("two",)}, heads={"cups": ("n", "interval")})
    found = in_table(tmp_path, ("two", "n"), source, ("two", "n"))
    assert [(one.code, one.params["new"]) for one in found.problems] == [(COLUMNS_CHANGED, ["interval"])]


def test_a_digit_that_was_split_by_a_blank_was_changed_by_hand(tmp_path: Path) -> None:
    inside = "<w:r><w:t>7 6</w:t></w:r>"
    found = judged(tmp_path, paragraph(control(address(statistic="n", form="0"), "76", inside)), EN)
    assert found.state is State.OVERTYPED
