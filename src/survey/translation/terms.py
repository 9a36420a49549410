"""Whether a questionnaire uses the agreed terms: where the English text has one, the others have its agreed form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from survey.errors import (
    TERM_EXCEPTION_GONE,
    TERM_FORBIDDEN,
    TERM_NOT_AGREED,
    TERMS_LEFT_OUT,
    Place,
    Problem,
    SurveyError,
    problem,
)
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.translation.terms_file import Term, is_below, terms_beside
from survey.translation.texts import Spot, texts_of

PIVOT: Language = "en"


@dataclass(frozen=True)
class TextCheck:
    """problems: what has to be mended. notes: what an author should know."""

    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def check_terms(instrument: Instrument, terms: Sequence[Term] | None = None) -> TextCheck:
    """Hold every text against the terms.

    Parameters
    ----------
    instrument
        A questionnaire that was read from a file.
    terms
        Those of `terms.yaml` in its folder by default.

    Returns
    -------
    `TextCheck`. A problem for each forbidden variant, and for each text that lacks the agreed form of a term that stands in
    the English one. Questions that repeat an earlier one word for word, notes for authors, and texts with an exemption in the
    file are left out; a note says how many findings that were. Another one tells each exemption whose address the questionnaire
    does not have.

    Examples
    --------
    >>> from survey.instrument.find import available, load_instrument
    >>> check_terms(load_instrument(available()[0])).problems
    ()
    """
    try:
        known = terms_beside(instrument) if terms is None else terms
    except SurveyError as unreadable:
        return TextCheck(unreadable.problems)
    repeated = {item.id for item in instrument.items if item.trend is not None}
    found, word_for_word, exempt = [], 0, 0
    spots = texts_of(instrument) if known else ()
    for spot in spots:
        if spot.key in ("notes", "sources"):
            continue
        for term, language, told in _findings(spot, known):
            if spot.item in repeated:
                word_for_word += 1
            elif any(one.covers(instrument.id, spot.address, language) for one in term.exceptions):
                exempt += 1
            else:
                found.append(told)
    left_out = problem(TERMS_LEFT_OUT, Place(instrument.path), word_for_word=word_for_word, exempt=exempt)
    gone = _gone(instrument, known, tuple(spot.address for spot in spots))
    return TextCheck(tuple(found), (*gone, left_out) if word_for_word or exempt else tuple(gone))


def _gone(instrument: Instrument, terms: Sequence[Term], addresses: tuple[str, ...]) -> Iterator[Problem]:
    """Exceptions for this questionnaire that are about no text of it."""
    for term in terms:
        for one in term.exceptions:
            for address, place in zip(one.addresses, one.places, strict=False) if one.questionnaire == instrument.id else ():
                if not any(is_below(known, address) for known in addresses):
                    yield problem(TERM_EXCEPTION_GONE, place, id=term.id, address=address, nearest=nearest(address, addresses))


def _findings(spot: Spot, terms: Sequence[Term]) -> Iterator[tuple[Term, Language, Problem]]:
    for term in terms:
        for language in LANGUAGES:
            if language not in term.forms or not spot[language]:
                continue
            forms, text = term.forms[language], spot[language]
            told = {"address": spot.address, "language": language, "agreed": forms.agreed}
            for one in forms.forbidden:
                if (match := one.search(text)) is not None:
                    yield term, language, problem(TERM_FORBIDDEN, spot.place(language), found=match.group(), **told)
            if language == PIVOT or PIVOT not in term.forms or any(one.search(text) for one in forms.stems + forms.forbidden):
                continue
            match = next((match for one in term.forms[PIVOT].stems if (match := one.search(spot[PIVOT]))), None)
            if match is not None:
                yield term, language, problem(TERM_NOT_AGREED, spot.place(language), term=match.group(), **told)
