"""Texts that are long for a phone.

A phone of 360 points shows about 40 letters in a line of 16 points. A question should leave room for its answers on the first
screen, and an answer should not look like two: six lines for the one, two for the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from survey.errors import TEXT_LONG, Problem, problem
from survey.i18n.text import LANGUAGES
from survey.instrument.model import Instrument
from survey.translation.texts import texts_of

LINE = 40
"""Letters in a line."""
MOST = {"item": 6 * LINE, "option": 2 * LINE, "row": 2 * LINE}
"""The most letters by what a text belongs to: a question, an answer, a row of a matrix."""


def long_texts(instrument: Instrument) -> Iterator[Problem]:
    """A note for each text of a question, an answer or a row that has more letters than `MOST`; labels are not shown to people.

    >>> from survey.instrument.find import available, load_instrument
    >>> list(long_texts(load_instrument(available()[0])))
    []
    """
    for spot in texts_of(instrument):
        most = MOST.get(spot.table)
        if spot.key != "text" or most is None:
            continue
        for language in LANGUAGES:
            letters = len(" ".join(spot[language].split()))
            if letters > most:
                yield problem(
                    TEXT_LONG, spot.place(language), address=spot.address, language=language, letters=letters, most=most
                )
