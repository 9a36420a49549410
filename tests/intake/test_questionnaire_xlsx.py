"""A questionnaire to a workbook and back without loss; what is wrong is told at its cell, all at once."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from survey.cli.main import main
from survey.errors import SHEET_NOT_FOUND, DataError, InstrumentError
from survey.instrument.find import available, find_instrument
from survey.instrument.model import differing
from survey.instrument.read import read_instrument
from survey.instrument.sheet_columns import SHEETS
from survey.intake.questionnaire_xlsx import read_questionnaire_xlsx
from survey.writers.questionnaire_xlsx import questionnaire_xlsx

TRIAL = Path(__file__).parents[1] / "instrument" / "trial.yaml"
EVERY_KEY = """\
id: every
version: "1.10"
languages: [kk, en]
title: {kk: "Сот", en: "Courts: =1+1"}
introduction: {kk: "Бір\\n\\nекі", en: "One\\n\\ntwo"}
notes: [{kk: "бір", en: "one"}, {kk: "екі", en: "two"}]
sources: {form: {kk: "Парақ", en: "Form"}, book: {kk: "Кітап", en: "Book"}}
groups: {near: {kk: "Жақын", en: "Near"}}
sections: [{id: s, number: "1.10", title: {kk: "Сот", en: "Courts"}, translators: "one, two; three = four"}]
lists:
  grades:
    - {code: no, value: -5, text: {kk: "Жоқ", en: "No"}, group: near, verbatim: [{language: kk, text: "жоқ", where: form}]}
    - {code: yes, text: {kk: "Иә", en: "'Yes"}, label: {kk: "и", en: "y"}}
    - {code: null_1, kind: write_in, provenance: uncertain, text: {kk: "Басқа", en: "null"}}
items:
  - id: gate
    number: "1.10"
    section: s
    kind: single
    level: nominal
    text: {kk: "Бар ма?", en: "Is there, really?"}
    options:
      - {code: no, text: {kk: "жоқ", en: "no"}}
      - {code: yes, text: {kk: "иә", en: "yes"}, verbatim: [{language: en, text: "Yes!", where: book, note: "p. 1"}]}
    figure: "1.10"
    verbatim: [{language: kk, text: "бар ма", where: form, note: "line, 1"}]
    flags: [doubtful]
    notes: [{kk: "әлсіз", en: "weak"}, {kk: "тағы", en: "more"}]
    trend: {questionnaire: earlier-2022, item: gate}
    required: true
  - {id: old, number: "2", section: s, kind: number, level: interval, minimum: 0.5, maximum: 99, text: {kk: "Жас?", en: "Age?"}}
  - id: grid
    number: "3"
    section: s
    kind: matrix
    level: nominal
    text: {kk: "Қайсы?", en: "Which?"}
    options: grades
    rows: [{code: a, text: {kk: "А", en: "A"}, label: {kk: "а", en: "a"}}, {code: b, text: {kk: "Б", en: "B"}}]
    show_if: {any: [{item: gate, is: [yes, no]}, {item: gate, is: [no]}]}
    randomise: false
    parallel: gate
indices:
  - id: TYPE
    title: {kk: "Түр", en: "Type"}
    description: {kk: "Түрі", en: "The type"}
    model: typology
    minimum_answered: 1
    items: {gate: {yes: null, no: 0.25}, grid.a: {no: -1, yes: 1, null_1: null}}
    classes:
      - {code: one, text: {kk: "Бір", en: "One"}, all: [{item: gate, is: [yes]}, {item: grid.a, is: [no, yes]}]}
      - {code: two, text: {kk: "Екі", en: "Two"}, all: [{item: gate, is: [no]}]}
    held_out: [grid.b]
    justification: {kk: "Себебі", en: "Because"}
  - id: N
    title: {kk: "Сан", en: "Number"}
    description: {kk: "Саны", en: "The number"}
    model: count
    minimum_answered: 1
    items: [gate, grid.b]
    targets: [yes]
    justification: {kk: "Себебі", en: "Because"}
comparisons: [{id: both, title: {kk: "Екеуі", en: "Both"}, items: [gate, grid.a], note: {kk: "Ескертпе", en: "A note"}}]
inconsistent:
  - {id: odd, all: [{item: gate, is: [yes]}, {item: grid.a, is: [no]}], reason: {kk: "Қайшы", en: "Against each other"}}
