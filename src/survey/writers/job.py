"""What is to be written."""

from __future__ import annotations

from dataclasses import dataclass

from survey.i18n.text import Language
from survey.wave.wave import Wave
from survey.writers.rows import Rows, read_rows


@dataclass(frozen=True)
class Job:
    """A wave, the language of its labels, and whether free texts, times and ids of the platform go along.

    format: the name under which the registry has it.
    """

    wave: Wave
    format: str
    language: Language
    with_texts: bool = False

    def rows(self) -> Rows:
        """The answers; NEEDS_ROWS where only margins are known."""
        return read_rows(self.wave, f"export --to {self.format}", with_texts=self.with_texts)
