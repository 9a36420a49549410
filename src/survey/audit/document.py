"""`survey audit document`: the numbers of a running text that cannot be true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from survey.audit import document_words as words
from survey.audit.document_arithmetic import counts_of
from survey.audit.document_bases import Base, Bases, borne_out, candidates, of_part, parts, stated, totals, without_bases
from survey.audit.document_checks import Finding, Linked, Said, check_alone
from survey.audit.document_in_words import check_words
from survey.audit.document_links import Mention, Ref, mentions, paired, refs, topic
from survey.audit.document_numerals import in_figures
from survey.audit.document_pairs import pair_apart
from survey.audit.document_ratios import check_ratios
from survey.audit.document_shares import Reading, Share, language_of, read_passage
from survey.audit.document_text import Passage, read_document
from survey.audit.document_wave import WaveText, check_wave
from survey.audit.facts import facts
from survey.audit.numbers import Kind
from survey.errors import PARTICIPANTS_WRONG, REST_WRONG, SAID_TWICE, Problem, problem
from survey.i18n.text import Language
from survey.instrument.model import Item

if TYPE_CHECKING:
    from survey.wave.wave import Wave


@dataclass(frozen=True)
class DocumentAudit:
    """findings: what cannot be true, in the order of the text. numbers: how many numbers were read. warnings: what was guessed of
    the file. bases: how many took part, as far as the text says or implies it."""

    findings: tuple[Problem, ...]
    numbers: int
    bases: tuple[int, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass
class _Before:
    """What the passages before have settled: the figure or question, the items, its base, and what was said of which answer."""

    refs: tuple[Ref, ...] = ()
    headed: tuple[Item, ...] = ()
    linked: tuple[Linked, ...] = ()
    said: dict[tuple[str, str], tuple[Linked, str]] = field(default_factory=dict)


def audit_document(path: Path, wave: Wave | str | None = None, language: Language | None = None) -> DocumentAudit:
    """Check the numbers of a .docx, .pdf, .txt or .md file.

    Parameters
    ----------
    path : the document.
    wave : the wave it speaks of, or its folder; None checks the text against itself only.
    language : of the document; None finds the language of each paragraph.

    Returns
    -------
    A `DocumentAudit`; each finding has the page, paragraph or line.

    Raises
    ------
    ReportError, DataError : the document, or the wave, cannot be read.
    """
    if isinstance(wave, str):
        from survey.wave.load import load_wave

        wave = load_wave(wave)
    document = read_document(path)
    known = None
    if wave is not None:
        counts = wave.counts([item.id for item in wave.instrument.items])
        known = WaveText(facts(wave.instrument, wave.n, counts))
    found = audit_passages(document.passages, known, language)
    return DocumentAudit(found.findings, found.numbers, found.bases, document.warnings)


def audit_passages(passages: Sequence[Passage], known: WaveText | None = None, language: Language | None = None) -> DocumentAudit:
    """`audit_document` for passages at hand."""
    written: list[Passage] = []
    readings: list[Reading] = []
    spoken: Language = language or "en"
    for passage in passages:
        spoken = language or language_of(passage.text, spoken)
        written.append(in_figures(passage, spoken))
        readings.append(read_passage(written[-1].text, spoken))
    bases, before = totals(readings), _Before()
    bases.borne = borne_out(readings, [passage.base for passage in written])
    if known is not None:
        bases.totals = [known.facts.n]
    readings = [pair_apart(reading, bases.totals) for reading in readings]
    findings: list[Problem] = []
    for passage, reading in zip(written, readings, strict=True):
        found = sorted(_audit(passage, reading, bases, before, known), key=lambda finding: finding[0])
        findings += [Problem(one.code, one.params, passage.place(at)) for at, one in found]
    return DocumentAudit(tuple(findings), sum(len(reading.numbers) for reading in readings), tuple(bases.totals))


def _audit(passage: Passage, reading: Reading, bases: Bases, before: _Before, known: WaveText | None) -> Iterator[Finding]:
    """The findings of one passage; `before` and `bases` go on to the next."""
    own = stated(reading)
    reading = without_bases(reading, own)
    if passage.guessed:
        own = tuple(base for base in own if words.N_BEFORE.search(reading.text[: base.start]))
    named = refs(reading, known.numbers if known else frozenset())
    if passage.heading:
        before.refs, before.headed = named[-1:], _headed(reading.text, named, known)
        bases.question, before.linked = (), ()
    carried = () if named else before.refs
    if named:
        if named[-1:] != before.refs:
            bases.question, before.linked = (), ()
        before.refs = named if passage.row else named[-1:]
    counted = any(share.count is not None and (share.percent or share.base) for share in reading.shares)
    about = bool(named or carried or counted or passage.row or words.ABOUT_ANSWERS.search(reading.text))
    if passage.base is not None:
        bases.question = (passage.base,)
    shares = [share for share in reading.shares if about and not _is_something_else(share, reading)]
    shares = [share for share in shares if not of_part(share, reading, own)]
    if words.CALLED_WRONG.search(reading.text):
        shares = [share for share in shares if not _called_wrong(share, reading)]
    if passage.guessed:
        shares = [share for share in shares if share.percent is not None]
        shares = shares if len(shares) == 1 or "|" in reading.text else []
    linked, strong = _linked(shares, reading, own, bases, named, carried, before, known)
    wholes = tuple((base.start, base.n) for base in own if base.whole)
    said = Said(reading, linked, before.linked, wholes)
    before.linked = (*before.linked, *linked)[-12:]
    questions = [base.n for base in own if not base.total and base.n not in bases.totals] or [part for _, part in parts(reading)]
    bases.question = (questions[-1],) if questions else bases.question
    yield from check_alone(said)
    yield from check_ratios(said)
    for printed, true in passage.sums:
        yield 0, problem(REST_WRONG, printed=printed, possible=said.write(true))
    if not passage.row:
        yield from check_words(said)
    if named:
        yield from _again(said, before)
    if known is not None and not (passage.row and words.ROW_OF_SUMS.search(reading.text)):
        yield from check_wave(said, known, strong, weak=about)
        yield from _wrong_total(own, reading, known)


def _headed(text: str, named: Sequence[Ref], known: WaveText | None) -> tuple[Item, ...]:
    """The questions of a heading; a caption's words tell more than its number, which is that of the document at hand."""
    if known is None:
        return ()
    return known.headed(text) or known.named(named)


