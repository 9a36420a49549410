"""To a PO file and back: only the letters of the texts change, all of them or none."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from openpyxl import load_workbook

from survey.cli.main import main
from survey.errors import InstrumentError
from survey.instrument.find import available, load_instrument
from survey.translation.apply import changed_files
from survey.translation.po_export import po_text
from survey.translation.record import read_record
from survey.translation.texts import texts_of

PLURAL = """\
msgid ""
msgstr ""
"Language: ru\\n"
"Project-Id-Version: courts 1\\n"

msgctxt "title"
msgid "a"
msgid_plural "b"
msgstr[0] "c"
msgstr[1] "d"
msgstr[2] "e"
"""


def export(lang: str = "ru", *more: str) -> Path:
    assert main(["po", "export", "courts", "--lang", lang, "--out", f"{lang}.po", *more]) == 0
    return Path(f"{lang}.po")


def change(file: Path, before: str, after: str) -> None:
    text = file.read_bytes().decode()
    assert text.count(before) == 1, text
    file.write_bytes(text.replace(before, after).encode())


def line_of(file: Path, words: str) -> int:
    (line,) = (n for n, line in enumerate(file.read_text("utf-8").splitlines(), 1) if words in line)
    return line


def contents(study: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(study.rglob("*.yaml"))}


def test_what_a_translator_sees(path: Path) -> None:
    catalog = read_po(io.BytesIO(export().read_bytes()))
    message = catalog.get("Is there a threat to the courts?", context="items.threat.text")
    assert message is not None
    assert message.string == "Есть ли угроза суду?"
    assert message.auto_comments == ["Question 1.1", "the institution", "a threat, not a risk"]
    assert not message.fuzzy
    assert (str(catalog.locale), catalog.project, len(catalog)) == ("ru", "courts", 7)


def test_a_file_that_stands_is_not_overwritten(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export()
    assert main(["po", "export", "courts", "--lang", "ru", "--out", "ru.po"]) == 2
    assert main(["po", "export", "courts", "--lang", "en", "--source", "en", "--out", "en.po"]) == 2
    assert capsys.readouterr().err.count("[SQ-") == 2


def test_bringing_back_what_did_not_change_changes_nothing(study: Path) -> None:
    before = contents(study)
    assert main(["po", "import", str(export())]) == 0
    assert {name: content for name, content in contents(study).items() if "translations" not in name} == before


@pytest.mark.slow
@pytest.mark.parametrize("name", available())
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_every_text_can_be_changed_and_nothing_else_is(name: str, line_end: str, tmp_path: Path) -> None:
    """Each Russian text gets a mark; taking the marks out of the file gives the former file, quotes aside."""
    source = load_instrument(name)
    file = tmp_path / f"{name}.yaml"
    text = Path(str(source.path)).read_text("utf-8")
    file.write_bytes(text.replace("\n", line_end).encode())
    instrument = load_instrument(file)
    spots = [spot for spot in texts_of(instrument) if spot.file == file and "trend" not in spot.address]
    trends = {item.id for item in instrument.items if item.trend}
    new = {(spot.address, "ru"): f'{spot["ru"]} "\\Ж' for spot in spots if spot.item not in trends}
    (changed,) = changed_files(instrument, new).values()  # type: ignore[arg-type]
    assert changed.decode().count("Ж") >= len(new)
    undone = changed.decode().replace(' \\"\\\\Ж"', '"').replace(' "\\Ж', "")
    assert undone.replace("'", '"') == text.replace("\n", line_end).replace("'", '"')


def test_new_words_go_into_the_file_and_the_record(study: Path, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = export()
    change(file, "Есть ли угроза суду?", "Угрожает ли «что-то» суду?")
    change(file, '"Второе."', '"Второе.\\n"\n"\\n"\n"Третье."')
    change(file, 'msgstr "Да"', 'msgstr "Да, конечно"')
    assert main(["po", "import", str(file)]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "Language: ru. Texts changed: 3, as they were: 4."
    text = path.read_text("utf-8")
    assert 'ru: "Угрожает ли «что-то» суду?"\n' in text
    assert "  ru: |-\n    Первое.\n\n    Второе.\n\n    Третье.\n  en: |-\n" in text
    assert all(comment in text for comment in ("# A comment", "# three of them", "# the first", "# a native speaker"))
    assert (
        (path.parent / "lists" / "courts3.yaml")
        .read_text("utf-8")
        .startswith('# shared\n- {code: yes, text: {kk: "Иә", ru: "Да, кон')
    )
    assert main(["check", "courts"]) == 0


def test_empty_and_fuzzy_are_left_out(study: Path, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = export()
    change(file, 'msgstr "Почему?"', 'msgstr ""')
    change(file, '#. An answer that several questions share\nmsgctxt "lists.courts3.yes', '#, fuzzy\nmsgctxt "lists.courts3.yes')
    change(file, 'msgstr "Да"', 'msgstr "Угу"')
    assert main(["po", "import", str(file)]) == 0
    out = capsys.readouterr().out
    assert "without a translation, left out: 1" in out
    assert "marked fuzzy, left out: 1" in out
    assert 'ru: "Почему?"' in path.read_text("utf-8")


def test_a_translation_of_an_earlier_source_is_taken_and_stale(
    study: Path, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = export()
    change(file, 'msgstr "Почему?"', 'msgstr "Отчего?"')
    change(path, '"Why?"', '"Why so?"')
    assert main(["po", "import", str(file)]) == 0
    assert "translated from an earlier source text, to be looked at again: 1" in capsys.readouterr().out
    assert main(["check", "courts"]) == 1
    again = po_text(load_instrument("courts"), "ru")
    assert '#, fuzzy\nmsgctxt "items.why.text"\nmsgid "Why so?"\nmsgstr "Отчего?"' in again


def test_a_new_language_is_added(study: Path, path: Path) -> None:
    russian = [line for line in path.read_text("utf-8").splitlines() if "ru" not in line]
    assert len(russian) < len(path.read_text("utf-8").splitlines())
    two = path.read_text("utf-8").replace("[kk, ru, en]", "[kk, en]").replace('ru: "О суде", ', "").replace('ru: "Суд", ', "")
    two = two.replace('ru: "Почему?", ', "").replace("  ru: |-\n    Первое.\n\n    Второе.\n", "")
    two = two.replace("      ru: 'Есть ли угроза суду?'\n", "")
    path.write_text(two, "utf-8")
    answers = path.parent / "lists" / "courts3.yaml"
    answers.write_text(answers.read_text("utf-8").replace('ru: "Да", ', "").replace('ru: "Нет", ', ""), "utf-8")
    assert load_instrument("courts").languages == ("kk", "en")
    file = export()
    words = iter(["О суде", "Первое.", "Суд", "Есть ли угроза суду?", "Почему?", "Да", "Нет"])
    head, *entries = file.read_text("utf-8").split('msgstr ""\n')
    assert len(entries) == 8
    file.write_text(head + 'msgstr ""\n' + entries[0] + "".join(f'msgstr "{next(words)}"\n{one}' for one in entries[1:]), "utf-8")
    assert main(["po", "import", str(file)]) == 0
    instrument = load_instrument("courts")
    assert set(instrument.languages) == {"kk", "ru", "en"}
    assert instrument.item("threat").text["ru"] == "Есть ли угроза суду?"
    assert 'title: {kk: "Сот туралы", ru: "О суде", en: "On the courts"}\n' in path.read_text("utf-8")


def test_nothing_is_written_where_anything_is_wrong(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = export()
    change(file, "items.why.text", "items.whi.text")
    change(file, 'msgctxt "title"\n', "")
    before = contents(study)
    assert main(["po", "import", str(file)]) == 2
    told = capsys.readouterr().err
    assert "Did you mean “items.why.text”? [SQ-I79]" in told
    assert "[SQ-I78]" in told
    assert contents(study) == before


def test_a_translation_that_breaks_the_questionnaire_is_refused(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = export()
    change(file, 'msgstr "Да"', 'msgstr "Нет"')
    change(file, 'msgstr "Почему?"', 'msgstr "Отчего?"')
    before = contents(study)
    assert main(["po", "import", str(file)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"ru.po, line {line_of(file, 'lists.courts3.yes.text') + 1}: ")
    assert told.count("[SQ-I27]") == 1
    assert contents(study) == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("Why? = Почему?\n", "SQ-I77"),
        ('msgid ""\nmsgstr ""\n"Language: de\\n"\n"Project-Id-Version: courts 1\\n"\n', "SQ-I80"),
        ('msgid ""\nmsgstr ""\n"Language: ru\\n"\n', "SQ-I81"),
        (PLURAL, "SQ-I84"),
    ],
)
def test_files_that_cannot_be_used(content: str, code: str, study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("x.po").write_text(content, "utf-8")
    assert main(["po", "import", "x.po"]) == 2
    assert capsys.readouterr().err.rstrip().endswith(f"[{code}]")


def test_a_word_for_word_question_cannot_be_changed(study: Path, path: Path) -> None:
    later = path.with_name("later.yaml")
    text = path.read_text("utf-8").replace("id: courts\n", "id: later\n")
    later.write_text(
        text.replace("    options: courts3\n", "    options: courts3\n    trend: {questionnaire: courts, item: threat}\n"),
        "utf-8",
    )
    with pytest.raises(InstrumentError) as raised:
        changed_files(load_instrument("later"), {("items.threat.text", "ru"): "Есть ли угроза судам?"})
    assert (raised.value.code, raised.value.problems[0].place.file) == ("SQ-I66", later)


def test_the_same_questionnaire_gives_the_same_file(path: Path) -> None:
    instrument = load_instrument("courts")
    assert po_text(instrument, "kk") == po_text(instrument, "kk")
    assert "1970-01-01" in po_text(instrument, "kk")


def test_an_import_never_changes_the_language_of_the_source(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The record is of English: a file from Russian into English brings texts, and only what was made of those is stale."""
    assert main(["po", "record", "courts"]) == 0
    before = (study / "instruments" / "translations" / "courts.yaml").read_bytes()
    file = export("en", "--source", "ru")
    change(file, 'msgstr "Yes"', 'msgstr "Yes, surely"')
    assert main(["po", "import", str(file)]) == 0
    assert "The file was translated from ru, but the record" in capsys.readouterr().out
    assert (study / "instruments" / "translations" / "courts.yaml").read_bytes() == before
    assert main(["check", "courts"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.split("`")[1] for line in told] == ["lists.courts3.yes.text"] * 2


def test_a_source_that_is_not_that_of_the_record_is_refused(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["po", "record", "courts", "--source", "ru"]) == 0
    assert "language of the source: ru" in capsys.readouterr().out
    for action in ("export courts --lang kk --out kk.po", "sheet courts --out s.xlsx", "record courts"):
        assert main(["po", *action.split(), "--source", "en"]) == 2
        assert "[SQ-I100]" in capsys.readouterr().err
    assert "X-Source-Language: ru" in export("kk").read_text("utf-8")


def test_without_a_record_everything_begins_from_one_language(study: Path, path: Path) -> None:
    """Kazakh and Russian only: the record, the PO file and the sheet agree that Kazakh is the source."""
    for file in (path, path.parent / "lists" / "courts3.yaml"):
        text = re.sub(r', en: "[^"]*"', "", file.read_text("utf-8").replace("[kk, ru, en]", "[kk, ru]"))
        text = text.replace("  en: |-\n    First.\n\n    Second.\n", "")
        text = text.replace("      en: Is there a threat to the courts?\n", "")
        file.write_text(text, "utf-8")
    assert "X-Source-Language: kk" in export("ru").read_text("utf-8")
    assert main(["po", "sheet", "courts", "--out", "s.xlsx"]) == 0
    assert load_workbook("s.xlsx").sheetnames == ["kk-ru"]
    assert main(["po", "record", "courts"]) == 0
    assert "source: kk" in (path.parent / "translations" / "courts.yaml").read_text("utf-8")


def test_an_address_that_stands_twice(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = export()
    first = line_of(file, "items.why.text") + 1
    more = 'msgctxt "items.why.text"\nmsgid "Why?"\nmsgstr "Отчего?"\n'
    file.write_text(f"{file.read_text('utf-8')}\n{more}", "utf-8")
    assert main(["po", "import", str(file)]) == 2
    told = capsys.readouterr().err
    assert f"line {line_of_last(file, 'items.why.text') + 1}: The address `items.why.text` stands twice" in told
    assert f"first in line {first}" in told


def line_of_last(file: Path, words: str) -> int:
    return max(n for n, line in enumerate(file.read_text("utf-8").splitlines(), 1) if words in line)


def test_an_import_that_changes_nothing_writes_nothing(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = export()
    assert main(["po", "import", str(file)]) == 0
    record = study / "instruments" / "translations" / "courts.yaml"
    record.write_text("# A comment that shows whether the file was written.\n" + record.read_text("utf-8"), "utf-8")
    before = contents(study)
    capsys.readouterr()
    assert main(["po", "import", str(file)]) == 0
    assert "written" not in capsys.readouterr().out
    assert contents(study) == before


def test_a_file_of_windows_notepad(study: Path) -> None:
    file = export()
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["po", "import", str(file)]) == 0


def test_half_a_file_is_told(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = export()
    whole = file.read_text("utf-8")
    file.write_text(whole[: whole.index("#. Question 1.2")], "utf-8")
    assert main(["po", "import", str(file)]) == 0
    assert "not in the file, left as they were: 3" in capsys.readouterr().out
    half = whole[: whole.index("очему?")]
    file.write_text(half, "utf-8")
    assert main(["po", "import", str(file)]) == 2
    assert f"ru.po, line {len(half.splitlines())}: This is not a proper PO file" in capsys.readouterr().err


def test_nobody_is_invented_in_the_header(path: Path) -> None:
    assert not [word for word in ("FULL NAME", "EMAIL@ADDRESS", "LL@li.org") if word in po_text(load_instrument("courts"), "ru")]


def test_signs_that_yaml_does_not_print(study: Path, path: Path) -> None:
    file = export()
    odd = "Почему\u0085так\u2028\x07\ufeff?"
    change(file, 'msgstr "Почему?"', f'msgstr "{odd}"')
    change(file, '"Второе."', f'"Второе.{odd}\\r."')
    assert main(["po", "import", str(file)]) == 0
    instrument = load_instrument("courts")
    assert instrument.item("why").text["ru"] == odd
    assert instrument.consent is not None
    assert instrument.consent["ru"] == f"Первое.\n\nВторое.{odd}\r."


def test_what_people_wrote_survives_an_import(study: Path) -> None:
    """A long note is broken into lines in a PO file, and comes back as it was."""
    assert main(["po", "record", "courts"]) == 0
    record = study / "instruments" / "translations" / "courts.yaml"
    note = "a long note, " * 12 + "and its end"
    record.write_text(
        record.read_text("utf-8").replace("status: translated}", f'status: reviewed, who: "A. B.", notes: "{note}"}}'), "utf-8"
    )
    before = record.read_bytes()
    file = export()
    assert main(["po", "import", str(file)]) == 0
    assert record.read_bytes() == before
    change(file, 'msgstr "Почему?"', 'msgstr "Отчего?"')
    assert main(["po", "import", str(file)]) == 0
    changed = read_record(load_instrument("courts"))
    assert changed is not None
    entry = changed.entries["items.why.text", "ru"]
    assert (entry.status, entry.who, entry.notes) == ("translated", "A. B.", note)


@pytest.mark.parametrize("command", ["export courts --lang ru --out ru.xlsx", "sheet courts --out s.csv"])
def test_the_ending_says_what_is_written(command: str, study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["po", *command.split()]) == 2
    assert "[SQ-R17]" in capsys.readouterr().err
    assert not Path(command.split()[-1]).exists()
