"""The indices of the report in SPSS syntax: scores, values, means, and alpha of reflective ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from survey.instrument.model import Index, IndexModel
from survey.wave.questions import Question, questions
from survey.writers.job import Job
from survey.writers.names import SPSS_LENGTH
from survey.writers.spss_words import listed, remark
from survey.writers.variables import folded

LEAST_ITEMS = 3
"""Of a scale whose reliability the report tells."""

Scores = Mapping[str, Mapping[str, float | None]]


@dataclass(frozen=True)
class _Value:
    """A value that each person has, of the whole index or of one target. formula: `{scores}` stands for the scored items."""

    name: str
    scores: Scores
    formula: str
    condition: str = ""


def index_tables(job: Job, names: Mapping[str, str]) -> Iterator[str]:
    """For each index: its value for each person as `<index>__`, its mean, and RELIABILITY where it is reflective."""
    known = questions(job.wave.instrument)
    for place, index in enumerate(job.wave.instrument.indices, 1):
        yield from remark(f"{index.id}: {folded(index.title[job.language])}")
        values = list(_values(index, known))
        aside: list[str] = []
        for value in values:
            scored = []
            for column, scores in value.scores.items():
                scored.append(f"@{place}_{len(aside) + 1}")
                aside.append(scored[-1])
                yield _scored(known[column], scores, scored[-1], names)
            every = listed([f"{one}," for one in scored[:-1]] + scored[-1:])
            condition = value.condition.format(scores=every)
            yield f"{condition or 'COMPUTE '}{value.name} = {value.formula.format(scores=every)}."
        yield f"DESCRIPTIVES VARIABLES={listed(value.name for value in values)} /STATISTICS=MEAN STDDEV MINIMUM MAXIMUM."
        if index.model is IndexModel.REFLECTIVE and len(aside) >= LEAST_ITEMS:
            yield f"RELIABILITY /VARIABLES={listed(aside)} /SCALE('{index.id}') ALL /MODEL=ALPHA /SUMMARY=TOTAL."
        yield f"DELETE VARIABLES {listed(aside)}."
        yield ""


def _values(index: Index, known: Mapping[str, Question]) -> Iterator[_Value]:
    least = max(1, index.minimum_answered)
    if index.model is IndexModel.COUNT:
        options = [option for column in index.scores for option in known[column].item.options]
        groups = dict.fromkeys(option.group for option in options if option.group)
        for by, targets in (("code", index.targets), ("group", groups)):
            for target in targets:
                scores: Scores = {
                    column: {option.code: float(getattr(option, by) == target) for option in known[column].item.options}
                    for column in index.scores
                }
                yield _Value(_name(index, target), scores, f"SUM.{least}({{scores}})")
    elif index.model is IndexModel.TYPOLOGY:
        for own in index.classes:
            asked = {condition.item: condition.codes for condition in own.conditions}
            scores = {
                column: {
                    code: None if score is None else float(column not in asked or code in asked[column])
                    for code, score in given.items()
                }
                for column, given in index.scores.items()
            }
            condition = f"IF (NVALID({{scores}}) >= {least}) "
            yield _Value(_name(index, own.code), scores, f"100 * (SUM({{scores}}) = {len(scores)})", condition)
    elif index.model is IndexModel.SEPARATE:
        for column, given in index.scores.items():
            yield _Value(_name(index, column), {column: given}, "100 * MEAN({scores})")
    else:
        yield _Value(_name(index), index.scores, f"100 * MEAN.{least}({{scores}})")


def _name(index: Index, target: str | None = None) -> str:
    """`TRUST__`, `DRINKS__tea__`: no id ends in an underscore, so no question has such a name."""
    name = f"{index.id}__" if target is None else f"{index.id}__{target.replace('.', '__')}__"
    return name if len(name) <= SPSS_LENGTH else f"{name[: SPSS_LENGTH - 2]}__"


def _scored(question: Question, scores: Mapping[str, float | None], name: str, names: Mapping[str, str]) -> str:
    """The score of each person on one question; nothing where there is none."""
    if question.multiple:
        pairs = zip(question.columns, question.codes, strict=True)
        named = [names[column] for column, code in pairs if scores.get(code)]
        every = ", ".join(names[column] for column in question.columns)
        return f"COMPUTE {name} = MAX({', '.join(named)})." if named else f"COMPUTE {name} = 0 * MAX({every})."
    scored = ((option.value, scores.get(option.code)) for option in question.item.options)
    table = listed(f"({value}={score!r})" for value, score in scored if score is not None)
    return f"RECODE {names[question.column]} {table} (ELSE=SYSMIS) INTO {name}."
