"""The list of experts, and the list of links: headers and languages in any of three languages, nothing lost, no formula."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from survey.errors import ADDRESS_UNUSABLE, EXPERT_LANGUAGE, EXPERT_NAMELESS, EXPERTS_COLUMN, LINKS_COLUMN, SurveyError
from survey.fielding.web.experts import Expert, check_address, link, links_csv, read_experts, read_links, small_cells

KK, RU, EN = "kk", "ru", "en"
ALL = (KK, RU, EN)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    "head",
    ["name,language,group,email", "Аты-жөні;Тілі;Тобы;email", "ФИО\tЯзык\tГруппа\temail", " NAME ,Language,GROUP,email"],
)
def test_headers_of_three_languages_and_any_separator(tmp_path: Path, head: str) -> None:
    separator = next(sign for sign in ",;\t" if sign in head)
    row = separator.join(["Әлия Ғабитқызы", "ru", "академия", "a@example.org"])
    path = written(tmp_path / "сарапшылар тізімі.csv", f"{head}\n{row}\n")
    [expert] = read_experts(path, ALL)
    assert (expert.name, expert.language, expert.group) == ("Әлия Ғабитқызы", RU, "академия")
    assert list(expert.cells.values()) == row.split(separator), "every column is kept for the letters"


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("kk", KK),
        ("KK", KK),
        ("қазақша", KK),
        ("казахский", KK),
        ("Kazakh", KK),
        ("орыс тілі", RU),
        ("русский", RU),
        ("English", EN),
        ("", KK),
    ],
)
def test_a_language_by_code_or_name(tmp_path: Path, word: str, language: str) -> None:
    [expert] = read_experts(written(tmp_path / "e.csv", f"name,language\nA,{word}\n"), ALL)
    assert expert.language == language


def test_a_list_without_languages_and_groups_speaks_the_first_language(tmp_path: Path) -> None:
    [expert] = read_experts(written(tmp_path / "e.csv", "name,email\nA,a@example.org\n"), (RU, KK))
    assert (expert.language, expert.group) == (RU, None)


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Аты-жөні", "Тілі"], ["Өмір Ұлан", "kk"], ["Үміт Һәкім", "en"]):
        book.active.append(row)
    book.save(tmp_path / "e.xlsx")
    assert [(one.name, one.language) for one in read_experts(tmp_path / "e.xlsx", ALL)] == [("Өмір Ұлан", KK), ("Үміт Һәкім", EN)]


@pytest.mark.parametrize("head", ["ФИО", "Ф.И.О.", "Фамилия, имя, отчество", "Т.А.Ә.", "Аты жөні", "Full name", "имя"])
def test_what_people_call_the_column_of_names(tmp_path: Path, head: str) -> None:
    [expert] = read_experts(written(tmp_path / "e.csv", f'"{head}";language\nA;kk\n'), ALL)
    assert expert.name == "A"


def test_a_row_without_a_name_is_told(tmp_path: Path) -> None:
    """Else a letter would say "Dear ,"."""
    with pytest.raises(SurveyError) as caught:
        read_experts(written(tmp_path / "e.csv", "name,language\nA,kk\n ,ru\n,kk\n"), ALL)
    assert [(one.code, one.place.row) for one in caught.value.problems] == [(EXPERT_NAMELESS, 3), (EXPERT_NAMELESS, 4)]


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example.org",
        "https://a.example.org/",
        "https://a.example.org:8443",
        "http://127.0.0.1:8000",
        "http://localhost:8000",
        "https://анкета.қаз",
    ],
)
def test_addresses_that_open(address: str) -> None:
    check_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "a.example.org",
        "http://a.example.org",
        "ftp://a.example.org",
        "https://",
        "https://a.example.org/study",
        "https://a.example.org/?x=1",
        "https://a b",
        "https://[x",
        "https://a:99999",
        "",
        "https://u:p@a.example.org",
    ],
)
def test_addresses_whose_links_would_not_open(address: str) -> None:
    with pytest.raises(SurveyError) as caught:
        check_address(address)
    assert [one.code for one in caught.value.problems] == [ADDRESS_UNUSABLE]


def test_every_unknown_language_is_told_with_its_row(tmp_path: Path) -> None:
    path = written(tmp_path / "e.csv", "name,language\nA,de\nB,kk\nC,fr\n")
    with pytest.raises(SurveyError) as caught:
        read_experts(path, ALL)
    assert [(one.code, one.params["value"], one.place.row) for one in caught.value.problems] == [
        (EXPERT_LANGUAGE, "de", 2),
        (EXPERT_LANGUAGE, "fr", 4),
    ]


@pytest.mark.parametrize(("text", "code"), [("who,link\nA,x\n", EXPERTS_COLUMN), ("name,email\nA,x\n", LINKS_COLUMN)])
def test_a_list_of_links_needs_names_and_links(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(SurveyError) as caught:
        read_links(written(tmp_path / "links.csv", text), ALL)
    assert [one.code for one in caught.value.problems] == [code]


def test_the_list_of_links_is_read_back(tmp_path: Path) -> None:
    cells = {"Аты-жөні": "Әлия", "Тобы": "академия", "note": 'says "hi", often'}
    experts = [Expert("Әлия", KK, "академия", cells)]
    (tmp_path / "links.csv").write_bytes(links_csv(experts, [link("https://s.example.org/", "token-1")]))
    assert read_links(tmp_path / "links.csv", ALL) == [(experts[0], "token-1", 2)]


RISKY = "=+-@\t\r"
NAMES = st.text(st.sampled_from("=+-@'aӘ,\" "), min_size=1, max_size=8).map(str.strip).filter(bool)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NAMES, min_size=1, max_size=4))
def test_no_cell_is_a_formula_for_excel_and_each_comes_back_as_it_was(tmp_path: Path, names: list[str]) -> None:
    experts = [Expert(name, KK, None, {"name": name}) for name in names]
    path = tmp_path / "links.csv"
    path.write_bytes(links_csv(experts, [link("https://s.example.org", "t")] * len(names)))
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert not [cell for row in csv.reader(file) for cell in row if cell[:1] in {*RISKY}]
    assert [expert.name for expert, _, _ in read_links(path, ALL)] == names


def test_small_cells() -> None:
    experts = [Expert("x", language, group, {}) for language, group in [(KK, "a")] * 5 + [(KK, "b")] * 4 + [(RU, None)]]
    assert small_cells(experts, 5) == {(KK, "b"): 4, (RU, None): 1}
    assert small_cells(experts, 1) == {}
