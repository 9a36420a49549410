"""From the numbers of a passage to shares: a count and its percent are one, and each share knows its base and its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from survey.audit import document_words as words
from survey.audit.numbers import Kind, Number, plain_numbers
from survey.i18n.text import Language

_KAZAKH = re.compile(r"[әғқңөұүһ]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_STOP = re.compile(r"(?<=[.!?…;|])[»”\")\]]*\s+(?=[«“\"(\[]?[^\W_])")
_OPEN = re.compile(r"\([^()]{0,80}$")
_ABBREVIATED = re.compile(
    r"(?:\b(?:рис|fig|см|табл|т|ж|с|г|гг|стр|б|бет|p|pp|cf|vs|eq|no|сур|пп|п|тыс|млн|и|др|проц|шам|e\.g|i\.e|т\.е|т\. ?е|п\. ?п)|"
    r"(?<![\w])\w)\.$",
    re.IGNORECASE,
)

# Between a count and its percent, either way round.
_WITHIN = re.compile(
    rf"(?:\s+(?:of (?:the|all|them)\s+)?{words.PEOPLE}){{0,2}}\s*"
    r"(?:[(\[/|]\s*|[,;]\s*(?:(?:или|or|яғни|то есть|т\. ?е\.|that is|i\.e\.|демек|бұл|а это|это|что составляет|which is|"
    r"making up|equal to)\s+)?|\s+(?:or|или|яғни|немесе|not less)\s+|\s+[–—-]\s+|\s*=\s*)"
    r"(?:(?:или|or|яғни|то есть|that is|i\.e\.|n\s*=|это|бұл)\s*)?",
    re.IGNORECASE,
)
_PARTITIVE = re.compile(r"\d-с?[ыі](?:н(?:[ыі]ң|д?[ае]|[ае]н)?)?\Z")
""" "54-і", "26-сын": of those told before; "91-бап" is no count. """
_COUNTED = re.compile(rf"\s+(?:[^\W\d_]+\s+){{0,1}}?{words.PEOPLE}", re.IGNORECASE)
_PERSONS = re.compile(r"\s+(?:people|persons|experts|человека?|экспертов|адам|кісі|сарапшы)\b", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"(?:[^.;!?]|\.(?=\d)){0,70}(?:[(,–—-])\s*(?:that is|that makes|i\.\s?e\.|"
    r"это|то есть|т\. ?е\.|яғни|бұл|which is|or|или|"
    r"(?:[^\W\d_]+\s+)?(?:equivalent|equal\w*|amount\w*|correspond\w*|represent\w*|constitut\w*|account\w*|"
    r"составля\w+|составил\w*|соответству\w+|равн\w+|эквивалент\w*)(?:\s+(?:to|for))?)\s*[–—:-]?\s*(?:about |все |бар болғаны )?",
    re.IGNORECASE,
)
"""After which the same share follows in another form, whatever words stand before."""
_WHOLE = re.compile(r"\bN\s*=\s*$")
_PART = re.compile(r"(?:[^.;!?()\d]|\d+\.\d+){0,90}\((?:[^().;\d]{0,40}[,;:])?\s*n\s*=\s*")
""" "11.5% rejected it (“no”, n = 11)". """
_ASKED = re.compile(r"(?:question|вопрос\w*|сұрақ\w*|item)\s*(?:№\s*)?$", re.IGNORECASE)
_CONJUNCTION = re.compile(r"\s*(?:,|и|және|мен|пен|бен|and|vs\.?|против|,\s*and)\s*", re.IGNORECASE)
_SQUARE = re.compile(r"\[[^\[\]]*\Z")
_SHARED = re.compile(rf"%|\bn\s*=|\b{words.PEOPLE}", re.IGNORECASE)
_SLASH = re.compile(r"\s*/\s*")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_NAMING = re.compile(r"(?:\s+[^\W\d_]+){0,2}\s*[–—-]?\s*[«“\"][^«»“”\"\d]{1,40}[»”\"]\s*\(")
""" '46 to “north” (50.5%)'. """


@dataclass(frozen=True)
class Share:
    """What a text says of a group: a count, a percent, or both.

    base: the whole, where it is printed with it. about: "over", "under", "about", or "" where the number is exact.
    counted: whether the words about it say that it counts people. sentence: the number of its sentence in the passage.
    beside: where its percent or count stands when other words are between the two.
    """

    start: int
    end: int
    count: int | None = None
    base: int | None = None
    percent: str | None = None
    about: str = ""
    counted: bool = False
    rest: bool = False
    together: bool = False
    sentence: int = 0
    beside: tuple[int, int] | None = None


@dataclass(frozen=True)
class Reading:
    """A passage with its numbers: shares, ratios, differences, figures and questions that it names."""

    text: str
    language: Language
    numbers: tuple[Number, ...]
    shares: tuple[Share, ...]
    sentences: tuple[tuple[int, int], ...]

    def sentence_of(self, offset: int) -> int:
        """The number of the sentence in which a sign stands."""
        return next((at for at, (_, end) in enumerate(self.sentences) if offset < end), len(self.sentences) - 1)

    def goes_on(self, first: int, second: int) -> bool:
        """Whether two sentences are one, or the second is what follows the semicolon of the first."""
        return first == second or (second == first + 1 and self.text[: self.sentences[first][1]].rstrip().endswith(";"))

    def sums_up(self, share: int, total: int) -> bool:
        """Whether a sentence of nothing but a total ("In all: 96.") follows the sentence of a share, three behind it at most."""
        start, end = self.sentences[total]
        return 0 < total - share <= 3 and words.SUMS_UP.search(re.sub(r"[\d.,]+", "", self.text[start:end])) is not None

    def printed(self, share: Share) -> str:
        """A share as it stands in the text."""
        printed = self.text[share.start : share.end].strip()
        if share.beside is not None:
            printed += f" … {self.text[slice(*share.beside)].strip()}"
        return printed + ")" if printed.count("(") > printed.count(")") else printed


def language_of(text: str, before: Language = "en") -> Language:
    """The language of a passage; that of the passage before where it has no letters to tell by.

    >>> language_of("Сарапшылардың көпшілігі"), language_of("Большинство экспертов"), language_of("Most experts")
    ('kk', 'ru', 'en')
    """
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if len(_KAZAKH.findall(text)) * 25 > cyrillic + latin:
        return "kk"
    if cyrillic > latin:
        return "kk" if before == "kk" and cyrillic < 12 else "ru"
    return "en" if latin else before


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence; an abbreviation with a point ends none."""
    found, start = [], 0
    for match in _STOP.finditer(text):
        inside = match[0][0] == " " and text[match.start() - 1] == ";" and _OPEN.search(text[start : match.start()])
        if not inside and not _ABBREVIATED.search(text[: match.start()]):
            found.append((start, match.end()))
            start = match.end()
    return (*found, (start, len(text)))


