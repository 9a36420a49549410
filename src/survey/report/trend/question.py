"""One question in several waves, with what it and its answers are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from survey.analysis.trend import of_steps
from survey.analysis.trend_chain import Joined, Step, joined
from survey.i18n.catalogue import say
from survey.i18n.text import Language, Text
from survey.instrument.model import Item, Option, OptionKind
from survey.instrument.rows import item_or_row
from survey.instrument.wording import answer_text, capitalised
from survey.report.measurement.names import letters
from survey.tables.trend import reasons


@dataclass(frozen=True)
class TrendQuestion:
    """name: its id in the last wave that has it. title: what it is called. answers: code -> text. frame: as of `survey.trend`.

    items: the question as each wave asked it, for a figure. numbers: wave id -> number of the question. breaks: wave id -> what
    changed since the wave before, in words.
    """

    name: str
    title: str
    answers: Mapping[str, str]
    frame: pd.DataFrame
    items: tuple[Item, ...]
    numbers: Mapping[str, str]
    breaks: Mapping[str, str]
    steps: tuple[Step, ...]

    @property
    def offered(self) -> dict[str, pd.DataFrame]:
        """The answers that each wave offered, by wave."""
        return {str(wave): own[own["low"].notna()] for wave, own in self.frame.groupby("wave", sort=False)}

    @property
    def changes(self) -> pd.DataFrame:
        """The differences between waves that follow each other, of the answers that both offered."""
        return self.frame[self.frame["change_low"].notna()]


def question_of(
    steps: Sequence[Step], place: int, names: Mapping[str, str], language: Language, *, neutral: bool
) -> TrendQuestion | None:
    """A question of the report; None where its waves share no answer or nobody was asked. place: how many stand before it."""
    answers = joined(steps)
    frame = of_steps(steps, answers)
    if frame["change_low"].isna().all():
        return None
    last = item_or_row(steps[-1].wave.instrument, steps[-1].question.column)
    title = f"{last.number}. {last.label[language]}"
    texts = {one.code: _answer(one, steps, language) for one in answers}
    if neutral:
        title = say("report.measurement_neutral_item", language, letter=letters(place))
        texts = {
            one.code: say("report.measurement_neutral_answer", language, number=number) for number, one in enumerate(answers, 1)
        }
    options = tuple(
        Option(one.code, number, Text(**{language: texts[one.code]}), kind=_kind(one, steps))
        for number, one in enumerate(answers)
    )
    label = Text(**{language: title})
    items = tuple(Item(step.wave.id, names[step.wave.id], "", last.kind, last.level, label, label, options) for step in steps)
    numbers = {step.wave.id: item_or_row(step.wave.instrument, step.question.column).number for step in steps}
    why = {str(row["wave"]): reasons(row["reasons"], language) for row in frame.to_dict("records") if row["break"]}
    return TrendQuestion(steps[-1].question.column, title, texts, frame, items, numbers, why, tuple(steps))


def _answer(one: Joined, steps: Sequence[Step], language: Language) -> str:
    """The text of an answer: that of the decision, else that of the wave with the fewest answers in it, the last of these."""
    if one.category is not None and one.category.text is not None:
        return capitalised(one.category.text[language])
    place = min((place for place, codes in enumerate(one.codes) if codes), key=lambda place: (len(one.codes[place]), -place))
    item = steps[place].question.item
    return " / ".join(answer_text(item, code, language) for code in one.codes[place])


def _kind(one: Joined, steps: Sequence[Step]) -> OptionKind:
    place = max(place for place, codes in enumerate(one.codes) if codes)
    return steps[place].question.item.option(one.codes[place][0]).kind
