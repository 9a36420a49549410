"""Rules of law are data with a day and a source; docs/law.md shows what the files say, and old ones are told."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from survey.errors import LAW_CAUTION, LAW_OLD
from survey.fielding.law import FRESH, caution, described, laws, stale
from survey.i18n.problems import tell
from survey.i18n.text import LANGUAGES

DOCS = Path(__file__).parents[2] / "docs" / "law.md"
RULES = [(law.id, key) for law in laws() for key in law.rules]


def test_docs_law_shows_what_the_files_say() -> None:
    """If not: put what `survey.fielding.law.described("en")` returns into docs/law.md, from its first second-level heading on."""
    text = DOCS.read_text("utf-8")
    assert text[text.index("## ") :].strip() == described("en")


def test_every_rule_has_its_own_name_and_three_languages() -> None:
    assert len({key for _, key in RULES}) == len(RULES)
    for law in laws():
        for text in (law.title, law.source, law.basis, *(one for rule in law.rules.values() for one in (rule.where, rule.text))):
            assert [language for language, words in text if words.strip()] == list(LANGUAGES)


@pytest.mark.parametrize("key", [key for _, key in RULES])
def test_a_rule_is_told_with_its_article_its_day_and_that_the_software_is_no_lawyer(key: str) -> None:
    told = caution(key)
    law = next(law for law in laws() if key in law.rules)
    assert told.code == LAW_CAUTION
    english = tell(told, "en")
    assert law.rules[key].text["en"] in english
    assert law.rules[key].where["en"] in english
    assert f"{law.checked_on:%B} {law.checked_on.day}, {law.checked_on.year}" in english
    assert "no lawyer" in english
    assert "заңгер емес" in tell(told, "kk")
    assert "не юрист" in tell(told, "ru")


def test_each_law_has_an_address_and_says_what_to_check_with_the_text_in_force() -> None:
    """Nobody vouches for the numbers of articles: the pack and the docs say what to look up."""
    for law in laws():
        assert set(law.addresses) == set(LANGUAGES)
        assert all(one.startswith("https://") for language in LANGUAGES for one in law.addresses[language])
        assert "Check with the text in force" in law.basis["en"]
        assert "По действующему тексту проверьте" in law.basis["ru"]
        assert "қолданыстағы мәтін" in law.basis["kk"].lower()
    assert all(f"<{one}>" in described("kk") for law in laws() for one in law.addresses["kk"])


def test_what_abroad_means_comes_first_for_a_platform_abroad() -> None:
    assert tell(caution("cross_border"), "en").startswith("This platform stores answers on servers abroad.")
    assert "This platform" not in described("en"), "a rule of law is not about a platform"


def test_a_rule_that_there_is_not() -> None:
    with pytest.raises(KeyError):
        caution("parking")


def test_a_check_is_recent_for_a_year() -> None:
    first = min(law.checked_on for law in laws())
    assert stale(first + FRESH) == ()
    late = stale(max(law.checked_on for law in laws()) + FRESH + timedelta(days=1))
    assert [problem.code for problem in late] == [LAW_OLD] * len(laws())
    assert "Personal data" in tell(late[0], "en")
    assert stale(date(2000, 1, 1)) == ()
