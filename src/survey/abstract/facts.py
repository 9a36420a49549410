"""What an annotation says of a survey in one language: names of facts and what they are, slots for the author's own words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from survey.i18n.catalogue import say
from survey.i18n.dates import date_range
from survey.i18n.numbers import count_and_percent, number
from survey.i18n.signs import HIDDEN
from survey.i18n.text import Language
from survey.instrument.model import Item
from survey.instrument.wording import answer_text
from survey.report import caution
from survey.report.parts.summary import leading
from survey.report.report import Report
from survey.slides.choice import main_items
from survey.tables.notes import has_hidden

MAIN = 5  # numbers, where the author has not chosen
OF_METHOD = ("target_population", "mode", "response_rate", "participation_rate")


@dataclass(frozen=True)
class Fact:
    """A name and what it is; of a slot nothing yet."""

    name: str
    value: str | None


@dataclass(frozen=True)
class Block:
    """The annotation in one language: its heading, the title of the study, its facts, its main numbers, what a reader must know
    before quoting them, and the slots at its end; notice: that answers are invented."""

    language: Language
    heading: str
    title: str
    facts: tuple[Fact, ...]
    last: tuple[Fact, ...]
    numbers: tuple[str, ...]
    caution: tuple[str, ...]
    notice: str

    def lines(self) -> Iterable[str]:
        """Every line of the block, as far as its length counts."""
        yield from filter(None, (self.heading, self.notice, self.title))
        yield from (f"{fact.name}: {fact.value or slot(self.language)}" for fact in (*self.facts, *self.last))
        yield main_numbers(self.language)
        yield from (*self.numbers, " ".join(self.caution))


def slot(language: Language) -> str:
    """What stands in a slot until its author fills it."""
    return say("abstract.slot", language)


def main_numbers(language: Language) -> str:
    """What stands above the main numbers."""
    return say("abstract.main_numbers", language)


def block(report: Report, questions: Sequence[Item]) -> Block:
    """The annotation of a wave in the language of its report.

    Parameters
    ----------
    report : of the wave; its guard stands before every count.
    questions : whose most frequent answer is told.
    """
    language, settings = report.language, report.wave.settings
    return Block(
        language,
        say("abstract.heading", language),
        settings.title[language].rstrip("."),
        _facts(report),
        (_slot("conclusion", language), _slot("keywords", language)),
        tuple(_most_frequent(report, item) for item in questions),
        tuple(caution.design(report)),
        report.say("synthetic") if report.wave.synthetic else "",
    )


def told(report: Report, items: Sequence[str] | None) -> tuple[Item, ...]:
    """The questions that are asked for; else the first five of those that the slides show in which one answer leads.

    Raises
    ------
    ChapterError
        As `survey.slides.choice.main_items` does, for ids that there are not.
    """
    chosen = tuple(item for item in main_items(report, items) if item.options)
    if items is not None:
        return chosen
    return tuple(item for item in chosen if leading(report.frequencies(item.id)) is not None)[:MAIN]


def _facts(report: Report) -> tuple[Fact, ...]:
    settings, language = report.wave.settings, report.language
    known = [name for name in OF_METHOD if name in settings.method]
    method = [Fact(say(f"method.{name}", language), settings.method[name][language]) for name in known]
    n = [Fact(report.say("sample_size"), number(report.wave.n, language))]
    if settings.fieldwork is not None:
        n.append(Fact(report.say("fieldwork"), date_range(*settings.fieldwork, language)))
    n.append(Fact(say("abstract.questions", language), number(len(report.instrument.items), language)))
    return (_slot("aim", language), *method[:1], *n, *method[1:])


def _slot(name: str, language: Language) -> Fact:
    return Fact(say(f"abstract.{name}", language), None)


def _most_frequent(report: Report, item: Item) -> str:
    """`Drinks tea: “Yes” – 54 (56.3%), n = 96`; that no answer leads where none does."""
    language, frame = report.language, report.frequencies(item.id)
    found, label = leading(frame), caution.marked(item.label[language].rstrip("."), [item])
    if found is not None:
        base = int(found["base"])
        value = count_and_percent(int(found["low"]), int(found["high"]), base, language)
        answer = answer_text(item, str(found["code"]), language)
        return say("abstract.number", language, label=label, answer=answer, value=value, n=number(base, language))
    if has_hidden(frame):
        return f"{label}: {HIDDEN}"
    return f"{label}: {report.say('summary_tie' if report.wave.margins is None else 'summary_open')}"
