"""What respondents wrote in their own words: answers to open questions, and texts beside an option such as "other"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from survey.i18n.kazakh import fold
from survey.instrument.model import Item, ItemKind, Option, OptionKind
from survey.wave.responses import Responses

_JOINED = re.compile(r"[|\n]")  # how a form in several languages joins the wordings of an option


def open_texts(responses: Responses) -> dict[str, pd.Series[str]]:
    """Column -> the texts of those who wrote one, of open questions and of write-ins."""
    found = {}
    for item in responses.instrument.items:
        if item.kind is ItemKind.TEXT:
            found[item.id] = responses.answers[item.id].dropna().astype("string")
    for item, option in written_options(responses):
        for column in option_columns(item, option):
            found[column] = written_texts(responses, column, item, option)
    return found


def written_options(responses: Responses) -> Iterator[tuple[Item, Option]]:
    """The options that take what people write in."""
    for item in responses.instrument.items:
        for option in item.options:
            if option.kind is OptionKind.OTHER:
                yield item, option


def option_columns(item: Item, option: Option) -> tuple[str, ...]:
    """The columns in which an option can be the answer."""
    return (f"{item.id}.{option.code}",) if item.kind is ItemKind.MULTIPLE else item.columns


def written_texts(responses: Responses, column: str, item: Item, option: Option) -> pd.Series[str]:
    """The texts as received of those who chose an option in a column; not of those who left none, or only ticked the option."""
    answers = responses.answers[column]
    chose = answers.fillna(False).astype(bool) if item.kind is ItemKind.MULTIPLE else (answers == option.code).fillna(False)
    texts = responses.text.loc[chose.to_numpy(dtype=bool), column].dropna().astype("string")
    own = {fold(wording) for wording in (option.code, *(text for _, text in option.text), *(one.text for one in option.verbatim))}
    ticked = [text for text in texts.unique() if fold(text) in own or all(fold(part) in own for part in _JOINED.split(text))]
    return texts[~texts.isin(ticked)]


def written_columns(responses: Responses) -> dict[str, pd.Series[str]]:
    """Column -> for everybody the text beside "other", or beside the answer that it was coded as; NA where there is none."""
    found: dict[str, pd.Series[str]] = {}
    for item in responses.instrument.items:
        for option in item.options:
            if option.kind not in (OptionKind.OTHER, OptionKind.WRITE_IN):
                continue
            for column in option_columns(item, option):
                texts = written_texts(responses, column, item, option).reindex(responses.answers.index)
                found[column] = found[column].fillna(texts) if column in found else texts
    return found


def text_key(text: str) -> str:
    """The form in which a text stands in recodes.csv: only white space is folded.

    >>> text_key(" my  own\\nwords ")
    'my own words'
    """
    return " ".join(text.split())


def same_text(text: str) -> str:
    """What is equal for texts that are one line of recodes.csv: white space and capital letters do not count.

    >>> same_text(" My  own words ") == same_text("my own Words")
    True
    """
    return text_key(text).casefold()
