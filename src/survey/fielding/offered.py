"""Our own check before any export: no question waits for an answer that nobody is offered."""

from __future__ import annotations

from collections.abc import Iterator

from survey.errors import SHOW_IF_NOT_OFFERED, Place, Problem, problem, raise_all
from survey.instrument.model import Instrument


def check_conditions(instrument: Instrument) -> None:
    """Raise FieldingError with every condition that names answers which people wrote and somebody coded afterwards.

    While the survey runs nobody can give them, and in words, on paper or by hand, they would be put to respondents all the same.
    """
    raise_all(_waiting(instrument))


def _waiting(instrument: Instrument) -> Iterator[Problem]:
    for item in instrument.items:
        for one in item.show_if.conditions if item.show_if is not None else ():
            asked = instrument.item(one.item.partition(".")[0])
            offered = {option.code for option in asked.offered}
            codes = [code for code in one.codes if code not in offered]
            if codes:
                yield problem(SHOW_IF_NOT_OFFERED, Place(file=instrument.path), item=item.id, asked=one.item, codes=codes)
