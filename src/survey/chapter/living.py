"""Living numbers in Markdown: what the filter `living` makes content controls of.

    [54,2%]{.living title="tea-2026/cups" tag="sq:two/percent/1#c4cc4493"}

A table stands in a division of the same class, a figure has `living-title` and `living-tag` among its attributes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from survey.chapter.address import LONGEST, Address, digest
from survey.errors import ADDRESS_TOO_LONG, error
from survey.i18n.markdown import attribute, escape


def span(address: Address, text: str) -> str:
    """A number in a line of text.

    >>> span(Address("tea-2026", "cups", "two", "percent", "1"), "54.2%")
    '[54.2%]{.living title="tea-2026/cups" tag="sq:two/percent/1#c4cc4493"}'
    """
    return f"[{escape(text)}]{{.living {_attributes(address, digest(text))}}}"


def around(address: Address, names: Iterable[str], table: str) -> str:
    """A table, its caption and its note; names: the codes of its rows, then the statistics of its columns."""
    return f"::: {{.living {_attributes(address, together(names))}}}\n{table.strip()}\n:::"


def of_figure(address: Address, data: Iterable[str], picture: bytes) -> str:
    """The attributes of a figure."""
    return _attributes(address, figure_digest(data, picture), "living-")


def together(parts: Iterable[str]) -> str:
    """The digest of the rows and columns of a table, or of the data of a figure.

    >>> together(["yes", "no"]) == together(["no", "yes"])
    False
    """
    return digest("|".join(parts))


def figure_digest(data: Iterable[str], picture: bytes) -> str:
    """The digest of what a figure shows, and that of its file."""
    return f"{together(data)}.{hashlib.sha256(picture).hexdigest()[:8]}"


def fits(address: Address) -> bool:
    """Whether title and tag are short enough for Word."""
    return max(len(address.title), len(address.tag("0" * 8))) <= LONGEST


def _attributes(address: Address, digest_of_it: str, prefix: str = "") -> str:
    parts = {"title": address.title, "tag": address.tag(digest_of_it)}
    for part, text in parts.items():
        if len(text) > LONGEST:
            raise error(ADDRESS_TOO_LONG, part=part, text=text, length=len(text), most=LONGEST)
    return " ".join(f"{prefix}{part}={attribute(text)}" for part, text in parts.items())
