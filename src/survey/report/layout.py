"""Small pieces of Pandoc markdown that several parts share."""

from __future__ import annotations

from collections.abc import Iterable

from survey.i18n.markdown import escape
from survey.i18n.text import Language


def callout(kind: str, title: str, body: str) -> str:
    """A boxed note that Quarto and the built-in renderer draw alike."""
    return f"::: {{.callout-{kind}}}\n## {escape(title)}\n\n{body}\n:::"


def section_id(item_id: str) -> str:
    """The id of a question's heading; a prefix of its own, because `sec-` would make it a numbered reference."""
    return f"q-{item_id}"


def bullets(lines: Iterable[str]) -> str:
    """A list of lines that are Markdown already."""
    return "\n".join(f"- {line}" for line in lines)


def quote(text: str) -> str:
    """The wording of a question as a block of its own."""
    return "\n".join(f"> {line}" for line in text.splitlines())


def spoken(text: str, language: Language) -> str:
    """A text in another language than the report's, marked so that screen readers and spelling checkers know."""
    return f"[{escape(text)}]{{lang={language}}}"
