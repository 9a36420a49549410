"""Refreshing changes the stale numbers and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.chapter.word_files import SPACE, Numbers, address, control, paragraph, parts_of, root, word_file, words

from survey.chapter.address import Address, digest
from survey.chapter.check import check_file
from survey.chapter.refresh import Refreshed, refresh_file
from survey.chapter.states import State
from survey.errors import (
    ADDRESS_DAMAGED,
    ENDING_OF_HIDDEN,
    ENDING_TO_CHECK,
    FORM_TO_CHECK,
    NO_LIVING_NUMBERS,
    NOT_OF_THIS_WAVE,
    NUMBER_LOST,
    NUMBERS_OF_ANOTHER_WAVE,
    ROWS_CHANGED,
    TAGS_LOST,
    SurveyError,
    error,
)
from survey.i18n.signs import HIDDEN
from survey.i18n.text import Language
from survey.render.opc import w

NOW = Numbers({"cups two percent": "57,3%", "cups one n": "57"})
OLD = control(address(), "54,2%")


def text_after(path: Path, *blocks: str, overtyped: bool = False) -> tuple[str, Refreshed]:
    """What a file with these blocks says after it was refreshed, below the empty line that it begins with."""
    found = refresh_file(word_file(path / "a.docx", *blocks), NOW, overtyped=overtyped)
    return words(path / "a.docx"), found


def test_a_stale_number_is_changed_in_place(tmp_path: Path) -> None:
    said, found = text_after(tmp_path, paragraph("Of them ", OLD, " drink two cups."))
    assert said == "Of them 57,3% drink two cups."
    assert [(one.old, one.new, one.control.around) for one in found.changes] == [
        ("54,2%", "57,3%", "Of them 57,3% drink two cups.")
    ]
    assert refresh_file(tmp_path / "a.docx", NOW) == Refreshed((), (), (), (), 1, {"kk": 1})


def test_only_the_part_with_the_number_is_written_anew(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph(OLD), head=paragraph("Head"))
    before = parts_of(path)
    refresh_file(path, NOW)
    after = parts_of(path)
    assert list(after) == list(before)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    assert after["word/document.xml"].startswith(b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>")


def test_a_file_without_anything_stale_keeps_every_byte(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph(control(address(), "57,3%")))
    before = path.read_bytes()
    assert refresh_file(path, NOW).fresh == 1
    assert path.read_bytes() == before


BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"


def test_bold_on_a_part_stays_on_that_part(tmp_path: Path) -> None:
    inside = BOLD.format("54") + '<w:proofErr w:type="spellStart"/><w:r><w:t>,2%</w:t></w:r>'
    text_after(tmp_path, paragraph(control(address(), "54,2%", inside)))
    runs = [("".join(run.itertext()), run.find(f".//{w('b')}") is not None) for run in root(tmp_path / "a.docx").iter(w("r"))]
    assert runs == [("57", True), (",3%", False)]


def test_places_of_all_kinds(tmp_path: Path) -> None:
    """Notes, heads of pages, cells, a control around a paragraph, one within the control of somebody else, a text box twice."""
    cell = f"<w:tbl {SPACE}><w:tr><w:tc>{paragraph('two', OLD)}</w:tc></w:tr></w:tbl>"
    inner = f"<w:tc>{paragraph('54,2%')}</w:tc>"
    around_cell = f"<w:tbl {SPACE}><w:tr>{control(address(), '54,2%', inner)}</w:tr></w:tbl>"
    around_row = f"<w:tbl {SPACE}>{control(address(), '54,2%', f'<w:tr>{inner}</w:tr>')}</w:tbl>"
    other = f'<w:sdt {SPACE}><w:sdtPr><w:tag w:val="mine"/></w:sdtPr><w:sdtContent>{paragraph(OLD)}</w:sdtContent></w:sdt>'
    box = f"<w:txbxContent>{paragraph(control(address(), '54,2%', number=77))}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    twice = f"<w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    path = word_file(
        tmp_path / "a.docx",
        cell,
        around_cell,
        around_row,
        control(address(), "54,2%", paragraph("54,2%")),
        other,
        paragraph(twice + "</mc:AlternateContent></w:r>"),
        notes=paragraph("Note: ", OLD),
        head=paragraph(OLD),
    )
    found = refresh_file(path, NOW)
    assert (len(found.changes), found.problems) == (8, ())
    everything = b"".join(parts_of(path).values()).decode("utf-8", "ignore")
    assert ("54,2%" in everything, everything.count("57,3%")) == (False, 9)
    ids = [one.get(w("val")) for one in root(path).iter(w("id"))]
    assert ids.count("77") == 2  # both copies of the box


def test_tracked_changes(tmp_path: Path) -> None:
    """Deleted numbers do not count; what was typed with tracking is overtyped; a number that came with tracking lives."""
    gone = "<w:del w:id='1' w:author='a'><w:r><w:delText>54,2%</w:delText></w:r></w:del>"
    new = "<w:ins w:id='2' w:author='a'><w:r><w:t>60%</w:t></w:r></w:ins>"
    blocks = (
        paragraph(control(address(), "54,2%", gone)),
        paragraph(f"<w:del w:id='3' w:author='a'>{OLD}</w:del>"),
        paragraph(control(address(), "54,2%", gone + new)),
        paragraph(f"<w:ins w:id='4' w:author='a'>{OLD}</w:ins>"),
    )
    said, found = text_after(tmp_path, *blocks)
    assert said.split("\n")[2:] == ["60%", "57,3%"]
    assert ([one.shown for one in found.kept], len(found.changes)) == (["60%"], 1)
    assert root(tmp_path / "a.docx").find(f".//{w('delText')}").text == "54,2%"


def test_overtyped_numbers_stay_unless_asked(tmp_path: Path) -> None:
    typed = paragraph("By hand ", control(address(), "54,2%", "<w:r><w:t>55 %</w:t></w:r>"))
    said, found = text_after(tmp_path, typed)
    assert (said, [(one.shown, one.now) for one in found.kept]) == ("By hand 55 %", [("55 %", "57,3%")])
    said, found = text_after(tmp_path, typed, overtyped=True)
    assert (said, [(one.old, one.new) for one in found.changes]) == ("By hand 57,3%", [("55 %", "57,3%")])


def test_a_number_typed_by_hand_that_is_true_lives_again(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", paragraph(control(address(), "54,2%", "<w:r><w:t>57,3 %</w:t></w:r>")))
    assert refresh_file(path, NOW).changes == ()
    assert root(path).find(f".//{w('tag')}").get(w("val")).endswith(digest("57,3%"))
    assert words(path) == "57,3 %"


def test_an_emptied_number_is_left_empty(tmp_path: Path) -> None:
    """Word shows a hint then, which is no text."""
    hint = "<w:r><w:rPr><w:rStyle w:val='PlaceholderText'/></w:rPr><w:t>Click here</w:t></w:r>"
    empty = paragraph(control(address(), "54,2%", hint, "<w:showingPlcHdr/>"))
    assert text_after(tmp_path, empty)[1].kept[0].shown == ""
    assert text_after(tmp_path, empty, overtyped=True)[0] == "57,3%"
    assert root(tmp_path / "a.docx").find(f".//{w('rStyle')}") is None


def test_what_is_lost_is_told_at_once_and_the_others_are_done(tmp_path: Path) -> None:
    damaged = control(address(), "54,2%").replace("sq:two/percent", "sq:two")
    gone = control(address("spoons"), "1")
    said, found = text_after(tmp_path, paragraph("A ", damaged), paragraph("B ", gone), paragraph("C ", OLD))
    assert said == "A 54,2%\nB 1\nC 57,3%"
    assert [(one.code, one.place.paragraph) for one in found.problems] == [(ADDRESS_DAMAGED, 1), (NUMBER_LOST, 2)]
    assert "B 1" in str(found.problems[1])


def test_a_table_whose_rows_changed(tmp_path: Path) -> None:
    from survey.chapter.living import together

    at = address(code="-", statistic="table", form="-")
    table = f"<w:tbl><w:tr><w:tc>{paragraph(OLD)}</w:tc></w:tr></w:tbl>"
    block = control(at, "", table).replace(digest(""), together(["two", "percent"]), 1)
    source = Numbers(NOW.now, {"cups": ("two",)}, heads={"cups": ("percent",)})
    assert refresh_file(word_file(tmp_path / "a.docx", block), source).problems == ()
    source = Numbers(NOW.now, {"cups": ("two", "three")}, heads={"cups": ("percent",)})
    (found,) = refresh_file(tmp_path / "a.docx", source).problems
    assert (found.code, found.params["new"], found.params["gone"]) == (ROWS_CHANGED, ["three"], "–")


def test_copies_get_numbers_of_their_own(tmp_path: Path) -> None:
    twice = control(address(), "57,3%", number=5)
    path = word_file(tmp_path / "a.docx", paragraph(twice, twice))
    refresh_file(path, NOW)
    assert len({one.get(w("val")) for one in root(path).iter(w("id"))}) == 2


@pytest.mark.parametrize(("ending", "told"), [("-і", "57-сі"), ("-тен", "57-ден"), ("-летие", None), (" і", None)])
def test_a_kazakh_ending_behind_a_number(tmp_path: Path, ending: str, told: str | None) -> None:
    old = control(address(code="one", statistic="n"), "54")
    _, found = text_after(tmp_path, paragraph("96 адамның ", old, f"{ending} айтты"))
    assert [one.params["right"] for one in found.warnings if one.code == ENDING_TO_CHECK] == ([told] if told else [])


def test_an_ending_behind_a_number_that_is_hidden_now_is_told(tmp_path: Path) -> None:
    """«96 адамның 54-і» would become «x-і», which nobody can read."""
    old = control(address(code="one", statistic="n"), "54")
    path = word_file(tmp_path / "a.docx", paragraph("96 адамның ", old, "-і айтты"))
    (warning,) = refresh_file(path, Numbers({"cups one n": HIDDEN})).warnings
    assert (warning.code, warning.params["printed"]) == (ENDING_OF_HIDDEN, "x-і")


@pytest.mark.parametrize(
    ("language", "word", "told"), [("ru", " ответа", ["13 ответа"]), ("ru", " из", []), ("kk", " жауап", [])]
)
def test_a_word_that_has_another_form_with_the_new_number_is_told(
    tmp_path: Path, language: Language, word: str, told: list[str]
) -> None:
    old = control(address(code="one", statistic="n"), "3")
    path = word_file(tmp_path / "a.docx", paragraph("Всего ", old, word))
    found = refresh_file(path, Numbers({"cups one n": "13"}, language=language))
    assert [one.params["printed"] for one in found.warnings if one.code == FORM_TO_CHECK] == told


def test_without_living_numbers(tmp_path: Path) -> None:
    _, found = text_after(tmp_path, paragraph("54,2%"))
    assert [one.code for one in found.warnings] == [NO_LIVING_NUMBERS]


def test_check_tells_the_same_and_changes_nothing(tmp_path: Path) -> None:
    typed = control(address(), "54,2%", "<w:r><w:t>55%</w:t></w:r>")
    path = word_file(tmp_path / "a.docx", paragraph(OLD, typed, control(address(), "57,3%"), control(address("spoons"), "1")))
    before = path.read_bytes()
    states = [one.state for one in check_file(path, NOW).numbers]
    assert states == [State.STALE, State.OVERTYPED, State.FRESH, State.LOST]
    assert [one.state for one in check_file(path).numbers] == [State.UNKNOWN, State.OVERTYPED, State.UNKNOWN, State.UNKNOWN]
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = word_file(tmp_path / "a.docx", paragraph(OLD))
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(SurveyError):
        refresh_file(path, NOW)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["a.docx"]


def test_numbers_of_another_wave_are_left_and_told_once(tmp_path: Path) -> None:
    """A document may speak of two waves; each is refreshed with its own."""

    class OfOneWave(Numbers):
        def text(self, at: Address) -> str:
            if at.wave != "tea-2026":
                raise error(NOT_OF_THIS_WAVE, title=at.title, wave="tea-2026")
            return super().text(at)

    source = OfOneWave(NOW.now)
    other = control(address(wave="tea-2022"), "54,2%")
    path = word_file(tmp_path / "a.docx", paragraph(OLD, " and ", other, " and ", other))
    found = refresh_file(path, source)
    assert (words(path), found.problems) == ("57,3% and 54,2% and 54,2%", ())
    assert [(one.code, one.params["other"], one.params["n"]) for one in found.warnings] == [
        (NUMBERS_OF_ANOTHER_WAVE, "tea-2022", 2)
    ]
    assert check_file(path, source).fine
    assert not check_file(word_file(tmp_path / "b.docx", paragraph(other)), source).fine


def test_tags_that_another_program_dropped_are_told(tmp_path: Path) -> None:
    """LibreOffice 7.4 keeps titles and drops tags; controls of other people have titles too."""
    dropped = re.sub(r"<w:tag [^>]*>", "", OLD)
    theirs = dropped.replace("tea-2026/cups", "Date and/or place")
    found = refresh_file(word_file(tmp_path / "a.docx", paragraph(dropped, dropped, theirs)), NOW)
    assert [(one.code, one.params["n"]) for one in found.warnings] == [(TAGS_LOST, 2)]
