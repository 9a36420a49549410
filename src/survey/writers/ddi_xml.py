"""Elements of DDI-Codebook."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from survey.i18n.text import Language
from survey.writers.variables import folded

NAMESPACE = "ddi:codebook:2_5"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def child(parent: Any, name: str, text: str | None = None, /, **attributes: str) -> Any:
    """A new element at the end of another."""
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    for key, value in attributes.items():
        element.set(key, value)
    element.text = text
    return element


def words(parent: Any, name: str, language: Language, text: str, /, **attributes: str) -> Any:
    """A new element whose text is in a language."""
    element = child(parent, name, folded(text))
    element.set(LANG, language)
    for key, value in attributes.items():
        element.set(key, value)
    return element


def id_of(kind: str, name: str) -> str:
    """An ID that no other kind of element has.

    >>> id_of("var", "trust.courts")
    'var.trust.courts'
    """
    return f"{kind}.{re.sub(r'[^A-Za-z0-9._-]', '_', name)}"
