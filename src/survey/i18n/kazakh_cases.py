"""Kazakh case endings of what is written in digits: `79,2%-ы`, `54-ін`, `96-дан`, `2022 жылғы`.

The ending follows the last word of the number read aloud, so 6 (алты) takes -ға and 7 (жеті) takes -ге. The rules stand written
out in docs/kazakh-cases.md, and a test compares the two.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, Literal, get_args

from survey.i18n.signs import DASH, MINUS

Case = Literal[
    "nominative",
    "genitive",
    "dative",
    "accusative",
    "locative",
    "ablative",
    "instrumental",
    "possessive",
    "possessive genitive",
    "possessive dative",
    "possessive accusative",
    "possessive locative",
    "possessive ablative",
    "possessive instrumental",
    "attributive",
]
Unit = Literal["percent", "ordinal", "year"]
CASES: tuple[Case, ...] = get_args(Case)
UNITS: tuple[Unit, ...] = get_args(Unit)

_ONES: Final = ("", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS: Final = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_POWERS: Final = ((10**12, "триллион"), (10**9, "миллиард"), (10**6, "миллион"), (10**3, "мың"))
_ZERO, _PERCENT, _YEAR = "нөл", "пайыз", "жыл"
_LIMIT: Final = 10**15

_SPACES = " \u00a0\u202f\u2009"
# What follows a digit and a point is no number of its own, so that a date (15.09.2022) is none either.
_NUMBER = re.compile(
    rf"(?<!\d)(?<!\d[.,])"
    rf"(?P<whole>\d{{1,3}}(?:[{_SPACES}]\d{{3}})+|\d+)(?:[.,](?P<part>\d+))?(?P<sign>[{_SPACES}]?%)?\Z"
)

# -- harmony -----------------------------------------------------------------------------------------------------------
_FRONT, _BACK = "әеөүі", "аоұы"
# У tells nothing of the harmony (елу is a front word) and takes the endings that й takes: елуді, елудің.
_NASALS, _SONANTS, _VOICED = "мнң", "рлйу", "зж"
# For each case its ending after a vowel, a nasal, р л й у, з ж, and a voiceless consonant (б в г д at the end of a word sound
# voiceless); A is а or е, I is ы or і, G is ғ or г, K is қ or к.
_ENDINGS: dict[str, tuple[str, str, str, str, str]] = {
    "nominative": ("", "", "", "", ""),
    "genitive": ("нIң", "нIң", "дIң", "дIң", "тIң"),
    "dative": ("GA", "GA", "GA", "GA", "KA"),
    "accusative": ("нI", "дI", "дI", "дI", "тI"),
    "locative": ("дA", "дA", "дA", "дA", "тA"),
    "ablative": ("дAн", "нAн", "дAн", "дAн", "тAн"),
    "instrumental": ("мен", "мен", "мен", "бен", "пен"),
    "possessive": ("сI", "I", "I", "I", "I"),
    "attributive": ("GI", "GI", "GI", "GI", "KI"),
}
_AFTER_POSSESSIVE = {
    "genitive": "нIң",
    "dative": "нA",
    "accusative": "н",
    "locative": "ндA",
    "ablative": "нAн",
    "instrumental": "мен",
}
_HARMONY = {True: str.maketrans("AIGK", "еігк"), False: str.maketrans("AIGK", "аығқ")}


def _is_front(word: str) -> bool:
    return next(letter in _FRONT for letter in reversed(word) if letter in _FRONT + _BACK)


def _sound(word: str) -> int:
    """The column of `_ENDINGS` for the last sound of a word."""
    groups = (_FRONT + _BACK, _NASALS, _SONANTS, _VOICED)
    return next((place for place, letters in enumerate(groups) if word[-1] in letters), len(groups))


def _ending(word: str, case: Case) -> str:
    """The ending that a word takes, without a hyphen."""
    first, _, second = case.partition(" ")
    pattern = _ENDINGS[first][_sound(word)] + (_AFTER_POSSESSIVE[second] if second else "")
    return pattern.translate(_HARMONY[_is_front(word)])


# -- reading aloud -----------------------------------------------------------------------------------------------------
def _whole(value: int) -> list[str]:
    """The words of a whole number: жүз and мың alone for one hundred and one thousand, but бір миллион."""
    words = []
    for power, name in _POWERS:
        count, value = divmod(value, power)
        if count:
            words += [*(_whole(count) if count > 1 or power > 1000 else ()), name]
    hundreds, rest = divmod(value, 100)
    if hundreds:
        words += [*([_ONES[hundreds]] if hundreds > 1 else ()), "жүз"]
    return [*words, *(word for word in (_TENS[rest // 10], _ONES[rest % 10]) if word)]


def _words(match: re.Match[str]) -> list[str]:
    whole, part = int(re.sub(rf"[{_SPACES}]", "", match["whole"])), match["part"]
    if max(whole, 10 ** len(part or "")) >= _LIMIT:
        raise ValueError(f"no word for {match[0]}")
    words = _whole(whole) or [_ZERO]
    if part:
        *parts, last = _whole(10 ** len(part))
        words += ["бүтін", *parts, last + _ending(last, "ablative"), *(_whole(int(part)) or [_ZERO])]
    return [*words, _PERCENT] if match["sign"] else words


def _ordinal(word: str) -> str:
    """`бес` -> `бесінші`, `жиырма` -> `жиырмасыншы`; the second vowel of қырық is lost."""
    stem = "қырқ" if word == "қырық" else word
    link = {"а": "сы", "ы": "", "і": ""}.get(stem[-1], "і" if _is_front(stem) else "ы")
    return f"{stem}{link}н{_order(stem)}"


def _order(word: str) -> str:
    """What is written after the digits of an order that is read with this last word: 5-ші, 6-шы."""
    return "ші" if _is_front(word) else "шы"


def _text(number: str | int | float | Decimal) -> str:
    """A value as digits with a decimal comma; text as it is."""
    if isinstance(number, str):
        return number
    value = Decimal(str(number))
    return DASH if not value.is_finite() else f"{value:f}".replace(".", ",").replace("-", MINUS)


def _last(text: str) -> re.Match[str]:
    match = _NUMBER.search(text)
    if match is None:
        raise ValueError(f"no number at the end of {text!r}")
    return match


def read_aloud(number: str | int | float | Decimal, unit: Unit | None = None) -> str:
    """A number, percent, ordinal or year in Kazakh words; a decimal point is read as a comma.

    Raises ValueError for what is not one number below 10**15.

    >>> read_aloud("79,2%"), read_aloud(5, "ordinal"), read_aloud(2022, "year")
    ('жетпіс тоғыз бүтін оннан екі пайыз', 'бесінші', 'екі мың жиырма екінші жыл')
    """
    text = _text(number)
    minus = text[:1] in ("-", MINUS)
    match = _NUMBER.fullmatch(text[minus:])
    if match is None:
        raise ValueError(f"not one number: {text!r}")
    words = [*(["минус"] if minus else []), *_words(match)]
    if unit == "percent" and not match["sign"]:
        words.append(_PERCENT)
    if unit in ("ordinal", "year"):
        _check_whole(match)
        words[-1] = _ordinal(words[-1])
    return " ".join([*words, _YEAR] if unit == "year" else words)


def _check_whole(match: re.Match[str]) -> None:
    if match["part"] or match["sign"]:
        raise ValueError(f"neither an order nor a year: {match[0]}")


# -- writing -----------------------------------------------------------------------------------------------------------
def with_case(number: str | int | float | Decimal, case: Case, unit: Unit | None = None) -> str:
    """A number as printed with the ending of a case, after a hyphen, by how its last word is read in Kazakh.

    number: the printed text (`"79,2%"`, `"1 234"`, a range `"58–96"`) or a value, which is written with a decimal comma and
    without spaces. A dash, which stands for no number, stays as it is.
    case: one of `CASES`; `possessive` is that of the third person, alone or with a case after it; `attributive` (-ғы, -гі) is for
    years only.
    unit: `percent` adds the sign where it is missing, `ordinal` -шы or -ші; `year` adds the word and gives the ending to it.
    Raises ValueError for another case or unit, for a text without a number at its end, for a date with points,
    for an order or year that is not whole.

    >>> with_case("79,2%", "possessive"), with_case(54, "possessive accusative"), with_case(96, "ablative")
    ('79,2%-ы', '54-ін', '96-дан')
    >>> with_case(2022, "attributive", "year"), with_case(5, "nominative", "ordinal"), with_case(5, "dative", "ordinal")
    ('2022 жылғы', '5-ші', '5-шіге')
    """
    if case not in CASES or unit not in (None, *UNITS):
        raise ValueError(f"unknown case or unit: {case}, {unit}; known: {CASES}, {UNITS}")
    if case == "attributive" and unit != "year":
        raise ValueError("the attributive is for years only")
    text = _text(number)
    if text == DASH:
        return text
    match = _last(text)
    word = _words(match)[-1]
    if unit in ("ordinal", "year"):
        _check_whole(match)
    if unit == "year":
        return f"{text} {_YEAR}{_ending(_YEAR, case)}"
    if unit == "ordinal":
        order = _order(word)
        return f"{text}-{order}{_ending(order, case)}"
    if unit == "percent" and not match["sign"]:
        text, word = f"{text}%", _PERCENT
    ending = _ending(word, case)
    return f"{text}-{ending}" if ending else text


def case_of(asked: str) -> tuple[Case, Unit | None] | None:
    """The case, and the unit before it, that a placeholder of a catalogue asks for; None where it asks for something else.

    >>> case_of("possessive accusative"), case_of("year attributive"), case_of(".2f")
    (('possessive accusative', None), ('attributive', 'year'), None)
    """
    for unit in (None, *UNITS):
        rest = asked if unit is None else asked.removeprefix(f"{unit} ")
        case = next((case for case in CASES if case == rest), None)
        if case is not None and (unit is None or rest != asked):
            return case, unit
    return None