def _is_something_else(share: Share, reading: Reading) -> bool:
    """A percent of a sentence on something that is no share of answers, without a count or people; a count of things."""
    start, end = reading.sentences[share.sentence]
    if share.percent is None and words.THINGS.match(reading.text, share.end):
        return True
    sentence = reading.text[start:end]
    if share.count is not None:
        return False
    others = words.OTHER_STUDY.search(sentence) is not None and words.OURS.search(sentence) is None
    return others or words.SOMETHING_ELSE.search(sentence) is not None


def _called_wrong(share: Share, reading: Reading) -> bool:
    """Whether the sentence of a percent, or the next one if it begins with "this", says that something cannot be right."""
    last = min(share.sentence + 1, len(reading.sentences) - 1)
    last = last if words.POINTS_BACK.search(reading.text[slice(*reading.sentences[last])]) else share.sentence
    start, end = reading.sentences[share.sentence][0], reading.sentences[last][1]
    return share.percent is not None and share.count is None and words.CALLED_WRONG.search(reading.text, start, end) is not None


def _linked(
    shares: Sequence[Share],
    reading: Reading,
    own: Sequence[Base],
    bases: Bases,
    named: Sequence[Ref],
    carried: tuple[Ref, ...],
    before: _Before,
    known: WaveText | None,
) -> tuple[tuple[Linked, ...], dict[int, tuple[Item, ...]]]:
    """The shares with bases, topics and answers; and by the start of a share the items that the text names for it."""
    topics = {share: topic(share, reading, named) or carried for share in shares}
    items = _items(shares, topics, reading, before, known) if known else dict.fromkeys(shares, ())
    linked: list[Linked] = []
    for at in range(len(reading.sentences)):
        here = [share for share in shares if share.sentence == at]
        if not here:
            continue
        patterns = known.options(tuple(dict.fromkeys(item for share in here for item in items[share]))) if known else None
        said = mentions(reading, at, patterns)
        options = paired(_nameable(here, said), said, reading.text, several=any(len(topics[share]) > 1 for share in here))
        for share in here:
            before_it = reading.text[max(0, share.start - 20) : share.start]
            if share.percent is None and share.base is None and not share.counted and share not in options:
                continue
            if (
                share.percent is not None
                and float(share.percent) == 100
                and (
                    share.count in (bases.totals + [base.n for base in own])
                    or (share.count is None and words.SUM_BEFORE.search(before_it))
                )
            ):
                continue  # the row of totals
            tops = tuple(f"{ref.kind.value} {ref.value}" for ref in topics[share]) + tuple(
                item.id for item in items[share] if not topics[share]
            )
            of_items = [base for item in items[share] for base in known.facts.base_of(item)] if known else []
            found = candidates(share, reading, own, bases)
            told = [base.n for base in own if reading.sentence_of(base.start) == share.sentence]
            if of_items and share.base is None and (not told or set(told) & {*of_items, *bases.totals}):
                found = tuple(dict.fromkeys((*of_items, *(base for base in found if base in of_items))))
            linked.append(Linked(share, found, tops, options.get(share)))
    return tuple(linked), {share.start: items[share] for share in shares if items[share]}


