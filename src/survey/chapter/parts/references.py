"""The author's text refers to the figures and tables of its question, also when the grey facts are deleted."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PROSE = re.compile(r"[^\W_]|[«“\"'(\[*]")
_END = re.compile(r"\.(?=[ ]*(?:\n|$))")


@dataclass(frozen=True)
class References:
    """figures, tables: identifiers of what follows on a text. told: the cross-references to them, as Markdown."""

    figures: tuple[str, ...]
    tables: tuple[str, ...]
    told: str


def referring(text: str, references: References) -> str:
    """The text with the references in brackets at the end of its first sentence, unless its author refers to one of them already.

    Where the first line is no sentence, they stand behind the text.

    >>> referring("Most agree.\\nFew do not.", References(("fig-tea",), (), "Figure [-@fig-tea]"))
    'Most agree (Figure [-@fig-tea]).\\nFew do not.'
    """
    if not references.told or any(
        re.search(rf"@{re.escape(one)}(?![\w-])", text) for one in (*references.figures, *references.tables)
    ):
        return text
    first = _END.search(text) if _PROSE.match(text) else None
    if first is None or "\n\n" in text[: first.start()]:
        return f"{text}\n\n({references.told})"
    return f"{text[: first.start()]} ({references.told}){text[first.start() :]}"
