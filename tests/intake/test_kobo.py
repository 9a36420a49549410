"""KoboToolbox: every layout of its exporter, with own content; and what ODK Central and old forms add."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from survey.errors import COLUMN_UNMATCHED, LABEL_UNMATCHED, TICKS_JOINED, SurveyError
from survey.instrument.model import Instrument
from survey.instrument.read import read_instrument
from survey.intake.kobo import sniff
from survey.intake.options import IntakeOptions
from survey.intake.read import prepare
from survey.wave.beside import given_instead, texts_beside
from survey.wave.responses import Responses
from survey.wave.tablefile import read_table

FIXTURES = Path(__file__).parent / "fixtures"
LAYOUTS = ["kobo_values", "kobo_values_summary_groups", "kobo_labels_kk", "kobo_labels_ru_groups", "kobo_labels_en_details"]
WRITTEN = {
    "kobo_labels_kk": {"Өзге (жазыңыз)": "drinks.other.text"},
    "kobo_labels_ru_groups": {"Другое (запишите)": "drinks.other.text"},
    "kobo_labels_en_details": {"Other (write it down)": "drinks.other.text"},
}
"""The label of the field for "other" is no wording of the questionnaire: the wave tells what it is."""


def answers(path: Path, instrument: Instrument, **options) -> Responses:
    return prepare(path, instrument, IntakeOptions(**options)).responses()


def problems(path: Path, instrument: Instrument, **options) -> list[tuple[str, object]]:
    with pytest.raises(SurveyError) as caught:
        answers(path, instrument, **options)
    return [(found.code, found.params.get("nearest")) for found in caught.value.problems]


def changed(tmp_path: Path, name: str, *, header=None, cells=None, drop=(), extra=None) -> Path:
    """A fixture with headers renamed, cells of named columns replaced row by row, columns dropped or added."""
    text = (FIXTURES / f"{name}.csv").read_text("utf-8")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    for column, values in (cells or {}).items():
        place = rows[0].index(column)
        for row, value in zip(rows[1:], values, strict=True):
            row[place] = value
    for column, values in (extra or {}).items():
        for row, value in zip(rows, (column, *values), strict=True):
            row.append(value)
    keep = [n for n, head in enumerate(rows[0]) if head not in drop]
    rows = [[row[n] for n in keep] for row in rows]
    rows[0] = [(header or {}).get(head, head) for head in rows[0]]
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    return path


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_says_the_same(teahouse, say_the_same, name, kind):
    path = FIXTURES / f"{name}.{kind}"
    assert sniff(read_table(path))
    read = answers(path, teahouse, columns=WRITTEN.get(name, {}))
    say_the_same(read)
    assert read.missing["why"].tolist()[::2] == ["not_asked", "not_asked"]
    assert read.missing["visits"].tolist()[1] == "skipped"
    assert read.text["drinks.other"].dropna().tolist() == ['Қымыз; "шұбат"']
    assert read.received["respondent_id"].tolist() == ["501", "502", "503"]


def test_times_are_utc_and_the_clock_of_the_respondent_is_kept(teahouse):
    """The clocks of most of the country went back by an hour in the night to 1 March 2024."""
    received = answers(FIXTURES / "kobo_values.csv", teahouse).received
    assert received["timestamp"].astype(str).tolist() == [
        "2024-02-20 03:11:05+00:00", "2024-02-29 19:02:09+00:00", "2024-03-02 05:04:31+00:00",
    ]  # fmt: skip
    assert received["offset"].tolist() == ["+06:00", "+06:00", "+05:00"]
    assert received["started"].astype(str).tolist()[0] == "2024-02-20 03:00:00+00:00"
    assert received["duration"].tolist() == [660.0, 4320.0, 270.0]
    told = answers(FIXTURES / "kobo_values.csv", teahouse, timezone="Asia/Almaty").received
    assert told["offset"].tolist() == ["+06:00", "+05:00", "+05:00"]
    assert told["timestamp"].equals(received["timestamp"])


def test_a_version_without_a_question(teahouse, tmp_path):
    """Ten people left the grid empty in one version, nobody in the other: it was not asked there. One alone may have skipped."""
    assert answers(FIXTURES / "kobo_values.csv", teahouse).missing["service.speed"].tolist()[2] == "skipped"
    path = tmp_path / "answers.csv"
    header, *rows = (FIXTURES / "kobo_values.csv").read_text("utf-8").splitlines()
    path.write_text("\n".join([header, *rows * 10]), "utf-8")
    read = answers(path, teahouse)
    assert read.missing["service.speed"].tolist()[2::3] == ["not_asked"] * 10
    assert read.missing["why"].tolist()[2] == "not_asked"  # by its condition
    told = answers(path, teahouse, versions={})
    assert told.missing["service.speed"].tolist()[2] == "skipped"
    told = answers(path, teahouse, versions={"vA1": ("visits",)})
    assert told.missing["visits"].tolist()[1] == "not_asked"


def test_labels_joined_by_blanks_are_refused_by_name(teahouse, tmp_path):
    ticks = [f"Не іштіңіз?/{label}" for label in ("Көк шай, мұзбен", "Қара шай", "Басқа")]
    path = changed(tmp_path, "kobo_labels_kk", drop=ticks)
    with pytest.raises(SurveyError) as caught:
        answers(path, teahouse)
    (found,) = caught.value.problems
    assert (found.code, found.params["item"], found.place.column, found.place.row) == (TICKS_JOINED, "drinks", "E", 2)


def test_an_unknown_value_among_joined_ones_is_told(teahouse, tmp_path):
    path = changed(tmp_path, "kobo_values_summary_groups", cells={"drinks": ["green kvass", "black", ""]})
    read = answers(path, teahouse)  # the question has an option "other"
    assert read.text["drinks.other"].tolist()[0] == "kvass"


def test_an_option_that_the_questionnaire_does_not_have(teahouse, tmp_path):
    """`drinks/hall` is an unknown option of drinks, never the question of that name."""
    path = changed(tmp_path, "kobo_values", extra={"drinks/hall": ["0", "0", ""]})
    assert [code for code, _ in problems(path, teahouse)] == [COLUMN_UNMATCHED]


def test_the_field_beside_other_is_suggested(teahouse):
    assert problems(FIXTURES / "kobo_labels_kk.csv", teahouse) == [(COLUMN_UNMATCHED, "drinks.other.text")]


def test_an_unknown_answer_names_its_row(teahouse, tmp_path):
    path = changed(tmp_path, "kobo_values", cells={"hall": ["sunny", "shadi", "shady"]})
    assert problems(path, teahouse) == [(LABEL_UNMATCHED, "Shady")]


def test_edited_records_are_told(teahouse, tmp_path):
    path = changed(tmp_path, "kobo_values", extra={"meta/deprecatedID": ["", "uuid:old", ""]})
    prepared = prepare(path, teahouse, IntakeOptions())
    assert [(one.what, one.value) for one in prepared.layout.decisions if one.what == "edited"] == [("edited", "3")]
    assert prepared.responses().received["deprecated"].fillna("").tolist() == ["", "uuid:old", ""]


def test_a_text_beside_an_option_that_was_not_ticked_is_kept(teahouse, tmp_path):
    """The file says 0 of the option and has a text for it: neither is silently taken for the other."""
    read = answers(changed(tmp_path, "kobo_values", cells={"drinks_other": ["Айран", "", ""]}), teahouse)
    assert read.answers["drinks.other"].tolist()[:2] == [False, True]
    assert read.answers["drinks.green"].tolist()[0] is True
    assert read.received["drinks.other.text"].tolist()[0] == "Айран"
    ((item, code, texts),) = texts_beside(read)
    assert (item.id, code, texts.to_dict(), given_instead(read, item, 1)) == ("drinks", "other", {1: "Айран"}, "green, black")


def test_a_text_ticks_an_option_of_whose_tick_the_file_says_nothing(teahouse, tmp_path):
    cells = {"drinks_other": ["Айран", "", ""], "drinks/other": ["", "1", ""]}
    read = answers(changed(tmp_path, "kobo_values", cells=cells), teahouse)
    assert (read.answers["drinks.other"][1], read.text["drinks.other"][1]) == (True, "Айран")


def test_odk_central(teahouse, tmp_path):
    """Hyphens between groups, its own names for the columns of the server."""
    header = {
        "_submission_time": "SubmissionDate", "_id": "KEY", "_uuid": "meta-instanceID", "__version__": "FormVersion",
        "hall": "profile-hall", "visits": "profile-visits", "_status": "Status", "_index": "Edits",
    }  # fmt: skip
    times = ["2024-02-20T03:11:05.123Z", "2024-02-29T19:02:09.000Z", "2024-03-02T05:04:31.000Z"]
    path = changed(tmp_path, "kobo_values", header=header, cells={"_submission_time": times})
    read = answers(path, teahouse)
    assert read.answers["hall"].tolist() == ["sunny", "shady", "shady"]
    assert str(read.received["timestamp"].iloc[0]) == "2024-02-20 03:11:05+00:00"


@pytest.mark.parametrize(
    "header",
    [
        "consent__given",
        "opening__page/consent__given",
        "opening__page-consent__given",
        "Мен осы мәтінмен таныстым және сауалнамаға қатысуға келісемін",
        "Об опросе/Я прочёл (прочла) этот текст и согласен (согласна) участвовать в опросе",
    ],
)
def test_the_consent_of_a_form_that_we_wrote(teahouse, tmp_path, header):
    read = answers(changed(tmp_path, "kobo_values", extra={header: ["OK", "OK", ""]}), teahouse)
    assert read.received["consent"].fillna("").tolist() == ["OK", "OK", ""]


def test_a_text_written_to_an_option_by_the_name_that_our_form_gives_it(teahouse, say_the_same, tmp_path):
    read = answers(changed(tmp_path, "kobo_values", header={"drinks_other": "drinks_other_text"}), teahouse)
    say_the_same(read)
    assert read.text["drinks.other"].dropna().tolist() == ['Қымыз; "шұбат"']


def test_codes_between_blanks_are_codes_though_an_option_reads_like_them(tmp_path):
    """`radio tv` is what ODK writes for two ticks; the third option is called “Radio TV”."""
    path = tmp_path / "media.yaml"
    path.write_text(MEDIA, "utf-8")
    rows = ["radio tv", "both", "both tv", ""]
    table = tmp_path / "answers.csv"
    lines = ["SubmissionDate,a-m,KEY", *(f"2026-01-02T10:00:00.000Z,{cell},uuid:{n}" for n, cell in enumerate(rows))]
    table.write_text("\n".join(lines), "utf-8")
    read = answers(table, read_instrument(path)).answers.astype(object)
    ticks = [[code for code in ("radio", "tv", "both") if read[f"m.{code}"].iloc[n] is True] for n in range(4)]
    assert ticks == [["radio", "tv"], ["both"], ["tv", "both"], []]


MEDIA = """
id: media
version: "1"
languages: [en]
title: {en: Media}
sections: [{id: a, number: "1", title: {en: A}}]
items:
  - id: m
    number: "1"
    section: a
    kind: multiple
    level: nominal
    text: {en: "Which media?"}
    options:
      - {code: radio, value: 1, text: {en: "Only radio"}}
      - {code: tv, value: 2, text: {en: "Only TV"}}
      - {code: both, value: 3, text: {en: "Radio TV"}}
"""
