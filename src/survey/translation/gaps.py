"""Gaps in square brackets that nobody has filled in, in the texts that stand before and after the questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from survey.errors import TEXT_WITH_GAP, Problem, problem
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.model import Instrument
from survey.translation.texts import texts_of

PARTS = ("introduction", "consent", "contact", "thanks")
"""Texts that tell people who asks, why and how to reach them; in a question a bracket may be meant."""
_GAP = re.compile(r"\[(?=[^\[\]]*[^\W_])[^\[\]]*\](?!\()|\[(?:…|\.{3})\]")
"""Words in square brackets that are no link `[words](address)`; or dots."""


def gaps(instrument: Instrument, languages: Sequence[Language] = LANGUAGES) -> Iterator[Problem]:
    """A problem for each text before or after the questions that still has a gap, with its line.

    Parameters
    ----------
    instrument
        A questionnaire that was read from a file.
    languages
        Those whose texts people will see.

    Examples
    --------
    >>> from survey.instrument.find import available, load_instrument
    >>> sorted({gap.params["address"] for name in available() for gap in gaps(load_instrument(name), ["en"])})
    ['consent', 'contact']
    """
    for spot in texts_of(instrument):
        if spot.address not in PARTS:
            continue
        for language in languages:
            found = _GAP.findall(spot[language])
            if found:
                yield problem(TEXT_WITH_GAP, spot.place(language), address=spot.address, language=language, gaps=", ".join(found))
