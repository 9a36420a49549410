"""`survey plan`: tables on the screen and in a folder."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from survey.cli.main import main
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.planning import plan as planning

QUESTION = '  - {{id: {0}, number: "{1}", section: s, kind: single, level: binary, text: {{en: "{0}?"}}, options: {options}}}\n'
OPTIONS = '[{code: yes, text: {en: "Yes"}}, {code: no, text: {en: "No"}}]'
TEA = """\
id: tea
version: "1"
languages: [en]
title: {en: "Tea"}
sections: [{id: s, number: "1", title: {en: "Tea"}}]
items:
"""
INDEX = """\
indices:
  - id: LIKING
    title: {en: "Liking"}
    description: {en: "Liking"}
    model: reflective
    minimum_answered: 2
    justification: {en: "All ask for liking."}
    items:
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    names = ("green", "black", "white", "milk")
    items = "".join(QUESTION.format(name, number, options=OPTIONS) for number, name in enumerate(names, start=1))
    scores = "".join(f"      {name}: {{yes: 1, no: 0}}\n" for name in names)
    (tmp_path / "tea.yaml").write_text(TEA + items + INDEX + scores, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    few = {"replicates": 5}
    monkeypatch.setattr(planning.plan, "__kwdefaults__", planning.plan.__kwdefaults__ | few)
    return tmp_path


def test_tables_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "tea.yaml", "--n", "96"]) == 0
    out = capsys.readouterr().out
    assert "50%           ±9.8" in out
    assert "yours may lie further from the population" in " ".join(out.split())
    assert "factors: 1 (LIKING); items: 4" in out
    assert "taken to be equally frequent" in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_folder_in_every_language(language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "tea.yaml", "--n", "96", "60", "--frame", "150", "--lang", language, "--out", "жоспар"]) == 0
    folder = Path("жоспар")
    names = {"plan.md", "precision.svg", "precision.png"}
    names |= {f"{name}.csv" for name in ("shares", "differences", "smallest", "kappas", "rules", "loadings")}
    assert {path.name for path in folder.iterdir()} == names
    text = (folder / "plan.md").read_text("utf-8")
    assert text.startswith(f"# {say('plan.title', language)}")
    assert text.count("{#tbl-plan-") == 6
    assert "![" in text
    assert pd.read_csv(folder / "shares.csv")["n"].unique().tolist() == [60, 96]


def test_same_bytes_again(capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("a", "b"):
        assert main(["plan", "tea.yaml", "--n", "60", "--out", folder]) == 0
    for path in Path("a").iterdir():
        assert path.read_bytes() == (Path("b") / path.name).read_bytes()


def test_a_design_with_factors_and_counts(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cells = [(name, code, n) for name in ("green", "black", "white", "milk") for code, n in (("yes", 30), ("no", 70))]
    rows = "".join(f"{name},{code},{n},{n},100,published\n" for name, code, n in cells)
    (place / "expected.csv").write_text("item,code,low,high,base,basis\n" + rows, "utf-8")
    design = "instrument: tea\nn: 96\nseed: 1\nfactors: {liking: {green: 0.7, black: 0.7, white: 0.65}}\n"
    (place / "simulation.yaml").write_text(design, "utf-8")
    assert main(["plan", "simulation.yaml", "--n", "96", "--margins", "expected.csv"]) == 0
    out = capsys.readouterr().out
    assert "loadings on the own factor from 0.65 to 0.70" in " ".join(out.split())
    assert "equally frequent" not in out


def test_sizes_and_languages_that_are_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "tea.yaml", "--n", "5", "200", "--frame", "100"]) == 2
    told = capsys.readouterr().err
    assert "A survey of 5 people cannot be planned" in told
    assert "200 people cannot be drawn from a frame of 100" in told
    assert main(["plan", "tea.yaml", "--lang", "de"]) == 2


def test_nothing_that_lies_in_the_folder_is_written_over(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused before anything is simulated."""
    (place / "plan").mkdir()
    (place / "plan" / "shares.csv").write_text("mine", "utf-8")
    assert main(["plan", "tea.yaml", "--n", "60", "--out", "plan"]) == 2
    told = capsys.readouterr()
    assert "[SQ-D94]" in told.err
    assert "Simulating" not in told.err
    assert [path.name for path in (place / "plan").iterdir()] == ["shares.csv"]
    assert main(["plan", "tea.yaml", "--n", "60", "--out", "plan", "--replace"]) == 0
    assert (place / "plan" / "shares.csv").read_text("utf-8") != "mine"


def test_a_size_is_refused_before_anything_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "tea.yaml", "--n", "0"]) == 2
    assert "Simulating" not in capsys.readouterr().err


def test_a_folder_with_the_name_of_the_questionnaire_does_not_hide_it(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "instruments").mkdir()
    (place / "tea.yaml").rename(place / "instruments" / "tea.yaml")
    (place / "tea").mkdir()
    assert main(["plan", "tea", "--n", "60"]) == 0
    (place / "milk").mkdir()
    assert main(["plan", "milk", "--n", "60"]) == 2
    assert "simulation.yaml" in capsys.readouterr().err


def test_the_factors_are_named_and_twins_are_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second index with the same title but for brackets: two factors unless somebody says which to take."""
    text = (place / "tea.yaml").read_text("utf-8")
    items = "".join(
        QUESTION.format(f"{name}_now", number, options=OPTIONS)
        for number, name in enumerate(("green", "black", "white"), start=5)
    )
    head, indices = text.split("indices:\n")
    other = indices.replace("LIKING", "LIKING3").replace('"Liking"}\n    desc', '"Liking (now)"}\n    desc')
    for name in ("green", "black", "white"):
        other = other.replace(f"{name}:", f"{name}_now:")
    other = "".join(line for line in other.splitlines(keepends=True) if "milk" not in line)
    (place / "tea.yaml").write_text(f"{head}{items}indices:\n{indices}{other}", "utf-8")
    assert main(["plan", "tea.yaml", "--n", "96"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "factors: 2 (LIKING, LIKING3); items: 7" in told
    assert "`LIKING` and `LIKING3` are taken for two factors" in told
    assert main(["plan", "tea.yaml", "--n", "96", "--indices", "LIKING"]) == 0
    alone = " ".join(capsys.readouterr().out.split())
    assert "factors: 1 (LIKING); items: 4" in alone
    assert "taken for two factors" not in alone
    assert main(["plan", "tea.yaml", "--indices", "LIKES"]) != 0
    assert "no reflective index" in capsys.readouterr().err