"""


def there_and_back(path: Path, folder: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What differs in the workbook, and in the file made of it."""
    instrument, book = read_instrument(path), folder / "q.xlsx"
    book.write_bytes(questionnaire_xlsx(path))
    again, text = read_questionnaire_xlsx(book, out=path)
    written = path.parent / f"again-{path.name}" if path.parent == folder else folder / path.name
    for answers in (path.parent / "lists").glob("*.yaml"):
        (folder / "lists").mkdir(exist_ok=True)
        (folder / "lists" / answers.name).write_bytes(answers.read_bytes())
    written.write_text(text, "utf-8")
    return differing(instrument, again), differing(instrument, read_instrument(written))


@pytest.mark.parametrize("path", [*(find_instrument(name) for name in available()), TRIAL], ids=lambda path: path.stem)
def test_there_and_back(path: Path, tmp_path: Path) -> None:
    assert there_and_back(path, tmp_path) == ((), ())


def test_every_key_goes_there_and_back(tmp_path: Path) -> None:
    path = tmp_path / "every.yaml"
    path.write_text(EVERY_KEY, "utf-8")
    assert there_and_back(path, tmp_path) == ((), ())


# What people write: letters of three alphabets, signs of YAML and of Excel, line breaks; no control characters.
words = st.text(st.sampled_from("аәіңА яЁ aZ09.,:;=-+'\"\\#@{}[]|>&*!%«»–\n😀"), min_size=1, max_size=30).filter(
    lambda text: text.strip() == text and "\n\n\n" not in text
)


@settings(max_examples=12, deadline=None)
@given(text=words, number=words.filter(lambda text: "\n" not in text), low=st.floats(-1e6, 1e6).map(lambda one: round(one, 4)))
def test_any_text_goes_there_and_back(text: str, number: str, low: float, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("words")
    path = folder / "w.yaml"
    quoted = json.dumps(text, ensure_ascii=False)
    path.write_text(
        f"""\
id: w
version: "1"
languages: [en]
title: {{en: {quoted}}}
sections: [{{id: s, number: {json.dumps(number, ensure_ascii=False)}, title: {{en: T}}, translators: {quoted}}}]
items:
  - {{id: i, number: "1", section: s, kind: number, level: interval, minimum: {low:f}, text: {{en: {quoted}}}}}
""",
        "utf-8",
    )
    assert there_and_back(path, folder) == ((), ())


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workbook of the trial questionnaire in the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SURVEY_LANGUAGE", "en")
    Path("q.xlsx").write_bytes(questionnaire_xlsx(TRIAL))
    return Path("q.xlsx")


def told(book: Path, **cells: Any) -> list[str]:
    """What is said when cells such as items_A2 hold something else."""
    workbook = load_workbook(book)
    for name, value in cells.items():
        sheet, _, at = name.rpartition("_")
        workbook[sheet][at] = value
    workbook.save(book)
    with pytest.raises(InstrumentError) as raised:
        read_questionnaire_xlsx(book)
    return [repr(one).removeprefix("q.xlsx, ") for one in raised.value.problems]


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"items_D2": "singel"}, "sheet “items”, row 2, column “D”: `kind` cannot be `singel`."),
        ({"items_H3": None}, "sheet “items”, row 3, column “H”: `text` has no text in `ru`"),
        ({"items_P6": "on Mondays"}, "sheet “items”, row 6, column “P”: “on Mondays” is no condition."),
        ({"items_P6": "all: t1 = maybe"}, "sheet “items”, row 6, column “P”: `t5`: item `t1` has no answer `maybe`."),
        ({"items_X1": "colour"}, "sheet “items”, row 1, column “X”: This sheet has no column `colour`."),
        ({"answers_B2": None}, "sheet “answers”, row 2, column “A”: It is not clear what this row belongs to"),
        ({"answers_A2": "t9", "answers_B2": None}, "sheet “answers”, row 2, column “A”: The column `item` names “t9”"),
        ({"scores_D2": "much"}, "sheet “scores”, row 2, column “D”: `yes` must be a number, not `much`."),
        ({"questionnaire_A5": "titles"}, "sheet “questionnaire”, row 5, column “A”: The column `key` of this sheet cannot hold"),
        ({"questionnaire_C5": None}, "sheet “questionnaire”, row 5, column “C”: `title` has no text in `kk`"),
        ({"items_A3": "t1"}, "sheet “items”, row 3, column “A”: The id `t1` is already taken (line 2)."),
        ({"items_B3": dt.datetime(2026, 1, 2)}, "sheet “items”, row 3, column “B”: This column holds text, but the"),
        ({"items_B3": 1.1}, "sheet “items”, row 3, column “B”: This column holds text"),
        ({"items_B3": dt.time(1, 10)}, "sheet “items”, row 3, column “B”: This column holds text"),
        ({"answers_D2": dt.date(2026, 1, 2)}, "sheet “answers”, row 2, column “D”: This column holds text"),
        ({"answers_E2": True}, "sheet “answers”, row 2, column “E”: This column holds text"),
        ({"items_H3": "#REF!"}, "sheet “items”, row 3, column “H”: The cell holds the error #REF!"),
        (
            {"items_P6": '=CONCAT("all: ", "t1 = yes")'},
            "sheet “items”, row 6, column “P”: This cell holds a formula, and its value",
        ),
        ({"items_B3": "1.1"}, "sheet “items”, row 3, column “B”: Another item has the number 1.1 already (line 2)"),
        ({"items_H1": "text.kk"}, "sheet “items”, row 1, column “H”: The column `text.kk` is there a second time."),
    ],
)
def test_a_mistake_is_told_at_its_cell(cells: dict[str, Any], says: str, book: Path) -> None:
    said = told(book, **cells)
    assert [one for one in said if one.startswith(says)], said


