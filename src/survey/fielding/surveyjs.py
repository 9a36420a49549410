"""SurveyJS: a JSON file for its form library and its Creator, one page a section.

An answer "other" is a choice of our own code, with a question for the text that is shown when it is chosen. SurveyJS has an item
of its own for this, but its code is always `other`, it stands after "don't know", and it does not let anybody go on without a
text; and the text fields of single choices turn every answer of their question into an object, which no condition recognises.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from survey.errors import NAME_RESERVED, Place, Problem, problem, raise_all
from survey.fielding import conditions
from survey.fielding.flat_names import collisions, flat_name
from survey.fielding.platform import Exported, ExportOptions, Output
from survey.fielding.translations import signs
from survey.fielding.words import ALONE, limits, said, written
from survey.i18n.text import Language, Text
from survey.instrument.model import Instrument, Item, ItemKind, Option, OptionKind

NAME = "SurveyJS"
CONSENT, LANGUAGE = "consent__given", "language__used"
"""What the form records beside the answers; intake knows both by these names."""

RESERVED = frozenset(
    {"correctanswers", "correctedanswercount", "correctedanswers", "incorrectanswers", "incorrectedanswercount"}
    | {"incorrectedanswers", "locale", "pagecount", "pageno", "questioncount", "self"}
)
"""What a condition of the form takes for something of its own, whatever the answer to a question of that name."""
_REFERENCE = re.compile(r"\{[^{}]*\}")
_PARAGRAPHS = re.compile(r"\n\s*\n")

Element = dict[str, Any]


def export(instrument: Instrument, options: ExportOptions) -> Exported:
    """The JSON of a questionnaire.

    Raises FieldingError for names that the form keeps for itself or that would coincide, and for texts that it would read as
    references (`{...}`).
    """
    raise_all(refused(instrument, options))
    form = _form(instrument, options.languages)
    content = json.dumps(form, ensure_ascii=False, indent=2) + "\n"
    return Exported((Output(f"{options.stem(instrument)}.surveyjs.json", content.encode()),))


def refused(instrument: Instrument, options: ExportOptions) -> Iterator[Problem]:
    """What the platform cannot hold."""
    yield from collisions(instrument, NAME)
    for item in instrument.items:
        if item.id in RESERVED:
            yield problem(NAME_RESERVED, Place(file=instrument.path), platform=NAME, item=item.id)
    yield from signs(instrument, NAME, _REFERENCE)


def _form(instrument: Instrument, languages: tuple[Language, ...]) -> Element:
    form: Element = {
        "title": _words(instrument.title, languages),
        "locale": languages[0],
        "clearInvisibleValues": "onHidden",  # an answer to a question that is not asked any more meets no condition
        "showProgressBar": True,
        "calculatedValues": [{"name": LANGUAGE, "expression": "{locale}", "includeIntoResult": True}],
    }
    if instrument.thanks is not None:
        form["completedHtml"] = _html(instrument.thanks, languages)
    form["pages"] = [*_opening(instrument, languages), *_pages(instrument, languages)]
    return form


def _opening(instrument: Instrument, languages: tuple[Language, ...]) -> Iterator[Element]:
    """The first page: introduction, consent, contact, and what is ticked to agree."""
    elements: list[Element] = []
    for name in ("introduction", "consent", "contact"):
        text = getattr(instrument, name)
        if text is not None:
            elements.append({"type": "html", "name": f"{name}__text", "html": _html(text, languages)})
    if instrument.consent is not None:
        agree = {"value": "yes", "text": _words(said("web.agree", languages), languages)}
        tick = {"type": "checkbox", "name": CONSENT, "titleLocation": "hidden", "isRequired": True, "choices": [agree]}
        elements.append({**tick, "title": _words(said("web.consent", languages), languages)})
    if elements:
        yield {"name": "opening__page", "title": _words(said("fielding.opening", languages), languages), "elements": elements}


def _pages(instrument: Instrument, languages: tuple[Language, ...]) -> Iterator[Element]:
    for section in instrument.sections:
        items = instrument.in_section(section.id)
        if items:
            page: Element = {"name": f"section__{section.id}", "title": _words(section.title, languages)}
            if instrument.consent is not None:
                page["visibleIf"] = f"{{{CONSENT}}} anyof ['yes']"
            page["elements"] = [element for item in items for element in _elements(item, languages)]
            yield page


# -- questions -----------------------------------------------------------------------------------------------------------
_TYPES = {
    ItemKind.SINGLE: "radiogroup",
    ItemKind.SCALE: "radiogroup",
    ItemKind.MULTIPLE: "checkbox",
    ItemKind.MATRIX: "matrix",
    ItemKind.NUMBER: "text",
    ItemKind.TEXT: "comment",
}


def _elements(item: Item, languages: tuple[Language, ...]) -> Iterator[Element]:
    """The question, and one for each text that may be written to an option."""
    element: Element = {"type": _TYPES[item.kind], "name": item.id, "title": _words(item.text, languages)}
    if item.show_if is not None:
        element["visibleIf"] = conditions.surveyjs(item.show_if)
    if item.required:
        element["isRequired"] = True
    element |= _answers(item, languages)
    yield element
    for option in () if item.kind is ItemKind.MATRIX else item.offered:
        if option.kind is OptionKind.OTHER:
            yield {
                "type": "text",
                "name": flat_name(f"{item.id}.{option.code}.text"),
                "title": _words(written(option, languages), languages),
                "visibleIf": f"{{{item.id}}} anyof ['{option.code}']",
            }


def _answers(item: Item, languages: tuple[Language, ...]) -> Element:
    """What a question offers: choices, rows and columns, or limits."""
    if item.kind is ItemKind.NUMBER:
        return {"inputType": "number"} | _limits(item, languages)
    if item.kind is ItemKind.TEXT:
        return {}
    if item.kind is ItemKind.MATRIX:
        grid: Element = {
            "columns": [{"value": option.code, "text": _words(option.text, languages)} for option in item.offered],
            "rows": [{"value": row.code, "text": _words(row.text, languages)} for row in item.rows],
        }
        return grid | ({"rowOrder": "random"} if item.randomise else {}) | ({"eachRowRequired": True} if item.required else {})
    if not item.randomise:
        return {"choices": [_choice(item, option, languages) for option in item.offered]}
    moving = [option for option in item.offered if option.code in item.moving]
    last = [option for option in item.offered if option.code not in item.moving]
    choices = [_choice(item, option, languages) for option in moving]
    choices += [_choice(item, option, languages) | {"randomize": False} for option in last]
    return {"choices": choices, "choicesOrder": "random"}


def _choice(item: Item, option: Option, languages: tuple[Language, ...]) -> Element:
    choice: Element = {"value": option.code, "text": _words(option.text, languages)}
    if item.kind is ItemKind.MULTIPLE and option.kind in ALONE:
        choice["isExclusive"] = True
    return choice


def _limits(item: Item, languages: tuple[Language, ...]) -> Element:
    message = limits(item, languages)
    if message is None:
        return {}
    bounds = {"minValue": item.minimum, "maxValue": item.maximum}
    told = {name: int(bound) if bound.is_integer() else bound for name, bound in bounds.items() if bound is not None}
    return {"validators": [{"type": "numeric", **told, "text": _words(message, languages)}]}


# -- texts ---------------------------------------------------------------------------------------------------------------
def _words(text: Text, languages: tuple[Language, ...]) -> dict[str, str]:
    """A text by language. English stands under `default`, which is what SurveyJS calls it; without English the first language
    stands there too, or whoever opens the form in another language would see nothing."""
    told = {} if "en" in languages else {"default": text[languages[0]]}
    return told | {"default" if one == "en" else one: text[one] for one in sorted(languages, key="en ru kk".index)}


def _html(text: Text, languages: tuple[Language, ...]) -> dict[str, str]:
    """The same for texts that are shown as HTML: paragraphs, lines, and no sign of the text itself is markup."""
    return _words(Text(**{one: "".join(map(_paragraph, _PARAGRAPHS.split(text[one].strip()))) for one in languages}), languages)


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text)}</p>".replace("\n", "<br>")
