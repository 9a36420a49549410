"""The pack for a review board: facts of the study, gaps as gaps, nothing made up."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from docx import Document

from survey.fielding.ethics import Pack, ethics_pack
from survey.fielding.law import laws
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language, Text
from survey.instrument.model import Instrument
from survey.wave.settings import METHOD_KEYS, Design, Protection, Settings, WaveKind

WORDS = Text(kk="Шай", ru="Чай", en="Tea")
WAVE = Settings("tea", "every-kind", WaveKind.MICRODATA, WORDS, Design.NONPROBABILITY, 3, WORDS, method={"mode": WORDS})
CHAPTERS = ("protocol", "recruitment", "consent", "risks", "data_plan", "law", "instrument")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chapters_in_order_with_consent_and_questions(every_kind: Instrument, language: Language) -> None:
    document = Document(io.BytesIO(ethics_pack(Pack(every_kind, WAVE), language)))
    heads = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"]
    assert heads == [say(f"ethics.{chapter}", language) for chapter in CHAPTERS]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert every_kind.consent is not None
    assert all(part in text for part in every_kind.consent[language].split("\n\n"))
    assert all(item.text[language] in text for item in every_kind.items)
    assert all(law.source[language] in text for law in laws())


def test_what_wave_yaml_does_not_tell_is_a_gap(every_kind: Instrument) -> None:
    page = Pack(every_kind, WAVE).markdown("en")
    gaps = re.findall(r"^- ☐ (.*): \\\[ … \\\]$", page, re.MULTILINE)
    keys = {match[1] for gap in gaps if (match := re.search(r"`method`, `(\w+)`", gap))}
    assert keys == set(METHOD_KEYS) - {"mode", "response_rate", "participation_rate", "ethics_approval", "survey_languages"}
    assert any("Field period" in gap for gap in gaps)
    assert not any("contact" in gap for gap in gaps if "Whom" in gap), "the questionnaire says whom to ask"
    assert every_kind.contact is not None
    assert f"| Whom participants can ask | {every_kind.contact['en']}" in page.replace("\\", "")


def test_nothing_is_left_of_a_gap_that_is_filled(every_kind: Instrument) -> None:
    told = replace(WAVE, method=dict.fromkeys(METHOD_KEYS, WORDS), disclosure=Protection(5, 5, ("trust",), ("office",)))
    page = Pack(every_kind, told).markdown("en")
    assert "`method`" not in page
    assert "Benefits of the study" in page, "what no file can tell stays a gap"
    assert "How pressure on participants" in page
    assert "`disclosure`" not in page
    assert "- 1.1\\. Do you trust the court?" in page or "- 1.1. Do you trust the court?" in page
    assert "fewer than 5 people" in page


def test_a_questionnaire_without_consent_gets_the_template(every_kind: Instrument) -> None:
    page = Pack(replace(every_kind, consent=None), WAVE).markdown("en")
    assert "Below is a template" in page
    assert r"Operator: \[name of the institution\]" in page


def test_the_anonymous_mode_is_said(every_kind: Instrument) -> None:
    named, nameless = (Pack(every_kind, WAVE, anonymous).markdown("en") for anonymous in (False, True))
    assert "no identifiers collected" in nameless
    assert "two stores" not in nameless
    assert "two stores" in named


def test_it_says_that_the_software_is_no_lawyer(every_kind: Instrument) -> None:
    pages = {language: Pack(every_kind, WAVE).markdown(language) for language in LANGUAGES}
    for language, words in (("kk", "бағдарлама заңгер емес"), ("ru", "программа не юрист"), ("en", "the software is no lawyer")):
        assert words in pages[language]  # type: ignore[index]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_board_reads_what_people_are_told_first(every_kind: Instrument, language: Language) -> None:
    document = Document(io.BytesIO(ethics_pack(Pack(every_kind, WAVE), language)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert every_kind.introduction is not None
    assert every_kind.introduction[language] in text
    for key in ("invitation_link", "reminder_link", "thanks_all"):
        assert say(f"letters.{key}", language) in text
    assert text.count("[…]") == 4  # name and link, of invitation and reminder


def test_by_an_open_link_nobody_gets_a_letter(every_kind: Instrument) -> None:
    page = Pack(every_kind, WAVE, anonymous=True).markdown("en")
    assert say("letters.invitation_link", "en") not in page
    assert "the full text of the announcement" in page
    assert "`introduction`" in Pack(replace(every_kind, introduction=None), WAVE).markdown("en")
