"""The author's commentary, its marked numbers alive as far as an address says the same.

A mark names what its words count, so each number of these words is looked for among the count, the share and the base of what is
named. What none of them says stays the author's own text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from survey.audit.commentary import read_commentary
from survey.audit.document_words import PEOPLE
from survey.audit.marks import pieces
from survey.chapter import living
from survey.chapter.address import NONE, Address
from survey.chapter.chapter import Chapter
from survey.errors import SurveyError
from survey.i18n.kazakh_cases import CASES, with_case
from survey.i18n.signs import DECIMAL_SIGN
from survey.i18n.text import Language

_SPACES = "\u00a0\u202f\u2009"
_NUMBER = re.compile(rf"(?P<number>\d(?:[\d{_SPACES}.,–]*\d)?)(?P<sign>[ {_SPACES}]?%)?(?:-(?P<ending>[а-яәғқңөұүһі]+))?")
_JOINED = re.compile(r" ([+&/]) ")
_AROUND = 60  # letters, in which a number is told to be a share, a count or a base
_BLANK = rf"[ \n{_SPACES}]"
_PERCENT = re.compile(rf"{_BLANK}?(?:-\w+{_BLANK})?(?:пайыз|процент|percent\b|per cent\b|%)", re.IGNORECASE)
_OF_SO_MANY = re.compile(rf"\b(?:из|of)(?:{_BLANK}(?:all|the|всех))*{_BLANK}\Z", re.IGNORECASE)
_GENITIVE = re.compile(rf"(?:{_BLANK}\w+)?(?:{_BLANK}\w+|-?)(?:ның|нің|дың|дің|тың|тің)\b", re.IGNORECASE)
_GENITIVE_BEFORE = re.compile(rf"\d(?:{_BLANK}\w+){{0,2}}-?(?:ның|нің|дың|дің|тың|тің){_BLANK}\Z", re.IGNORECASE)
_TO_ONE = re.compile(r"\d ?: ?1\Z")  # of a ratio only the first number moves
_UP_TO = re.compile(rf"\d{_BLANK}(?:до|to|and){_BLANK}\Z")  # the end of a range in words
_COUNTED = re.compile(
    rf"(?:{_BLANK}\w+){{0,2}}{_BLANK}(?:из|of){_BLANK}(?:all{_BLANK}|the{_BLANK}|всех{_BLANK})*\d|{_BLANK}(?:\w+{_BLANK})?{PEOPLE}|{_BLANK}?\(",
    re.IGNORECASE,
)


def living_commentary(chapter: Chapter, section: str) -> str:
    """A section of the commentary in Markdown, the numbers of its marks `of` as living numbers."""
    path = chapter.report.commentary_path
    if path is None or section not in chapter.report.commentary:  # which has checked every number
        return ""

    parts = list(pieces(read_commentary(path)[section][1]))
    words = [one for one, _ in parts]
    return "".join(
        alive(chapter, section, one, mark.value, "".join(words[:at]), "".join(words[at + 1 :]))
        if mark is not None and mark.key == "of"
        else one
        for at, (one, mark) in enumerate(parts)
    )


def alive(chapter: Chapter, section: str, words: str, expression: str, before: str = "", behind: str = "") -> str:
    """The words of a mark with its numbers in controls; before, behind: the text around the mark.

    A number that no address says, or that several say alike and no word tells apart, stays the author's own: `chapter.plain`. So
    do then the others of its mark, because a sentence of which one number moves and its share does not would become untrue.
    """
    named = _named(chapter, section, expression)
    numbers = [found for found in _NUMBER.finditer(words) if not _TO_ONE.search(words[: found.end()])]
    addresses = {}
    for found in numbers:
        said = [] if named is None else _said(chapter, named, found)
        around = (before + words[: found.start()])[-_AROUND:], (words[found.end() :] + behind)[:_AROUND]
        addresses[found.start()] = _meant(said, *around)
    if None in addresses.values():
        chapter.plain.extend(f"{section}: {found[0]}" for found in numbers)
        return words

    def written(found: re.Match[str]) -> str:
        address = addresses.get(found.start())
        return found[0] if address is None else living.span(address, chapter.values.text(address))

    return _NUMBER.sub(written, words)


def _said(chapter: Chapter, named: tuple[str, str], found: re.Match[str]) -> list[Address]:
    """The addresses that say the same as a number, at most one of each kind: a count is its own least and most."""
    kinds: dict[str, Address] = {}
    for address in _addresses(chapter, named, found):
        text = _text(chapter, address)
        if text is not None and _bare(text) == _bare(found[0]) and living.fits(address):
            kinds.setdefault(_kind(address), address)
    return list(kinds.values())


def _kind(address: Address) -> str:
    if address.statistic in ("base", "ratio"):
        return address.statistic
    return "share" if address.statistic.endswith("percent") else "count"


def _meant(said: list[Address], before: str, behind: str) -> Address | None:
    """The one of several addresses that the words beside the number speak of."""
    if not said:
        return None
    kinds = {_kind(address): address for address in said}
    if _PERCENT.match(behind):
        return kinds.get("share")
    if len(said) == 1:
        return said[0]
    if "count" in kinds and _UP_TO.search(before):
        return kinds["count"]
    if "base" in kinds and (_OF_SO_MANY.search(before) or _GENITIVE.match(behind)):
        return kinds["base"]
    if "count" in kinds and (_COUNTED.match(behind) or _GENITIVE_BEFORE.search(before)):
        return kinds["count"]
    return None


def _named(chapter: Chapter, section: str, expression: str) -> tuple[str, str] | None:
    """Item and code of an address for what a mark names; None where it names several things that a number is said of."""
    if "," in expression:
        return None
    known = {name for item in chapter.instrument.items for name in (item.id, *item.columns)}
    if expression in known:
        return expression, NONE
    code = _JOINED.sub(lambda sign: sign[1].replace("/", ":"), expression)
    first = re.split(r"[+&:]| - ", code.removeprefix("not "))[0]
    item = first.rpartition(".")[0]
    if item not in known and f"{section}.{item}" in known:  # a row of the section's own matrix
        item = f"{section}.{item}"
    if code == first:
        return item or section, first.rpartition(".")[2]
    return (section if section in known else item), code


def _addresses(chapter: Chapter, named: tuple[str, str], found: re.Match[str]) -> Iterator[Address]:
    """What a number may be, the likeliest first."""
    item, code = named
    sign = DECIMAL_SIGN[chapter.language]
    last = found["number"].rpartition("–")[2]
    decimals, case = str(len(last.partition(sign)[2])), _case(found, chapter.language)
    shares = ("percent", "least_percent", "most_percent")
    if code == NONE:
        tried = [] if found["sign"] else [("base", "0")]
    elif found["sign"]:
        tried = [(share, decimals) for share in shares]
    else:
        tried = [(statistic, "0") for statistic in ("n", "least", "most", "base")]
        tried += [("ratio", decimals), *((share, f"{decimals}n") for share in shares)]
    for statistic, form in tried:
        yield chapter.address(item, NONE if statistic == "base" else code, statistic, form + case)


def _case(found: re.Match[str], language: Language) -> str:
    """The case of the ending behind a number, as a format says it; empty where there is none, or no such case."""
    if language != "kk" or not found["ending"]:
        return ""
    number = found["number"] + (found["sign"] or "")
    return next((f":{case}" for case in CASES if case != "attributive" and with_case(number, case) == found[0]), "")


def _text(chapter: Chapter, address: Address) -> str | None:
    try:
        return chapter.values.text(address)
    except SurveyError:
        return None


def _bare(text: str) -> str:
    return "".join(text.split())
