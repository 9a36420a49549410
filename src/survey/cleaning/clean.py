"""Responses in, a `Wave` out, with a receipt for every changed cell."""

from __future__ import annotations

from survey.errors import N_DIFFERS, Place, error
from survey.wave.provenance import provenance
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
    """
    rows = len(responses.answers)
    if settings.n != rows:
        raise error(N_DIFFERS, Place(file=settings.path), n=settings.n, rows=rows)
    files = provenance(settings.path, responses.instrument, {responses.source.name: responses.source.sha256})
    folder = None if settings.path is None else settings.path.parent
    return Wave(settings, responses.instrument, responses, None, no_changes(), files, folder)
