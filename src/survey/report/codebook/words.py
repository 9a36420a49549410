"""Facts about variables in words; plain text, which a document escapes and a workbook takes as it is."""

from __future__ import annotations

from survey.i18n.catalogue import say
from survey.i18n.numbers import decimals_needed, number
from survey.i18n.signs import HIDDEN
from survey.i18n.text import Language
from survey.instrument.model import SEVERAL_UNKNOWN, Index, IndexModel, Item, Option, OptionKind, Provenance
from survey.instrument.rows import item_or_row
from survey.instrument.wording import answer_text
from survey.report.codebook.codebook import Codebook
from survey.report.codebook.history import Difference, difference

DECIMALS = 3  # of a score or of an end of a range, as far as it has any


def plain_number(book: Codebook, value: float) -> str:
    """A number of the questionnaire with as many decimals as it has; not grouped, because it may be a year."""
    return number(value, book.language, decimals_needed([value], DECIMALS), grouped=False)


# -- what is asked -----------------------------------------------------------------------------------------------------
def type_and_level(book: Codebook, item: Item) -> str:
    """The kind of the question and its level of measurement."""
    return f"{book.say(f'kind_{item.kind}')}; {book.say(f'level_{item.level}')}"


def allowed(book: Codebook, item: Item) -> str:
    """The range of allowed numbers; empty where there is no limit."""
    low, high = (None if end is None else plain_number(book, end) for end in (item.minimum, item.maximum))
    if low is not None and high is not None:
        return book.say("range_both", low=low, high=high)
    if low is not None:
        return book.say("range_low", low=low)
    return "" if high is None else book.say("range_high", high=high)


def fielded(book: Codebook, asked: Item | Option) -> list[tuple[str, Language]]:
    """The wordings of a question or an answer exactly as they were put, without the one that the codebook shows anyway."""
    found = dict.fromkeys((one.text, one.language) for one in asked.verbatim)
    shown = (asked.text[book.language], book.language)
    return [wording for wording in found if wording != shown]


def flags(book: Codebook, item: Item) -> list[str]:
    """What a reader of the results has to mind."""
    known = {
        "doubtful": say("report.doubtful", book.language),
        "attention": book.say("flag_attention"),
        SEVERAL_UNKNOWN: book.say("flag_several_unknown"),
    }
    return [known[flag] for flag in item.flags if flag in known]


def option_kind(book: Codebook, option: Option) -> str:
    """Substantive or not, with doubts about where the option came from."""
    kind = book.say(f"option_{option.kind}")
    if option.provenance is Provenance.SUSPECTED_WRITE_IN:
        suspected = say("report.suspected_write_in", book.language)
        return suspected if option.kind is OptionKind.WRITE_IN else f"{kind} ({suspected})"
    return f"{kind} ({book.say('uncertain')})" if option.provenance is Provenance.UNCERTAIN else kind


# -- what came back ----------------------------------------------------------------------------------------------------
def missing(book: Codebook, question: Item) -> str:
    """How many answers to a question, or to a row of a matrix, are missing and why; empty where nobody can tell."""
    answered = book.answered(question)
    if book.wave is None or answered is None:
        return ""
    without = number(book.wave.n - answered, book.language)
    if answered == book.wave.n:
        return book.say("missing_none")
    if question.id not in book.missing:
        return book.say("missing_unknown", n=without)
    found = book.missing[question.id]
    shown = {kind: HIDDEN if n is None else number(n, book.language) for kind, n in found.items() if n != 0}
    kinds = [f"{say(f'tables.{kind}', book.language)}: {n}" for kind, n in shown.items()]
    return book.say("missing_kinds", n=without, kinds="; ".join(kinds))


# -- what is made of it ------------------------------------------------------------------------------------------------
def index_name(book: Codebook, index: Index) -> str:
    """`T. Trust`."""
    return f"{index.id}. {index.title[book.language]}"


def scores(book: Codebook, index: Index, name: str) -> str:
    """The scores of the answers to one item of an index."""
    item = item_or_row(book.instrument, name)
    given = index.scores[name]
    told = [f"{answer_text(item, code, book.language)} = {_score(book, given[code])}" for code in item.codes if code in given]
    return "; ".join(told)


def _score(book: Codebook, score: float | None) -> str:
    return book.say("no_score") if score is None else plain_number(book, score)


def membership(book: Codebook, item: Item) -> list[str]:
    """The indices that an item belongs to, and what its answers count in them."""
    found = []
    for index in book.instrument.indices:
        for name in (name for name in index.items if name.partition(".")[0] == item.id):
            key, own = _counted(book, index, name)
            row = "" if name == item.id else f"{item_or_row(book.instrument, name).number}: "
            found.append(row + book.say(key, index=index_name(book, index), **own))
        if any(name.partition(".")[0] == item.id for name in index.held_out):
            found.append(book.say("index_held_out", index=index_name(book, index)))
    return found


def _counted(book: Codebook, index: Index, name: str) -> tuple[str, dict[str, str]]:
    if index.model is IndexModel.COUNT:
        return "index_counted", {}
    if index.model is IndexModel.TYPOLOGY:
        return "index_classed", {}
    return "index_scored", {"scores": scores(book, index, name)}


# -- other waves -------------------------------------------------------------------------------------------------------
def other_waves(book: Codebook, item: Item, column: str | None = None) -> list[str]:
    """For each verdict the other waves it is true of; `column`: one variable of the item instead of the whole."""
    told: dict[Difference | None, list[str]] = {}
    fielded_item = next((one for one in book.fielded.items if one.id == item.id), item)
    for wave in book.history.waves:
        other = wave.item(item.id)
        if other is None or (column is not None and column not in other.columns):
            told.setdefault(None, []).append(wave.id)
            continue
        told.setdefault(difference(fielded_item, other), []).append(wave.id)
    return [_verdict(book, verdict, ", ".join(waves)) for verdict, waves in told.items()]


def _verdict(book: Codebook, verdict: Difference | None, waves: str) -> str:
    if verdict is None:
        return book.say("history_absent", waves=waves)
    if not verdict.wording:
        return book.say("history_answers" if verdict.answers else "history_same", waves=waves)
    languages = ", ".join(book.say(f"language_{language}") for language in verdict.wording)
    return book.say("history_both" if verdict.answers else "history_wording", waves=waves, languages=languages)