def _items(
    shares: Sequence[Share], topics: dict[Share, tuple[Ref, ...]], reading: Reading, before: _Before, known: WaveText
) -> dict[Share, tuple[Item, ...]]:
    """The questions of shares: those whose figure or number is named, else the one whose words the sentence has, or the one
    before.
    """
    found: dict[Share, tuple[Item, ...]] = {}
    worded: dict[int, tuple[Item, ...]] = {}
    own = [known.worded(reading.text[start:end]) for start, end in reading.sentences]
    several = len({items for items in own if items}) > 1
    last: tuple[Item, ...] = ()
    for at, items in enumerate(own):
        last = items or (() if several else last)
        worded[at] = last
    for share in shares:
        found[share] = tuple(dict.fromkeys((*known.named(topics[share]), *before.headed))) or worded[share.sentence]
    return found


def _nameable(shares: Sequence[Share], said: Sequence[Mention]) -> list[Share]:
    """The shares that an answer may be named for: bare numbers only where the sentence has no better, or an answer for each."""
    every = [share for share in shares if not share.together]
    better = [share for share in every if share.percent is not None or share.counted]
    return every if len(better) < len(every) == len(said) else better or every


def _again(said: Said, before: _Before) -> Iterator[Finding]:
    """The same answer to the same figure or question, told once more with another number."""
    years = {said.reading.sentence_of(number.start) for number in said.reading.numbers if number.kind is Kind.YEAR}
    for one in said.linked:
        if words.SUMMED.search(said.reading.text[: one.share.start]):
            continue
        if len(one.topic) != 1 or one.option is None or one.share.about or one.share.together or one.share.sentence in years:
            continue
        key, printed = (one.topic[0], one.option), said.printed(one.share)
        first = before.said.setdefault(key, (one, printed))
        if first[0] is not one and not _agree(first[0], one):
            yield one.share.start, problem(SAID_TWICE, printed=printed, before=first[1])


def _agree(first: Linked, second: Linked) -> bool:
    for base in dict.fromkeys((*first.bases, *second.bases)):
        one, two = first.counts(base), second.counts(base)
        if one is None or two is None or (one[0] <= two[1] and two[0] <= one[1]):
            return True
        if first.share.percent and second.share.percent and counts_of(first.share.percent, base) is None:
            return True
    return not (first.bases or second.bases) and first.share.percent == second.share.percent


def _wrong_total(own: Sequence[Base], reading: Reading, known: WaveText) -> Iterator[Finding]:
    """A number of participants that is none of the wave."""
    true = {known.facts.n, *(base for item in known.items for base in known.facts.base_of(item))}
    for base in own:
        if base.total and base.n not in true:
            printed = reading.text[base.start : base.end]
            yield base.start, problem(PARTICIPANTS_WRONG, printed=printed, n=known.facts.n)
