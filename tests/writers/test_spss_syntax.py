"""PSPP runs the syntax; every cell of its tables is compared with what this package counts."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from survey.analysis.frequencies import frequencies
from survey.analysis.index_scores import indices
from survey.analysis.open_answers import answered, number_summary
from survey.analysis.reliability import reliability
from survey.instrument.model import IndexModel, Item, ItemKind
from survey.instrument.rows import item_or_row, unfolded
from survey.wave.load import load_wave
from survey.wave.missing import Missing
from survey.wave.questions import questions
from survey.wave.wave import Wave
from survey.writers.export import export
from survey.writers.missing_codes import numbers
from survey.writers.names import plain, spss_names
from survey.writers.rows import read_rows
from survey.writers.statistical import columns

pspp = pytest.mark.skipif(shutil.which("pspp") is None, reason="PSPP is not installed: apt-get install pspp")
Tables = list[tuple[str, list[list[str]]]]


def run(wave: Wave, folder: Path) -> Tables:
    """The tables that PSPP makes of the syntax of a wave: title and lines; values instead of labels, all digits that it has."""
    syntax, _ = export(wave, "spss-syntax", "kk", folder / "кесте.sps")
    (folder / "run.sps").write_text(f"SET TNUMBERS=VALUES TVARS=NAMES FORMAT=F20.8.\nINSERT FILE='{syntax.name}'.\n", "utf-8")
    command = ["pspp", "-O", "format=csv", "-o", "out.csv", "run.sps"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return list(split((folder / "out.csv").read_text("utf-8")))


def split(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    assert "warning" not in text
    assert "error" not in text
    for block in text.split("\n\n"):
        (title, *_), *lines = list(csv.reader(block.strip().splitlines())) or [[""]]
        if title.startswith("Table: "):
            yield title.removeprefix("Table: "), lines


def counted(lines: list[list[str]]) -> tuple[dict[float, tuple[int, float]], dict[float, int]]:
    """Of a table of FREQUENCIES: value -> count and valid percent; user-missing value -> count."""
    valid, missing, part = {}, {}, ""
    for line in lines[1:]:
        part = line[0] or part
        if part == "Valid":
            valid[float(line[1])] = (int(line[2]), float(line[4].rstrip("%")))
        elif part == "Missing":
            missing[float(line[1])] = int(line[2])
    return valid, missing


def names_of(wave: Wave) -> dict[str, str]:
    rows = read_rows(wave, "x", with_texts=False)
    return spss_names(column.name for column in columns(rows, "en", numbers(rows)))


def percent(n: int, base: int) -> float:
    """PSPP prints one decimal."""
    return round(1000 * n / base + 1e-9) / 10 if base else 0.0


@pytest.fixture(scope="module", params=["demo", "kinds"])
def proof(request: pytest.FixtureRequest, wave: Wave, tmp_path_factory: pytest.TempPathFactory) -> tuple[Wave, Tables]:
    """A wave and what PSPP made of it: the made-up answers of the study, and one with every kind of question and missing."""
    chosen = load_wave("sovereignty-2022-demo") if request.param == "demo" else wave
    return chosen, run(chosen, tmp_path_factory.mktemp("кесте"))


def table(tables: Tables, title: str) -> list[list[str]]:
    (found,) = [lines for name, lines in tables if name == title]
    return found


@pspp
def test_every_cell_of_every_question(proof: tuple[Wave, Tables]) -> None:
    wave, tables = proof
    names = names_of(wave)
    compared = 0
    for item in (one for whole in wave.instrument.items if whole.options for one in unfolded(whole)):
        expected = frequencies(wave, item.id).set_index("code")
        for column, code, found in answers(item, names, tables):
            n, base = int(expected.loc[code, "n"]), int(expected.loc[code, "base"])
            assert found[0].get(column, (0, 0.0)) == (n, pytest.approx(percent(n, base), abs=0.051)), (item.id, code)
            assert sum(count for count, _ in found[0].values()) == base
            compared += 1
    assert compared == sum(len(question.codes) for question in questions(wave.instrument).values())


def answers(item: Item, names: dict[str, str], tables: Tables) -> Iterator[tuple[float, str, tuple[dict, dict]]]:
    """(value, code, the table it stands in) of each answer; a multiple choice has a table for each tick."""
    if item.kind is ItemKind.MULTIPLE:
        for column, code in zip(item.columns, item.codes, strict=True):
            yield 1.0, code, counted(table(tables, names[column]))
        return
    found = counted(table(tables, names[item.id]))
    for option in item.options:
        yield float(option.value), option.code, found


@pspp
def test_the_kinds_of_missing_answers(proof: tuple[Wave, Tables]) -> None:
    wave, tables = proof
    names, codes = names_of(wave), numbers()
    for column in wave.answers.columns:
        kind = wave.instrument.item(column.partition(".")[0]).kind
        if kind is ItemKind.NUMBER:
            continue
        _, found = counted(table(tables, names[f"{column}__missing" if kind is ItemKind.TEXT else column]))
        expected = wave.missing[column].value_counts()
        assert found == {float(codes[Missing(one)]): count for one, count in expected.items()}, column


@pspp
def test_numbers_and_texts(proof: tuple[Wave, Tables]) -> None:
    wave, tables = proof
    for item in wave.instrument.items:
        if item.kind is ItemKind.NUMBER:
            (lines,) = [lines for name, lines in tables if name == "Statistics" and lines[0][-1] == item.id]
            found = {line[0] or line[1]: float(line[2]) for line in lines[1:]}
            expected = number_summary(wave, item.id).iloc[0]
            for word, name in (("Mean", "mean"), ("Median", "median"), ("Std Dev", "standard_deviation")):
                assert found[word] == pytest.approx(expected[name], abs=1e-7)
            assert (found["Minimum"], found["Maximum"]) == (expected["minimum"], expected["maximum"])
        elif item.kind is ItemKind.TEXT:
            valid, _ = counted(table(tables, plain(f"{item.id}__missing")))
            assert valid[0.0][0] == answered(wave, item.id)["n"].iloc[0]


@pspp
def test_every_cell_of_the_comparisons(proof: tuple[Wave, Tables]) -> None:
    wave, tables = proof
    names = names_of(wave)
    compared = 0
    for comparison in wave.instrument.comparisons:
        for first, second in combinations(comparison.items, 2):
            lines = table(tables, f"{names[second]} × {names[first]}")
            header = [float(value) for value in lines[1][3:] if value]
            expected = wave.counts(second, by=first)
            rows, label = {}, ""
            for line in lines[2:]:
                label = line[1] if line[0] != "Total" and line[1] else "Total" if line[0] == "Total" else label
                if line[2] == "Count" and label != "Total":
                    rows[float(label)] = [int(value) for value in line[3:-1]]
            values = {
                item: {o.code: float(o.value) for o in item_or_row(wave.instrument, item).options} for item in (first, second)
            }
            for cell in expected.to_dict("records"):
                row = rows.get(values[second][cell["code"]])
                group = values[first][cell[first]]
                assert (row[header.index(group)] if row and group in header else 0) == cell["n"], cell
                compared += 1
    assert compared


@pspp
def test_indices_and_their_reliability(proof: tuple[Wave, Tables]) -> None:
    wave, tables = proof
    scores = indices(wave)
    described = {line[0]: line for name, lines in tables if name == "Descriptive Statistics" for line in lines[1:]}
    for (index, target), group in scores.groupby(["index", "target"], dropna=False, sort=False):
        name = f"{index}__" if target != target or target is None else f"{index}__{target.replace('.', '__')}__"
        values = group["value"].dropna()
        assert int(described[name][1]) == len(values), name
        found = [float(value) if value.strip(" .") else np.nan for value in described[name][2:]]
        if len(values):
            assert found == pytest.approx([values.mean(), values.std(ddof=1), values.min(), values.max()], abs=1e-7), name
    alphas = [float(lines[1][0]) for name, lines in tables if name == "Reliability Statistics"]
    scales = [index for index in wave.instrument.indices if index.model is IndexModel.REFLECTIVE and len(index.items) > 2]
    complete = [index for index in scales if not wave.answers[[*index.items]].isna().any().any()]
    assert len(alphas) == len(scales)
    for index, alpha in zip(scales, alphas, strict=True):
        if index in complete:  # SPSS leaves out people with a gap, this package takes what pairs of questions have
            found = reliability(wave, index=index.id, bootstrap=0)
            assert alpha == pytest.approx(found.alpha, abs=1e-7)


def test_the_syntax_reads_the_table_of_codes_as_it_is(wave: Wave, tmp_path: Path) -> None:
    _, data = export(wave, "spss-syntax", "kk", tmp_path / "x.sps")
    (table_of_codes,) = export(wave, "csv", "kk", tmp_path / "y.csv")
    assert data.read_bytes() == table_of_codes.read_bytes()


def test_nothing_can_end_a_comment_or_a_literal_too_early(wave: Wave, tmp_path: Path) -> None:
    syntax, _ = export(wave, "spss-syntax", "en", tmp_path / "x.sps")
    text = syntax.read_text("utf-8-sig")
    assert "'Don''t know'" in text
    inside = False
    for line in text.splitlines():
        if inside or line.startswith("*"):
            inside = not line.endswith(".")
            continue
        assert line.count("'") % 2 == 0, line
