"""The platforms that answers can come from. A new one is a file beside this and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from survey.instrument.model import Instrument
from survey.intake import google_forms
from survey.intake.options import IntakeOptions
from survey.wave.responses import Responses
from survey.wave.tablefile import Table

Reader = Callable[[Table, Instrument, IntakeOptions], Responses]

PLATFORMS: Mapping[str, Reader] = {
    "google-forms": google_forms.read,
}
"""The first one reads a file whose wave does not name its platform."""
