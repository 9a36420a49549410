"""Why an answer is missing."""

from __future__ import annotations

from enum import StrEnum


class Missing(StrEnum):
    """The five kinds of a missing answer.

    An offered "don't know" that was ticked is an answer with a code of its own; `DONT_KNOW` is for sources that record it apart.

    Examples
    --------
    >>> Missing.SKIPPED == "skipped", len(Missing)
    (True, 5)
    """

    NOT_ASKED = "not_asked"  # the questionnaire did not show the item to this respondent
    SKIPPED = "skipped"  # shown, left empty
    REFUSED = "refused"  # declined to answer
    DONT_KNOW = "dont_know"  # recorded apart from the answers
    NOT_RECORDED = "not_recorded"  # the source does not hold the item at all, or the answer was lost
