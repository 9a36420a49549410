"""The JSON Schema of a questionnaire file, for editors that check and complete YAML while it is written."""

from __future__ import annotations

from typing import Any

from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.shapes import Fields, Key
from survey.instrument.tables import ALL, INSTRUMENT


def json_schema(language: Language = "en") -> dict[str, Any]:
    """The schema (draft 2020-12), made from the same tables of keys that the reader uses.

    Parameters
    ----------
    language
        The language of the descriptions that the editor shows.

    Examples
    --------
    >>> sorted(json_schema()["$defs"]["row"]["properties"])
    ['code', 'label', 'text']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": say("instrument.schema_title", language),
        **INSTRUMENT.schema(),
        "$defs": {"text": _text(), **{fields.name: _block(fields, language) for fields in ALL}},
    }


def _text() -> dict[str, Any]:
    line = {"type": "string", "minLength": 1}
    return {
        "type": "object",
        "properties": dict.fromkeys(LANGUAGES, line),
        "additionalProperties": False,
        "minProperties": 1,
    }


def _block(fields: Fields, language: Language) -> dict[str, Any]:
    block: dict[str, Any] = {
        "type": "object",
        "properties": {name: _property(fields.name, name, key, language) for name, key in fields.keys.items()},
        "required": [name for name, key in fields.keys.items() if key.required],
        "additionalProperties": False,
    }
    if fields.one_of:
        block["oneOf"] = [{"required": [name]} for name in fields.one_of]
    return block


def _property(table: str, name: str, key: Key, language: Language) -> dict[str, Any]:
    return {"description": say(f"instrument.{table}_{name}", language), **key.shape.schema()}
