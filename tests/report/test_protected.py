"""What a report, a codebook, an export and the author's own prose tell of a wave that protects its people."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree, html
from tests.report.test_all_kinds import HEADER, QUESTIONNAIRE, WAVE, study

from survey.analysis.disclosure import Guard
from survey.audit.commentary import check
from survey.cli.main import main
from survey.errors import NUMBER_HIDDEN, SurveyError
from survey.i18n.catalogue import say
from survey.report.build import build_report
from survey.report.codebook.codebook import codebook_of
from survey.report.report import Report
from survey.wave.load import load_wave
from survey.wave.wave import Wave
from survey.writers.export import export

TOLD, UNTOLD = "Жол тар", "Көршім Серік құлатты"  # the second names a person
CROSSED = "crosstabs: [{id: c, items: [streets_main], by: [walks]}]\n"
WEIGHTS = """
weights: {method: poststratification, frame: {source: {kk: "Т", ru: "Р", en: "Register"}, margins: {walks: {yes: 1, no: 1}}}}
"""


def answers(no: int = 10, bad_of_no: int = 6) -> list[tuple[str, ...]]:
    """Sixty people. Main street: 40 bad, 17 fair, 3 good. Trees: all but two. Light: 30. `no`: how many do not walk."""
    rows: list[tuple[str, ...]] = []
    for place in range(60):
        walks = place >= no
        main = "Нашар" if place < 40 else "Орташа" if place < 57 else "Жақсы"
        mark = "Нашар" if place < bad_of_no or place >= 40 else "Жақсы"
        why = "" if walks else TOLD if place else UNTOLD
        needs = ";".join(["Ағаш"] * (place < 58) + ["Жарық"] * (place % 2 == 0 or place >= 58))
        rows.append(("Иә" if walks else "Жоқ", why, main, "Жақсы", mark, str(20 + place) if place else "", needs))
    return rows


def wave(
    folder: Path,
    rules: str = "",
    more: str = "",
    rows: list[tuple[str, ...]] | None = None,
    asked: str = "",
    header: tuple[str, ...] = HEADER,
    beside: Path | None = None,
) -> Wave:
    """A wave of these people. rules: the block `disclosure`, the usual rules by default. more: other blocks. beside: a file that
    belongs beside wave.yaml."""
    settings = WAVE.replace("n: 8", "n: 60").replace("disclosure: public\n", rules) + more
    home = study(folder, settings)
    if beside is not None:
        (home / beside.name).write_bytes(beside.read_bytes())
    if asked:
        (folder / "instruments" / "street.yaml").write_text(asked, "utf-8")
    with (home / "raw" / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        out.writerow(["Уақыт белгісі", *header])
        given = answers() if rows is None else rows
        out.writerows([f"2025/05/01 1:{minute:02}:00 PM GMT+5", *row] for minute, row in enumerate(given))
    (home / "ok.csv").write_text(f"item,text\nwhy,{TOLD}\nwhy,Nobody wrote this\n", "utf-8")
    return load_wave(home)


def cells(page: html.HtmlElement, name: str) -> dict[str, str]:
    """Answer -> count of a printed table."""
    rows = page.xpath(f"//*[@id='tbl-{name}']/descendant-or-self::table//tr[td]")
    return {" ".join(row[0].text_content().split()): row[1].text_content().strip() for row in rows}


def test_each_kind_of_question_in_a_printed_report(tmp_path: Path) -> None:
    (output,) = build_report(wave(tmp_path), ["en"], ["html"], out=tmp_path)
    assert output.error is None
    page = html.parse(output.path, html.HTMLParser(encoding="utf-8")).getroot()
    assert cells(page, "streets--main") == {"Bad": "40", "Fair": "x", "Good": "x", "Total": "60"}  # 17 and 3
    assert cells(page, "streets--side") == {"Bad": "0", "Fair": "0", "Good": "60", "Total": "60"}
    # Two did not tick trees; that 31 ticked light would say that 29 or more ticked trees, who are 1 to 4 or 56 to 59.
    assert cells(page, "needs") == {"Trees": "x", "Light": "x", "Base (n)": "60"}
    age = cells(page, "age")
    assert (age["Count"], age["Minimum"], age["Maximum"], age["Median"]) == ("59", "x", "x", "50")
    text = page.text_content()
    assert TOLD not in text
    assert UNTOLD not in text


def test_only_approved_answers_are_quoted(tmp_path: Path) -> None:
    quoted = wave(tmp_path, "disclosure: {free_text: ok.csv, quotes: approved}\n")
    text = Report(quoted, "en", tmp_path).part("questions")
    assert text.count(TOLD) == 1
    assert UNTOLD not in text
    assert "Nobody wrote this" not in text


def test_a_list_without_its_columns_is_refused(tmp_path: Path) -> None:
    quoted = wave(tmp_path, "disclosure: {free_text: ok.csv, quotes: approved}\n")
    assert quoted.folder is not None
    (quoted.folder / "ok.csv").write_text("question,answer\nwhy,yes\n", "utf-8")
    with pytest.raises(SurveyError) as refusal:
        Report(quoted, "en", tmp_path).part("questions")
    assert refusal.value.code == "SQ-D139"


def test_a_question_that_follows_a_hidden_answer_has_no_base(tmp_path: Path) -> None:
    """Three do not walk: of two answers both are hidden, and so is how many were asked why."""
    report = Report(wave(tmp_path, rows=answers(no=3)), "en", tmp_path)
    text = report.part("questions")
    why = text[text.index("{#q-why}") : text.index("### 2. ")]
    assert report.say("text_hidden") in why
    assert not any(digit in why.partition("\n\n")[2] for digit in "0123456789")
    book = codebook_of(report.wave, "en", tmp_path)
    assert book.answered(report.instrument.item("why")) is None
    assert "why" not in book.missing


@pytest.mark.parametrize(
    ("bad_of_no", "shown"),
    [
        pytest.param(5, True, id="five and five"),
        pytest.param(3, False, id="a cell of three"),
        pytest.param(10, False, id="a group of one opinion"),
    ],
)
def test_a_sensitive_question_by_an_identifying_one(tmp_path: Path, bad_of_no: int, shown: bool) -> None:
    rules = "disclosure: {sensitive: [streets_main], identifying: [walks]}\n"
    text = Report(wave(tmp_path, rules, CROSSED, answers(bad_of_no=bad_of_no)), "en", tmp_path).part("associations")
    assert ("{#tbl-crossed-c--1}" in text) == shown
    assert ("is not shown: too much of it" in text) != shown


def test_the_risk_table_is_for_the_author(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = wave(tmp_path, "disclosure: {identifying: [walks, streets.main]}\n", rows=answers(no=3)).folder
    assert main(["report", "risk", str(home)]) == 1
    shown = capsys.readouterr().out
    assert "walks × streets.main" in shown
    assert "no,bad,3" in shown
    assert "yes,bad,37" not in shown


def test_no_identifying_questions_no_risk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "risk", str(wave(tmp_path).folder)]) == 2
    assert "SQ-S166" in capsys.readouterr().err


def test_an_export_says_that_it_holds_single_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = wave(tmp_path).folder
    for form, told in (("csv", True), ("ddi", False)):
        assert main(["export", str(home), "--to", form, "--out", str(tmp_path / f"a.{form}")]) == 0
        assert (say("cli.export_private", "en") in capsys.readouterr().err) == told


@pytest.mark.parametrize(("rules", "counted"), [("", False), ("disclosure: public\n", True)])
def test_the_description_of_an_export_has_no_counts(tmp_path: Path, rules: str, counted: bool) -> None:
    (path,) = export(wave(tmp_path, rules), "ddi", "en", tmp_path / "out")
    tree = etree.parse(path)
    assert bool(tree.xpath("//*[local-name()='sumStat' or local-name()='catStat']")) == counted
    assert tree.xpath("//*[local-name()='catValu']")


def test_few_people_with_one_reason_are_not_told_in_a_codebook(tmp_path: Path) -> None:
    """One person skipped the age: of the reasons those of the people who were asked are hidden."""
    book = codebook_of(wave(tmp_path), "en", tmp_path)
    assert set(book.missing["age"].values()) == {None, 0}
    assert book.answered(book.instrument.item("age")) == 59
    row = next(line for line in book.part("missing").splitlines() if line.startswith("|") and "Age" in line)
    assert row.count(" x ") >= 1
    free = codebook_of(wave(tmp_path / "free", "disclosure: public\n"), "en", tmp_path)
    assert sum(n or 0 for n in free.missing["age"].values()) == 1


def test_prose_may_not_give_away_what_the_tables_hide(tmp_path: Path) -> None:
    protected = wave(tmp_path)
    assert protected.folder is not None
    folder = protected.folder / "commentary"
    folder.mkdir()
    prose = "## streets\n\nBad, say [40]{of=main.bad} people.\n\nGood, say [3]{of=main.good}.\n"
    (folder / "en.md").write_text(prose, "utf-8")
    assert [(one.code, one.place.line) for one in check(protected, "en")] == [(NUMBER_HIDDEN, 5)]
    with pytest.raises(SurveyError) as refusal:
        Report(protected, "en", tmp_path).part("questions")
    assert refusal.value.code == NUMBER_HIDDEN
    (folder / "en.md").write_text(prose.replace("{of=main.good}", '{waived="they agreed"}'), "utf-8")
    assert check(protected, "en") == []


def test_weighted_numbers_that_tell_of_few_people_are_left_out(tmp_path: Path) -> None:
    """Weights follow from walking: with them the counts of marks by walking could be worked out."""
    report = Report(wave(tmp_path, more=WEIGHTS, rows=answers(bad_of_no=3)), "en", tmp_path)
    assert "weighted_n" not in report.frequencies("streets_main")  # three who do not walk say bad
    assert "weighted_n" in report.frequencies("walks")
    assert report.say("weights_withheld") in report.part("method")
    open_ = Report(wave(tmp_path / "free", "disclosure: public\n", WEIGHTS), "en", tmp_path)
    assert "weighted_n" in open_.frequencies("streets_main")
    shown = [Guard(one.wave).unweighted(pd.DataFrame({"n": [1], "weighted_n": [1.5]})) for one in (report, open_)]
    assert [list(one) for one in shown] == [["n"], ["n", "weighted_n"]]
    assert open_.say("weights_withheld") not in open_.part("method")


def test_a_questionnaire_without_ordered_questions_has_its_report(tmp_path: Path) -> None:
    """Nothing can be correlated; the part says so."""
    asked = QUESTIONNAIRE.replace("level: binary", "level: nominal").replace("kind: scale, ", "kind: single, ")
    asked = asked.replace("level: ordinal", "level: nominal")
    asked = asked.replace("kind: number, level: interval", "kind: text, level: nominal")
    text = Report(wave(tmp_path, "disclosure: public\n", asked=asked), "en", tmp_path).part("measurement")
    assert "at least two items" in text


MOOD = """  - {id: mood, number: "1.2", section: s, kind: single, level: nominal, options: mark,
     show_if: {all: [{item: walks, is: ["no"]}]},
     label: {kk: "Көңіл", ru: "Настроение", en: "Mood"}, text: {kk: "Көңіліңіз қалай?", ru: "Настроение?", en: "Your mood?"}}
