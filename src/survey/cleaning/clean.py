"""Responses in, a `Wave` out, with a receipt for every changed cell."""

from __future__ import annotations

from collections.abc import Iterator

from survey.errors import N_DIFFERS, NOT_AN_OPTION, Place, Problem, error, problem, raise_all
from survey.instrument.nearest import nearest
from survey.wave.counts import positions
from survey.wave.provenance import provenance
from survey.wave.questions import questions
from survey.wave.responses import Responses
from survey.wave.settings import Settings
from survey.wave.wave import Wave, no_changes


def clean(responses: Responses, settings: Settings) -> Wave:
    """The wave of the answers of one file.

    Parameters
    ----------
    responses
        As `survey.read_responses` gives them. They stay as they are: nothing is changed in place.
    settings
        Of the wave. Its `n` is held against the number of answers, so that a truncated file is noticed.

    Returns
    -------
    The wave; its audit log has a row for every changed cell.

    Raises
    ------
    DataError
        The number of answers is not `n`.
    CleaningError
        Codes that are no option: counts would leave them out silently.
    """
    rows = len(responses.answers)
    if settings.n != rows:
        raise error(N_DIFFERS, Place(file=settings.path), n=settings.n, rows=rows)
    raise_all(_unknown_codes(responses, Place(file=responses.source.name)))
    files = provenance(settings.path, responses.instrument, {responses.source.name: responses.source.sha256})
    folder = None if settings.path is None else settings.path.parent
    return Wave(settings, responses.instrument, responses, None, no_changes(), files, folder)


def _unknown_codes(responses: Responses, place: Place) -> Iterator[Problem]:
    """The first answer of each column that is no option; intake lets none through, answers made in memory may have some."""
    for question in questions(responses.instrument).values():
        if question.multiple:
            continue
        column = responses.answers[question.column]
        wrong = column[(positions(column, question.codes) < 0) & column.notna().to_numpy()]
        if len(wrong):
            answer = str(wrong.iloc[0])
            near = nearest(answer, question.codes)
            yield problem(NOT_AN_OPTION, place, item=question.column, answer=answer, respondent=wrong.index[0], nearest=near)
