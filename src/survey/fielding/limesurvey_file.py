"""The tables of a LimeSurvey structure and the XML that holds them, the same bytes for the same survey."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from survey.i18n.text import Language

Row = dict[str, str]

VERSION = "627"
"""The version of the tables, that of LimeSurvey 6.10; a later one brings them up to date by itself."""

_TABLES = (
    "answers",
    "answer_l10ns",
    "groups",
    "group_l10ns",
    "questions",
    "subquestions",
    "question_l10ns",
    "question_attributes",
    "surveys",
    "surveys_languagesettings",
)
_SURVEY = {
    "gsid": "1",
    "admin": "inherit",
    "adminemail": "inherit",
    "anonymized": "Y",
    "format": "G",
    "savetimings": "N",
    "template": "inherit",
    "datestamp": "Y",
    "usecookie": "N",
    "allowregister": "N",
    "allowsave": "Y",
    "autoredirect": "N",
    "allowprev": "Y",
    "printanswers": "N",
    "ipaddr": "N",
    "ipanonymize": "N",
    "refurl": "N",
    "publicstatistics": "N",
    "publicgraphs": "N",
    "listpublic": "N",
    "htmlemail": "Y",
    "assessments": "N",
    "usecaptcha": "N",
    "showxquestions": "N",
    "showgroupinfo": "N",
    "shownoanswer": "N",  # a question that is passed over stays empty: "no answer" is none of its answers
    "showqnumcode": "X",
    "showwelcome": "Y",
    "showprogress": "Y",
    "questionindex": "0",
    "navigationdelay": "0",
    "alloweditaftercompletion": "N",
}


class Tables:
    """The rows of a survey, put in one by one; each gets its number and, where it has a place in an order, the next one."""

    def __init__(self, sid: int) -> None:
        self.sid = str(sid)
        self.rows: dict[str, list[Row]] = {name: [] for name in _TABLES}

    def survey(self, **settings: str) -> None:
        self.rows["surveys"].append({"sid": self.sid, **_SURVEY, **settings})

    def language(self, language: Language, **texts: str) -> None:
        ends = {"surveyls_dateformat": "1", "surveyls_numberformat": "0"}
        self.rows["surveys_languagesettings"].append(
            {"surveyls_survey_id": self.sid, "surveyls_language": language, **texts, **ends}
        )

    def group(self, names: Mapping[Language, str]) -> int:
        gid = len(self.rows["groups"]) + 1
        self.rows["groups"].append({"gid": str(gid), "sid": self.sid, "group_order": str(gid), "grelevance": "1"})
        for language, name in names.items():
            self._spoken("group_l10ns", {"gid": str(gid), "group_name": name, "description": "", "language": language})
        return gid

    def question(self, gid: int, texts: Mapping[Language, str], **told: str) -> int:
        order = sum(row["gid"] == str(gid) for row in self.rows["questions"])
        return self._asked("questions", gid, 0, order, texts, told)

    def subquestion(self, gid: int, qid: int, texts: Mapping[Language, str], **told: str) -> None:
        order = sum(row["parent_qid"] == str(qid) for row in self.rows["subquestions"])
        self._asked("subquestions", gid, qid, order, texts, {"other": "N", "mandatory": "N", "relevance": "1", **told})

    def answer(self, qid: int, code: str, texts: Mapping[Language, str]) -> None:
        aid = str(len(self.rows["answers"]) + 1)
        order = sum(row["qid"] == str(qid) for row in self.rows["answers"])
        told = {"code": code, "sortorder": str(order), "assessment_value": "0", "scale_id": "0"}
        self.rows["answers"].append({"aid": aid, "qid": str(qid), **told})
        for language, text in texts.items():
            self._spoken("answer_l10ns", {"aid": aid, "answer": text, "language": language})

    def attribute(self, qid: int, attribute: str, value: str, language: str = "") -> None:
        self.rows["question_attributes"].append({"qid": str(qid), "attribute": attribute, "value": value, "language": language})

    def _asked(
        self, table: str, gid: int, parent: int, order: int, texts: Mapping[Language, str], told: Mapping[str, str]
    ) -> int:
        qid = len(self.rows["questions"]) + len(self.rows["subquestions"]) + 1
        ids = {"qid": str(qid), "parent_qid": str(parent), "sid": self.sid, "gid": str(gid)}
        fixed = {"encrypted": "N", "question_order": str(order), "scale_id": "0", "same_default": "0", "same_script": "0"}
        self.rows[table].append({**ids, **told, **fixed})
        for language, text in texts.items():
            self._spoken("question_l10ns", {"qid": str(qid), "question": text, "help": "", "script": "", "language": language})
        return qid

    def _spoken(self, table: str, row: Row) -> None:
        self.rows[table].append({"id": str(len(self.rows[table]) + 1), **row})


def document(tables: Tables, languages: tuple[Language, ...]) -> bytes:
    """The bytes of the file."""
    root = etree.Element("document")
    etree.SubElement(root, "LimeSurveyDocType").text = "Survey"
    etree.SubElement(root, "DBVersion").text = VERSION
    spoken = etree.SubElement(root, "languages")
    for language in languages:
        etree.SubElement(spoken, "language").text = language
    for name, rows in tables.rows.items():
        if rows:
            _table(etree.SubElement(root, name), rows)
    etree.indent(root, " ")
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return content + b"\n"


def _table(into: etree._Element, rows: list[Row]) -> None:
    fields = etree.SubElement(into, "fields")
    for name in dict.fromkeys(name for row in rows for name in row):
        etree.SubElement(fields, "fieldname").text = name
    body = etree.SubElement(into, "rows")
    for row in rows:
        line = etree.SubElement(body, "row")
        for name, value in row.items():
            etree.SubElement(line, name).text = value
