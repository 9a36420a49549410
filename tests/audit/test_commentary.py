from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from survey.audit.commentary import check_sections, commentary_path, read_commentary
from survey.audit.facts import Facts, facts
from survey.errors import (
    BAD_MARK,
    COMMENTARY_NOT_UTF8,
    DUPLICATE_SECTION,
    FILE_NOT_FOUND,
    NUMBER_NOT_IN_COUNTS,
    TEXT_OUTSIDE_SECTION,
    UNKNOWN_NAME,
    UNKNOWN_SECTION,
    SurveyError,
)
from survey.i18n.problems import tell
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level


def item(name: str, number: str) -> Item:
    return Item(name, number, "s", ItemKind.SINGLE, Level.BINARY, Text(), Text(), figure="9")


@pytest.fixture
def known() -> Facts:
    """Law: 61 no of 96; diplomacy: 70 yes of 96."""
    cells = [("law", "yes", 35), ("law", "no", 61), ("diplomacy", "yes", 70), ("diplomacy", "no", 26)]
    frame = pd.DataFrame(cells, columns=["item", "code", "low"]).assign(high=lambda f: f["low"], base=96)
    items = (item("law", "1.4"), item("diplomacy", "1.5"))
    return facts(Instrument("i", "1", ("en",), Text(), (), items), 96, frame)


def codes(text: str, known: Facts, section: str = "law") -> list[str]:
    return [found.code for found in check_sections({section: (3, text)}, known, "en", Path("en.md"))]


@pytest.mark.parametrize(
    "text",
    [
        "Of the 96 who answered, 61 (63.5%) said no.",
        "[61 of 96]{of=no} said no and [35]{of=yes} yes, a difference of [26]{of=" + '"no - yes"' + "}.",
        "In question 1.5, [70]{of=diplomacy.yes} said yes; at least [35]{of=" + '"no & diplomacy.yes"' + "} gave both answers.",
        "Question 1.4 is figure 9 of a text of 2023, with 40 pages. <!-- not yet -->".replace("40", "[40]{source=text}"),
    ],
)
def test_a_true_text_has_no_findings(text: str, known: Facts) -> None:
    assert codes(text, known) == []


@pytest.mark.parametrize(
    "text",
    [
        "62 said no.",
        "61 (63.6%) said no.",
        "61 of 95 said no.",
        "70 said yes to the other question.",  # true of another item: it needs its mark
        "[35]{of=no} said no.",  # a true count, but of the other answer
        "See question 1.5.",  # nothing else speaks of it
        "See figure 8.",
    ],
)
def test_a_false_number_is_found(text: str, known: Facts) -> None:
    assert codes(text, known) == [NUMBER_NOT_IN_COUNTS]


def test_the_summary_knows_only_how_many_took_part(known: Facts) -> None:
    assert codes("96 answered, [61]{of=law.no} of them no.", known, "summary") == []
    assert codes("61 said no.", known, "summary") == [NUMBER_NOT_IN_COUNTS]


def test_a_mark_that_names_nothing_is_told_once(known: Facts) -> None:
    assert codes("[61 (63.5%)]{of=noo} said no.", known) == [UNKNOWN_NAME]
    assert codes("[61 of 96]{of=“no”} said no.", known) == [BAD_MARK]


def test_a_section_that_belongs_to_no_item(known: Facts) -> None:
    assert codes("61 said no.", known, "lawe") == [UNKNOWN_SECTION]


def test_a_finding_says_where_what_and_what_would_be_true(known: Facts) -> None:
    (found,) = check_sections({"law": (3, "Of the 96 who answered,\n62 said no.")}, known, "en", Path("en.md"))
    assert tell(found, "en") == (
        "en.md, line 4: The number “62” in section law does not follow from the data. Correct it, or say by a mark "
        "[number]{of=answer_code} what it counts. Did you mean “61”? [SQ-R40]"
    )


def test_reading_keeps_sections_lines_and_marks(tmp_path: Path) -> None:
    path = commentary_path(tmp_path, "kk")
    path.parent.mkdir()
    path.write_bytes("\ufeff<!-- by\r\nme -->\r\n## law\r\n\r\nИә: [35]{of=yes}.\r\nЖоқ.\r\n\r\n## diplomacy\r\nИә.\r\n".encode())
    assert read_commentary(path) == {"law": (5, "Иә: [35]{of=yes}.\nЖоқ."), "diplomacy": (9, "Иә.")}


def test_reading_tells_all_that_would_be_lost(tmp_path: Path) -> None:
    path = tmp_path / "en.md"
    path.write_text("Lost.\n\n## law\nOne.\n\n## law\nTwo.\n", "utf-8")
    with pytest.raises(SurveyError) as caught:
        read_commentary(path)
    assert [(found.code, found.place.line) for found in caught.value.problems] == [
        (TEXT_OUTSIDE_SECTION, 1),
        (DUPLICATE_SECTION, 6),
    ]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SurveyError) as missing:
        read_commentary(tmp_path / "en.md")
    (tmp_path / "ru.md").write_bytes("## law\nДа.\n".encode("cp1251"))
    with pytest.raises(SurveyError) as damaged:
        read_commentary(tmp_path / "ru.md")
    assert (missing.value.code, damaged.value.code) == (FILE_NOT_FOUND, COMMENTARY_NOT_UTF8)
