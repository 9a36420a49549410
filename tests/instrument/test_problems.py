"""Every mistake is told with file, line, reason, cure and code; the examples are in problems.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from survey import errors
from survey.errors import DataError, InstrumentError
from survey.i18n.problems import tell
from survey.i18n.text import LANGUAGES
from survey.instrument.find import load_instrument
from survey.instrument.read import read_instrument

HERE = Path(__file__).parent
TRIAL = (HERE / "trial.yaml").read_text("utf-8")
MISTAKES = yaml.safe_load((HERE / "problems.yaml").read_text("utf-8"))

CHECK_SIGNS = "Check indents, colons and quotes on this line and before it."

# A file that cannot be read at all, and what the reader says.
UNUSABLE = {
    "INSTRUMENT_EMPTY": (
        b" \n",
        "x.yaml: The file is empty. A questionnaire begins with the keys `id`, `version` and `languages`. [SQ-I44]",
    ),
    "INSTRUMENT_BINARY": (
        b"PK\x03\x04\x00\x00",
        "x.yaml: This is not a text file. Give the questionnaire as a YAML file. [SQ-I45]",
    ),
    "INSTRUMENT_ENCODING": (
        'id: x\ntitle: {kk: "Сот"}'.encode("cp1251"),
        "x.yaml, line 2: The file is not UTF-8 encoded. Save it as UTF-8 in a text editor. [SQ-I46]",
    ),
    "INSTRUMENT_TOO_DEEP": (
        b"id: x\ntitle: " + b"[" * 60 + b"]" * 60,
        "x.yaml, line 2: There are more than 50 levels inside each other here. Check brackets and indents. [SQ-I50]",
    ),
    "INSTRUMENT_YAML": (
        b'id: x\ntitle: "On the courts\n',
        f"x.yaml, line 3: The YAML cannot be read (found unexpected end of stream). {CHECK_SIGNS} [SQ-I47]",
    ),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def problems_of(text: str) -> list[str]:
    Path("trial.yaml").write_text(text, "utf-8")
    with pytest.raises(InstrumentError) as raised:
        read_instrument("trial.yaml")
    return str(raised.value).splitlines()


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["problem"])
def test_a_mistake_is_told(mistake: dict[str, str], folder: Path) -> None:
    assert TRIAL.count(mistake["instead of"]) == 1
    told = problems_of(TRIAL.replace(mistake["instead of"], mistake["we write"]))
    assert mistake["says"] in told
    assert mistake["says"].endswith(f"[{getattr(errors, mistake['problem'])}]")


@pytest.mark.parametrize("name", UNUSABLE)
def test_an_unusable_file_is_told(name: str, folder: Path) -> None:
    data, says = UNUSABLE[name]
    Path("x.yaml").write_bytes(data)
    with pytest.raises(InstrumentError) as raised:
        read_instrument("x.yaml")
    assert str(raised.value) == says
    assert raised.value.code == getattr(errors, name)


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf", b"# only a remark\n"], ids=["byte order mark", "remark"])
def test_a_file_without_content_is_empty(data: bytes, folder: Path) -> None:
    Path("x.yaml").write_bytes(data)
    with pytest.raises(InstrumentError) as raised:
        read_instrument("x.yaml")
    assert raised.value.code == errors.INSTRUMENT_EMPTY


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"id: x\n\ttitle: y\n", 2),
        (b"id: x\nversion: [1\n", 3),
        (b"id: x\ntitle: \x07\n", 2),
        (b"a: &a [*b]\n", 1),
        (b"id: x\n---\nid: y\n", 2),
        (('{"a": "сот" }' + "\n" + "]").encode(), 2),
    ],
    ids=["tab", "open bracket", "control character", "alias of nothing", "two documents", "stray bracket"],
)
def test_broken_yaml_names_its_line(data: bytes, line: int, folder: Path) -> None:
    Path("x.yaml").write_bytes(data)
    with pytest.raises(InstrumentError) as raised:
        read_instrument("x.yaml")
    assert raised.value.code == errors.INSTRUMENT_YAML
    assert raised.value.problems[0].place.line == line


def test_a_file_of_utf16_is_told_as_such(folder: Path) -> None:
    Path("x.yaml").write_text("id: x", "utf-16")
    with pytest.raises(InstrumentError) as raised:
        read_instrument("x.yaml")
    assert raised.value.code == errors.INSTRUMENT_ENCODING


def test_a_missing_file_and_a_folder(folder: Path) -> None:
    with pytest.raises(DataError, match=r"File not found: x\.yaml"):
        read_instrument("x.yaml")
    Path("x.yaml").mkdir()
    with pytest.raises(InstrumentError) as raised:
        read_instrument("x.yaml")
    assert raised.value.code == errors.INSTRUMENT_UNREADABLE


def test_an_unknown_name_names_the_nearest(folder: Path) -> None:
    Path("instruments").mkdir()
    Path("instruments/courts-2026.yaml").write_text(TRIAL, "utf-8")
    assert (
        load_instrument("courts-2026") == load_instrument("instruments/courts-2026.yaml") == load_instrument("courts-2026.yaml")
    )
    with pytest.raises(InstrumentError, match=r"no questionnaire `courts-2062`.*Did you mean “courts-2026”\? \[SQ-I49\]"):
        load_instrument("courts-2062")


def test_every_problem_of_an_instrument_has_an_example() -> None:
    codes = {name for name, value in vars(errors).items() if isinstance(value, str) and value.startswith("SQ-I")}
    elsewhere = {"INSTRUMENT_UNREADABLE", "INSTRUMENT_NOT_FOUND", "MEASURE_ROWS"}
    families = ("TREND_", "TERM", "TRANSLATION_", "TEXT_", "PO_", "NOT_IN_PLACE", "SHEET", "COLUMNS_MISSING")
    families += ("OUT_IS_INPUT", "SAVED_", "STUDY_FOLDER", "BESIDE_EMPTY")
    elsewhere |= {name for name in codes if name.startswith(families)}
    examples = {mistake["problem"] for mistake in MISTAKES} | set(UNUSABLE) | elsewhere
    assert examples == codes


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["problem"])
def test_a_mistake_is_told_in_every_language(mistake: dict[str, str], folder: Path) -> None:
    Path("trial.yaml").write_text(TRIAL.replace(mistake["instead of"], mistake["we write"]), "utf-8")
    with pytest.raises(InstrumentError) as raised:
        read_instrument("trial.yaml")
    for problem in raised.value.problems:
        sentences = {tell(problem, language) for language in LANGUAGES}
        assert len(sentences) == 3
        assert not any("{item}" in sentence or "None" in sentence for sentence in sentences)


def test_all_problems_come_in_one_pass_in_the_order_of_lines(folder: Path) -> None:
    text = (
        TRIAL.replace('version: "1"', "version: 1.0").replace("kind: number", "kind: numbers").replace("is: [no]", "is: [nope]")
    )
    found = problems_of(text)
    lines = [int(sentence.split("line ")[1].split(":")[0]) for sentence in found]
    assert lines == sorted(lines)
    assert [sentence[-7:-1] for sentence in found] == [errors.UNQUOTED_NUMBER, errors.NOT_ALLOWED, *[errors.UNKNOWN_CODE] * 2]


def test_one_list_with_a_mistake_is_told_once_however_many_items_use_it(folder: Path) -> None:
    found = problems_of(TRIAL.replace('ru: "Нейтрально", ', ""))
    missing = "`text` has no text in `ru`, one of the `languages` of the questionnaire. Add the translation."
    assert found == [f"trial.yaml, line 12: {missing} [SQ-I17]"]


def test_a_mistake_in_a_list_file_names_that_file(folder: Path) -> None:
    Path("lists").mkdir()
    Path("lists/agree7.yaml").write_text(
        '- {code: a, text: {kk: "Иә", ru: "Да", en: "Yes"}}\n- {code: b, text: {kk: "Жоқ"}}\n', "utf-8"
    )
    found = problems_of(TRIAL.replace("level: binary, options: yes_no", "level: binary, options: agree7"))
    told = " `text` has no text in `ru`, one of the `languages` of the questionnaire. Add the translation. [SQ-I17]"
    assert str(Path("lists/agree7.yaml")) + ", line 2:" + told in found
    Path("lists/agree7.yaml").write_text("- {code: a", "utf-8")
    found = problems_of(TRIAL.replace("level: binary, options: yes_no", "level: binary, options: agree7"))
    assert [sentence for sentence in found if sentence.startswith(str(Path("lists/agree7.yaml")))]
