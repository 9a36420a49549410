"""Questions with any number of answers: ticked answers joined in one cell, or a column of ticks for each option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from survey.errors import Problem
from survey.i18n.text import LANGUAGES
from survey.instrument.model import Item, OptionKind
from survey.intake.headers import TEXT, written_option
from survey.intake.labels import KINDS, Cells, SourceColumn, answer_lookup, spread, unmatched
from survey.intake.matching import Lookup
from survey.intake.write_ins import is_number, joined_values, reworded, value_of
from survey.wave.missing import Missing

SEPARATORS = (";", ", ")
"""How forms join ticked answers in one cell: Google Forms, and Sheets and workbooks."""

TICKED = frozenset({"1", "1.0", "true", "True", "TRUE"})
UNTICKED = frozenset({"0", "0.0", "false", "False", "FALSE", ""})
"""The cells of a tick column where the platform has no words of its own."""

_NO, _YES, _LOST = 0, 1, 2


def read_joined(source: SourceColumn) -> Cells:
    """A column of ticked answers: true, false or NA for each option, and the piece of the cell that ticked it."""
    item, column = source.item, source.column
    known, other = answer_lookup(item), written_option(item)
    ticked: list[dict[str, str]] = []
    lost: list[tuple[int, str]] = []
    loose: list[str | None] = []
    for n, text in enumerate(column.values):
        chosen: dict[str, str] = {}
        rest = []
        split = text.strip() and source.marker(text) is None
        pieces = _joined_pieces(source, text, known) if split else []
        by_value = any(value_of(item, piece) for _, piece in pieces)
        for code, piece in pieces:
            if code is None and not (by_value and is_number(piece)) and (source.allowed or not reworded(item, piece)):
                code = other
            if code is None:
                rest.append(piece)
            else:
                chosen[code] = f"{chosen[code]}; {piece}" if code in chosen else piece
        ticked.append(chosen)
        loose.append("; ".join(rest) or None)
        lost += [(n, piece) for piece in rest]
    answers, received, kinds = {}, {}, source.kinds()
    if source.allowed:  # a cell of nothing but such pieces has an answer that no code tells
        bare = [n for n, (chosen, rest) in enumerate(zip(ticked, loose, strict=True)) if rest and not chosen]
        kinds[np.isin(column.codes, bare)] = KINDS.index(Missing.NOT_RECORDED)
    for option in item.options:
        name = f"{item.id}.{option.code}"
        answers[name] = spread([option.code in chosen if chosen else pd.NA for chosen in ticked], column.codes, "boolean")
        received[name] = spread([chosen.get(option.code, pd.NA) for chosen in ticked], column.codes, "string")
    kept = spread([piece or pd.NA for piece in loose], column.codes, "string") if lost and source.allowed else None
    problems = () if source.allowed else tuple(unmatched(source, {}, lost))
    return Cells(answers, received, dict.fromkeys(answers, kinds), kept, problems)


def _joined_pieces(source: SourceColumn, text: str, known: Lookup) -> list[tuple[str | None, str]]:
    """(code, piece) of each answer in a cell, by words, then by the values of options: `1;2`.

    Between blanks nothing but codes is just that, though `radio tv` may be the words of one option as well.
    """
    codes = text.split() if source.layout.separators == (" ",) else []
    if codes and set(codes) <= set(source.item.codes):
        return [(code, code) for code in codes]
    values = joined_values(source.item, text) if source.layout.separators else None
    pieces = split_ticks(text, known, source.layout.separators)
    if values is not None and any(code is None for code, _ in pieces):
        return list(values)
    return [(code or value_of(source.item, piece), piece) for code, piece in pieces]


def read_ticks(sources: Mapping[str, SourceColumn], item: Item, rows: int) -> Cells:
    """The columns of ticks of an item, `item.option` -> column.

    A row without any tick has no answer: nothing tells "none of these" from a question that was passed over. An option without a
    column is NA everywhere. A mere sign for yes or no is no text.
    """
    states: dict[str, np.ndarray] = {}
    received: dict[str, pd.Series] = {}
    told: dict[str, np.ndarray] = {}
    denied: dict[str, np.ndarray] = {}
    problems: list[Problem] = []
    for name, source in sources.items():
        code = name.partition(".")[2]
        column = source.column
        read = [_tick(source, code, text) for text in column.values]
        lost = {n: column.values[n] for n, state in enumerate(read) if state == _LOST}
        problems += [] if source.allowed else unmatched(source, lost)
        states[name] = np.array(read or [_NO], dtype=np.int8)[column.codes] if rows else np.empty(0, np.int8)
        words = (source.layout.ticked or TICKED) | (source.layout.unticked or UNTICKED) | {""}
        received[name] = spread([pd.NA if text.strip() in words else text for text in column.values], column.codes, "string")
        denied[name] = np.array([bool(text.strip()) for text in column.values] or [False])[column.codes] & (states[name] == _NO)
        told[name] = source.kinds()
        if source.allowed:
            told[name][states[name] == _LOST] = KINDS.index(Missing.NOT_RECORDED)
    answered = np.zeros(rows, dtype=bool)
    for state in states.values():
        answered |= state == _YES
    answers, kinds = {}, {}
    for name in item.columns:
        state = states.get(name, np.full(rows, _LOST, dtype=np.int8))
        known = answered & (state != _LOST) & (told.get(name, np.full(rows, -1, dtype=np.int8)) < 0)
        answers[name] = pd.Series(pd.arrays.BooleanArray(state == _YES, ~known))
        kinds[name] = told.get(name, np.full(rows, KINDS.index(Missing.NOT_RECORDED), dtype=np.int8))
        received.setdefault(name, pd.Series(pd.NA, index=range(rows), dtype="string"))
    return Cells(answers, {name: received[name] for name in item.columns}, kinds, None, tuple(problems), denied)


def _tick(source: SourceColumn, code: str, text: str) -> int:
    """Whether a cell ticks its option: by the words of the platform, by the wording of the option, or by a text written to it."""
    word, layout = text.strip(), source.layout
    if source.marker(text) is not None or word in (layout.unticked or UNTICKED):
        return _NO
    if word in (layout.ticked or TICKED):
        return _YES
    if not word:
        return _NO
    if answer_lookup(source.item).find(source.column.labels.get(text, text)) == (code,):
        return _YES
    return _YES if source.item.option(code).kind is OptionKind.OTHER else _LOST


def add_written(cells: Cells, item: Item, written: Mapping[str, SourceColumn]) -> tuple[Cells, dict[str, pd.Series]]:
    """The texts that were written to options, `item.option.text` -> column, put beside the answers.

    The text takes the place of the label that was received. Where the question has no answer, what was written to the option of
    the kind `other` is one; where several answers may be ticked, a text ticks it beside others too, unless the file says with a
    sign of its own (`0`) that the option was not ticked. A text beside another answer comes back separately, as target -> texts:
    nothing is lost.
    """
    beside: dict[str, pd.Series] = {}
    answers, text = dict(cells.answers), dict(cells.text)
    for target, source in written.items():
        code = target.partition(".")[2].removesuffix(f".{TEXT}")
        pieces = [piece if piece.strip() and source.marker(piece) is None else pd.NA for piece in source.column.values]
        typed = spread(pieces, source.column.codes, "string")
        given = typed.notna().to_numpy()
        if item.id in answers:
            answer = answers[item.id]
            if item.option(code).kind is OptionKind.OTHER:
                answer = answer.mask(given & answer.isna().to_numpy(), code)
            fits = given & (answer == code).fillna(False).to_numpy(dtype=bool)
            answers[item.id], text[item.id] = answer, text[item.id].mask(fits, typed)
        else:
            name = f"{item.id}.{code}"
            free = given & ~cells.denied.get(name, np.zeros(len(given), dtype=bool))
            nothing = free & np.logical_and.reduce([answers[column].isna().to_numpy() for column in item.columns])
            for column in item.columns:
                answers[column] = answers[column].mask(nothing, column == name)
            if item.option(code).kind is OptionKind.OTHER:
                answers[name] = answers[name].mask(free, True)
            fits = given & answers[name].fillna(False).to_numpy(dtype=bool)
            text[name] = text[name].mask(fits, typed)
        if (given & ~fits).any():
            beside[target] = typed.where(~fits)
    return replace(cells, answers=answers, text=text), beside


def split_ticks(cell: str, known: Lookup, separators: Sequence[str] = SEPARATORS) -> list[tuple[str | None, str]]:
    """(code, piece) of each answer in a cell of ticked answers; code None where a piece is no option.

    Options may contain the separator themselves, so pieces are put together again and the reading with the fewest unknown pieces,
    then the longest options, wins; of several separators the one with the better reading. Without any, the cell is one answer.

    >>> from survey.intake.matching import lookup
    >>> known = lookup([[("Radio, TV", "air"), ("TV", "tv"), ("Press", "press")]])
    >>> split_ticks("Radio, TV, Press", known), split_ticks("Press;a friend, at home", known)
    ([('air', 'Radio, TV'), ('press', 'Press')], [('press', 'Press'), (None, 'a friend, at home')])
    """
    whole = known.find(cell)
    if not separators:
        return [(whole[0] if len(whole) == 1 else None, cell.strip())]
    readings = [_split_by(separator, cell, known) for separator in separators]
    return min(readings, key=lambda pieces: (_matched(pieces) == 0, len(pieces) - _matched(pieces), len(pieces)))


def _matched(pieces: list[tuple[str | None, str]]) -> int:
    return sum(code is not None for code, _ in pieces)


def _split_by(separator: str, cell: str, known: Lookup) -> list[tuple[str | None, str]]:
    """The best reading under one separator, found from the end of the cell backwards."""
    parts = cell.split(separator)
    # A form in several languages repeats the separators of an option in each of them.
    longest = 1 + len(LANGUAGES) * known.most_often(separator)
    # For each part: (unknown parts, pieces, end of the first piece, its code) of the best reading from there on.
    best: list[tuple[int, int, int, str | None]] = [(0, 0, len(parts), None)] * (len(parts) + 1)
    for start in reversed(range(len(parts))):
        after = best[start + 1]
        choices: list[tuple[int, int, int, str | None]] = [(after[0] + 1, after[1] + 1, start + 1, None)]
        for end in range(start + 1, min(start + longest, len(parts)) + 1):
            found = known.find(separator.join(parts[start:end]))
            if len(found) == 1:
                choices.append((best[end][0], best[end][1] + 1, end, found[0]))
        best[start] = min(choices, key=lambda choice: choice[:2])
    return _pieces(parts, best, separator)


def _pieces(parts: list[str], best: list[tuple[int, int, int, str | None]], separator: str) -> list[tuple[str | None, str]]:
    """The pieces of a reading; unknown parts side by side are one text that holds the separator."""
    pieces: list[tuple[str | None, str]] = []
    start, unknown = 0, 0
    while start < len(parts):
        _, _, end, code = best[start]
        if code is not None:
            pieces.append((code, separator.join(parts[start:end]).strip()))
            unknown = end
        elif end == len(parts) or best[end][3] is not None:
            pieces.append((None, separator.join(parts[unknown:end]).strip()))
        start = end
    return [(code, piece) for code, piece in pieces if code or piece]
