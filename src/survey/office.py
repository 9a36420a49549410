"""Office files, Word and Excel: a zip archive of XML, written the same way every time."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError)
"""What reading a damaged, locked or unusual archive raises."""
EPOCH = 946_684_800
"""2000-01-01: what files say that tell no time, so that the same content is the same bytes."""
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def read_parts(data: bytes) -> dict[str, bytes]:
    """Name -> bytes of every part, in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(parts: Mapping[str, bytes]) -> bytes:
    """An archive of the parts, without the date of the day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # as on Unix, on every system
            archive.writestr(entry, data)
    return out.getvalue()


def undated(workbook: Any, epoch: int = EPOCH) -> bytes:
    """The bytes of a workbook of openpyxl without the time at which they were made; `epoch` stands for now."""
    now = dt.datetime.fromtimestamp(epoch, dt.UTC)
    workbook.properties.created = now.replace(tzinfo=None)
    out = io.BytesIO()
    workbook.save(out)
    parts = read_parts(out.getvalue())
    parts[_CORE] = _MODIFIED.sub(rb"\g<1>" + now.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), parts[_CORE])
    return written(parts)
