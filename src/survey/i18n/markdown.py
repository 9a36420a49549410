"""Text that stays text when Pandoc and Quarto read it."""

from __future__ import annotations

import re

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#^~$|@&])")


def escape(text: str) -> str:
    r"""A text as one line of Markdown in which nothing is markup.

    >>> escape("a|b [c] 5 * 3 @x")
    'a\\|b \\[c\\] 5 \\* 3 \\@x'
    """
    return _ACTIVE.sub(r"\\\1", " ".join(re.split(r"[\r\n\t]+", text.strip())))


def attribute(text: str) -> str:
    r"""A text as the quoted value of an attribute, e.g. of `fig-alt`.

    >>> print(attribute('Answers to "why"'))
    "Answers to \"why\""
    """
    inner = " ".join(re.split(r"[\r\n\t]+", text.strip())).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'
