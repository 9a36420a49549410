"""LimeSurvey: the structure of a survey as `.lss`, with all languages in one file.

Its other form, the tab-separated `.txt`, holds one language of the words for "other", so it is not written. LimeSurvey cuts and
changes codes that it does not like without a word: question codes come from `platform_names`, answers have our values as codes.

Consent is the survey's data policy, which one has to accept before the first question. No address or referrer is recorded.
"""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterator

from survey.errors import (
    ORDER_FIXED_LAST,
    OTHER_LAST,
    OTHERS_SEVERAL,
    VALUE_NO_CODE,
    Place,
    Problem,
    problem,
    raise_all,
)
from survey.fielding import conditions
from survey.fielding.limesurvey_file import Tables, document
from survey.fielding.platform import Exported, ExportOptions, Output, Renamed
from survey.fielding.translations import signs
from survey.fielding.words import ALONE, plain, said
from survey.i18n.text import Language, Text
from survey.instrument.model import Instrument, Item, ItemKind, Option, OptionKind
from survey.instrument.platform_names import LimeSurveyNames, limesurvey_names, written_to

NAME = "LimeSurvey"

_EXPRESSION = re.compile(r"\{[^\s{}][^{}]*\}")
_KINDS = {
    ItemKind.SINGLE: ("L", "listradio"),
    ItemKind.SCALE: ("L", "listradio"),
    ItemKind.MULTIPLE: ("M", "multiplechoice"),
    ItemKind.MATRIX: ("F", "arrays/array"),
    ItemKind.NUMBER: ("N", "numerical"),
    ItemKind.TEXT: ("T", "longfreetext"),
}
"""Kind of question -> LimeSurvey's letter for its type, and its theme."""


def export(instrument: Instrument, options: ExportOptions) -> Exported:
    """The structure of a questionnaire.

    Raises FieldingError for values that cannot be codes, for questions with several answers "other", and for texts that
    LimeSurvey would read as expressions (`{...}`).
    """
    raise_all(refused(instrument, options))
    names = limesurvey_names(instrument)
    content = document(_tables(instrument, options.languages, names), options.languages)
    output = Output(f"{options.stem(instrument)}.lss", content)
    return Exported((output,), tuple(_renamed(instrument, names)), tuple(_notes(instrument)))


def refused(instrument: Instrument, options: ExportOptions) -> Iterator[Problem]:
    """What the platform cannot hold."""
    place = Place(file=instrument.path)
    for item in instrument.items:
        others = [option.code for option in item.offered if option.kind is OptionKind.OTHER]
        if len(others) > 1 and item.kind is not ItemKind.MATRIX:
            yield problem(OTHERS_SEVERAL, place, item=item.id, platform=NAME, codes=others)
        values = [str(option.value) for option in _answers(item) if option.value < 0]
        if values:
            yield problem(VALUE_NO_CODE, place, item=item.id, platform=NAME, values=values)
    yield from signs(instrument, NAME, _EXPRESSION)


def _notes(instrument: Instrument) -> Iterator[Problem]:
    place = Place(file=instrument.path)
    for item in instrument.items:
        last, other = _staying(item), written_to(item)
        if item.randomise and last:
            yield problem(ORDER_FIXED_LAST, place, item=item.id, platform=NAME, codes=last)
        if other is not None and other != item.offered[-1]:
            yield problem(OTHER_LAST, place, item=item.id, platform=NAME, option=other.code)


def _staying(item: Item) -> list[str]:
    """The answers that have to stay last and would not: LimeSurvey keeps only its own "other" there."""
    other = written_to(item)
    if item.kind is ItemKind.MATRIX:
        return []
    return [option.code for option in item.offered if option.code not in item.moving and option != other]


def _renamed(instrument: Instrument, names: LimeSurveyNames) -> Iterator[Renamed]:
    """The columns whose names differ by more than the brackets that LimeSurvey writes."""
    for item in instrument.items:
        for column, name in names.columns(item).items():
            part = column.removeprefix(f"{item.id}.") if column != item.id else ""
            part = "other" if name.endswith("[other]") else part
            if name != (f"{item.id}[{part}]" if part else item.id):
                yield Renamed(column, name)


