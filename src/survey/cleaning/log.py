"""The audit log: changes as they are made, replayed on the answers as received, and undone.

One row per changed cell. Of a respondent who was dropped the log holds every answer, and in rows whose item begins with a colon
the texts, what the platform recorded and the place among the others, so that nothing is lost. A column that recodes added was
`<absent>`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
from pandas.api import types

from survey.cleaning.cells import Cell, cell_text, read_cell, read_value, value_text
from survey.errors import LOG_MISFIT, error
from survey.wave.responses import Responses
from survey.wave.wave import AUDIT, Wave

DROPPED, ABSENT = "<dropped>", "<absent>"
POSITION, TEXT, RECEIVED = ":position", ":text:", ":received:"

Row = tuple[str, str, str, str, str, str]


@dataclass
class Draft:
    """Answers on their way from raw to clean, with the log of what happened to them. The raw frames are never changed."""

    responses: Responses
    log: list[Row] = field(default_factory=list)
    _raw_places: Mapping[Hashable, int] = field(init=False)
    _own: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        self._raw_places = {}

    def cell(self, respondent: Hashable, column: str) -> Cell:
        """An answer and the kind of a missing one, as they are now."""
        return self.responses.answers.at[respondent, column], self.responses.missing.at[respondent, column]

    def change(self, rule: str, respondent: Hashable, column: str, cell: Cell, reason: str) -> bool:
        """Give a cell another answer, or kind of missing answer; False, and no row of the log, where it is the same already."""
        before, after = cell_text(*self.cell(respondent, column)), cell_text(*cell)
        if before == after:
            return False
        self._take()
        _put(self.responses, respondent, column, cell)
        self.log.append((rule, str(respondent), column, before, after, reason))
        return True

    def add(self, rule: str, column: str, dtype: str, cells: Mapping[Hashable, Cell], reason: str) -> None:
        """Add a column with a cell for every respondent."""
        self._take()
        index = self.responses.answers.index
        self.log += [(rule, str(one), column, ABSENT, cell_text(*cells[one]), reason) for one in index]
        self.responses = _with_column(self.responses, column, dtype, cells)

    def drop(self, rule: str, reasons: Mapping[Hashable, str]) -> None:
        """Take respondents out; the log keeps all that is known of them."""
        if not self._raw_places:
            self._raw_places = {one: place for place, one in enumerate(self.responses.answers.index)}
        for respondent, reason in reasons.items():
            self.log += [
                (rule, str(respondent), item, before, DROPPED, reason)
                for item, before in _kept(self.responses, respondent, self._raw_places[respondent])
            ]
        self.responses = _without(self.responses, set(reasons))

    def audit(self) -> pd.DataFrame:
        """The log as the frame that a wave carries."""
        columns: list[Sequence[str]] = list(zip(*self.log, strict=True)) if self.log else [()] * len(AUDIT)
        return pd.DataFrame({name: pd.Series(list(values), dtype="string") for name, values in zip(AUDIT, columns, strict=True)})

    def _take(self) -> None:
        """Make frames of our own before the first change."""
        if not self._own:
            now = self.responses
            frames = {name: getattr(now, name).copy(deep=False) for name in ("answers", "missing", "text")}
            self.responses = replace(now, **frames)
            self._own = True


def _put(responses: Responses, respondent: Hashable, column: str, cell: Cell) -> None:
    responses.answers.at[respondent, column], responses.missing.at[respondent, column] = cell


def _with_column(responses: Responses, column: str, dtype: str, cells: Mapping[Hashable, Cell]) -> Responses:
    index = responses.answers.index
    answers = pd.Series([cells[one][0] for one in index], index=index, dtype=dtype)
    missing = pd.Series([cells[one][1] for one in index], index=index, dtype="string")
    empty = pd.Series(pd.NA, index=index, dtype="string")
    return replace(
        responses,
        answers=responses.answers.assign(**{column: answers}),
        missing=responses.missing.assign(**{column: missing}),
        text=responses.text.assign(**{column: empty}),
    )


def _without(responses: Responses, respondents: set[Hashable]) -> Responses:
    stay = ~responses.answers.index.isin(list(respondents))
    frames = {name: getattr(responses, name)[stay] for name in ("answers", "missing", "text", "received")}
    return replace(responses, **frames)


def _kept(responses: Responses, respondent: Hashable, place: int) -> Iterator[tuple[str, str]]:
    """(item, before) of everything that is known of a respondent."""
    yield POSITION, str(place)
    for column in responses.answers.columns:
        yield str(column), cell_text(responses.answers.at[respondent, column], responses.missing.at[respondent, column])
    for name, frame in ((TEXT, responses.text), (RECEIVED, responses.received)):
        for column in frame.columns:
            value: Any = frame.at[respondent, column]
            if not pd.isna(value):
                yield f"{name}{column}", value_text(value)


# -- raw to clean ------------------------------------------------------------------------------------------------------
def replay(responses: Responses, audit: pd.DataFrame) -> Responses:
    """The clean answers: the log of a wave applied to the answers as received.

    Parameters
    ----------
    responses
        As they were received. They stay as they are.
    audit
        `wave.audit`, or audit.csv as text.

    Returns
    -------
    The answers of the wave: answers, missing, text and received are equal to `wave.responses`.

    Raises
    ------
    CleaningError
        The log does not fit these answers: a respondent or column is not there, or a cell holds something else than the log says.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(max((root() / "data").glob("*-2022-demo")))
    >>> replay(undo(wave), wave.audit).answers.equals(wave.answers)
    True
    """
    labels = {str(label): label for label in responses.answers.index}
    draft = Draft(responses)
    draft._take()
    gone: dict[Hashable, str] = {}
    for step in _steps(audit):
        row = step[0]
        if row["before"] == ABSENT:
            cells = {_label(labels, one): read_cell(one["after"], pd.Series(dtype="boolean")) for one in step}
            if set(cells) != set(draft.responses.answers.index):
                raise _misfit(row, "")
            draft.responses = _with_column(draft.responses, row["item"], "boolean", cells)
        elif row["after"] == DROPPED:
            gone |= {_label(labels, one): "" for one in step}
            for one in step:
                if not one["item"].startswith(":"):
                    _check(draft, labels, one)
            draft.responses = _without(draft.responses, set(gone))
        else:
            _check(draft, labels, row)
            cell = read_cell(row["after"], draft.responses.answers[row["item"]])
            _put(draft.responses, _label(labels, row), row["item"], cell)
    return draft.responses


def _steps(audit: pd.DataFrame) -> Iterator[list[dict[str, str]]]:
    """The rows of the log that belong together: a single cell; those of a new column; those of people dropped in a row."""
    step: list[dict[str, str]] = []
    for row in audit.to_dict("records"):
        one = {str(name): str(value) for name, value in row.items()}
        if step and not _together(step[-1], one):
            yield step
            step = []
        step.append(one)
    if step:
        yield step


def _together(first: Mapping[str, str], second: Mapping[str, str]) -> bool:
    dropped = first["after"] == DROPPED == second["after"]
    return dropped or (first["before"] == ABSENT == second["before"] and first["item"] == second["item"])


def _label(labels: Mapping[str, Hashable], row: Mapping[str, str]) -> Hashable:
    if row["respondent"] not in labels:
        raise _misfit(row, "")
    return labels[row["respondent"]]


def _check(draft: Draft, labels: Mapping[str, Hashable], row: Mapping[str, str]) -> None:
    respondent = _label(labels, row)
    answers = draft.responses.answers
    if row["item"] not in answers or respondent not in answers.index:
        raise _misfit(row, "")
    found = cell_text(*draft.cell(respondent, row["item"]))
    if found != row["before"]:
        raise _misfit(row, found)


def _misfit(row: Mapping[str, str], found: str) -> Exception:
    return error(LOG_MISFIT, respondent=row["respondent"], item=row["item"], before=row["before"], found=found or "–")


# -- clean to raw ------------------------------------------------------------------------------------------------------
def undo(wave: Wave) -> Responses:
    """The answers as they were received: the log of a wave taken back, last change first.

    Parameters
    ----------
    wave
        A wave of rows.

    Returns
    -------
    Responses whose answers, missing, text and received are those of the file, with the questionnaire as it was fielded.

    Raises
    ------
    SurveyError
        A wave of margins (`wave.as_printed()` takes the merged answers of one apart), or a log that does not fit the answers.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(max((root() / "data").glob("*-2022-demo")))
    >>> len(undo(wave).answers) == wave.n
    True
    """
    draft = Draft(wave.needs_rows("survey.cleaning.log.undo"))
    draft._take()
    labels = {str(label): label for label in draft.responses.answers.index}
    places = _places(len(labels), wave.audit)
    for step in reversed(list(_steps(wave.audit))):
        row = step[0]
        if row["before"] == ABSENT:
            now = draft.responses
            frames = {name: getattr(now, name).drop(columns=row["item"]) for name in ("answers", "missing", "text")}
            draft.responses = replace(now, **frames)
        elif row["after"] == DROPPED:
            draft.responses, places = _restored(draft.responses, step, places)
            labels = {str(label): label for label in draft.responses.answers.index}
        else:
            if (
                row["item"] not in draft.responses.answers
                or cell_text(*draft.cell(_label(labels, row), row["item"])) != row["after"]
            ):
                raise _misfit(row, "")
            cell = read_cell(row["before"], draft.responses.answers[row["item"]])
            _put(draft.responses, _label(labels, row), row["item"], cell)
    return replace(draft.responses, instrument=wave.fielded or wave.instrument)


def _places(stayed: int, audit: pd.DataFrame) -> list[int]:
    """The places in the file of those who stayed, from the places of all who were dropped."""
    gone = {int(place) for place in audit["before"][audit["item"] == POSITION]}
    return [place for place in range(stayed + len(gone)) if place not in gone]


def _restored(responses: Responses, rows: Iterable[Mapping[str, str]], places: list[int]) -> tuple[Responses, list[int]]:
    """The answers with the people whom the log took out back in their places, and the places in the file of all of them."""
    people: dict[str, dict[str, str]] = {}
    for row in rows:
        people.setdefault(row["respondent"], {})[row["item"]] = row["before"]
    index = responses.answers.index
    whole = types.is_integer_dtype(index.dtype)
    labels = [int(one) if whole else one for one in people]
    back = pd.Index(labels, dtype=index.dtype, name=index.name)
    told = list(people.values())
    answers, missing = {}, {}
    for column in responses.answers.columns:
        like = responses.answers[column]
        cells = [read_cell(one[str(column)], like) for one in told]
        answers[column] = _column([answer for answer, _ in cells], like, back)
        missing[column] = _column([kind for _, kind in cells], responses.missing[column], back)
    parts = {"answers": answers, "missing": missing}
    for name, head in (("text", TEXT), ("received", RECEIVED)):
        frame: pd.DataFrame = getattr(responses, name)
        parts[name] = {
            column: _column([_value(one.get(f"{head}{column}"), frame[column]) for one in told], frame[column], back)
            for column in frame.columns
        }
    all_places = places + [int(one[POSITION]) for one in told]
    order = sorted(range(len(all_places)), key=all_places.__getitem__)
    frames = {
        name: pd.concat([getattr(responses, name), pd.DataFrame(columns, index=back)]).iloc[order] if columns
        else getattr(responses, name).reindex(index.append(back)[order])
        for name, columns in parts.items()
    }  # fmt: skip
    return replace(responses, **frames), sorted(all_places)


def _value(text: str | None, like: pd.Series) -> Any:
    return pd.NA if text is None else read_value(text, like)


def _column(values: list[Any], like: pd.Series, index: pd.Index) -> pd.Series:
    if types.is_datetime64_any_dtype(like.dtype) or types.is_timedelta64_dtype(like.dtype):
        values = [pd.NaT if pd.isna(value) else value for value in values]
    elif types.is_float_dtype(like.dtype) and not types.is_extension_array_dtype(like.dtype):
        values = [float("nan") if pd.isna(value) else value for value in values]
    return pd.Series(values, index=index, dtype=like.dtype)
