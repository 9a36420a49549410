"""A question at the terminal, and numbers of the command line, in the user's language."""

from __future__ import annotations

from collections.abc import Callable

from survey.errors import NOBODY_TO_ASK, OPTION_BETWEEN, OPTION_WHOLE, error


def ask(question: str, option: str) -> str:
    """What the user types; where nobody can be asked, ReportError with the option that says it instead."""
    try:
        return input(question)
    except EOFError:
        raise error(NOBODY_TO_ASK, option=option) from None


def whole(option: str, least: int = 0, most: int | None = None) -> Callable[[str], int]:
    """The `type` of an option that is a whole number; ReportError where it is another one.

    >>> whole("--people")("12")
    12
    """

    def read(word: str) -> int:
        n = int(word) if word.removeprefix("-").isdecimal() else None
        if n is not None and n >= least and (most is None or n <= most):
            return n
        if most is None:
            raise error(OPTION_WHOLE, option=option, value=word, least=least)
        raise error(OPTION_BETWEEN, option=option, value=word, least=least, most=most)

    return read


def share(option: str) -> Callable[[str], float]:
    """The `type` of an option that is a share from 0 to 1, with a comma or a point; ReportError where it is another number.

    >>> share("--e")("0,5")
    0.5
    """

    def read(word: str) -> float:
        try:
            found = float(word.replace(",", "."))
        except ValueError:
            found = -1
        if not 0 <= found <= 1:
            raise error(OPTION_BETWEEN, option=option, value=word, least=0, most=1)
        return found

    return read
