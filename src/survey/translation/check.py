"""What `survey check` says of the texts of a questionnaire: terms, stale translations, gaps, length."""

from __future__ import annotations

from survey.instrument.model import Instrument
from survey.translation.gaps import gaps
from survey.translation.screen import long_texts
from survey.translation.stale import check_translations
from survey.translation.terms import TextCheck, check_terms


def check_texts(instrument: Instrument) -> TextCheck:
    """Everything about the texts: problems, and notes that are no mistakes.

    >>> from survey.instrument.find import available, load_instrument
    >>> check_texts(load_instrument(available()[0])).problems
    ()
    """
    terms, stale = check_terms(instrument), check_translations(instrument)
    return TextCheck((*terms.problems, *stale.problems), (*terms.notes, *stale.notes, *gaps(instrument), *long_texts(instrument)))
