"""A template of a consent: every point that the law asks for, brackets where only the researcher knows."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from survey.fielding.consent import BY_LAW, CHECKS, check_list, template
from survey.fielding.law import laws
from survey.i18n.text import LANGUAGES, Language, Text
from survey.instrument.model import Instrument
from survey.wave.settings import Design, Settings, WaveKind

WORDS = Text(kk="Шай", ru="Чай", en="Tea")
WAVE = Settings("tea", "every-kind", WaveKind.MICRODATA, WORDS, Design.NONPROBABILITY, 3, WORDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_has_a_paragraph_for_each_point(every_kind: Instrument, language: Language) -> None:
    lines = template(every_kind, WAVE, language, anonymous=False)
    assert len(check_list(language, anonymous=False)) == len(CHECKS)
    assert sum("[" in line for line in lines) == 7, "operator, purpose, term, third parties, abroad, public sources, withdrawal"
    assert every_kind.sections[0].title[language] in " ".join(lines)
    assert "{" not in "".join(lines)


def test_what_is_known_needs_no_brackets(every_kind: Instrument) -> None:
    known = replace(WAVE, method={"conducted_by": Text(kk="Институт.", ru="Институт.", en="Institute.")})
    assert template(every_kind, known, "en", anonymous=False)[1] == "Operator: Institute, [identification number]."


def test_an_anonymous_survey_says_so(every_kind: Instrument) -> None:
    named, nameless = (" ".join(template(every_kind, WAVE, "en", anonymous=one)) for one in (False, True))
    assert "list of invitations" in named
    assert "anonymous" in nameless
    assert "list of invitations" not in nameless


def test_what_only_our_own_server_does_is_a_choice(every_kind: Instrument) -> None:
    """On another platform nobody gets a code, and the platform may record addresses."""
    for anonymous in (False, True):
        promised = re.sub(r"\[[^\]]*\]", "", " ".join(template(every_kind, WAVE, "en", anonymous=anonymous)))
        assert "code" not in promised
        assert "not recorded" not in promised


def test_the_checks_are_the_points_of_the_rule() -> None:
    """The rule says them after its colon, parted by semicolons; withdrawal has a sentence of its own, the purpose is no law."""
    words = {
        "operator": "operator", "person": "person", "term": "how long", "third": "third", "abroad": "abroad", "public": "public",
        "data": "list of data",
    }  # fmt: skip
    text = next(law.rules["consent"].text for law in laws() if "consent" in law.rules)
    for _, told in text:
        assert told.partition(":")[2].count(";") + 1 == len(BY_LAW)
    points = text["en"].partition(":")[2].split(";")
    assert [name for name, point in zip(BY_LAW, points, strict=True) if words[name] in point] == list(BY_LAW)
    assert set(CHECKS) - set(BY_LAW) == {"purpose", "withdrawal"}
    assert "withdrawn" in text["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_whose_consent_it_is_or_why_nobody_is_named(language: Language) -> None:
    named, nameless = (check_list(language, anonymous=one) for one in (False, True))
    (place,) = (n for n, pair in enumerate(zip(named, nameless, strict=True)) if pair[0] != pair[1])
    assert CHECKS[place] == "person"
    assert "анонимді" in nameless[place] or "аноним" in nameless[place] or "anonymous" in nameless[place]
