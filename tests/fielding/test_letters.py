"""Letters: one text for each expert, and a Word file whose fields are the columns of the list beside it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from survey.fielding.letters import Kind, _field, letters
from survey.fielding.web.experts import Expert
from survey.i18n.text import Language, Text
from survey.instrument.model import Instrument
from survey.office import read_parts
from survey.wave.settings import Design, Settings, WaveKind

WAVE = Settings(
    id="tea",
    instrument="every-kind",
    kind=WaveKind.MICRODATA,
    title=Text(kk="Шай", ru="Чай", en="Tea"),
    design=Design.NONPROBABILITY,
    n=3,
    source=Text(kk="Өзіміз", ru="Сами", en="Ourselves"),
    fieldwork=(date(2026, 12, 1), date(2026, 12, 15)),
    method={"conducted_by": Text(kk="Шай институты", ru="Институт чая", en="Institute of Tea")},
)


def expert(name: str, language: Language, header: str = "Аты-жөні") -> Expert:
    return Expert(name, language, None, {header: name, "Тілі": language, "Қызметі": "доцент"})


EXPERTS = [expert("Әлия Қасымова", "kk"), expert("Иван О'Нил", "ru"), expert("Ғани & Co <b>", "kk")]
LINKS = ["https://s.example/i/one", "https://s.example/i/two", "https://s.example/i/three"]


def made(instrument: Instrument, kind: Kind = "invitation", wave: Settings = WAVE) -> Mapping[str, bytes]:
    return letters(kind, instrument, wave, EXPERTS, LINKS)


def word(content: bytes) -> str:
    return read_parts(content)["word/document.xml"].decode()


def fields(content: bytes) -> set[str]:
    return set(re.findall(r"MERGEFIELD (?:&quot;|\")(.*?)(?:&quot;|\")", word(content)))


def test_the_files(every_kind: Instrument) -> None:
    assert sorted(made(every_kind)) == [
        "invitation.kk.docx",
        "invitation.ru.docx",
        "invitation/0001.kk.txt",
        "invitation/0002.ru.txt",
        "invitation/0003.kk.txt",
        "links.kk.csv",
        "links.ru.csv",
    ]
    assert sorted(made(every_kind, "thanks")) == ["thanks.kk.docx", "thanks.kk.txt", "thanks.ru.docx", "thanks.ru.txt"]


def test_a_text_has_the_name_the_link_and_what_the_wave_tells(every_kind: Instrument) -> None:
    text = made(every_kind)["invitation/0001.kk.txt"].decode("utf-8-sig")
    assert text.startswith("Сауалнамаға шақыру: Барлық түр\r\n")
    for part in (
        "Құрметті Әлия Қасымова!",
        "\r\nhttps://s.example/i/one\r\n",
        "15 желтоқсан",
        "Шай институты",
        "sau@example.org",
    ):
        assert part in text
    assert not set(LINKS[1:]) & set(text.split())


@pytest.mark.parametrize("kind", ["invitation", "reminder"])
def test_nobody_is_sent_the_link_of_another(every_kind: Instrument, kind: Kind) -> None:
    texts = {name: content.decode("utf-8-sig") for name, content in made(every_kind, kind).items() if name.endswith(".txt")}
    for n, own in enumerate(LINKS, 1):
        assert [name for name, text in texts.items() if own in text.split()] == [name for name in texts if f"/{n:04d}." in name]


def test_the_fields_of_the_word_file_are_columns_of_its_list(every_kind: Instrument) -> None:
    files = made(every_kind)
    for language, people in (("kk", 2), ("ru", 1)):
        rows = list(csv.reader(io.StringIO(files[f"links.{language}.csv"].decode("utf-8-sig"))))
        assert fields(files[f"invitation.{language}.docx"]) == {"Аты-жөні", "link"} <= set(rows[0])
        assert len(rows) == people + 1


def test_no_link_and_no_name_stands_in_the_word_file_itself(every_kind: Instrument) -> None:
    xml = word(made(every_kind)["invitation.kk.docx"])
    assert "s.example" not in xml
    assert "Әлия" not in xml


def test_the_header_of_the_list_is_the_field_whatever_its_case(every_kind: Instrument) -> None:
    people = [replace(EXPERTS[0], cells={"NAME": "Әлия"})]
    assert fields(letters("reminder", every_kind, WAVE, people, LINKS[:1])["reminder.kk.docx"]) == {"NAME", "link"}


def test_a_field_with_odd_signs_leaves_the_word_file_whole() -> None:
    instruction, shown = "a b &lt;c&gt; &amp; d ", "«a b &lt;c&gt; &amp; d »"
    simple = f"<w:fldSimple w:instr=' MERGEFIELD \"{instruction}\" '><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>"
    assert _field('a "b" <c> & `d`\x0b') == f"`{simple}`{{=openxml}}"


def test_what_a_study_does_not_tell_is_left_out_and_not_made_up(every_kind: Instrument) -> None:
    bare = replace(WAVE, fieldwork=None, method={})
    for language, n in (("kk", 1), ("ru", 2)):
        text = made(replace(every_kind, contact=None), wave=bare)[f"invitation/000{n}.{language}.txt"].decode("utf-8-sig")
        assert "None" not in text
        assert "{" not in text
        assert "2026" not in text


def test_thanks_go_to_everybody_and_name_nobody(every_kind: Instrument) -> None:
    text = made(every_kind, "thanks")["thanks.ru.txt"].decode("utf-8-sig")
    assert "Это письмо получают все приглашённые." in text
    assert "http" not in text
    assert fields(made(every_kind, "thanks")["thanks.ru.docx"]) == {"Аты-жөні"}


def test_the_same_list_gives_the_same_bytes(every_kind: Instrument) -> None:
    assert made(every_kind) == made(every_kind)
