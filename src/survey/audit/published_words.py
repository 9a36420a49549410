"""Ratios, bounds and words that were printed beside counts: "2.3:1", "more than 60%", "two thirds", "majority"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from survey.analysis.status import Status, of_two
from survey.audit import document_words as words
from survey.audit.document_arithmetic import counts_of, rounds_to
from survey.audit.document_checks import Linked, Said
from survey.audit.document_fractions import WORDS, Word
from survey.audit.document_in_words import check_words
from survey.audit.document_shares import language_of, read_passage
from survey.audit.published_file import Printed
from survey.errors import RATIO_WRONG, WORD_FALSE, Figures, Problem, problem
from survey.i18n.signs import DASH

ROUND = 5  # percentage points that "close to 30%" may be off

Interval = tuple[int, int]


@dataclass(frozen=True)
class Wording:
    """What a row says without an exact number: the counts that make it true, against what the exact numbers leave.

    kind: `ratio`, `bound` or `word`. counts: from the least to the largest that make it true; None where none does. known: what
    the exact percents of the question leave. says: `holds`, `never`, or `open`.
    """

    row: Printed
    kind: str
    counts: Interval | None
    known: Interval
    says: Status


def wordings(rows: Sequence[Printed], bases: Mapping[str, int]) -> Iterator[Wording]:
    """Every ratio, bound and word of the qualifiers whose question has a known base."""
    for row in rows:
        base = bases.get(row.item)
        if base is None:
            continue
        known = known_counts(row, rows, base)
        if row.ratio is not None:
            yield _ratio(row, known, _others(row, rows, base), base)
        elif row.percent is not None and row.about:
            yield _judged(row, "bound", _bound(row, base), known)
        elif row.percent is None and (word := _word(row.qualifier)) is not None:
            yield _judged(row, "word", _meant(word, base), known)


def known_counts(row: Printed, rows: Sequence[Printed], base: int) -> Interval:
    """Between which counts the answer of a row lies, by the exact percents of its question alone; blanks are not in the base."""
    own = [counts for other in rows if _same(row, other) and (counts := _counts(other, base))]
    if own:
        return own[0]
    others = {other.answer: counts[0] for other in rows if other.item == row.item and (counts := _counts(other, base))}
    several = any(other.several for other in rows if other.item == row.item)
    return 0, base if several else max(0, base - sum(others.values()))


def _same(row: Printed, other: Printed) -> bool:
    return (other.item, other.answer) == (row.item, row.answer)


def _counts(row: Printed, base: int) -> Interval | None:
    if not row.exact:
        return None
    if row.n is not None:
        return row.n, row.n
    return counts_of(row.percent or "", base)


def _judged(row: Printed, kind: str, counts: Interval | None, known: Interval) -> Wording:
    if counts is None or known[1] < counts[0] or counts[1] < known[0]:
        return Wording(row, kind, counts, known, Status.NEVER)
    return Wording(row, kind, counts, known, of_two(counts[0] <= known[0] and known[1] <= counts[1], True))


def _others(row: Printed, rows: Sequence[Printed], base: int) -> tuple[int, ...]:
    """What each other answer to the question of a row may be counted as."""
    own = [counts for one in rows if one.item == row.item and one.answer != row.answer and (counts := _counts(one, base))]
    return tuple(dict.fromkeys(k for low, high in own for k in range(low, high + 1)))


def _ratio(row: Printed, known: Interval, others: Sequence[int], base: int) -> Wording:
    """The answer against all others or against one of them, whichever of the two is named first."""
    over, under = row.ratio or ("1", "1")

    def is_so(k: int) -> bool:
        return any(_split(k, m, over, under) or _split(m, k, over, under) for m in (base - k, *others))

    splits = [k for k in range(base + 1) if is_so(k)]
    possible = [k for k in splits if known[0] <= k <= known[1]]
    if not possible:
        return Wording(row, "ratio", (splits[0], splits[-1]) if splits else None, known, Status.NEVER)
    says = of_two(set(range(known[0], known[1] + 1)) <= set(splits), True)
    return Wording(row, "ratio", (possible[0], possible[-1]), known, says)


def _split(first: int, second: int, over: str, under: str) -> bool:
    if Fraction(under) == 1:
        return rounds_to(over, first, second)
    return second > 0 and Fraction(first, second) == Fraction(over) / Fraction(under)


def _bound(row: Printed, base: int) -> Interval | None:
    share = Fraction(row.percent or "0")
    if row.about == "over":
        return int(share * base / 100) + 1, base
    if row.about == "under":
        return 0, -int(-share * base // 100) - 1
    low, high = (share - ROUND) * base / 100, (share + ROUND) * base / 100
    return max(0, -int(-low // 1)), min(base, int(high))


def _word(qualifier: str) -> Word | None:
    for word in WORDS:
        found = word.pattern.search(qualifier)
        if found and not words.NEGATED_BEFORE.search(qualifier[: found.start()]):
            return word
    return None


def _meant(word: Word, base: int) -> Interval | None:
    low, high = word.low * base / 100, word.high * base / 100
    least = int(low) + 1 if word.strict else -int(-low // 1)
    most = -int(-high // 1) - 1 if word.strict and word.high < 100 else int(high)
    return (least, most) if least <= most else None


def false_words(found: Sequence[Wording], bases: Mapping[str, int]) -> Iterator[Problem]:
    """The ratios, bounds and words that no count makes true."""
    for one in found:
        if one.says is not Status.NEVER:
            continue
        low, high = one.known
        row = one.row
        if one.kind == "ratio":
            possible = DASH.join(dict.fromkeys(f"{k}:{bases[row.item] - k}" for k in (low, high)))
            yield problem(RATIO_WRONG, row.place, printed=Figures(":".join(row.ratio or ())), possible=possible)
        else:
            printed = f"{row.percent}%" if row.percent else DASH.join(dict.fromkeys((str(low), str(high))))
            yield problem(WORD_FALSE, row.place, printed=Figures(printed), word=row.qualifier)


def false_texts(rows: Sequence[Printed], bases: Mapping[str, int]) -> Iterator[Problem]:
    """Words of the quoted text that its own percent contradicts, e.g. a "majority" of 34.7%."""
    for row in rows:
        if not row.text or row.percent is None or row.item not in bases:
            continue
        reading = read_passage(row.text, language_of(row.text))
        own = [share for share in reading.shares if share.percent and Fraction(share.percent) == Fraction(row.percent)]
        linked = tuple(Linked(share, (bases[row.item],), (row.item,), row.answer) for share in own)
        for _, found in check_words(Said(reading, linked)):
            yield problem(WORD_FALSE, row.place, **found.params)
