"""DDI-Codebook 2.5: elements, their order, attributes and references as the schema has them.

The schema itself is in no package that can be installed, so the part that the writer uses stands here, after the field-level
documentation of version 2.5.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from survey.wave.load import load_wave
from survey.wave.wave import Wave
from survey.writers.export import export

NS = "{ddi:codebook:2_5}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

CONTENT: dict[str, str] = {
    "codeBook": "docDscr* stdyDscr+ fileDscr* dataDscr* otherMat*",
    "docDscr": "citation? guide? docStatus? docSrc* controlledVocabUsed* notes*",
    "citation": "titlStmt rspStmt? prodStmt? distStmt? serStmt* verStmt* biblCit* holdings* notes*",
    "titlStmt": "titl subTitl* altTitl* parTitl* IDNo*",
    "rspStmt": "AuthEnty* othId*",
    "prodStmt": "producer* copyright? prodDate* prodPlac* software* fundAg* grantNo*",
    "verStmt": "version? verResp* notes*",
    "stdyDscr": "citation+ studyAuthorization* stdyInfo* studyDevelopment* method* dataAccs* othrStdyMat* notes*",
    "stdyInfo": "studyBudget* subject* abstract* sumDscr* qualityStatement? notes* exPostEvaluation*",
    "sumDscr": "timePrd* collDate* nation* geogCover* geogUnit* geoBndBox? boundPoly? anlyUnit* universe* dataKind*",
    "method": "dataColl* notes* anlyInfo? stdyClas* dataProcessing* codingInstructions*",
    "dataColl": "timeMeth* dataCollector* collectorTraining* frequenc* sampProc* sampleFrame* targetSampleSize* deviat* "
    "collMode* resInstru* instrumentDevelopment* sources? collSitu* actMin* ConOps* weight* cleanOps*",
    "fileDscr": "fileTxt* locMap? notes*",
    "fileTxt": "fileName* fileCitation? dataFingerprint* fileCont* fileStrc? dimensns? fileType* format* filePlac* dataChck* "
    "ProcStat* dataMsng* software* verStmt?",
    "dimensns": "caseQnty* varQnty* logRecL* recPrCas* recNumTot*",
    "dataDscr": "varGrp* nCubeGrp* var* nCube* notes*",
    "varGrp": "labl* txt* concept* defntn? universe? notes*",
    "var": "location* labl* imputation? security? embargo? respUnit? anlysUnit? qstn* valrng* invalrng* undocCod* universe* "
    "TotlResp? sumStat* txt* stdCatgry* catgryGrp* catgry* codInstr* verStmt* concept* derivation? varFormat? geoMap* catLevel* "
    "notes*",
    "catgry": "catValu? labl* txt* catStat* mrow?",
}
MIXED = {"qstn": {"preQTxt", "qstnLit", "postQTxt", "forward", "backward", "ivuInstr"}}
ATTRIBUTES: dict[str, dict[str, set[str] | None]] = {
    "codeBook": {"version": {"2.5"}, "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation": None},
    "software": {"version": None},
    "collDate": {"date": None, "event": {"start", "end", "single"}},
    "notes": {"type": None},
    "fileType": {"charset": None},
    "varGrp": {"type": {"section", "multipleResp", "grid"}, "var": None, "name": None},
    "var": {"name": None, "files": None, "intrvl": {"contin", "discrete"}, "nature": {"nominal", "ordinal", "interval"}},
    "qstn": {"seqNo": None, "responseDomainType": {"text", "numeric", "category", "multiple"}},
    "universe": {"clusion": {"I", "E"}},
    "labl": {"level": None},
    "sumStat": {"type": {"mean", "medn", "vald", "invd", "min", "max", "stdev"}},
    "catgry": {"missing": {"Y"}, "missType": None},
    "catStat": {"type": {"freq", "other"}, "otherType": {"low", "high"}},
    "varFormat": {"type": {"character", "numeric"}, "schema": {"other"}},
}


def name_of(element: Any) -> str:
    assert element.tag.startswith(NS)
    return str(element.tag.removeprefix(NS))


def check_content(element: Any) -> None:
    """Children in the order of the model, none more often or less often than it says."""
    name, found = name_of(element), [name_of(child) for child in element]
    if name in MIXED:
        assert set(found) <= MIXED[name]
        return
    place = 0
    for part in CONTENT.get(name, "").split():
        word, how = part.rstrip("?*+"), part[-1] if part[-1] in "?*+" else ""
        count = 0
        while place < len(found) and found[place] == word:
            place, count = place + 1, count + 1
        assert count >= (how in ("", "+")), f"{name} lacks {word}"
        assert count <= 1 or how in ("*", "+"), f"{name} has {count} of {word}"
    assert place == len(found), f"{name}: {found[place]} is not allowed after {found[:place][-1:]}"


def check(path: Path) -> Any:
    """The root of a file that keeps to the schema as far as it is written down here."""
    root = etree.parse(str(path)).getroot()
    ids = [element.get("ID") for element in root.iter() if element.get("ID")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        check_content(element)
        allowed = ATTRIBUTES.get(name_of(element), {})
        for key, value in element.attrib.items():
            if key not in ("ID", LANG):
                assert key in allowed, f"{name_of(element)} has no {key}"
                assert allowed[key] is None or value in allowed[key], f"{name_of(element)} {key}={value}"
        if name_of(element) in CONTENT:
            assert not (element.text or "").strip(), "text where only elements may stand"
        for reference in ("var", "files"):
            assert set((element.get(reference) or "").split()) <= set(ids)
        if element.tag == f"{NS}sumStat":
            assert element.get("type"), "the type is required"
    return root


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


def test_the_check_notices_what_is_wrong(wave: Wave, tmp_path: Path) -> None:
    (path,) = export(wave, "ddi", out=tmp_path / "x.xml")
    whole = path.read_text("utf-8")
    for right, wrong in (
        ("<titl xml", "<subTitl xml"),
        ('nature="ordinal"', 'nature="likert"'),
        ('type="vald"', 'typ="vald"'),
        ('files="file.tea-2026"', 'files="file.other"'),
        ('ID="var.age"', 'ID="var.mood"'),
    ):
        assert right in whole
        closed = (
            whole.replace(right, wrong, 1).replace("</titl>", "</subTitl>", 1)
            if "subTitl" in wrong
            else whole.replace(right, wrong, 1)
        )
        path.write_text(closed, "utf-8")
        with pytest.raises(AssertionError):
            check(path)


def test_the_number_of_variables_is_that_of_the_file_it_describes(wave: Wave, tmp_path: Path) -> None:
    (described,), (table,) = export(wave, "ddi", out=tmp_path / "x.xml"), export(wave, "csv", out=tmp_path / "x.csv")
    columns = table.read_text("utf-8").split("\n")[0].split(",")
    assert [one.text for one in check(described).iter(f"{NS}varQnty")] == [str(len(columns))]
