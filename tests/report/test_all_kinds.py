"""A study with every kind of question, from the file of a platform to the report: figures, tables and numbers counted by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pypdf
import pytest
from lxml import html

from survey.report.build import build_report
from survey.wave.load import load_wave

QUESTIONNAIRE = """
id: street
version: "1"
languages: [kk, ru, en]
title: {kk: "Көшелер туралы", ru: "Об улицах", en: "On streets"}
sections: [{id: s, number: "1", title: {kk: "Көшелер", ru: "Улицы", en: "Streets"}}]
lists:
  mark:
    - {code: bad, value: 1, text: {kk: "Нашар", ru: "Плохо", en: "Bad"}}
    - {code: fair, value: 2, text: {kk: "Орташа", ru: "Средне", en: "Fair"}}
    - {code: good, value: 3, text: {kk: "Жақсы", ru: "Хорошо", en: "Good"}}
items:
  - {id: walks, number: "1", section: s, kind: single, level: binary, options: yes_no,
     label: {kk: "Жаяу жүру", ru: "Прогулки", en: "Walking"},
     text: {kk: "Сіз жаяу жүресіз бе?", ru: "Вы ходите пешком?", en: "Do you walk?"}}
  - {id: why, number: "1.1", section: s, kind: text, level: nominal, show_if: {all: [{item: walks, is: ["no"]}]},
     label: {kk: "Себебі", ru: "Причина", en: "Reason"}, text: {kk: "Неге жүрмейсіз?", ru: "Почему не ходите?", en: "Why not?"}}
  - {id: streets, number: "2", section: s, kind: matrix, level: ordinal, options: mark,
     label: {kk: "Көше күйі", ru: "Состояние", en: "State"},
     text: {kk: "Көшелердің күйі қандай?", ru: "В каком состоянии улицы?", en: "What state are the streets in?"},
     rows: [{code: main, text: {kk: "Басты көше", ru: "Главная улица", en: "Main street"}},
            {code: side, text: {kk: "Шеткі көше", ru: "Боковая улица", en: "Side street"}}]}
  - {id: streets_main, number: "2.1", section: s, kind: scale, level: ordinal, options: mark,
     label: {kk: "Жалпы баға", ru: "Оценка", en: "Mark"},
     text: {kk: "Жалпы бағаңыз қандай?", ru: "Какова Ваша общая оценка?", en: "What is your overall mark?"}}
  - {id: age, number: "3", section: s, kind: number, level: interval, label: {kk: "Жасы", ru: "Возраст", en: "Age"},
     text: {kk: "Жасыңыз нешеде?", ru: "Сколько Вам лет?", en: "How old are you?"}}
  - id: needs
    number: "4"
    section: s
    kind: multiple
    level: nominal
    label: {kk: "Қажеттілік", ru: "Нужды", en: "Needs"}
    text: {kk: "Көшеге не керек?", ru: "Что нужно улице?", en: "What does the street need?"}
    options:
      - {code: trees, value: 1, text: {kk: "Ағаш", ru: "Деревья", en: "Trees"}}
      - {code: light, value: 2, text: {kk: "Жарық", ru: "Свет", en: "Light"}}
comparisons:
  - {id: state, items: [streets.main, streets.side, streets_main],
     title: {kk: "Көшелерді салыстыру", ru: "Сравнение улиц", en: "Streets compared"}}
