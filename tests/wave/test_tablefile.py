"""Tables as people hand them in."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from survey.errors import DataError
from survey.wave.tablefile import read_table

TEXT = "item;code;note\r\nq1;yes;«иә», деді\r\nq1;no;\r\n"


def write(folder: Path, content: str | bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refused(path: Path) -> DataError:
    with pytest.raises(DataError) as found:
        read_table(path)
    return found.value


@pytest.mark.parametrize(
    ("content", "encoding", "separator"),
    [
        (TEXT.encode(), "utf-8", ";"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8-sig", ";"),
        (TEXT.replace(",", "").replace(";", ",").encode(), "utf-8", ","),
        (TEXT.replace(";", "\t").encode("utf-16"), "utf-16", "\t"),
        (TEXT.replace("\r\n", "\n").encode(), "utf-8", ";"),
        (TEXT.replace("\r\n", "\r").encode(), "utf-8", ";"),
    ],
)
def test_every_text_form_gives_the_same_table(tmp_path: Path, content: bytes, encoding: str, separator: str) -> None:
    table = read_table(write(tmp_path, content))
    assert table.header == ("item", "code", "note")
    assert [row[:2] for row in table.rows()] == [("q1", "yes"), ("q1", "no")]
    assert (table.encoding, table.separator, table.numbers.tolist(), table.warnings) == (encoding, separator, [2, 3], ())
    assert table.sha256 == hashlib.sha256(content).hexdigest()


def test_separator_that_also_stands_in_texts(tmp_path: Path) -> None:
    """Kazakh Excel writes `;` and leaves commas unquoted; a sentence may have more commas than the table has columns."""
    content = "Бірінші, екінші, үшінші сұрақ;Келесі сұрақ\nиә;жоқ, мүлде жоқ\nжоқ, жоқ;иә\n"
    assert read_table(write(tmp_path, content)).rows() == (("иә", "жоқ, мүлде жоқ"), ("жоқ, жоқ", "иә"))


def test_cells_with_line_breaks_separators_and_quotes(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, 'a,b\n"бір\nекі","ү;ш"\n"""төрт""",бес\n'))
    assert table.rows() == (("бір\nекі", "ү;ш"), ('"төрт"', "бес"))
    assert table.numbers.tolist() == [2, 3], "rows as a spreadsheet shows them, not lines"


def test_duplicate_headers_are_kept(tmp_path: Path) -> None:
    assert read_table(write(tmp_path, "a,a,b\n1,2,3\n")).header == ("a", "a", "b")


def test_empty_rows_and_columns_of_excel_are_left_out_but_counted(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "a;b;;\n;;;\n1;2;;\n\n3;4;;\n;;;\n"))
    assert table.header == ("a", "b")
    assert table.rows() == (("1", "2"), ("3", "4"))
    assert table.numbers.tolist() == [3, 5]


def test_workbook_as_text(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Жауаптар"
    for row in (["a", "b", "c", None], ["иә", 7.0, datetime(2022, 9, 1, 20, 16, 26), None], [None] * 4, [1.5, True, 3, None]):
        workbook.active.append(row)
    path = tmp_path / "answers.csv"  # the content decides, not the suffix
    workbook.save(path)
    table = read_table(path)
    assert table.header == ("a", "b", "c")
    assert table.rows() == (("иә", "7", "2022-09-01 20:16:26"), ("1.5", "True", "3"))
    assert (table.numbers.tolist(), table.sheet, table.separator, table.origin) == ([2, 4], "Жауаптар", None, "workbook")


def test_broken_workbook(tmp_path: Path) -> None:
    """Cut anywhere, or with a byte changed anywhere, it is read or refused."""
    workbook = openpyxl.Workbook()
    workbook.active.append(["сұрақ", "жауап"])
    workbook.active.append(["бір", "иә"])
    path = tmp_path / "answers.xlsx"
    workbook.save(path)
    whole = path.read_bytes()
    for place in range(4, len(whole), 97):
        path.write_bytes(whole[:place])
        assert refused(path).code == "SQ-D11"
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :])
        try:
            outcome: object = read_table(path).header
        except DataError as found:
            outcome = found.code
        assert outcome in ("SQ-D11", "SQ-D15", ("сұрақ", "жауап"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "SQ-D10"),
        (b"\xef\xbb\xbf \r\n", "SQ-D10"),
        (b";;\n;;\n", "SQ-D10"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "SQ-D11"),
        (b"a,b\n1," + b"x" * 9000 + b"\x00\n", "SQ-D11"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "SQ-D63"),  # an .xls of before 2007
        (b"\xef\xbb\xbf\r\n<html><body><table><tr><td>a</td></tr></table></body></html>", "SQ-D64"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>', "SQ-D64"),
        (b"PK\x03\x04 but no workbook", "SQ-D11"),
        ("café,thé\nun,à\n".encode("latin-1"), "SQ-D12"),
        ("Вопрос,ответ\nодин,да\n".encode("koi8-r"), "SQ-D12"),
        ("сұрақ,жауап\nбір,иә\n".encode("cp1251", errors="replace"), "SQ-D13 SQ-D87"),
        (b"a,b\n", "SQ-D15"),
        (b"a,b\n,\n", "SQ-D15"),
    ],
)
def test_what_is_no_table(tmp_path: Path, content: bytes, code: str) -> None:
    found = refused(write(tmp_path, content))
    assert [problem.code for problem in found.problems] == code.split()
    assert found.problems[0].place.file == tmp_path / "table.csv"


def test_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv").code == "SQ-D01"
    assert refused(tmp_path).code == "SQ-D01", "a folder is no file"
    assert refused(Path("a,b\n" * 5000)).code == "SQ-D01", "a text in place of a path"


def test_line_of_wrong_encoding(tmp_path: Path) -> None:
    assert refused(write(tmp_path, b"a,b\n1,2\n3,caf\xe9\n")).problems[0].place.line == 3


def test_rows_of_another_length_are_all_named(tmp_path: Path) -> None:
    found = refused(write(tmp_path, "a,b,c\n1,2,3\n1,2\n1,2,3\n1,2,3,4\n1,2,3,\n"))
    assert [(problem.code, problem.place.row, problem.params["cells"]) for problem in found.problems] == [
        ("SQ-D16", 3, 2),
        ("SQ-D16", 5, 4),
    ]


def test_quote_that_is_never_closed(tmp_path: Path) -> None:
    """Else everything behind it would silently become one cell."""
    found = refused(write(tmp_path, 'a,b\n1,2\n3,"4\n5,6\n7,8\n'))
    assert (found.code, found.problems[0].place.line) == ("SQ-D14", 3)


def test_damaged_header_is_refused_with_its_cell(tmp_path: Path) -> None:
    """What an ANSI save leaves of `Өңіріңіз`."""
    found = refused(write(tmp_path, "аты;??ірі?із\nбір;екі\n"))
    problem = found.problems[0]
    assert (problem.code, problem.place.row, problem.place.column, problem.params["cell"]) == ("SQ-D13", 1, "B", "??ірі?із")


def test_all_damaged_places_are_told(tmp_path: Path) -> None:
    """Up to ten, by row; a cell that was pasted into a sound file among them."""
    sound = "".join(f"{number};Мүлде келіспеймін\n" for number in range(30))
    pasted = "".join(f"{number};М?лде келіспеймін\n" for number in range(20))
    found = refused(write(tmp_path, f"Нөмірі;Жауабы\n{sound}{pasted}"))
    *told, more = found.problems
    assert {problem.code for problem in told} == {"SQ-D13"}
    assert [problem.place.row for problem in told] == list(range(32, 42))
    assert (more.code, more.params["n"]) == ("SQ-D87", 20)


def test_letters_that_only_the_named_encoding_spoils(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes("Жауабы;Қала\nмүлде келіспеймін;Қызылорда\nқосыламын;Өскемен\n".encode("kz1048"))
    with pytest.raises(DataError) as caught:
        read_table(path, encoding="cp1251")
    (found,) = caught.value.problems
    assert (found.code, found.params["likely"]) == ("SQ-D88", "kz1048")
    assert read_table(path, encoding="kz1048").header == ("Жауабы", "Қала")


def test_a_question_typed_in_haste_is_no_damage(tmp_path: Path) -> None:
    table = read_table(write(tmp_path, "Жауабы\nНеге?себебі жоқ\nмүлде келіспеймін\n"))
    assert len(table) == 2


@pytest.mark.parametrize(("codec", "code"), [("kz1048", "SQ-D66"), ("ptcp154", "SQ-D66"), ("cp1251", "SQ-D67")])
def test_encodings_of_one_byte_are_read_and_told(tmp_path: Path, codec: str, code: str) -> None:
    content = "Вопрос;Ответ\nодин;да, конечно\n" if codec == "cp1251" else "Сұрақ;Жауап\nбірінші;мүлде келіспеймін\n"
    table = read_table(write(tmp_path, content.encode(codec)))
    assert table.rows() == read_table(write(tmp_path, content)).rows()
    assert (table.encoding, [warning.code for warning in table.warnings]) == (codec, [code])


def test_encoding_separator_and_sheet_can_be_given(tmp_path: Path) -> None:
    path = write(tmp_path, "Питання|Відповідь\nодин|так\n".encode("koi8-u"))
    table = read_table(path, encoding="KOI8-U", separator="|")
    assert (table.header, table.encoding, table.separator, table.warnings) == (("Питання", "Відповідь"), "koi8-u", "|", ())


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"encoding": "utf-8"}, "SQ-D60"),
        ({"encoding": "utf-9"}, "SQ-D61"),
        ({"encoding": "rot13"}, "SQ-D61"),
        ({"encoding": "undefined"}, "SQ-D61"),
        ({"separator": ";;"}, "SQ-D61"),
        ({"separator": '"'}, "SQ-D61"),
    ],
)
def test_options_that_cannot_be(tmp_path: Path, options: dict[str, str], code: str) -> None:
    with pytest.raises(DataError) as found:
        read_table(write(tmp_path, "сұрақ;жауап\nбір;иә\n".encode("kz1048")), **options)
    assert found.value.code == code


def test_formulas_whose_values_were_not_saved_are_no_empty_answers(tmp_path: Path) -> None:
    """Every one is told with its cell; what openpyxl and other programs write holds the formula only."""
    workbook = openpyxl.Workbook()
    workbook.active.append(["a", "b"])
    workbook.active.append(["=1+1", "x"])
    workbook.active.append(["y", "=B2"])
    path = tmp_path / "answers.xlsx"
    workbook.save(path)
    with pytest.raises(DataError) as found:
        read_table(path)
    told = [(one.code, one.place.row, one.place.column) for one in found.value.problems]
    assert told == [("SQ-I103", 2, "A"), ("SQ-I103", 3, "B")]


def test_sheet_by_name(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["a"])
    workbook.active.append(["1"])
    second = workbook.create_sheet("Жауаптар")
    second.append(["b"])
    second.append(["2"])
    path = tmp_path / "answers.xlsx"
    workbook.save(path)
    first = read_table(path)
    assert (first.header, [warning.code for warning in first.warnings]) == (("a",), ["SQ-D69"])
    named = read_table(path, sheet="Жауаптар")
    assert (named.header, named.sheet, named.warnings) == (("b",), "Жауаптар", ())
    with pytest.raises(DataError) as found:
        read_table(path, sheet="Жауап")
    assert (found.value.code, found.value.problems[0].params["nearest"]) == ("SQ-D62", "Жауаптар")


def test_table_of_zeros_in_utf16_without_a_mark(tmp_path: Path) -> None:
    assert refused(write(tmp_path, TEXT.encode("utf-16-le"))).code == "SQ-D11"


@pytest.mark.parametrize(
    ("content", "decimal"),
    [("a;b\n1,5;2\n", ","), ("a;b\n1.5;2\n", "."), ("a;b\n1;2\n", None), ("a;b\n1,5;2.5\n", None), ("a;b\n09.03.2026;2\n", None)],
)
def test_decimal_sign(tmp_path: Path, content: str, decimal: str | None) -> None:
    assert read_table(write(tmp_path, content)).decimal == decimal


@pytest.mark.parametrize("suffix", [b"\x01\x00\xff", b""])
def test_any_bytes_behind_a_known_beginning(tmp_path: Path, suffix: bytes) -> None:
    for begin in (b"PAR1", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        refused(write(tmp_path, begin + suffix))
