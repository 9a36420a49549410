"""The answer lists that questions share: in the questionnaire's own `lists` block, or one to a file."""

from __future__ import annotations

import os
from pathlib import Path

from survey import shipped
from survey.errors import UNDEFINED_LIST, InstrumentError
from survey.instrument.nearest import nearest
from survey.instrument.nodes import Record, Word, compose
from survey.instrument.shapes import Reading
from survey.instrument.tables import OPTIONS

Options = tuple[Record, ...]


class Lists:
    """Finds the answers that a question names; a file is read once."""

    def __init__(self, root: Record, reading: Reading) -> None:
        block: Record = root.get("lists") or Record(root.place)
        self._reading = reading
        # A list of the block that could not be read stands among its places only: it is defined, and its problem is told.
        self._found: dict[str, Options | None] = {name: tuple(block[name]) if name in block else None for name in block.places}
        self._folders = tuple(folder / "lists" for folder in (reading.file.parent, shipped.root() / "instruments"))

    def find(self, item: str, name: Word) -> Options | None:
        """The answers of a list; None, and a problem, where there are none to be had."""
        if name not in self._found:
            paths = (folder / f"{name}.yaml" for folder in self._folders)
            # os.path.isfile says False where Path.is_file raises, e.g. for a name of a thousand letters.
            path = next((path for path in paths if os.path.isfile(path)), None)  # noqa: PTH113
            if path is None:
                defined = self._defined()
                self._reading.report(
                    UNDEFINED_LIST, name.place, item=item, list=name, defined=defined or "–", nearest=nearest(name, defined)
                )
                return None
            self._found[str(name)] = self._read(path)
        return self._found[name]

    def _read(self, path: Path) -> Options | None:
        reading = Reading(path, self._reading.languages, self._reading.problems)
        try:
            options = OPTIONS.read(compose(path, "- code"), path.stem, reading)
        except InstrumentError as broken:
            self._reading.problems.extend(broken.problems)
            return None
        return None if options is None else tuple(options)

    def _defined(self) -> tuple[str, ...]:
        files = (path.stem for folder in self._folders if folder.is_dir() for path in folder.glob("*.yaml"))
        return tuple(sorted({*self._found, *files}))