def read_passage(text: str, language: Language) -> Reading:
    """The numbers of a passage, put together to shares.

    >>> [(s.count, s.base, s.percent) for s in read_passage("54 of 96 (56.3%) said yes, 29.2% no.", "en").shares]
    [(54, 96, '56.3'), (None, None, '29.2')]
    """
    text = re.sub(r"(?<![\d.,\w])([1-9]\d{0,2})((?: \d{3})+)(?![\d.,%]|\s?%)", lambda m: m[0].replace(" ", "\u00a0"), text)
    found = tuple(_ratio(text, number) for number in plain_numbers(text, language))
    parts = sentences(text)
    reading = Reading(text, language, found, (), parts)
    raw = [share for at, number in enumerate(found) if (share := _share(text, found, at)) is not None]
    shares = tuple(replace(share, sentence=reading.sentence_of(share.start)) for share in _merged(text, raw))
    return replace(reading, shares=shares)


def _ratio(text: str, number: Number) -> Number:
    """A bare number that the words before it call a ratio, as one."""
    if number.kind not in (Kind.PLAIN, Kind.QUESTION) or number.values[0].count(".") > 1:
        return number
    before, after = text[max(0, number.start - 130) : number.start], text[number.end : number.end + 20]
    if not (words.RATIO_BEFORE.search(before) or words.RATIO_AFTER.search(after)) or _PERSONS.match(after):
        return number
    return replace(number, kind=Kind.RATIO, values=(number.values[0], "1"))


