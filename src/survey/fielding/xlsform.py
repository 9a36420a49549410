"""XLSForm, for KoboToolbox and ODK: a workbook with the sheets survey, choices and settings.

An answer "other" is a choice of our own code, with a question for the text that is asked when it is chosen. The form's own
`or_other` would name the choice in English only, in every language, and fix its code.

Names: `item`, `item_row` for a row of a matrix, `item_option_text` for what is written to an option. Names of our own have two
underscores side by side, which no id has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from survey.errors import (
    LANGUAGE_NOT_RECORDED,
    NAME_RESERVED,
    ORDER_FIXED_LAST,
    ORDER_FIXED_ROWS,
    THANKS_LEFT_OUT,
    Place,
    Problem,
    problem,
    raise_all,
)
from survey.fielding import conditions
from survey.fielding.flat_names import collisions, flat_name
from survey.fielding.platform import Exported, ExportOptions, Output
from survey.fielding.translations import signs
from survey.fielding.words import alone, limits, plain, said, written
from survey.fielding.xlsform_file import workbook
from survey.i18n.catalogue import say
from survey.i18n.text import Language, Text
from survey.instrument.model import Instrument, Item, ItemKind, Option, OptionKind

NAME = "XLSForm"
CONSENT = "consent__given"
"""The question that is ticked to agree; intake knows it by this name."""

_RESERVED = frozenset({"start", "end", "meta"})
_MARKUP = re.compile(
    r"\$\{[^}]*\}"
    r"|__.+?__|\*\*.+?\*\*|_\S[^_\n]*_|\*\S[^*\n]*\*|\[[^\]]*\]\([^)]+\)|^\s*#{1,6}\s?[^#\s]|\\[\\*_#]|</?[A-Za-z][^<>]*>",
    re.MULTILINE,
)
"""References to answers, and what KoboToolbox and ODK show as bold, italics, a link, a heading, another sign or HTML."""
_TRANSLATED = ("label", "constraint_message")

Row = dict[str, str | Text]


def export(instrument: Instrument, options: ExportOptions) -> Exported:
    """The workbook of a questionnaire.

    Raises FieldingError for names that the form keeps for itself or that would coincide, and for texts that it would read as
    references (`${...}`) or as Markdown or HTML.
    """
    raise_all(refused(instrument, options))
    lists = _Lists(instrument)
    survey = list(_survey(instrument, lists, options.languages))
    content = workbook(
        {
            "survey": _table(survey, _COLUMNS, options.languages),
            "choices": _table(lists.rows(), ("list_name", "name"), options.languages),
            "settings": _settings(instrument, options),
        }
    )
    return Exported((Output(f"{options.stem(instrument)}.xlsx", content),), (), tuple(_notes(instrument, options.languages)))


def refused(instrument: Instrument, options: ExportOptions) -> Iterator[Problem]:
    """What the platform cannot hold."""
    place = Place(file=instrument.path)
    yield from collisions(instrument, NAME)
    for item in instrument.items:
        if item.id in _RESERVED:
            yield problem(NAME_RESERVED, place, platform=NAME, item=item.id)
    yield from signs(instrument, NAME, _MARKUP)


def _notes(instrument: Instrument, languages: tuple[Language, ...]) -> Iterator[Problem]:
    """What the form does not do."""
    place = Place(file=instrument.path)
    for item in instrument.items:
        if item.randomise and item.kind is ItemKind.MATRIX:
            yield problem(ORDER_FIXED_ROWS, place, item=item.id, platform=NAME)
        elif item.randomise and (last := [option.code for option in item.offered if option.code not in item.moving]):
            yield problem(ORDER_FIXED_LAST, place, item=item.id, platform=NAME, codes=last)
    if instrument.thanks is not None:
        yield problem(THANKS_LEFT_OUT, place, platform=NAME)
    if len(languages) > 1:
        yield problem(LANGUAGE_NOT_RECORDED, place, platform=NAME)


# -- rows of the sheet survey --------------------------------------------------------------------------------------------
_COLUMNS = ("type", "name", "required", "relevant", "appearance", "parameters", "constraint")


def _survey(instrument: Instrument, lists: _Lists, languages: tuple[Language, ...]) -> Iterator[Row]:
    yield {"type": "start", "name": "start"}
    yield {"type": "end", "name": "end"}
    yield from _opening(instrument, languages)
    for section in instrument.sections:
        items = instrument.in_section(section.id)
        if not items:
            continue
        group: Row = {"type": "begin_group", "name": f"section__{section.id}", "label": section.title, "appearance": "field-list"}
        if instrument.consent is not None:
            group["relevant"] = f"${{{CONSENT}}} = 'OK'"
        yield group
        for item in items:
            yield from _item(item, lists, languages)
        yield {"type": "end_group"}


def _opening(instrument: Instrument, languages: tuple[Language, ...]) -> Iterator[Row]:
    """The first page: introduction, consent, contact, and what is ticked to agree."""
    notes = {name: getattr(instrument, name) for name in ("introduction", "consent", "contact")}
    if not any(notes.values()):
        return
    title = said("fielding.opening", languages)
    yield {"type": "begin_group", "name": "opening__page", "label": title, "appearance": "field-list"}
    for name, text in notes.items():
        if text is not None:
            yield {"type": "note", "name": f"{name}__text", "label": text}
    if instrument.consent is not None:
        yield {"type": "acknowledge", "name": CONSENT, "label": said("web.agree", languages), "required": "yes"}
    yield {"type": "end_group"}


def _item(item: Item, lists: _Lists, languages: tuple[Language, ...]) -> Iterator[Row]:
    relevant: Row = {} if item.show_if is None else {"relevant": conditions.xpath(item.show_if, flat_name)}
    required: Row = {"required": "yes"} if item.required else {}
    if item.kind is ItemKind.MATRIX:
        yield {"type": "begin_group", "name": item.id, "label": item.text, **relevant}
        for line in item.rows:
            name = flat_name(f"{item.id}.{line.code}")
            yield {"type": f"select_one {lists.name(item)}", "name": name, "label": line.text, **required}
        yield {"type": "end_group"}
        return
    row: Row = {"type": _type(item, lists), "name": item.id, "label": item.text, **required, **relevant}
    if item.randomise and len(item.moving) == len(item.offered):
        row["parameters"] = "randomize=true"
    yield row | _constraint(item, languages)
    for option in item.offered:
        if option.kind is OptionKind.OTHER:
            yield _written(item, option, languages)


def _type(item: Item, lists: _Lists) -> str:
    if item.kind is ItemKind.NUMBER:
        return "decimal"
    if item.kind is ItemKind.TEXT:
        return "text"
    return f"{'select_multiple' if item.kind is ItemKind.MULTIPLE else 'select_one'} {lists.name(item)}"


def _constraint(item: Item, languages: tuple[Language, ...]) -> Row:
    """Limits of a number; answers of several that stand alone."""
    if item.kind is ItemKind.NUMBER and (message := limits(item, languages)) is not None:
        bounds = ((">=", item.minimum), ("<=", item.maximum))
        return {
            "constraint": " and ".join(f". {sign} {plain(bound)}" for sign, bound in bounds if bound is not None),
            "constraint_message": message,
        }
    if item.kind is ItemKind.MULTIPLE and (found := alone(item, languages)) is not None:
        exclusive, message = found
        ticked = " or ".join(f"selected(., '{option.code}')" for option in exclusive)
        return {"constraint": f"count-selected(.) <= 1 or not({ticked})", "constraint_message": message}
    return {}


def _written(item: Item, option: Option, languages: tuple[Language, ...]) -> Row:
    """The question for what is written to an option; it goes with the option, so it needs no condition of the item."""
    return {
        "type": "text",
        "name": flat_name(f"{item.id}.{option.code}.text"),
        "label": written(option, languages),
        "relevant": f"selected(${{{item.id}}}, '{option.code}')",
    }


# -- the other sheets ----------------------------------------------------------------------------------------------------
class _Lists:
    """The lists of choices: a shared one once, under its own name as long as no question has that name."""

    def __init__(self, instrument: Instrument) -> None:
        ids = {item.id for item in instrument.items}
        self.names: dict[str, str] = {}
        self.options: dict[str, tuple[Option, ...]] = {}
        for item in instrument.items:
            if item.offered:
                shared = item.option_list
                name = item.id if shared is None else f"{shared}__list" if shared in ids else shared
                self.names[item.id] = name
                self.options[name] = item.offered

    def name(self, item: Item) -> str:
        return self.names[item.id]

    def rows(self) -> Iterator[Row]:
        for name, options in self.options.items():
            for option in options:
                yield {"list_name": name, "name": option.code, "label": option.text}


def _settings(instrument: Instrument, options: ExportOptions) -> list[list[str]]:
    first = options.languages[0]
    settings = {
        "form_title": instrument.title[first],
        "form_id": options.stem(instrument),
        "version": instrument.version,
        "default_language": _language(first),
        "style": "pages",
    }
    return [list(settings), list(settings.values())]


def _language(language: Language) -> str:
    """`Қазақша (kk)`: the name and, in brackets, the code by which programs know it."""
    return f"{say('web.language_name', language)} ({language})"


def _table(
    rows: Iterable[Mapping[str, str | Text]], columns: tuple[str, ...], languages: tuple[Language, ...]
) -> list[list[str]]:
    """Header and cells; a text has a column for each language. Columns that no row fills are left out."""
    rows = list(rows)
    used = [column for column in columns if any(column in row for row in rows)]
    spoken = [(column, language) for column in _TRANSLATED if any(column in row for row in rows) for language in languages]
    table = [[*used, *(f"{column}::{_language(language)}" for column, language in spoken)]]
    for row in rows:
        cells = [str(row.get(column, "")) for column in used]
        for column, language in spoken:
            text = row.get(column)
            cells.append(text[language] if isinstance(text, Text) else "")
        table.append(cells)
    return table
