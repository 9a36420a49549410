"""What must hold between the parts of a questionnaire, beyond the shape of each."""

from __future__ import annotations

from survey.instrument.check_answers import check_answers
from survey.instrument.check_comparisons import check_comparisons
from survey.instrument.check_indices import check_indices
from survey.instrument.check_items import check_items
from survey.instrument.check_measures import check_measures
from survey.instrument.check_names import check_names
from survey.instrument.check_parallel import check_parallel
from survey.instrument.check_references import check_references
from survey.instrument.check_wording import check_wording
from survey.instrument.draft import Draft
from survey.instrument.shapes import Reading


def check(draft: Draft, reading: Reading) -> None:
    """Report everything that is wrong; each check leaves alone what another has already reported."""
    for one_check in (
        check_names,
        check_items,
        check_answers,
        check_references,
        check_parallel,
        check_comparisons,
        check_measures,
        check_indices,
        check_wording,
    ):
        one_check(draft, reading)
