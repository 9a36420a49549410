"""DDI-Codebook 2.5: valid by the schema of the DDI Alliance, and what archives read in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from lxml import etree

from survey.i18n.text import Text
from survey.wave.load import load_wave
from survey.wave.missing import Missing
from survey.wave.settings import METHOD_KEYS
from survey.wave.wave import Wave
from survey.writers.export import export

NS = "{ddi:codebook:2_5}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

PLACE = Path(__file__).parent / "ddi-2.5" / "schemas"
XS = "{http://www.w3.org/2001/XMLSchema}"


@cache
def schema() -> etree.XMLSchema:
    """The schema of the DDI Alliance, from files beside this one: nothing is fetched."""
    return etree.XMLSchema(etree.parse(str(PLACE / "codebook.xsd"), etree.XMLParser(no_network=True)))


def check(path: Path) -> Any:
    """The root of a file that is valid, and whose references lead somewhere, which the schema does not hold."""
    document = etree.parse(str(path), etree.XMLParser(no_network=True))
    schema().assertValid(document)
    root = document.getroot()
    ids = [element.get("ID") for element in root.iter() if element.get("ID")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        for reference in ("var", "files"):
            assert set((element.get(reference) or "").split()) <= set(ids)
    return root


def name_of(element: Any) -> str:
    return str(element.tag.removeprefix(NS))


def texts(root: Any, path: str) -> list[tuple[str | None, str]]:
    """Language and text of the elements at a path."""
    return [(one.get(LANG), one.text) for one in root.findall("/".join(f"{NS}{name}" for name in path.split("/")))]


def test_the_schema_needs_no_network() -> None:
    """Every part that a file of the schema names, entities too, lies beside it."""
    parser = etree.XMLParser(no_network=True, load_dtd=True, resolve_entities=True)
    files = sorted(PLACE.rglob("*.xsd"))
    assert len(files) > 20
    for file in files:
        for element in etree.parse(str(file), parser).iter(f"{XS}import", f"{XS}include", f"{XS}redefine"):
            assert (file.parent / element.get("schemaLocation")).is_file(), f"{file.name}: {element.get('schemaLocation')}"


def frequencies(root: Any, column: str) -> dict[str, list[int]]:
    (variable,) = (one for one in root.iter(f"{NS}var") if one.get("name") == column)
    return {
        category.findtext(f"{NS}catValu"): [int(one.text) for one in category.findall(f"{NS}catStat")]
        for category in variable.findall(f"{NS}catgry")
    }


@pytest.mark.parametrize("name", ["sovereignty-2022", "sovereignty-2022-demo"])
def test_waves_of_the_study(name: str, tmp_path: Path) -> None:
    wave = load_wave(name)
    root = check(export(wave, "ddi", out=tmp_path / "x.xml")[0])
    assert len(list(root.iter(f"{NS}var"))) == len(wave.instrument.items)
    for item in wave.instrument.items:
        counts = wave.counts(item.id).to_dict("records")
        known = frequencies(root, item.id)
        assert {row["code"]: sorted({int(row["low"]), int(row["high"])}) for row in counts} == {
            code: found for code, found in known.items() if code in item.codes
        }


def test_every_kind_of_question(wave: Wave, tmp_path: Path) -> None:
    root = check(export(wave, "ddi", out=tmp_path / "x.xml")[0])
    assert [group.get("type") for group in root.iter(f"{NS}varGrp")] == ["section", "multipleResp", "grid"]
    for column in wave.answers.columns:
        kinds = wave.missing[column].value_counts()
        found = frequencies(root, column)
        assert {kind: found[f"missing:{kind}"][0] for kind in kinds.index} == kinds.to_dict()
    ticked = int(wave.answers["channels.tv"].sum())
    assert frequencies(root, "channels.tv")["1"] == [ticked]
    assert frequencies(root, "channels.tv")["0"] == [int(wave.answers["channels.tv"].notna().sum()) - ticked]


def test_all_languages(wave: Wave, tmp_path: Path) -> None:
    root = check(export(wave, "ddi", out=tmp_path / "x.xml")[0])
    for variable in root.iter(f"{NS}var"):
        assert [label.get(LANG) for label in variable.findall(f"{NS}labl")] == ["kk", "ru", "en"]
        assert {text.get(LANG) for text in variable.iter(f"{NS}qstnLit")} == {"kk", "ru", "en"}
    titles = root.findall(f"{NS}stdyDscr/{NS}citation/{NS}titlStmt/*")
    assert [(name_of(one), one.get(LANG)) for one in titles] == [
        ("titl", "kk"),
        ("parTitl", "ru"),
        ("parTitl", "en"),
        ("IDNo", None),
    ]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<docDscr>", "<docDescr>"),
        ("<titl xml", "<title xml"),
        ('type="vald"', 'typ="vald"'),
        ('type="vald"', 'type="valid"'),
        ('nature="ordinal"', 'nature="likert"'),
        ("<catValu>agree</catValu>", ""),
        ('xml:lang="kk"', 'xml:lang="in Kazakh"'),
        ('ID="var.age"', 'ID="var.mood"'),
        ('files="file.tea-2026"', 'files="file.other"'),
        ("<sumStat", "stray<sumStat"),
        ("<dataDscr>", "<dataDscr><catgry/>"),
    ],
)
def test_a_broken_document_is_noticed(wave: Wave, tmp_path: Path, right: str, wrong: str) -> None:
    (path,) = export(wave, "ddi", out=tmp_path / "x.xml")
    whole = path.read_text("utf-8")
    assert right in whole
    broken = whole.replace(right, wrong, 1)
    if right == "<catValu>agree</catValu>":  # the value may be left out, but not stand behind the label
        broken = whole.replace(right, "", 1).replace("<catStat", f"{right}<catStat", 1)
    path.write_text(broken, "utf-8")
    with pytest.raises((etree.DocumentInvalid, etree.XMLSyntaxError, AssertionError)):
        check(path)


@pytest.mark.parametrize("language", [("kk",), ("ru", "en"), ("en", "kk", "ru")])
def test_any_languages(wave: Wave, tmp_path: Path, language: tuple[Any, ...]) -> None:
    root = check(export(replace(wave, instrument=replace(wave.instrument, languages=language)), "ddi", out=tmp_path / "x.xml")[0])
    assert root.get(LANG) == language[0]
    assert [one for one, _ in texts(root, "stdyDscr/citation/titlStmt/titl")] == [language[0]]
    assert [one for one, _ in texts(root, "stdyDscr/method/dataColl/weight")] == list(language)


def test_a_wave_without_answers(make_wave: Callable[..., Wave], tmp_path: Path) -> None:
    root = check(export(make_wave([]), "ddi", out=tmp_path / "x.xml")[0])
    assert texts(root, "fileDscr/fileTxt/dimensns/caseQnty") == [(None, "0")]
    assert {one.text for one in root.iter(f"{NS}catStat")} == {"0"}
    assert {one.get("type") for one in root.iter(f"{NS}sumStat")} == {"vald", "invd"}


def test_nobody_answered_anything(make_wave: Callable[..., Wave], tmp_path: Path) -> None:
    columns = [column for item in make_wave([]).instrument.items for column in item.columns]
    root = check(export(make_wave([dict.fromkeys(columns, Missing.SKIPPED)]), "ddi", out=tmp_path / "x.xml")[0])
    assert all(frequencies(root, column)["missing:skipped"] == [1] for column in columns)


def test_every_letter_comes_back(wave: Wave, tmp_path: Path) -> None:
    odd = "<b> & ]]> \"quoted\" 'too' әғқңөұүһі Ѣ 𐰴 \u200d → –"
    said = Text(kk=odd, ru=f"{odd} ru", en=f"{odd} en")
    items = tuple(replace(item, text=said, notes=(said,)) for item in wave.instrument.items)
    settings = replace(wave.settings, title=said, source=said, notes=(said,), method=dict.fromkeys(METHOD_KEYS, said))
    whole = replace(wave, settings=settings, instrument=replace(wave.instrument, items=items))
    root = check(export(whole, "ddi", out=tmp_path / "x.xml")[0])
    assert texts(root, "stdyDscr/citation/titlStmt/titl") == [("kk", odd)]
    assert {one.text for one in root.iter(f"{NS}qstnLit") if one.get(LANG) == "en"} >= {f"{odd} en"}
    assert all(any(odd in (one.text or "") for one in root.iter(f"{NS}{name}")) for name in FACTS)


FACTS = (
    *("AuthEnty", "fundAg", "authorizationStatement", "universe", "sampProc", "txt", "collMode", "dataSrc", "collSitu"),
    *("cleanOps", "respRate"),
)
"""Where the facts of the method stand."""


def test_what_archives_ask_for(wave: Wave, tmp_path: Path) -> None:
    settings = replace(
        wave.settings,
        frame_size=80,
        fieldwork=(date(2026, 9, 1), date(2026, 9, 15)),
        method={"survey_languages": Text(kk="Қазақ тілі", ru="Казахский", en="Kazakh")},
        readings={"mood": Text(kk="Керісінше", ru="Наоборот", en="The other way round")},
    )
    root = check(export(replace(wave, settings=settings), "ddi", out=tmp_path / "x.xml")[0])
    method = "stdyDscr/method/dataColl"
    assert ("en", "Number of respondents: 30") in texts(root, f"{method}/sampProc")
    assert ("en", "Size of the frame: 80") in texts(root, f"{method}/sampleFrame/txt")
    assert ("en", "The data are not weighted") in texts(root, f"{method}/weight")
    assert texts(root, f"{method}/collSitu")[2] == ("en", "Survey languages: Kazakh")
    assert [text for _, text in texts(root, "stdyDscr/stdyInfo/sumDscr/collDate")] == ["2026-09-01", "2026-09-15"]
    variables = {one.get("name"): one for one in root.iter(f"{NS}var")}
    assert texts(variables["why"], "universe")[2] == ("en", "question 1.mood was answered “Agree” or “Don't know”")
    assert [dict(one.attrib) for one in variables["age"].iter(f"{NS}range")] == [{"UNITS": "REAL", "min": "-5000"}]
    assert ("en", "The other way round") in texts(variables["mood"], "notes")
    missing = [one for one in variables["mood"].findall(f"{NS}catgry") if one.get("missing") == "Y"]
    assert [one.get("missType") for one in missing] == list(Missing)
    assert {one.get("representationType") for one in variables.values()} == {"code", "numeric", "text"}


@pytest.mark.parametrize("synthetic", [True, False])
def test_made_up_answers_say_so(rows: Any, make_wave: Callable[..., Wave], tmp_path: Path, synthetic: bool) -> None:
    root = check(export(make_wave(rows, synthetic=synthetic), "ddi", out=tmp_path / "x.xml")[0])
    told = "Synthetic data – not real answers"
    for path in ("stdyDscr/notes", "stdyDscr/stdyInfo/sumDscr/dataKind", "fileDscr/notes"):
        assert (("en", told) in texts(root, path)) is synthetic


def test_free_texts_stay_out(wave: Wave, tmp_path: Path) -> None:
    text = export(wave, "ddi", out=tmp_path / "x.xml", with_texts=True)[0].read_text("utf-8")
    written = pd.concat([wave.answers["why"], wave.text["with"]]).dropna()
    assert len(written)
    assert not [one for one in written if one in text]


def test_the_number_of_variables_is_that_of_the_file_it_describes(wave: Wave, tmp_path: Path) -> None:
    (described,), (table,) = export(wave, "ddi", out=tmp_path / "x.xml"), export(wave, "csv", out=tmp_path / "x.csv")
    columns = table.read_text("utf-8").split("\n")[0].split(",")
    assert [one.text for one in check(described).iter(f"{NS}varQnty")] == [str(len(columns))]
