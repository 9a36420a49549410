"""The XLSForm through pyxform and the validator of ODK inside its package."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from tests.fielding.conftest import EVERY_KIND

from survey.errors import (
    LANGUAGE_NOT_RECORDED,
    NAME_RESERVED,
    NAMES_COLLIDE,
    ORDER_FIXED_LAST,
    ORDER_FIXED_ROWS,
    SIGNS_MEAN_MORE,
    THANKS_LEFT_OUT,
    FieldingError,
)
from survey.fielding.platform import Exported, ExportOptions
from survey.fielding.translations import texts
from survey.fielding.xlsform import export
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.find import load_instrument
from survey.instrument.model import Instrument

STRAIGHT = str.maketrans("“”‘’", "\"\"''")
"""What pyxform makes of curly quotes."""

ELSEWHERE = ("title", "thanks")
"""Texts that stand in another place or, as the export tells, in none."""

NAMESPACES = {"x": "http://www.w3.org/2002/xforms", "h": "http://www.w3.org/1999/xhtml"}


def made(instrument: Instrument, languages: tuple[Language, ...] = LANGUAGES) -> Exported:
    return export(instrument, ExportOptions(languages))


def sheet(exported: Exported, name: str) -> list[dict[str, Any]]:
    header, *rows = load_workbook(io.BytesIO(exported.outputs[0].content))[name].iter_rows(values_only=True)
    return [{key: value for key, value in zip(header, row, strict=True) if value is not None} for row in rows]


def rows_of(exported: Exported) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in sheet(exported, "survey") if "name" in row}


def converted(exported: Exported, folder: Path, *, validate: bool = False) -> etree._Element:
    from pyxform.xls2xform import convert

    path = folder / exported.outputs[0].name
    path.write_bytes(exported.outputs[0].content)
    warnings: list[str] = []
    result = convert(xlsform=str(path), warnings=warnings, validate=validate)
    assert warnings == []
    return etree.fromstring(result.xform.encode())


@pytest.fixture(params=["every kind", "sovereignty-2022"])
def either(request: pytest.FixtureRequest, every_kind: Instrument) -> Instrument:
    return every_kind if request.param == "every kind" else load_instrument(request.param)


def test_every_text_arrives_in_every_language(either: Instrument, tmp_path: Path) -> None:
    """pyxform tells nothing of a missing translation, so every text is looked up in the form that it makes."""
    form = converted(made(either), tmp_path)
    for language in LANGUAGES:
        values = form.xpath(f"//x:translation[contains(@lang, '({language})')]//x:value/text()", namespaces=NAMESPACES)
        shown = {" ".join(value.split()) for value in values}
        wanted = {" ".join(text[language].translate(STRAIGHT).split()) for what, text in texts(either) if what not in ELSEWHERE}
        assert wanted <= shown
        assert not [value for value in shown if value == "-"]


def test_the_validator_of_odk_accepts_it(either: Instrument, tmp_path: Path) -> None:
    if shutil.which("java") is None:
        pytest.skip("no Java: install a Java runtime (17 is enough) for the validator of ODK")
    converted(made(either), tmp_path, validate=True)


def test_the_validator_is_really_asked(questionnaire: Callable[[str], Instrument], tmp_path: Path) -> None:
    """A relevance that is no XPath passes pyxform alone."""
    if shutil.which("java") is None:
        pytest.skip("no Java: install a Java runtime (17 is enough) for the validator of ODK")
    from pyxform.errors import PyXFormError

    exported = made(questionnaire(EVERY_KIND))
    book = load_workbook(io.BytesIO(exported.outputs[0].content))
    cells = {cell.value: cell for row in book["survey"].iter_rows() for cell in row}
    cells["selected(${trust}, 'no')"].value = "selected(${trust}, 'no'"
    path = tmp_path / "broken.xlsx"
    book.save(path)
    from pyxform.validators.odk_validate import ODKValidateError
    from pyxform.xls2xform import convert

    with pytest.raises((ODKValidateError, PyXFormError)):
        convert(xlsform=str(path), validate=True)


def test_the_same_bytes_each_time(either: Instrument) -> None:
    assert made(either) == made(either)


def test_codes_and_names(every_kind: Instrument) -> None:
    rows = rows_of(made(every_kind))
    assert rows["media_sources"]["type"] == "select_multiple media_sources"
    assert rows["media_sources_elsewhere_text"]["relevant"] == "selected(${media_sources}, 'elsewhere')"
    assert rows["agree_tax_fair"]["type"] == "select_one yes_no"
    assert rows["trust"]["required"] == "yes"
    assert (
        rows["region"]["relevant"]
        == "selected(${trust}, 'no') or (selected(${media_sources}, 'tv') or selected(${media_sources}, 'press'))"
    )
    assert rows["mood"]["relevant"] == "selected(${trust}, 'yes') and selected(${agree_law}, 'yes')"
    assert [row["name"] for row in sheet(made(every_kind), "choices") if row["list_name"] == "office"] == ["school", "other"]


def test_limits_and_answers_that_stand_alone(every_kind: Instrument) -> None:
    rows = rows_of(made(every_kind))
    assert rows["age"]["constraint"] == ". >= 18 and . <= 99"
    assert rows["age"]["constraint_message::Қазақша (kk)"] == "Сан 18–99 аралығында болуы керек."
    assert rows["media_sources"]["constraint"] == "count-selected(.) <= 1 or not(selected(., 'dont_know'))"
    assert (
        rows["media_sources"]["constraint_message::English (en)"] == "Not to be ticked together with other answers: “Don't know”."
    )


def test_nothing_is_asked_without_consent(every_kind: Instrument) -> None:
    rows = rows_of(made(every_kind))
    assert (rows["consent__given"]["type"], rows["consent__given"]["required"]) == ("acknowledge", "yes")
    assert {rows[f"section__{section.id}"]["relevant"] for section in every_kind.sections} == {"${consent__given} = 'OK'"}
    other = load_instrument("sovereignty-2022")
    assert other.consent is None
    assert not [name for name, row in rows_of(made(other)).items() if name.startswith("section__") and "relevant" in row]


def test_random_order_only_where_nothing_has_to_stay_last(every_kind: Instrument) -> None:
    exported = made(every_kind)
    rows = rows_of(exported)
    assert rows["region"]["parameters"] == "randomize=true"
    assert "parameters" not in rows["media_sources"]
    assert [(note.code, note.params.get("item")) for note in exported.notes] == [
        (ORDER_FIXED_LAST, "media_sources"), (ORDER_FIXED_ROWS, "agree"), (THANKS_LEFT_OUT, None), (LANGUAGE_NOT_RECORDED, None),
    ]  # fmt: skip


def test_the_first_language_is_the_default(every_kind: Instrument) -> None:
    assert sheet(made(every_kind, ("ru", "kk", "en")), "settings") == [
        {"form_title": "Все виды", "form_id": "every-kind", "version": "3", "default_language": "Русский (ru)", "style": "pages"}
    ]


def test_forms_of_single_languages_stand_side_by_side(every_kind: Instrument) -> None:
    alone = made(every_kind, ("ru",))
    assert (alone.outputs[0].name, sheet(alone, "settings")[0]["form_id"]) == ("every-kind-ru.xlsx", "every-kind-ru")
    assert LANGUAGE_NOT_RECORDED not in [note.code for note in alone.notes]
    assert not [key for key in sheet(made(every_kind, ("ru",)), "choices")[0] if "(kk)" in key]


def test_everything_that_cannot_be_held_is_told_at_once(questionnaire: Callable[[str], Instrument]) -> None:
    bad = (
        EVERY_KIND.replace("id: age,", "id: end,")
        .replace("id: why,", "id: office_other_text,")
        .replace("Why not?", "Why not ${trust}?")
    )
    with pytest.raises(FieldingError) as caught:
        made(questionnaire(bad))
    assert [one.code for one in caught.value.problems] == [NAMES_COLLIDE, NAME_RESERVED, SIGNS_MEAN_MORE]


def test_a_text_that_looks_like_a_formula_stays_a_text(questionnaire: Callable[[str], Instrument], tmp_path: Path) -> None:
    exported = made(questionnaire(EVERY_KIND.replace("en: In a city", 'en: "=1+1"')))
    assert "=1+1" in [row.get("label::English (en)") for row in sheet(exported, "choices")]
    assert "=1+1" in converted(exported, tmp_path).xpath("//x:value/text()", namespaces=NAMESPACES)


@pytest.mark.parametrize(
    "text",
    [
        "In *a* city",
        "In **a** city",
        "In _a_ city",
        "In __a__ city",
        "# In a city",
        "In [a](b) city",
        "In <b>a</b> city",
        r"In a\*city",
    ],
)
def test_a_text_that_the_servers_would_show_otherwise_is_refused(questionnaire: Callable[[str], Instrument], text: str) -> None:
    with pytest.raises(FieldingError) as caught:
        made(questionnaire(EVERY_KIND.replace("en: In a city", f"en: '{text}'")))
    assert {(one.code, one.params["what"]) for one in caught.value.problems} == {(SIGNS_MEAN_MORE, "region.city")}


@pytest.mark.parametrize("text", ["City # 5", "5 * 3 * 2", "a_b", "1 < 2 > 0", "[a] (b)", "- a", "R&D"])
def test_a_text_that_stays_as_it_is_passes(questionnaire: Callable[[str], Instrument], text: str) -> None:
    made(questionnaire(EVERY_KIND.replace("en: In a city", f"en: '{text}'")))
