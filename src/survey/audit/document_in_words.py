"""Shares in words against the numbers beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from survey.audit import document_words as words
from survey.audit.document_checks import Finding, Linked, Said, amount_of
from survey.audit.document_fractions import WORDS, Word
from survey.audit.document_links import mentions
from survey.errors import WORD_FALSE, problem

_BESIDE = re.compile(
    r"[\s)]*(?:,|–|—|-|\(|яғни|то есть|that is|or|или|:|,\s*(?:a|the|что составляет))?[\s(]*"
    r"(?:a |the |сарапшылардың |респонденттердің )?"
)
_TURN = re.compile(r";|\b(?:but|while|whereas|но|однако|ал|бірақ|а(?! именно| точнее))\b")


def check_words(said: Said) -> Iterator[Finding]:
    """ "The majority", "two thirds", "almost all": words that the number beside them does not bear out."""
    yield from _prevailing(said)
    yield from _leading(said)
    text = said.reading.text
    done: list[tuple[int, int]] = []
    for word in WORDS:
        for match in word.pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in done):
                continue
            done.append(match.span())
            if words.NEGATED_BEFORE.search(text[max(0, match.start() - 30) : match.start()]):
                continue
            one = _spoken_of(match, said)
            if one is None or words.NEGATED_AFTER.search(text[match.end() : match.end() + 25]):
                continue
            amount = amount_of(one)
            if amount is not None and not _word_holds(amount, word):
                found = problem(WORD_FALSE, printed=said.printed(one.share), word=match[0].strip())
                yield one.share.start, found


def _prevailing(said: Said) -> Iterator[Finding]:
    """ "“Yes” prevailed with 8.3%": no other answer of the sentence may be larger."""
    for match in words.PREVAILS.finditer(said.reading.text):
        one = next((one for one in said.linked if one.share.start == match.end()), None)
        if one is None or (mine := amount_of(one)) is None:
            continue
        rivals = [other for other in said.linked if other.share.sentence == one.share.sentence and other.option != one.option]
        amounts = [amount for other in rivals if other.topic == one.topic and (amount := amount_of(other)) is not None]
        if any(low > mine[1] for low, _ in amounts):
            yield one.share.start, problem(WORD_FALSE, printed=said.printed(one.share), word=match[0].strip(" (:"))


def _leading(said: Said) -> Iterator[Finding]:
    """ "“Yes” leads", "more often “yes” than “no”": the answer named there is not the smaller of two."""
    text = said.reading.text
    for at, (start, end) in enumerate(said.reading.sentences):
        here = [one for one in said.linked if one.share.sentence == at and one.option and not one.share.about]
        amounts = [amount_of(one) for one in here]
        if len(here) != 2 or here[0].option == here[1].option or None in amounts or here[0].topic != here[1].topic:
            continue
        (first_low, first_high), (second_low, second_high) = (amount for amount in amounts if amount is not None)
        than = words.MORE_THAN.search(text, start, end)
        if than and here[0].share.start < than.end() <= here[1].share.start:
            found, ahead = than, 0
        else:
            match = words.LEADS.search(text, start, end)
            if (
                match is None
                or words.OVER_ANSWER.search(text, max(start, match.start() - 25), match.end() + 25)
                or (side := _named_with(match, said, at)) is None
            ):
                continue
            found, ahead = match, [one.option for one in here].index(side) if side in {one.option for one in here} else -1
        smaller = first_high < second_low if ahead == 0 else second_high < first_low
        if ahead >= 0 and smaller:
            word = found[0].split()[0]
            yield here[ahead].share.start, problem(WORD_FALSE, printed=said.printed(here[ahead].share), word=word)


def _named_with(match: re.Match[str], said: Said, at: int) -> str | None:
    """The answer that leads: in Kazakh the last one before the word, in Russian and English the first one behind it, else the
    last one before.
    """
    named = mentions(said.reading, at)
    before = [mention.key for mention in named if mention.end <= match.start()]
    behind = [mention.key for mention in named if mention.start >= match.end()]
    verb = match[0].lower().startswith(("outweigh", "outnumber", "exceed", "опере", "перевеш"))
    if said.reading.language == "kk" or verb or not behind:
        return before[-1] if before else None
    return before[-1] if len(before) == 1 and len(behind) == 1 else behind[0]


def _word_holds(amount: tuple[Fraction, Fraction], word: Word) -> bool:
    low, high = amount
    if word.strict:
        return high > word.low and (low < word.high or word.high == 100)
    return high >= word.low and low <= word.high


def _spoken_of(match: re.Match[str], said: Said) -> Linked | None:
    """The share that a word stands for: the next one of its clause, else the one just before it."""
    text, sentence = said.reading.text, said.reading.sentence_of(match.start())
    shares = [one for one in said.linked if one.share.sentence == sentence and not one.share.about]
    after = next((one for one in shares if one.share.start >= match.end()), None)
    before = next((one for one in reversed(shares) if one.share.end <= match.start()), None)
    if before is not None and _BESIDE.fullmatch(text[before.share.end : match.start()]):
        return before
    if after is not None:
        between = text[match.end() : after.share.start]
        if len(between) <= 90 and not _TURN.search(between) and not words.CONTRASTED.search(between):
            return after
    if before is not None and re.fullmatch(r"[^;,]{0,40}", text[before.share.end : match.start()]):
        return before
    return None