def _share(text: str, found: tuple[Number, ...], at: int) -> Share | None:
    number = found[at]
    before, after = text[: number.start], text[number.end :]
    plain = Share(
        number.start,
        number.end,
        about=words.about(before[-25:], after[:30]),
        rest=_is_rest(before),
        together=_is_together(before),
    )
    if number.kind is Kind.COUNT_OF:
        count, base = (int(Decimal(value)) for value in number.values)
        if count > base and _YEAR.match(number.values[0]):
            return None
        return replace(plain, count=count, base=base, counted=True)
    percent = number.values[0] if number.kind is Kind.PERCENT else _bare_percent(text, found, at)
    if percent is not None:
        if _is_change(before, after):
            return None
        return replace(plain, percent=percent)
    if number.kind is Kind.PLAIN and number.values[0].isdigit() and not (_is_change(before, after) or _is_cited(before, after)):
        counted = bool(_COUNTED.match(after)) or (_PARTITIVE.search(number.printed) is not None)
        return replace(plain, count=int(number.values[0]), counted=counted)
    return None


def _bare_percent(text: str, found: tuple[Number, ...], at: int) -> str | None:
    """A number without a percent sign that is a percent: "57,3 and 42,7%", "(88,5)"."""
    number = found[at]
    if number.kind not in (Kind.PLAIN, Kind.QUESTION) or number.values[0].count(".") != 1:
        return None
    if _ASKED.search(text[: number.start]):
        return None
    following = found[at + 1] if at + 1 < len(found) else None
    if following is not None and following.kind is Kind.PERCENT and _CONJUNCTION.fullmatch(text[number.end : following.start]):
        return number.values[0]
    alone = text[number.start - 1 : number.start] == "(" and text[number.end : number.end + 1] == ")"
    return number.values[0] if alone and number.kind is Kind.PLAIN and Decimal(number.values[0]) <= 100 else None


def _is_change(before: str, after: str) -> bool:
    """Whether a percent says by how much something differs."""
    return bool(words.CHANGE_AFTER.search(after[:30]) or words.CHANGE_BEFORE.search(before[-20:]))


def _is_cited(before: str, after: str) -> bool:
    """Whether a number stands in square brackets that hold neither people nor a percent: "[12, p. 45]" cites a source."""
    opened = _SQUARE.search(before[-60:])
    inside = opened[0] + after.partition("]")[0] if opened else ""
    return opened is not None and _SHARED.search(inside) is None


def _is_rest(before: str) -> bool:
    return bool(words.REST.search(before[-70:]))


def _is_together(before: str) -> bool:
    return bool(words.TOGETHER.search(before[-70:]))


def _merged(text: str, raw: list[Share]) -> list[Share]:
    """A count beside its percent, a percent beside its count, and 54/96 are one share."""
    found: list[Share] = []
    for share in raw:
        last = found[-1] if found else None
        gap = text[last.end : share.start] if last else ""
        if last is None:
            found.append(share)
        elif _SLASH.fullmatch(gap) and last.count is not None and last.base is None and share.count and not share.percent:
            found[-1] = replace(last, base=share.count, end=share.end, counted=True)
        elif goes_with(last, share) and _beside(gap, share) and not _apart(text[: last.start], gap):
            found[-1] = one_share(last, share)
        else:
            found.append(share)
    return found


def _beside(gap: str, second: Share) -> bool:
    """Whether what stands between a count and a percent makes them one share; a capital N is the whole and no part."""
    if _WHOLE.search(gap):
        return False
    if second.percent is not None and _NAMING.fullmatch(gap):
        return True
    part = second.count is not None and _PART.fullmatch(gap) is not None
    return part or bool(_WITHIN.fullmatch(gap) or _SAYS_SO.fullmatch(gap))


def _apart(before: str, gap: str) -> bool:
    """Whether a number ends a cell that has words before it, or is what the next one is the complement of."""
    return ("|" in gap and re.search(r"[^\W\d_]\s*$", before) is not None) or words.COMPLEMENT_OF.search(before[-30:]) is not None


def goes_with(first: Share, second: Share) -> bool:
    """Whether one is a count without a percent and the other a percent without a count."""
    if first.percent is None:
        return first.count is not None and second.percent is not None and second.count is None
    return first.count is None and second.count is not None and second.percent is None


def one_share(first: Share, second: Share) -> Share:
    """A count and its percent as one share, from the first to the second."""
    whole = first if first.count is not None else second
    percent = first.percent if first.percent is not None else second.percent
    about = whole.about or (first.about if whole is second else second.about)
    return replace(
        whole,
        start=first.start,
        end=second.end,
        percent=percent,
        about=about,
        counted=True,
        rest=first.rest,
        together=first.together,
    )
