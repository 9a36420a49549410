"""The bytes of the two routes of download."""

from __future__ import annotations

import pandas as pd
import pytest

from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level, Option, Row, Section, Verbatim
from survey.planning.form_layout import form_csv
from survey.wave.responses import Responses, Source

OPTIONS = (
    Option("yes", 1, Text(kk="Иә", en="Yes"), verbatim=(Verbatim("kk", "иә", "paper"), Verbatim("kk", "ия", "book"))),
    Option("no", 2, Text(kk="Жоқ", en="No")),
)


def item(name: str, kind: ItemKind, **more) -> Item:
    text = Text(kk=f"{name}, қалай?", en=f"{name}, how?")
    return Item(name, "1", "s", kind, Level.NOMINAL, text, text, **more)


@pytest.fixture
def received() -> Responses:
    items = (
        item("a", ItemKind.SINGLE, options=OPTIONS, verbatim=(Verbatim("kk", "А қалай", "paper"),)),
        item("m", ItemKind.MULTIPLE, options=OPTIONS),
        item("g", ItemKind.MATRIX, options=OPTIONS, rows=(Row("r", Text(kk="Жол", en="Row")),)),
        item("x", ItemKind.NUMBER),
    )
    trial = Instrument("trial", "1", ("kk", "en"), Text(en="T"), (Section("s", "1", Text(en="S")),), items)
    index = pd.RangeIndex(1, 3, name="respondent")
    answers = pd.DataFrame(
        {"a": ["yes", pd.NA], "m.yes": [True, pd.NA], "m.no": [True, pd.NA], "g.r": ["no", pd.NA], "x": [4.0, 4.5]}, index=index
    ).astype({"m.yes": "boolean", "m.no": "boolean"})
    nothing = pd.DataFrame(pd.NA, index=index, columns=answers.columns, dtype="string")
    times = pd.to_datetime(["2025-10-10 08:29:21", "2024-02-29 21:05:00"], utc=True)
    clock = pd.DataFrame({"timestamp": times, "offset": ["+05:00", "+05:30"]}, index=index)
    return Responses(trial, answers, nothing, nothing, clock, Source("synthetic", ""))


def test_forms(received: Responses) -> None:
    assert form_csv(received, "google-forms", ["kk"]).decode() == (
        '"Уақыт белгісі","А қалай","m, қалай?","g, қалай? [Жол]","x, қалай?"\n'
        '"2025/10/10 1:29:21 PM GMT+5","иә","иә;Жоқ","Жоқ","4"\n'
        '"2024/03/01 2:35:00 AM GMT+5:30","","","","4.5"\n'
    )


def test_sheets_in_two_languages(received: Responses) -> None:
    assert form_csv(received, "google-sheets", ["kk", "en"]).decode() == (
        'Уақыт белгісі | Timestamp,"А қалай | a, how?","m, қалай? | m, how?","g, қалай? | g, how? [Жол | Row]",'
        '"x, қалай? | x, how?"\r\n'
        '10.10.2025 13:29:21,иә | Yes,"иә | Yes, Жоқ | No",Жоқ | No,4\r\n'
        "01.03.2024 02:35:00,,,,4.5\r\n"
    )
