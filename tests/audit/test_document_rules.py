"""Single rules of `survey audit document`: each with a sentence that is right and looks wrong, or the reverse."""

from __future__ import annotations

import pytest

from survey.audit.document import audit_passages
from survey.audit.document_text import Passage, text_passages
from survey.errors import (
    COUNT_OVER_BASE,
    COUNT_PERCENT,
    PERCENT_IMPOSSIBLE,
    RATIO_WRONG,
    SHARES_OVER,
    WORD_FALSE,
    Place,
)

TOOK_PART = {
    "en": "In all, 96 experts took part in the survey.\n\n",
    "ru": "В опросе приняли участие 96 экспертов.\n\n",
    "kk": "Сауалнамаға 96 сарапшы қатысты.\n\n",
}


def codes(language: str, text: str, *, markdown: bool = False) -> list[str]:
    found = audit_passages(list(text_passages(TOOK_PART[language] + text, markdown=markdown)))
    return [finding.code for finding in found.findings]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # what points to a source or a note is no count
        ("en", "Yes was the answer of 56.3% [12]."),
        ("ru", "«Да» ответили 56,3% [12, с. 45]."),
        ("en", "In question 1.5, 56.3% (2) said yes."),
        ("en", "In question 1.5, 43.8% [3](#n3) said no."),
        # a time, and a volume with its issue
        ("en", "The survey began at 14:30; 54 experts (56.3%) said yes and 42 (43.8%) no."),
        ("en", "Social Survey, 12:3, asked 54 (56.3%) yes."),
        # shares of a part or of another year
        ("en", "In question 1.5, 54 (56.3%) said yes. Of them, 51.9% are men."),
        ("en", "Of the women, 22.5% said yes."),
        ("en", "Of those who said “no”, 22.4% are women."),
        ("ru", "Среди женщин «да» ответили 22,4%."),
        ("kk", "54 сарапшы (56,3%) «иә» деді. Олардың 51,9%-ы – ер адамдар."),
        ("kk", "Әйелдер арасында 22,4% «иә» деді."),
        ("en", "68 said yes; of the remaining 28, 14 (50.0%) said no."),
        ("en", "The share of “yes” grew from 51.7% in 2019 to 56.3%."),
        # sums of rounded numbers
        ("en", "54 (56.3%) said yes and 42 (43.8%) no, a total of 100.1%."),
        # bounds and pluralities in words
        ("ru", "Относительное большинство (34,4%) ответили «да»."),
        ("en", "A relative majority (34.4%) said yes."),
        ("kk", "Салыстырмалы көпшілік (34,4%) «иә» деді."),
        ("en", "No more than half (45.8%) said yes."),
        ("ru", "Не более половины (45,8%) ответили «да»."),
        ("ru", "Не менее половины (50,0%) ответили «да»."),
        ("ru", "Свыше половины (56,3%) ответили «да»."),
        ("en", "More than two thirds (67.7%) said yes."),
        # ranges and margins
        ("en", "Between 30.0-40.5% of answers were yes."),
        ("en", "The share of answers was 56.3 ± 9.9%."),
    ],
)
def test_what_is_no_contradiction(language: str, text: str) -> None:
    assert codes(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "In question 1.5, 57.3% (n = 54) said yes.", COUNT_PERCENT),
        ("en", "In question 1.5, 57.3% [54 experts] said yes.", COUNT_PERCENT),
        ("en", "67 said yes and 29 no, a ratio of 2.4:1.", RATIO_WRONG),
        ("en", "“Yes” was said by 64 (66.7%) and “no” by 32 (33.3%), a ratio of 3:10.", RATIO_WRONG),
        ("en", "Of them, 30.1% said yes.", PERCENT_IMPOSSIBLE),
        ("ru", "Из них 30,1% ответили «да».", PERCENT_IMPOSSIBLE),
        ("kk", "Олардың 30,1%-ы «иә» деді.", PERCENT_IMPOSSIBLE),
        ("ru", "Среди экспертов «да» ответили 30,1%.", PERCENT_IMPOSSIBLE),
        ("en", "Of those who answered, 30.1% said yes.", PERCENT_IMPOSSIBLE),
        ("en", "Of the women, 22.4% said yes; in the whole survey 30.1% did.", PERCENT_IMPOSSIBLE),
        ("en", "In question 1.5, 102.1% said yes.", COUNT_OVER_BASE),
        ("en", "54 (56.3%) said yes and 42 (43.8%) no, a total of 102.1%.", COUNT_OVER_BASE),
        ("en", "More than two thirds (66.7%) said yes.", WORD_FALSE),  # 64 of 96 are exactly two thirds
        ("ru", "Свыше половины (34,4%) ответили «да».", WORD_FALSE),
        ("ru", "Больше чем половина (34,4%) ответили «да».", WORD_FALSE),
        ("ru", "Не более половины (56,3%) ответили «да».", WORD_FALSE),
        ("ru", "Не менее половины (34,4%) ответили «да».", WORD_FALSE),
        ("kk", "Сарапшылардың жартысынан кем емес бөлігі (34,4%) «иә» деді.", WORD_FALSE),
        ("kk", "Сарапшылардың кемінде жартысы (34,4%) «иә» деді.", WORD_FALSE),
        ("en", "In question 1.5, 30.1% said it does. Peace is impossible.", PERCENT_IMPOSSIBLE),
        ("en", "According to Kazakhstani experts, 30.1% said no.", PERCENT_IMPOSSIBLE),
        ("ru", "По данным Казахстанских экспертов, 30,1% ответили «нет».", PERCENT_IMPOSSIBLE),
    ],
)
def test_what_is_a_contradiction(language: str, text: str, expected: str) -> None:
    assert codes(language, text) == [expected]


def test_a_text_that_calls_its_number_impossible_is_believed() -> None:
    assert codes("en", "In question 1.5, 30.1% said it does. This is impossible.") == []


def test_headings_and_captions_are_checked() -> None:
    assert codes("en", "# Figure 6: 72.9% said “yes” and 30.2% said “no”", markdown=True) == [SHARES_OVER]
    caption = Passage("Question 1.5: 30.1% said no", ((0, Place()),), heading=True)
    first = next(iter(text_passages(TOOK_PART["en"])))
    assert [one.code for one in audit_passages([first, caption]).findings] == [PERCENT_IMPOSSIBLE]
