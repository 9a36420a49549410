"""A PO file with what Babel leaves out: the language of its source, and entries that stand there twice."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser

from survey.errors import PO_UNREADABLE, Place, error
from survey.wave.tablefile import read_bytes

SOURCE = "X-Source-Language"
"""The header under which Poedit, too, keeps the language of the source."""
_NOBODY = ("Report-Msgid-Bugs-To", "Last-Translator", "Language-Team")
_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r'(?:msg\w+(?:\[\d+\])?\s+)?"(?:[^"\\]|\\.)*"')


class PoCatalog(Catalog):
    """A catalog of Babel.

    source: the language of the source, empty where the file does not name it. twice: entries whose address was there before, with
    the line of the first.
    """

    def __init__(self, source: str = "", **params: Any) -> None:
        super().__init__(**params)
        self.source = source
        self.twice: list[tuple[Message, int]] = []
        self._lines: dict[str, int] = {}

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The headers, without the people that Babel invents."""
        *known, last = super().mime_headers
        own = [(SOURCE, self.source)] if self.source else []
        return [*((name, value) for name, value in known if name not in _NOBODY), *own, last]

    @mime_headers.setter
    def mime_headers(self, headers: Iterable[tuple[str, str]]) -> None:
        found = list(headers)
        known = Catalog.mime_headers.fset
        assert known is not None
        known(self, found)
        self.source = next((str(value).strip() for name, value in found if name.lower() == SOURCE.lower()), self.source)

    def __setitem__(self, key: Any, message: Message) -> None:
        address = str(message.context or "")
        if address in self._lines:
            self.twice.append((message, self._lines[address]))
        elif address:
            self._lines[address] = message.lineno or 0
        super().__setitem__(key, message)


def open_po(path: Path) -> PoCatalog:
    """The catalog of a PO file; raises InstrumentError where the file is none, or ends inside a line."""
    content = read_bytes(path).removeprefix(_BOM)
    for number, line in enumerate(content.split(b"\n"), 1):
        text = line.strip()
        if text and not text.startswith(b"#") and not _LINE.fullmatch(text.decode("utf-8", "replace")):
            raise error(PO_UNREADABLE, Place(path, number), reason=text.decode("utf-8", "replace")[:60])
    catalog = PoCatalog()
    try:
        PoFileParser(catalog, abort_invalid=True).parse(io.BytesIO(content))
    except PoFileError as why:
        raise error(PO_UNREADABLE, Place(path, why.lineno + 1), reason=str(why.line).strip()) from None
    except (UnicodeDecodeError, LookupError, ValueError) as why:
        raise error(PO_UNREADABLE, Place(path), reason=str(why)) from None
    return catalog
