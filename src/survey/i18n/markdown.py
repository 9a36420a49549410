"""Text that stays text when Pandoc and Quarto read it."""

from __future__ import annotations

import re

# Besides the signs of markup: runs of hyphens and points and quotation marks, which Pandoc makes typographic, and the point of
# what may be an English abbreviation (e.g., Ph.D.), behind which it would put a space that does not break.
_ACTIVE = re.compile(r"""[\\`*_{}\[\]<>#^~$|@&"']|-(?=-)|(?<=-)-|\.(?=\.)|(?<=\.)\.|(?<=[a-z])\.(?= )|(?<=\.[A-Z])\.(?= )""")
# What would begin a list, a caption or a title: `- a`, `+ a`, `: a`, `% a`; `1. a`, `(b) a`, `iv) a`.
_FIRST_SIGN = re.compile(r"^(?=[-+:%])")
_FIRST_NUMBER = re.compile(r"^(\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+))(?=[.)](?: |$))")
# In the value of an attribute only these are read; a broken brace keeps Quarto from seeing a shortcode.
_IN_ATTRIBUTE = re.compile(r'[\\"&{]')
_SPACES = re.compile(r"[ \t\r\n\v\f\x85\u2028\u2029]+")


def escape(text: str) -> str:
    r"""A text as one line of Markdown in which nothing is markup: Pandoc reads it letter for letter.

    >>> escape("a|b [c] 5 * 3 @x")
    'a\\|b \\[c\\] 5 \\* 3 \\@x'
    >>> print(escape('1. "Why" -- {{< x >}}...'))
    1\. \"Why\" \-\- \{\{\< x \>\}\}\.\.\.
    """
    return _FIRST_NUMBER.sub(r"\1\\", _FIRST_SIGN.sub(r"\\", _ACTIVE.sub(r"\\\g<0>", _one_line(text))))


def attribute(text: str) -> str:
    r"""A text as the quoted value of an attribute, e.g. of `fig-alt`.

    >>> print(attribute('Answers to "why"'))
    "Answers to \"why\""
    """
    return '"' + _IN_ATTRIBUTE.sub(r"\\\g<0>", _one_line(text)) + '"'


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text.strip())
