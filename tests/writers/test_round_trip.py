"""Every answer and every kind of missing comes back from every format."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pyreadstat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.instrument.model import ItemKind, OptionKind
from survey.wave.missing import Missing
from survey.wave.wave import Wave
from survey.writers.export import export
from survey.writers.missing_codes import LETTERS, numbers
from survey.writers.names import spss_names, stata_names
from survey.writers.rows import KINDS, read_rows

Read = Callable[[Path, Wave], dict[str, list[Any]]]


# -- readers: column -> answers and kinds of missing, and the texts -------------------------------------------------------
def of_codes(table: Mapping[str, list[Any]], wave: Wave) -> dict[str, list[Any]]:
    """A table of codes with a `__missing` column for each."""
    found = {}
    for item in wave.instrument.items:
        for column in item.columns:
            kinds = table[f"{column}__missing"]
            found[column] = [
                Missing(kind) if kind else typed(item.kind, value) for value, kind in zip(table[column], kinds, strict=True)
            ]
            if f"{column}__text" in table:
                found[f"{column}__text"] = [text or None for text in table[f"{column}__text"]]
    return found


def typed(kind: ItemKind, value: Any) -> Any:
    if kind is ItemKind.NUMBER:
        return float(value)
    return bool(int(value)) if kind is ItemKind.MULTIPLE else value


def read_csv(path: Path, wave: Wave) -> dict[str, list[Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *lines = csv.reader(file)
    return of_codes(dict(zip(header, map(list, zip(*lines, strict=True)), strict=True)), wave)


def read_parquet(path: Path, wave: Wave) -> dict[str, list[Any]]:
    return of_codes(pq.read_table(path).to_pydict(), wave)


def read_xlsx(path: Path, wave: Wave) -> dict[str, list[Any]]:
    header, *lines = openpyxl.load_workbook(path)["data"].iter_rows()
    assert all(cell.data_type != "f" for line in lines for cell in line), "a cell became a formula"
    values = ([unescaped(cell.value) for cell in column] for column in zip(*lines, strict=True))
    return of_codes(dict(zip((cell.value for cell in header), values, strict=True)), wave)


def unescaped(value: Any) -> Any:
    """What Excel shows for `_x0001_`."""
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), value) if isinstance(value, str) else value


def of_numbers(frame: Any, names: Mapping[str, str], wave: Wave, kinds: Mapping[Any, Missing]) -> dict[str, list[Any]]:
    """A file of values: through the values of the options back to their codes."""
    found: dict[str, list[Any]] = {}
    for item in wave.instrument.items:
        codes = {option.value: option.code for option in item.options}
        for column in item.columns:
            if item.kind is ItemKind.TEXT:
                why = frame[names[f"{column}__missing"]]
                found[column] = [kinds.get(reason, text) for text, reason in zip(frame[names[column]], why, strict=True)]
                continue
            values = frame[names[column]].tolist()
            if item.kind is ItemKind.NUMBER:
                found[column] = [kinds.get(value, value) for value in values]
            elif item.kind is ItemKind.MULTIPLE:
                found[column] = [kinds[value] if value in kinds else bool(value) for value in values]
            else:
                found[column] = [kinds[value] if value in kinds else codes[value] for value in values]
            if f"{column}__text" in names:
                found[f"{column}__text"] = [text or None for text in frame[names[f"{column}__text"]]]
    return found


def columns_of(wave: Wave) -> list[str]:
    """The columns of a file of values with texts, in their order."""
    found = ["respondent"]
    for item in wave.instrument.items:
        for column, code in zip(item.columns, item.codes or ("",), strict=False):
            found.append(column)
            if item.kind is ItemKind.TEXT:
                found.append(f"{column}__missing")
            takes = [option.kind is OptionKind.OTHER for option in item.options]
            if (item.kind is ItemKind.MULTIPLE and takes[item.codes.index(code)]) or (
                item.kind is ItemKind.SINGLE and any(takes)
            ):
                found.append(f"{column}__text")
    return [*found, "_timestamp", "_duration"]


def read_sav(path: Path, wave: Wave) -> dict[str, list[Any]]:
    frame, meta = pyreadstat.read_sav(path, user_missing=True)
    names = spss_names(columns_of(wave))
    assert list(frame.columns) == list(names.values())
    ((low, high),) = {(one["lo"], one["hi"]) for ranges in meta.missing_ranges.values() for one in ranges}
    assert high - low == len(KINDS) - 1
    return of_numbers(frame, names, wave, {high - place: kind for place, kind in enumerate(KINDS)})


def read_dta(path: Path, wave: Wave) -> dict[str, list[Any]]:
    frame, _ = pyreadstat.read_dta(path, user_missing=True)
    names = stata_names(columns_of(wave))
    assert list(frame.columns) == list(names.values())
    return of_numbers(frame, names, wave, {letter: kind for kind, letter in LETTERS.items()})


READERS: dict[str, Read] = {"csv": read_csv, "parquet": read_parquet, "xlsx": read_xlsx, "sav": read_sav, "dta": read_dta}


# -- the property --------------------------------------------------------------------------------------------------------
TEXTS = st.one_of(
    st.sampled_from(["=1+1", "+7 701", "-x", "@sum", "\tтаб", 'Ол "иә" деді', "бір\nекі", "a,b;c", "'", "#N/A", "_x0041_", "ə"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Cn")), min_size=1, max_size=20),
    st.text("әғқңөұүһі\n\t\"'=-+@;,", min_size=1, max_size=20),
).filter(lambda text: text == text.rstrip() and text)  # SPSS knows no spaces at the end of a text
VALUES: dict[ItemKind, st.SearchStrategy[Any]] = {
    ItemKind.NUMBER: st.one_of(st.floats(allow_nan=False, allow_infinity=False, width=64), st.integers(-11000, 11000).map(float)),
    ItemKind.TEXT: TEXTS,
    ItemKind.MULTIPLE: st.booleans(),
}


def cells(wave: Wave) -> st.SearchStrategy[dict[str, Any]]:
    """One row of answers."""
    parts = {}
    for item in wave.instrument.items:
        answer = VALUES[item.kind] if item.kind in VALUES else st.sampled_from(item.codes)
        for column in item.columns:
            parts[column] = st.one_of(answer, st.sampled_from(Missing))
    for column in ("with", "channels.other"):
        parts[f"{column}__text"] = TEXTS
    return st.fixed_dictionaries(parts)


def expected(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """What was put in; a text only where the answer is "other"."""
    rows = list(rows)
    found = {name: [row[name] for row in rows] for name in rows[0]}
    for name in ("with__text", "channels.other__text"):
        answers = found[name.removesuffix("__text")]
        found[name] = [text if answer in ("other", True) else None for text, answer in zip(found[name], answers, strict=True)]
    return found


@pytest.mark.parametrize("to", READERS)
def test_everything_comes_back(
    to: str, make_wave: Callable[..., Wave], wave: Wave, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("өзіміз")

    @given(st.lists(cells(wave), min_size=1, max_size=6))
    def check(rows: list[dict[str, Any]]) -> None:
        written = make_wave(rows)
        (path,) = export(written, to, "kk", folder / f"жауап.{to}", with_texts=True)
        if to == "xlsx":  # workbooks hold sixteen digits of a number
            rows = [
                {**row, "age": row["age"] if isinstance(row["age"], Missing) else float(f"{row['age']:.16g}")} for row in rows
            ]
        assert READERS[to](path, written) == expected(rows)

    check()


@pytest.mark.parametrize("to", READERS)
def test_one_row_of_each_kind_of_missing(to: str, make_wave: Callable[..., Wave], wave: Wave, tmp_path: Path) -> None:
    """The example that no generator may skip: five people, each missing everything in one way."""
    names = [column for item in wave.instrument.items for column in item.columns]
    everything = make_wave([dict.fromkeys(names, kind) for kind in Missing])
    (path,) = export(everything, to, "ru", tmp_path / f"x.{to}", with_texts=True)
    read = READERS[to](path, everything)
    assert {tuple(read[name]) for name in names} == {tuple(Missing)}


def test_codes_of_missing_kinds_leave_numbers_alone(make_wave: Callable[..., Wave], rows: list[dict[str, Any]]) -> None:
    low = make_wave([{**rows[0], "age": -1003.0}])
    assert numbers(read_rows(low, "x", with_texts=False))[Missing.NOT_ASKED] == -10001
    assert numbers(read_rows(make_wave([{**rows[0], "age": -1006.0}]), "x", with_texts=False))[Missing.NOT_ASKED] == -1001