"""
MOOD_INDEX = """indices:
  - {id: M, title: {kk: "М", ru: "М", en: "M"}, description: {kk: "М.", ru: "М.", en: "M."}, model: formative,
     items: {mood: {bad: 0, fair: 0.5, good: 1}}, minimum_answered: 1, justification: {kk: "М", ru: "М", en: "M"}}
"""


def test_how_many_were_asked_is_hidden_in_crossed_tables_and_indices_too(tmp_path: Path) -> None:
    """Three do not walk, which is hidden; only they were asked about their mood."""
    asked = QUESTIONNAIRE.replace("  - {id: streets, number", f"{MOOD}  - {{id: streets, number") + MOOD_INDEX
    rows = [(*row, "Нашар" if row[0] == "Жоқ" else "") for row in answers(no=3)]
    crossed = "crosstabs: [{id: c, items: [mood], by: [streets_main]}]\n"
    report = Report(wave(tmp_path, "", crossed, rows, asked, (*HEADER, "Көңіліңіз қалай?")), "en", tmp_path)
    told = report.part("associations") + report.part("indices")
    rows_told = [line for line in told.splitlines() if line.startswith("|") and ("Mood" in line or "| M\\. M" in line)]
    assert [line.count(" x ") for line in rows_told] == [1, 4]
    assert not any(cell.strip() == "3" for line in rows_told for cell in line.split("|"))
    assert "{#tbl-crossed-c--1}" not in told


def test_weights_tell_no_joint_answers(tmp_path: Path) -> None:
    """Two questions in the frame, three people in one combination: the smallest weight would tell how many these are."""
    frame = WEIGHTS.replace("margins: {walks: {yes: 1, no: 1}}", "margins: {walks: {yes: 1, no: 1}, mood2: {yes: 1, no: 1}}")
    asked = QUESTIONNAIRE.replace(
        "  - {id: streets, number",
        "  - {id: mood2, number: '1.3', section: s, kind: single, level: binary, options: yes_no,"
        " label: {kk: Т, ru: Т, en: Т}, text: {kk: Т, ru: Т, en: Т}}\n  - {id: streets, number",
    )
    rows = [(*row, "Иә" if place % 20 < 17 else "Жоқ") for place, row in enumerate(answers(no=20))]
    raked = frame.replace("poststratification", "raking")
    protected = wave(tmp_path / "a", "", raked, rows, asked, (*HEADER, "Т"))
    text = Report(protected, "en", tmp_path).part("method")
    assert "smallest weight" not in text
    free = wave(tmp_path / "b", "disclosure: public\n", raked, rows, asked, (*HEADER, "Т"))
    assert "smallest weight" in Report(free, "en", tmp_path).part("method")


def test_reasons_of_few_are_left_out_beside_numbers(tmp_path: Path) -> None:
    text = Report(wave(tmp_path / "a"), "en", tmp_path).part("questions")
    assert "| Skipped" not in text[text.index("{#q-age}") :]
    text = Report(wave(tmp_path / "b", "disclosure: public\n"), "en", tmp_path).part("questions")
    assert "| Skipped" in text[text.index("{#q-age}") :]


def test_everything_that_was_changed_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the report and by the command; of weights the questions whose weighted numbers would tell of few people."""
    protected = wave(tmp_path, "", WEIGHTS)
    kinds = Report(protected, "en", tmp_path).guard.changed.groupby("kind")["first"].agg(list)
    assert kinds["numbers"] == ["age"]
    assert kinds["weighted"] == ["streets.main", "streets_main", "needs"]  # all said the same of the side street
    limits = Report(protected, "en", tmp_path).part("limits")
    assert "3\\. Age: extremes, and figures that tell of few people, hidden" in limits
    assert "4\\. Needs: weighted numbers not shown" in limits
    assert main(["report", "build", str(protected.folder), "--lang", "en", "--to", "html", "--out", str(tmp_path / "out")]) == 0
    assert "needs – weighted numbers hidden" in capsys.readouterr().err


