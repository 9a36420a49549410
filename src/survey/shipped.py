"""Where the questionnaires, waves, report sources and profiles are that come with this package.

A checkout of the repository is always read itself, so an editable install never shows a stale copy; the wheel carries the same
four folders as `survey/_shipped`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

Kind = Literal["instruments", "data", "reports", "profiles"]

_PACKAGE = Path(__file__).resolve().parent
INSTALLED = "_shipped"
"""The folder of the copy in an installed package."""


def root() -> Path:
    """The folder that holds the four folders: the checkout, else the copy inside the installed package.

    >>> (root() / "instruments").is_dir()
    True
    """
    checkout = _PACKAGE.parent.parent
    if _PACKAGE.parent.name == "src" and (checkout / "pyproject.toml").is_file():
        return checkout
    return _PACKAGE / INSTALLED


def find(kind: Kind, name: str | Path, start: Path | None = None) -> Path | None:
    """The file or folder that a user means by `name`, or None.

    Looked up in this order: the path as given (from `start`, by default the working folder); `<kind>/<name>` in `start` and each
    folder above it, so that a command works anywhere inside a study; what comes with the package. `data/my-wave` and `my-wave`
    mean the same. The name is taken as it stands: no suffix is added. What can be used (a wave is a folder with a wave.yaml, the
    others are files) goes before what only has the name, such as an empty folder.

    >>> find("data", "no-such-wave") is None
    True
    """
    start = Path.cwd() if start is None else start.absolute()
    wanted = Path(name)
    inside = wanted.relative_to(kind) if wanted.parts[:1] == (kind,) else wanted
    candidates = [start / wanted, *(folder / kind / inside for folder in (start, *start.parents, root()))]
    # os.path.exists says False where Path.exists raises, e.g. for a whole text that was passed in place of a path.
    there = [path for path in candidates if os.path.exists(path)]  # noqa: PTH110
    return next((path for path in there if _usable(kind, path)), there[0] if there else None)


def waves(start: Path | None = None) -> list[str]:
    """The waves that `find` finds by their name alone, sorted.

    >>> find("data", waves()[0]) is not None
    True
    """
    start = Path.cwd() if start is None else start.absolute()
    return sorted({path.parent.name for folder in (start, *start.parents, root()) for path in folder.glob("data/*/wave.yaml")})


def _usable(kind: Kind, path: Path) -> bool:
    if kind == "data":
        return (path / "wave.yaml").is_file() or (path.name == "wave.yaml" and path.is_file())
    return path.is_file()
