"""A warning when what the software knows of the law was checked long ago."""

from __future__ import annotations

import datetime as dt
import sys

from survey.fielding.law import stale
from survey.i18n.problems import tell
from survey.i18n.text import Language


def warn_of_old_law(language: Language, today: dt.date) -> None:
    """Print to standard error each field of law that was checked more than a year before `today`."""
    for old in stale(today):
        print(tell(old, language), file=sys.stderr)