"""
WAVE = """
id: street-1
instrument: street
kind: microdata
disclosure: public
title: {kk: "Көше сауалнамасы", ru: "Опрос об улицах", en: "The street survey"}
design: nonprobability
n: 8
fieldwork: {from: 2025-05-01, to: 2025-05-02}
source: {kk: "Сынақ деректері", ru: "Пробные данные", en: "Trial data"}
import: {platform: google-forms, timezone: Asia/Almaty}
"""
MARGINS_WAVE = WAVE.replace("microdata", "margins").replace("import: {platform: google-forms, timezone: Asia/Almaty}", "")

SECRET = "Көршім Серік құлатты"  # a free text that names a person
ROWS = (
    ("Иә", "", "Нашар", "Жақсы", "Жақсы", "18", "Ағаш;Жарық"),
    ("Иә", "", "Нашар", "Жақсы", "Жақсы", "20", "Ағаш;Жарық"),
    ("Иә", "", "Нашар", "Орташа", "Орташа", "22", "Ағаш"),
    ("Иә", "", "Орташа", "Орташа", "Нашар", "30", "Ағаш"),
    ("Иә", "", "Орташа", "", "Нашар", "41", "Жарық"),
    ("Жоқ", SECRET, "Жақсы", "Жақсы", "Нашар", "55", "Ағаш"),
    ("Жоқ", SECRET, "Нашар", "Нашар", "Нашар", "60", ""),
    ("Жоқ", "", "Нашар", "Жақсы", "Орташа", "", "Ағаш"),
)
HEADER = (
    "Сіз жаяу жүресіз бе?",
    "Неге жүрмейсіз?",
    "Көшелердің күйі қандай? [Басты көше]",
    "Көшелердің күйі қандай? [Шеткі көше]",
    "Жалпы бағаңыз қандай?",
    "Жасыңыз нешеде?",
    "Көшеге не керек?",
)

# Table -> its cells in English; counts and percents by hand from ROWS.
TABLES = {
    "walks": [["Yes", "5", "62.5%"], ["No", "3", "37.5%"], ["Total", "8", "100.0%"]],
    "streets--main": [["Bad", "5", "62.5%"], ["Fair", "2", "25.0%"], ["Good", "1", "12.5%"], ["Total", "8", "100.0%"]],
    "streets--side": [["Bad", "1", "14.3%"], ["Fair", "2", "28.6%"], ["Good", "4", "57.1%"], ["Total", "7", "100.0%"]],
    "streets-main": [["Bad", "4", "50.0%"], ["Fair", "2", "25.0%"], ["Good", "2", "25.0%"], ["Total", "8", "100.0%"]],
    "needs": [["Trees", "6", "85.7%"], ["Light", "3", "42.9%"], ["Base (n)", "7", ""]],
    "age": [
        ["Count", "7"],
        ["Minimum", "18"],
        ["Lower quartile", "21"],
        ["Median", "30"],
        ["Mean", "35.14"],  # 246 / 7
        ["Upper quartile", "48"],
        ["Maximum", "60"],
        ["Standard deviation", "17.17"],  # the squares sum to 10414, so the variance is (10414 - 246**2 / 7) / 6
        ["Skipped", "1"],
    ],
    "set-state": [
        ["Bad", "5 (62.5%)", "1 (14.3%)", "4 (50.0%)"],
        ["Fair", "2 (25.0%)", "2 (28.6%)", "2 (25.0%)"],
        ["Good", "1 (12.5%)", "4 (57.1%)", "2 (25.0%)"],
        ["Base (n)", "8", "7", "8"],
    ],
}
ANSWERED = {
    "kk": "Сұрақ 3 адамға қойылды, 2 адам жауап жазды.",
    "ru": "Ответ написали: 2; вопрос задавали: 3.",
    "en": "Wrote an answer: 2; were asked: 3.",
}
NEEDS_ROWS = "The result of this question takes individual answers"


def study(folder: Path, settings: str) -> Path:
    """The folder of the only wave of a study."""
    wave = folder / "data" / "street-1"
    for made in (folder / "instruments", wave / "raw"):
        made.mkdir(parents=True)
    (folder / "instruments" / "street.yaml").write_text(QUESTIONNAIRE, "utf-8")
    (wave / "wave.yaml").write_text(settings, "utf-8")
    return wave


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the answers as HTML in three languages and as PDF in Kazakh."""
    folder = tmp_path_factory.mktemp("street")
    wave = study(folder, WAVE)
    with (wave / "raw" / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        out.writerow(["Уақыт белгісі", *HEADER])
        out.writerows([f"2025/05/01 1:0{minute}:00 PM GMT+5", *row] for minute, row in enumerate(ROWS))
    loaded = load_wave(wave)
    outputs = [*build_report(loaded, formats=["html"], out=folder), *build_report(loaded, ["kk"], ["pdf"], out=folder)]
    assert [output.error for output in outputs] == [None] * 4
    return folder


def page(folder: Path, language: str) -> html.HtmlElement:
    return html.parse(folder / f"report.{language}.html", html.HTMLParser(encoding="utf-8")).getroot()


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("name", TABLES)
def test_the_numbers_are_those_counted_by_hand(reports: Path, name: str) -> None:
    (table,) = page(reports, "en").xpath(f"//*[@id='tbl-{name}']/descendant-or-self::table")
    rows = [[words(cell) for cell in row.iter("td")] for row in table.iter("tr")]
    assert [row for row in rows if row] == TABLES[name]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_question_has_its_figure_with_words_for_it(reports: Path, language: str) -> None:
    root = page(reports, language)
    for name in TABLES:
        (figure,) = root.xpath(f"//figure[@id='fig-{name}']")
        spoken = figure.xpath(".//@alt | .//@aria-label")
        assert any("8" in text or "7" in text for text in spoken), name
    assert ANSWERED[language] in words(root)
    assert SECRET not in html.tostring(root, encoding="unicode")


def test_the_summary_has_the_rows_of_a_matrix(reports: Path) -> None:
    (table,) = page(reports, "en").xpath("//*[@id='tbl-report--summary']/descendant-or-self::table")
    numbers = [words(row.find("td")) for row in table.iter("tr") if row.find("td") is not None]
    assert len([one for one in numbers if one.startswith("2 (")]) == 2


def test_a_matrix_has_one_heading_and_a_caption_for_each_row(reports: Path) -> None:
    root = page(reports, "en")
    assert len(root.xpath("//*[@id='q-streets']")) == 1
    captions = [words(root.xpath(f"//*[@id='fig-streets--{row}']//figcaption")[0]) for row in ("main", "side")]
    assert [caption.partition("State")[2] for caption in captions] == [
        " – Main street: shares of answers",
        " – Side street: shares of answers",
    ]
    (compared,) = root.xpath("//*[@id='tbl-set-state']/descendant-or-self::table")
    assert [words(cell) for cell in compared.iter("th")] == [
        "Answer",
        "2 (1). State – Main street",
        "2 (2). State – Side street",
        "2.1. Mark",
    ]


def test_ages_are_drawn_in_classes(reports: Path) -> None:
    (figure,) = page(reports, "en").xpath("//figure[@id='fig-age']")
    spoken = " ".join(figure.xpath(".//@alt | .//@aria-label"))
    assert "Base (n): 7. 0–19: 1 (14.3%); 20–39: 3 (42.9%); 40–59: 2 (28.6%); 60–79: 1 (14.3%)." in spoken


def test_several_answers_are_explained(reports: Path) -> None:
    root = page(reports, "kk")
    assert words(root).count("Бірнеше жауап таңдауға рұқсат етілген") == 1


def test_the_pdf_holds_every_question_and_no_free_text(reports: Path) -> None:
    text = "".join("".join(sheet.extract_text().split()) for sheet in pypdf.PdfReader(reports / "report.kk.pdf").pages)
    for wanted in ("Көше күйі – Басты көше", "Жасы: сипаттамалық статистика", "Стандартты ауытқу", ANSWERED["kk"]):
        assert "".join(wanted.split()) in text, wanted
    assert "".join(SECRET.split()) not in text


def test_margins_leave_out_what_takes_rows(tmp_path: Path) -> None:
    wave = study(tmp_path, MARGINS_WAVE)
    counts = {"walks": (5, 3), "streets.main": (5, 2, 1), "streets.side": (1, 2, 5), "streets_main": (4, 2, 2), "needs": (6, 3)}
    codes = {2: ("yes", "no"), 3: ("bad", "fair", "good")}
    lines = [
        f"{item},{code},{n},{n},8,published,"
        for item, numbers in counts.items()
        for code, n in zip(("trees", "light") if item == "needs" else codes[len(numbers)], numbers, strict=True)
    ]
    (wave / "margins.csv").write_text("\n".join(["item,code,low,high,base,basis,note", *lines, ""]), "utf-8")
    (output,) = build_report(load_wave(wave), ["en"], ["html"], out=tmp_path)
    assert output.error is None
    root = page(tmp_path, "en")
    assert words(root).count(NEEDS_ROWS) == 2  # the number and the text
    assert root.xpath("//*[@id='tbl-streets--side']")
    assert not root.xpath("//*[@id='tbl-age']")
