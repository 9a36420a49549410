"""What else changed between two waves than the opinions of people."""

from __future__ import annotations

from enum import StrEnum

from survey.analysis.trend_chain import Step
from survey.analysis.trend_persons import everybody_again, known_again
from survey.i18n.text import Text
from survey.instrument.compare import Pair, Part
from survey.instrument.links import Decision
from survey.wave.settings import Design
from survey.wave.wave import Wave


class Break(StrEnum):
    WORDING = "wording"  # the question, or a row of a matrix, has other words
    OPTIONS = "options"  # other answers, another order or kind of answers
    FILTER = "filter"  # other people were asked
    INDEX = "index"  # an index has other questions or other scores
    MODE = "mode"  # another mode, or nobody recorded the mode of one of the waves
    LANGUAGES = "languages"  # the waves record other languages
    RECRUITMENT = "recruitment"  # another group of people, or people who came by other ways
    SYNTHETIC = "synthetic"  # a computer made the answers of one of the waves


class Compared(StrEnum):
    """Who is compared with whom: what decides whether a difference can be tested."""

    GROUPS = "groups"  # two groups of respondents, whom no frame joins: they differ, and that is all
    FRAME = "frame"  # two samples, or censuses, of one frame
    PERSONS = "persons"  # the same people, known again by a code: those of them who are in both waves


PARTS = {
    Part.TEXT: Break.WORDING,
    Part.ANSWER_TEXTS: Break.OPTIONS,
    Part.ROWS: Break.OPTIONS,
    Part.FILTER: Break.FILTER,
    Part.ANSWERS: Break.OPTIONS,
    Part.ORDER: Break.OPTIONS,
    Part.KIND: Break.OPTIONS,
    Part.BOUNDS: Break.OPTIONS,
}


def compared(before: Wave, after: Wave, persons: tuple[str, str] | None) -> Compared:
    """Who is compared with whom. persons: the questions that hold the code of a person; made-up answers are never tested."""
    if before.synthetic != after.synthetic:
        return Compared.GROUPS
    if len(known_again(before, after, persons)):
        return Compared.PERSONS
    return Compared.FRAME if one_frame(before, after) else Compared.GROUPS


def one_frame(before: Wave, after: Wave) -> bool:
    """Whether both waves are samples, or censuses, of one frame of one population."""
    drawn = all(wave.settings.design is not Design.NONPROBABILITY and wave.settings.shows_intervals for wave in (before, after))
    return drawn and all(_same(before, after, key) for key in ("target_population", "expert_frame"))


def two_groups(before: Wave, after: Wave, persons: tuple[str, str] | None) -> bool:
    """Whether those who answered are two groups that no frame joins, even if some of them are the same people."""
    if before.synthetic != after.synthetic:
        return True
    return not one_frame(before, after) and not everybody_again(before, after, persons)


def breaks(before: Step, after: Step) -> tuple[Break, ...]:
    """What changed between a step and the next, in the order of `Break`."""
    found = {*of_waves(before.wave, after.wave, after.persons)}
    if after.pair is not None:
        found |= of_questions(after.pair)
    return tuple(one for one in Break if one in found)


def of_questions(pair: Pair) -> set[Break]:
    """What a questionnaire changed about a question; nothing where it was decided that this does not matter."""
    if pair.link is not None and pair.link.decision is Decision.SAME:
        return set()
    return {PARTS[part] for part in pair.differs}


def of_waves(before: Wave, after: Wave, persons: tuple[str, str] | None) -> set[Break]:
    """What changed about everything that was asked."""
    found = set()
    if not _same(before, after, "mode"):
        found.add(Break.MODE)
    languages = [wave.settings.method.get("survey_languages") for wave in (before, after)]
    if None not in languages and not _alike(*languages):
        found.add(Break.LANGUAGES)
    if two_groups(before, after, persons):
        found.add(Break.RECRUITMENT)
    if before.synthetic != after.synthetic:
        found.add(Break.SYNTHETIC)
    return found


def _same(before: Wave, after: Wave, key: str) -> bool:
    """Whether both waves record the same of a fact; what is not recorded is not known to be the same."""
    return _alike(before.settings.method.get(key), after.settings.method.get(key))


def _alike(one: Text | None, other: Text | None) -> bool:
    if one is None or other is None:
        return False
    common = [(words, other[language]) for language, words in one if language in other]
    return bool(common) and all(first.casefold() == second.casefold() for first, second in common)
