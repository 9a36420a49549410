"""A file of answers in, `Responses` out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from survey.errors import UNKNOWN_PLATFORM, Place, error
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.intake.options import read_options
from survey.intake.registry import PLATFORMS
from survey.wave.responses import Responses
from survey.wave.tablefile import read_table

if TYPE_CHECKING:
    from survey.wave.settings import Settings


def read_responses(path: str | Path, instrument: Instrument, settings: Settings | None = None) -> Responses:
    """Read the answers that a platform gives out as a file.

    path: a CSV, tab-separated or XLSX file. Columns and answers may be in any language of the questionnaire, corrected or as
    printed, or in several joined by ` | `.
    instrument: what was asked.
    settings: of the wave; its key `import` names the platform, the time zone, and columns that the file does not explain itself.

    Returns `Responses` with one row for each row of the file.

    Raises DataError with all problems at once: a column that is no question, a question without a column, an answer that is no
    option (with row, column, text and the nearest option), a time or number that cannot be read. Nothing is dropped silently; a
    text that is no option is kept only where the item has an option of the kind `other`.
    """
    options = read_options({} if settings is None else settings.intake, None if settings is None else settings.path)
    table = read_table(Path(path))
    platform = options.platform or next(iter(PLATFORMS))
    if platform not in PLATFORMS:
        near = nearest(platform, PLATFORMS)
        raise error(UNKNOWN_PLATFORM, Place(file=path), platform=platform, known=tuple(PLATFORMS), nearest=near)
    return PLATFORMS[platform](table, instrument, options)
