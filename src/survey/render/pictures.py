"""PNG pictures for Word, which cannot be relied on to show SVG: one run of Typst turns all figures at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typst

from survey import fonts
from survey.errors import CONVERSION_FAILED, Place, error

PIXELS_PER_INCH = 200
_RECORD = ".pictures.json"


def write_pngs(paths: Iterable[str], folder: Path) -> None:
    """Write `<path>.png` for every `<path>.svg` in `folder`; those made from the same SVG before are left as they are."""
    known = _known(folder)
    now = {path: hashlib.sha256((folder / f"{path}.svg").read_bytes()).hexdigest() for path in sorted(set(paths))}
    old = [path for path in now if known.get(path) != now[path] or not (folder / f"{path}.png").is_file()]
    if not old:
        return
    for path, data in zip(old, _png(old, folder), strict=True):
        (folder / f"{path}.png").write_bytes(data)
    (folder / _RECORD).write_text(json.dumps({**known, **now}, indent=1), "utf-8")


def _known(folder: Path) -> dict[str, str]:
    record = folder / _RECORD
    return dict(json.loads(record.read_text("utf-8"))) if record.is_file() else {}


def _png(paths: list[str], folder: Path) -> list[bytes]:
    pages = "\n".join(f"#page[#image({json.dumps(f'/{path}.svg', ensure_ascii=False)})]" for path in paths)
    source = f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}\n"
    try:
        # Typst's own types know neither that without an output it returns bytes, nor that several pages make a list.
        made: Any = typst.compile(  # type: ignore[call-overload]
            source.encode(),
            root=str(folder),
            format="png",
            ppi=PIXELS_PER_INCH,
            font_paths=[str(place) for place in fonts.folders()],
            ignore_system_fonts=True,
        )
    except typst.TypstError as mistake:
        raise error(CONVERSION_FAILED, Place(folder), program="Typst", message=str(mistake)) from None
    return list(made) if isinstance(made, list) else [made]
