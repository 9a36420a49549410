"""How a number is written at an address: its decimals, with or without the percent sign, with which Kazakh case ending.

1       one decimal; of a percent with its sign
1n      the same without the percent sign, where the word stands in the text
-       as the tables of the reports write it
0:possessive accusative     with a case ending in Kazakh (survey.i18n.kazakh_cases); other languages have none
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from survey.chapter.address import NONE, Address
from survey.errors import FORMAT_UNKNOWN, error
from survey.i18n.kazakh_cases import case_of, with_case
from survey.i18n.text import Language

_FORMAT = re.compile(r"(?P<decimals>\d|-|long)(?P<bare>n?)(?::(?P<case>[a-z ]+))?")


@dataclass(frozen=True)
class Format:
    """A format that was read. decimals: None where the number decides; bare: without the percent sign; case: of Kazakh."""

    decimals: int
    natural: bool
    bare: bool
    case: str

    def sign(self, told: str) -> str:
        """A percent with its sign, or without it where the format says so."""
        return told.removesuffix("%").rstrip() if self.bare else told

    def written(self, told: str, language: Language) -> str:
        """The text with its case ending; what is no number at its end, as the sign for hidden ones, stays as it is."""
        asked = case_of(self.case) if self.case and language == "kk" else None
        if asked is None:
            return told
        try:
            return with_case(told, *asked)
        except ValueError:
            return told


def read_format(address: Address) -> Format:
    """The format of an address; FORMAT_UNKNOWN where it cannot be read.

    >>> read_format(Address("tea-2026", "cups", "two", "percent", "1:ablative")).written("54,2%", "kk")
    '54,2%-дан'
    """
    found = _FORMAT.fullmatch(address.format)
    if found is None or (found["case"] and case_of(found["case"]) is None):
        raise error(FORMAT_UNKNOWN, format=address.format, statistic=address.statistic)
    natural = found["decimals"] in (NONE, "long")
    return Format(0 if natural else int(found["decimals"]), natural, bool(found["bare"]), found["case"] or "")
