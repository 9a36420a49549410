"""Texts that are no option and were allowed by name: they stay in the answers as texts without a code, and are told."""

from __future__ import annotations

from survey.intake.read import Prepared
from survey.wave.responses import Responses
from survey.wave.uncoded import uncoded


def let_through(prepared: Prepared, responses: Responses) -> dict[str, dict[str, list[int]]]:
    """Item or row of a grid -> text that has no code -> the rows of the file that hold it, in their order."""
    rows = dict(zip(responses.answers.index, prepared.table.numbers.tolist(), strict=True))
    found: dict[str, dict[str, list[int]]] = {}
    for name, texts in uncoded(responses).items():
        for respondent, text in texts.items():
            found.setdefault(name, {}).setdefault(text, []).append(rows[respondent])
    return found
