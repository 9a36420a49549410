"""The tables of the report in SPSS syntax: each question, and the questions that are shown together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from survey.instrument.model import Item, ItemKind
from survey.instrument.rows import unfolded
from survey.wave.questions import questions
from survey.writers.job import Job
from survey.writers.names import SPSS_LENGTH
from survey.writers.spss_words import listed, quoted, remark
from survey.writers.variables import folded


def tables(job: Job, names: Mapping[str, str]) -> Iterator[str]:
    """FREQUENCIES for each question, in the order of the report; CROSSTABS for each pair of a comparison set.

    The column "valid percent" is the percent of the report: of those who gave any answer, "don't know" included.
    """
    for item in job.wave.instrument.items:
        for question in unfolded(item):
            yield from remark(f"{question.number.replace(chr(160), ' ')} {folded(question.label[job.language])}")
            yield from _question(job, question, names)
            yield ""
    known = questions(job.wave.instrument)
    for comparison in job.wave.instrument.comparisons:
        yield from remark(folded(comparison.title[job.language]))
        single = [names[name] for name in comparison.items if name in known and not known[name].multiple]
        for first, second in combinations(single, 2):
            yield f"CROSSTABS /TABLES={second} BY {first} /CELLS=COUNT COLUMN."
        yield ""


def _question(job: Job, item: Item, names: Mapping[str, str]) -> Iterator[str]:
    if item.kind is ItemKind.MULTIPLE:
        ticks = listed(names[column] for column in item.columns)
        label = quoted(folded(item.label[job.language]))
        name = item.id[: SPSS_LENGTH - 1]
        yield f"MRSETS /MDGROUP NAME=${name} LABEL={label} CATEGORYLABELS=VARLABELS\n  VARIABLES={ticks} VALUE=1."
        yield f"FREQUENCIES VARIABLES={ticks} /STATISTICS=NONE."
        one_line = " ".join(names[column] for column in item.columns)
        yield f"* MULT RESPONSE GROUPS=$m {label} ({one_line} (1)) /FREQUENCIES=$m."
    elif item.kind is ItemKind.NUMBER:
        yield f"FREQUENCIES VARIABLES={names[item.id]} /FORMAT=NOTABLE /STATISTICS=MINIMUM MEDIAN MEAN MAXIMUM STDDEV."
    elif item.kind is ItemKind.TEXT:
        yield f"FREQUENCIES VARIABLES={names[f'{item.id}__missing']} /STATISTICS=NONE."
    else:
        yield f"FREQUENCIES VARIABLES={names[item.id]} /STATISTICS=NONE."