def test_all_mistakes_are_told_at_once_and_nothing_is_written(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = told(book, items_D2="singel", answers_D2="one", questionnaire_D5=None)
    assert len({one.split("”")[0] for one in said}) == 3
    assert main(["instrument", "from-xlsx", "q.xlsx", "--out", "q.yaml"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == len(said)
    assert not Path("q.yaml").exists()


def test_an_unknown_sheet_is_not_lost_silently(book: Path) -> None:
    workbook = load_workbook(book)
    workbook.create_sheet("remarks")["A1"] = "look here"
    workbook.save(book)
    assert told(book)[0].startswith("sheet “remarks”: The workbook of a questionnaire has no sheet `remarks`.")


def test_what_is_no_questionnaire(tmp_path: Path) -> None:
    path = tmp_path / "q.xlsx"
    path.write_bytes(b"PK\x03\x04 no")
    with pytest.raises(DataError):
        read_questionnaire_xlsx(path)
    Workbook().save(path)
    with pytest.raises(DataError) as raised:
        read_questionnaire_xlsx(path)
    assert raised.value.code == SHEET_NOT_FOUND


def test_a_workbook_that_went_through_excel(book: Path) -> None:
    """Empty rows, other order of columns: all the same questionnaire."""
    workbook = load_workbook(book)
    sheet = workbook["items"]
    sheet.insert_rows(4)
    sheet.move_range("B1:B99", cols=40)
    workbook["rows"]["B2"] = " city "
    workbook.save(book)
    again, _ = read_questionnaire_xlsx(book)
    assert differing(again, read_instrument(TRIAL)) == ()


def test_the_commands(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instrument", "from-xlsx", "q.xlsx", "--out", "trial.yaml"]) == 0
    assert main(["check", "trial.yaml"]) == 0
    assert main(["instrument", "to-xlsx", "trial.yaml", "--out", "q.xlsx"]) == 2
    assert "[SQ-D94]" in capsys.readouterr().err
    assert main(["instrument", "to-xlsx", "trial.yaml", "--out", "q.xlsx", "--replace"]) == 0
    assert main(["instrument", "from-xlsx", "q.xlsx", "--out", "trial.yaml", "--replace"]) == 0


def test_headings(book: Path) -> None:
    workbook = load_workbook(book)
    assert {sheet.title: tuple(cell.value for cell in sheet[1]) for sheet in workbook} == SHEETS
    assert workbook["items"]["B2"].data_type == "s"


def test_one_wrong_heading_is_one_problem(book: Path) -> None:
    """What is wrong with the layout is told before every row below it is."""
    lacks, has = told(book, items_A1="ID")
    assert "This sheet lacks these columns: id." in lacks
    assert "This sheet has no column `ID`." in has
    workbook = load_workbook(book)
    workbook["items"]["A1"] = "id"
    workbook["answers"].title = "Answers"
    workbook.save(book)
    said = told(book)
    assert len(said) == 2
    assert "these sheets: answers." in said[0]
    assert said[1].endswith("Did you mean “answers”? [SQ-I86]")


def test_what_somebody_deleted_is_told_by_name(book: Path) -> None:
    workbook = load_workbook(book)
    del workbook["verbatim"], workbook["measures"]
    workbook["items"].delete_cols(16)
    workbook.save(book)
    said = told(book)
    assert "The workbook lacks these sheets: verbatim, measures." in said[0]
    assert said[1].startswith("sheet “items”: This sheet lacks these columns: show_if.")
    assert len(said) == 2


def test_cells_and_empty_rows_are_texts_for_a_spreadsheet(book: Path) -> None:
    """Else Excel makes a date of the number of a question, also in rows that somebody adds."""
    sheet = load_workbook(book)["items"]
    letters = dict(zip(SHEETS["items"], "ABCDEFGHIJKLMNOPQRSTUVWXYZ", strict=False))
    formats = {column: sheet.column_dimensions[letter].number_format for column, letter in letters.items()}
    assert {column for column, shown in formats.items() if shown != "@"} == {"minimum", "maximum"}
    assert {sheet["A1"].number_format, sheet["B2"].number_format} == {"General", "@"}


def test_a_formula_whose_value_was_saved_is_that_value(book: Path) -> None:
    """Also the empty text; only a value that is nowhere in the file is told."""
    from zipfile import ZipFile

    workbook = load_workbook(book)
    workbook["items"]["P6"] = '="x"'
    workbook["items"]["Q6"] = '=""'
    workbook.save(book)
    with ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = next(name for name, part in parts.items() if b'<c r="P6"' in part and b"<f>" in part)
    text = parts[name].decode()
    for at, value in (("P6", "all: t1 = no"), ("Q6", "")):
        before, _, after = text.partition(f'<c r="{at}"')
        attributes, _, rest = after.partition(">")
        formula, _, rest = rest.partition("</f>")
        text = f'{before}<c r="{at}"{attributes} t="str">{formula}</f><v>{value}</v></c>{rest.partition("</c>")[2]}'
    with ZipFile(book, "w") as archive:
        for other, part in (parts | {name: text.encode()}).items():
            archive.writestr(other, part)
    instrument, _ = read_questionnaire_xlsx(book)
    assert [item.show_if is not None for item in instrument.items if item.id == "t5"] == [True]


def test_the_same_questionnaire_is_the_same_workbook(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert questionnaire_xlsx(TRIAL) == book.read_bytes()


def test_a_text_that_no_cell_can_hold(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("long.yaml").write_text(EVERY_KEY.replace("Is there, really?", "Is there, " + "really " * 5000), "utf-8")
    assert main(["instrument", "to-xlsx", "long.yaml", "--out", "long.xlsx"]) == 2
    assert "at most 32767 characters, and this text has 35009: “Is there, really" in capsys.readouterr().err
    assert not Path("long.xlsx").exists()


@pytest.mark.parametrize(
    ("action", "file", "out", "code"),
    [
        ("to-xlsx", "trial.yaml", "trial.yaml", "SQ-R17"),
        ("to-xlsx", "trial.xlsx", "trial.xlsx", "SQ-I102"),
        ("to-xlsx", "trial.yaml", "trial.csv", "SQ-R17"),
        ("from-xlsx", "q.xlsx", "q.xlsx", "SQ-R17"),
        ("from-xlsx", "q.yaml", "../{here}/q.yaml", "SQ-I102"),
    ],
)
def test_what_is_read_is_not_written_over(
    action: str, file: str, out: str, code: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is called what, and with --replace."""
    for name in ("trial.yaml", "trial.xlsx", "q.yaml"):
        Path(name).write_bytes(TRIAL.read_bytes())
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    assert main(["instrument", action, file, "--out", out.format(here=Path.cwd().name), "--replace"]) == 2
    assert f"[{code}]" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before