def test_nothing_is_told_of_a_report_that_was_not_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frame = "margins: {walks: {yes: 1}}"
    protected = wave(tmp_path, "", WEIGHTS.replace("margins: {walks: {yes: 1, no: 1}}", frame))
    assert main(["report", "build", str(protected.folder), "--lang", "en", "--to", "html", "--out", str(tmp_path / "out")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert "wave.yaml, line" in lines[0]
    assert "[SQ-S161]" in lines[0]


def test_figures_of_a_part_that_is_withheld_are_not_left_behind(tmp_path: Path) -> None:
    report = Report(wave(tmp_path, "", "proportions: [{id: p, items: [streets_main], against: 1/2}]\n"), "en", tmp_path / "made")
    for name in ("measurement", "repeated", "regressions", "claims"):
        report.part(name)
    assert not list((tmp_path / "made").rglob("*.svg"))


@pytest.mark.parametrize(
    ("listed", "quoted"),
    [
        pytest.param(f"item;text\r\nwhy;{TOLD}\r\n", True, id="as Excel saves it"),
        pytest.param("item,text\n", False, id="nothing so far"),
    ],
)
def test_lists_of_approved_answers(tmp_path: Path, listed: str, quoted: bool) -> None:
    protected = wave(tmp_path, "disclosure: {free_text: ok.csv, quotes: approved}\n")
    assert protected.folder is not None
    (protected.folder / "ok.csv").write_bytes(listed.encode("utf-8-sig"))
    report = Report(protected, "en", tmp_path)
    assert (TOLD in report.part("questions")) == quoted
    assert "only those are quoted that the author has approved" in report.part("limits")
    assert "ok.csv" in report.part("colophon")


def test_the_table_of_the_population_is_among_the_files(tmp_path: Path) -> None:
    """Another frame makes other numbers, so its sum stands beside that of the answers."""
    rules = WEIGHTS.replace("margins: {walks: {yes: 1, no: 1}}", "file: frame.csv")
    (tmp_path / "frame.csv").write_text("walks,n\nyes,40\nno,60\n", "utf-8")
    protected = wave(tmp_path, "", rules, beside=tmp_path / "frame.csv")
    assert list(protected.provenance.files)[-2:] == ["frame.csv", "answers.csv"]
