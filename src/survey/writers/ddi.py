"""DDI-Codebook 2.5: the study, its questions and counts as XML in all languages, for archives and for people without the rows.

The order of the elements is that of the schema, which the tests hold it to. Free texts and times are never in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from survey.i18n.catalogue import say
from survey.i18n.text import Language, Text
from survey.wave.settings import Design
from survey.wave.wave import Wave
from survey.wave.whole_files import replacing
from survey.writers.ddi_variables import groups, variable
from survey.writers.ddi_xml import LANG, NAMESPACE, child, id_of, words
from survey.writers.job import Job
from survey.writers.rows import KINDS, flat, read_rows
from survey.writers.variables import variables

_SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
_PLACE = "ddi:codebook:2_5 http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"


def write(job: Job, path: Path) -> Sequence[Path]:
    """Write the file and return its path; the same wave gives the same bytes. A wave of margins has counts as well."""
    wave = job.wave
    rows = None if wave.margins is not None else read_rows(wave, "ddi", with_texts=False)
    root = etree.Element(f"{{{NAMESPACE}}}codeBook", nsmap={None: NAMESPACE, "xsi": _SCHEMA})
    root.set("ID", id_of("wave", wave.id))
    root.set("version", "2.5")
    root.set(LANG, wave.instrument.languages[0])
    root.set(f"{{{_SCHEMA}}}schemaLocation", _PLACE)
    _document(root, wave)
    _study(root, wave)
    known = variables(wave.instrument)
    if rows is not None:
        _file(root, wave, len(list(flat(rows))))
    data = child(root, "dataDscr")
    groups(data, wave.instrument, known)
    cells = {} if rows is None else {one.variable.column: one for one in rows.cells}
    for one in known:
        variable(data, wave, one, cells.get(one.column))
    etree.indent(root)
    with replacing(path) as beside:
        beside.write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n")
    return (path,)


def _document(root: Any, wave: Wave) -> None:
    """What made this file."""
    citation = child(child(root, "docDscr"), "citation")
    _titles(citation, wave)
    child(child(citation, "prodStmt"), "software", "saualnama", version=wave.provenance.version)


def _titles(citation: Any, wave: Wave) -> None:
    """The title in the first language, then in the others."""
    titles = child(citation, "titlStmt")
    for place, (language, text) in enumerate(_spoken(wave, wave.settings.title)):
        words(titles, "titl" if place == 0 else "parTitl", language, text)
    child(titles, "IDNo", wave.id)


def _spoken(wave: Wave, text: Text) -> list[tuple[Language, str]]:
    return [(language, text[language]) for language in wave.instrument.languages if language in text]


def _all(parent: Any, wave: Wave, name: str, texts: Iterable[Text], **attributes: str) -> None:
    for text in texts:
        for language, spoken in _spoken(wave, text):
            words(parent, name, language, spoken, **attributes)


def _phrase(wave: Wave, key: str, **params: Any) -> Text:
    return Text(**{language: say(key, language, **params) for language in wave.instrument.languages})


def _titled(wave: Wave, key: str, texts: Mapping[Language, str]) -> Text:
    """`Incentives: none`: a fact whose element does not tell which one it is."""
    return Text(**{language: f"{say(key, language)}: {texts[language]}" for language in wave.instrument.languages})


# -- the study ---------------------------------------------------------------------------------------------------------
def _study(root: Any, wave: Wave) -> None:
    study = child(root, "stdyDscr")
    citation = child(study, "citation")
    _titles(citation, wave)
    if "conducted_by" in wave.settings.method:
        _all(child(citation, "rspStmt"), wave, "AuthEnty", _method(wave, "conducted_by"))
    if "commissioned_by" in wave.settings.method:
        _all(child(citation, "prodStmt"), wave, "fundAg", _method(wave, "commissioned_by"))
    if "ethics_approval" in wave.settings.method:
        _all(child(study, "studyAuthorization"), wave, "authorizationStatement", _method(wave, "ethics_approval"))
    _summary(child(child(study, "stdyInfo"), "sumDscr"), wave)
    method = child(study, "method")
    _collection(child(method, "dataColl"), wave)
    rates = _named(wave, "response_rate", "participation_rate")
    if rates:
        _all(child(method, "anlyInfo"), wave, "respRate", rates)
    _notes(study, wave)


def _summary(summary: Any, wave: Wave) -> None:
    """When, of whom, and what kind of data."""
    if wave.settings.fieldwork is not None:
        for event, day in zip(("start", "end"), wave.settings.fieldwork, strict=True):
            child(summary, "collDate", day.isoformat(), date=day.isoformat(), event=event)
    _all(summary, wave, "universe", _method(wave, "target_population"))
    _all(summary, wave, "dataKind", [_phrase(wave, f"export.kind_{wave.settings.kind}")])
    if wave.synthetic:
        _all(summary, wave, "dataKind", [_phrase(wave, "report.synthetic")])


def _collection(collection: Any, wave: Wave) -> None:
    """How people were chosen and asked, what with, where the counts come from, and what was done with the answers."""
    settings, instrument = wave.settings, wave.instrument
    size = _titled(wave, "report.sample_size", {one: str(wave.n) for one in instrument.languages})
    sampling = [_phrase(wave, f"report.design_{settings.design}"), size, *_method(wave, "recruitment")]
    _all(collection, wave, "sampProc", sampling)
    frame = _method(wave, "expert_frame")
    if settings.frame_size is not None:
        frame.append(_titled(wave, "report.frame_size", {one: str(settings.frame_size) for one in instrument.languages}))
    if frame:
        _all(child(collection, "sampleFrame"), wave, "txt", frame)
    _all(collection, wave, "collMode", _method(wave, "mode", "platform"))
    parts = {"questions": len(instrument.items), "variables": len(variables(instrument))}
    form = _phrase(wave, "codebook.overview_questionnaire", id=instrument.id, version=instrument.version, **parts)
    _all(collection, wave, "resInstru", [form])
    _all(child(collection, "sources"), wave, "dataSrc", [settings.source])
    _all(collection, wave, "collSitu", _named(wave, "survey_languages", "incentives"))
    _all(collection, wave, "weight", [_phrase(wave, "report.not_weighted")])
    _all(collection, wave, "cleanOps", _method(wave, "data_processing"))


def _notes(study: Any, wave: Wave) -> None:
    """What a user must know: made-up answers, what the design allows to conclude, and sums of the files."""
    settings = wave.settings
    if settings.design is Design.NONPROBABILITY:
        _all(study, wave, "notes", [_phrase(wave, "report.caution_nonprobability")], type="design")
    if wave.synthetic:
        _all(study, wave, "notes", [_phrase(wave, "report.synthetic"), _phrase(wave, "report.synthetic_long")], type="synthetic")
    _all(study, wave, "notes", settings.notes, type="wave")
    _all(study, wave, "notes", settings.unknown, type="unknown")
    _all(study, wave, "notes", wave.instrument.notes, type="questionnaire")
    for name, digest in wave.provenance.files.items():
        child(study, "notes", f"{name} {digest}", type="sha256")


def _method(wave: Wave, *keys: str) -> list[Text]:
    return [wave.settings.method[key] for key in keys if key in wave.settings.method]


def _named(wave: Wave, *keys: str) -> list[Text]:
    """Facts of the method with their names."""
    found = wave.settings.method
    return [_titled(wave, f"method.{key}", dict(found[key])) for key in keys if key in found]


def _file(root: Any, wave: Wave, count: int) -> None:
    """The table of codes that `--to csv` writes; count: of its columns, of which each variable has two or one (a free text)."""
    file = child(root, "fileDscr", ID=id_of("file", wave.id))
    text = child(file, "fileTxt")
    child(text, "fileName", f"{wave.id}.csv")
    size = child(text, "dimensns")
    child(size, "caseQnty", str(wave.n))
    child(size, "varQnty", str(count))
    child(text, "fileType", "CSV (UTF-8)", charset="UTF-8")
    _all(file, wave, "notes", [_phrase(wave, "export.missing_columns", kinds=", ".join(KINDS))], type="missing")
    if wave.synthetic:
        _all(file, wave, "notes", [_phrase(wave, "report.synthetic")], type="synthetic")
