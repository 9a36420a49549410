"""Where a number of a chapter comes from: wave, item, code, statistic, format; written into the control around it.

Word shows the title of a control and keeps its tag; both go with it when the text is pasted into another document, and neither
may be longer than 64 characters.

title   tea-2026/cups                             wave, item (a row of a matrix: item.row; an index: index:ID; the wave: -)
tag     sq:yes/percent/1#9f86d081                 code (- for none), statistic, format, # digest of what was written there
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

LONGEST = 64
NONE = "-"
_TAG = re.compile(r"sq:(?P<code>[^/#]+)/(?P<statistic>[^/#]+)/(?P<format>[^/#]+)#(?P<digest>[0-9a-f]{8}(?:\.[0-9a-f]{8})?)")

_NO_SIGN = re.compile(r"(?<=\d) (?=\d{3}(?!\d))| (?=%)")
"""Blanks that mean nothing: between thousands, before a percent sign."""


@dataclass(frozen=True)
class Address:
    """What stands in a control.

    wave: its id. item: an item, `item.row`, `index:ID`, or `-` for the wave as a whole. code: of an answer, `-` for none.
    statistic: n, percent, base, ...; `figure` and `table` for a picture and for the rows of a table. format: decimals of a number
    (`0`, `1`), or what the statistic needs.
    """

    wave: str
    item: str
    code: str
    statistic: str
    format: str

    @property
    def title(self) -> str:
        """The title of the control.

        >>> Address("tea-2026", "cups", "two", "percent", "1").title
        'tea-2026/cups'
        """
        return f"{self.wave}/{self.item}"

    def tag(self, digest: str) -> str:
        """The tag of the control, with the `digest` of what is written into it.

        >>> Address("tea-2026", "cups", "two", "percent", "1").tag(digest("54.2%"))
        'sq:two/percent/1#c4cc4493'
        """
        return f"sq:{self.code}/{self.statistic}/{self.format}#{digest}"


def digest(text: str) -> str:
    """Eight hexadecimal digits of a text, whatever blanks stand between its thousands and before its percent sign.

    Word and people change them, and other blanks for each other; `7 6` in place of 76 is another text.

    >>> digest("1 200") == digest("1\u00a0200") == digest("1200"), digest("7 6") == digest("76"), len(digest("1"))
    (True, False, 8)
    """
    return hashlib.sha256(_NO_SIGN.sub("", " ".join(text.split())).encode()).hexdigest()[:8]


def read_address(title: str, tag: str) -> tuple[Address, str] | None:
    """The address and the digest of a control; None for a control that is somebody else's.

    >>> address, written = read_address("tea-2026/cups", "sq:two/percent/1#9f86d081")
    >>> address.item, address.statistic, written
    ('cups', 'percent', '9f86d081')
    >>> read_address("Date", "date") is None
    True
    """
    wave, slash, item = title.partition("/")
    found = _TAG.fullmatch(tag)
    if found is None or not slash:
        return None
    return Address(wave, item, found["code"], found["statistic"], found["format"]), found["digest"]