# -- the tables of the file ----------------------------------------------------------------------------------------------
def _tables(instrument: Instrument, languages: tuple[Language, ...], names: LimeSurveyNames) -> Tables:
    tables = Tables(100_000 + zlib.crc32(instrument.id.encode()) % 900_000)
    _settings(tables, instrument, languages)
    for section in instrument.sections:
        items = instrument.in_section(section.id)
        if items:
            gid = tables.group({one: html.escape(section.title[one], quote=False) for one in languages})
            for item in items:
                _question(tables, gid, instrument, item, languages, names)
    return tables


def _settings(tables: Tables, instrument: Instrument, languages: tuple[Language, ...]) -> None:
    first, *others = languages
    tables.survey(
        language=first,
        additional_languages=" ".join(others),
        showsurveypolicynotice="0" if instrument.consent is None else "1",
    )
    for one in languages:
        welcome = [text[one] for text in (instrument.introduction, instrument.contact) if text is not None]
        policy = {}
        if instrument.consent is not None:
            policy = {
                "surveyls_policy_notice": _html(instrument.consent[one]),
                "surveyls_policy_error": said("web.agree_missing", [one])[one],
                "surveyls_policy_notice_label": said("web.agree", [one])[one],
            }
        tables.language(
            one,
            surveyls_title=html.escape(instrument.title[one], quote=False),
            surveyls_welcometext=_html("\n\n".join(welcome)),
            surveyls_endtext="" if instrument.thanks is None else _html(instrument.thanks[one]),
            **policy,
        )


def _question(
    tables: Tables, gid: int, instrument: Instrument, item: Item, languages: tuple[Language, ...], names: LimeSurveyNames
) -> None:
    kind, theme = _KINDS[item.kind]
    other = written_to(item)
    qid = tables.question(
        gid,
        {one: _html(item.text[one]) for one in languages},
        type=kind,
        title=names.questions[item.id],
        other="N" if other is None else "Y",
        mandatory="Y" if item.required else "N",
        relevance="1" if item.show_if is None else conditions.limesurvey(item.show_if, instrument),
        question_theme_name=theme,
    )
    for code, text in _parts(item):
        tables.subquestion(gid, qid, _inline(text, languages), type=kind, title=names.parts[item.id, code])
    for option in _answers(item):
        tables.answer(qid, str(option.value), _inline(option.text, languages))
    for attribute, value in _attributes(item, names):
        tables.attribute(qid, attribute, value)
    if other is not None:
        for one in languages:
            tables.attribute(qid, "other_replace_text", html.escape(other.text[one], quote=False), one)


def _parts(item: Item) -> list[tuple[str, Text]]:
    """Rows of a matrix, or the answers of which several may be ticked."""
    if item.kind is ItemKind.MATRIX:
        return [(row.code, row.text) for row in item.rows]
    ticks = item.offered if item.kind is ItemKind.MULTIPLE else ()
    return [(option.code, option.text) for option in ticks if option != written_to(item)]


def _answers(item: Item) -> list[Option]:
    """The answers that have a code of their own; "other" with its text has the code of LimeSurvey."""
    return [] if item.kind is ItemKind.MULTIPLE else [option for option in item.offered if option != written_to(item)]


def _attributes(item: Item, names: LimeSurveyNames) -> Iterator[tuple[str, str]]:
    if item.randomise and not _staying(item):
        yield "random_order", "1"
        if item.kind in (ItemKind.SINGLE, ItemKind.SCALE):
            yield "answer_order", "random"  # what the same is called from LimeSurvey 6 on
    if item.kind is ItemKind.MULTIPLE:
        alone = [names.parts[item.id, option.code] for option in item.offered if option.kind in ALONE]
        if alone:
            yield "exclude_all_others", ";".join(alone)
    for attribute, bound in (("min_num_value_n", item.minimum), ("max_num_value_n", item.maximum)):
        if bound is not None:
            yield attribute, plain(bound)


# -- texts ---------------------------------------------------------------------------------------------------------------
def _inline(text: Text, languages: tuple[Language, ...]) -> dict[Language, str]:
    return {one: html.escape(text[one], quote=False) for one in languages}


def _html(text: str) -> str:
    """Paragraphs as HTML, which LimeSurvey takes every text for.

    >>> _html("Tea & milk?"), _html("One.\\n\\nTwo.")
    ('Tea &amp; milk?', '<p>One.</p><p>Two.</p>')
    """
    parts = [html.escape(part, quote=False).replace("\n", "<br />") for part in re.split(r"\n\s*\n", text.strip())]
    return parts[0] if len(parts) == 1 else "".join(f"<p>{part}</p>" for part in parts)
