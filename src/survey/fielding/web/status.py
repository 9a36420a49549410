"""The state of the fieldwork as lines of text, for the terminal; the admin page shows the same counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import cast

from survey.fielding.rates import completion_rate, eligibility, response_rates
from survey.fielding.web.outcome import Told, dispositions
from survey.fielding.web.store.tallies import Counts
from survey.fielding.web.study import Study
from survey.i18n.catalogue import say
from survey.i18n.numbers import number
from survey.i18n.text import Language


def status_lines(study: Study, told: Told, e: float | None, language: Language) -> Iterator[str]:
    """The lines of `survey field status`.

    Parameters
    ----------
    study
        The fieldwork.
    told, e
        For the rates of a closed list: what only the researcher knows.
    language
        Of the reader.
    """
    counts, invited = study.answers.counts(), study.invitations.invited()
    yield say("status.title_pilot" if study.pilot else "status.title", language, wave=study.id)
    if study.closed:
        yield say("status.closed", language)
    for place, head in ((0, "head_language"), (1, "head_group")):
        yield ""
        yield from _table(_rows(counts, invited, place, say(f"status.{head}", language), language))
    yield from _where(study, counts, language)
    if erased := sum(study.answers.erased().values()):
        yield say("status.erased", language, n=erased)
    yield from _rates(study, told, e, language)


def status_tables(study: Study, language: Language) -> list[tuple[str, list[list[str]]]]:
    """The same for a page: each table with its caption; its first row is the head, the first cell of a row its name."""
    counts, invited = study.answers.counts(), study.invitations.invited()
    found = [
        (head, _rows(counts, invited, place, head, language))
        for place, key in ((0, "head_language"), (1, "head_group"))
        for head in [say(f"status.{key}", language)]
    ]
    if counts.broken_off:
        heads = [say("status.last_page", language), say("status.unsent", language)]
        found.append((heads[0], [heads, *_stopped(study, counts, language)]))
    return found


def status_rates(study: Study, language: Language) -> list[str]:
    """The response rates as far as the stores alone tell them, in sentences."""
    return [line for line in _rates(study, Told(), None, language) if line]


def _rows(
    counts: Counts, invited: Mapping[tuple[Language, str | None], int], place: int, head: str, language: Language
) -> list[list[str]]:
    """A row for each language, or group: invited, started, completed, broken off; a last one for all.

    Invitations stand beside groups alone: a person may answer in another language than that of the letter.
    """
    tables: list[dict[tuple[str, str | None], int]] = [
        {(spoken, group): n for (spoken, group), n in invited.items()},
        dict(counts.started),
        dict(counts.completed),
    ]
    keys = sorted({cell[place] for table in tables for cell in table}, key=lambda key: (key is None, str(key)))
    heads = [head, *(say(f"status.{name}", language) for name in ("invited_column", "started", "completed", "unsent"))]
    rows = [heads]
    for key in keys:
        n = [sum(value for cell, value in table.items() if cell[place] == key) for table in tables]
        name = say("status.no_group", language) if key is None else _language(key) if place == 0 else key
        rows.append([name, *map(str, (*n, n[1] - n[2]))])
    n = [sum(table.values()) for table in tables]
    rows.append([say("status.all", language), *map(str, (*n, n[1] - n[2]))])
    if not invited or place == 0:
        rows = [[row[0], *row[2:]] for row in rows]
    return rows


def _language(code: str) -> str:
    """The name of a language in itself."""
    return say("web.language_name", cast("Language", code))


def _where(study: Study, counts: Counts, language: Language) -> Iterator[str]:
    """The pages on which people stopped, in the order of the questionnaire."""
    if not counts.broken_off:
        return
    yield ""
    yield say("status.last_page", language)
    yield from _table(_stopped(study, counts, language))


def _stopped(study: Study, counts: Counts, language: Language) -> list[list[str]]:
    """A row for each page: its title, and how many stopped there."""
    sections = study.instrument.sections
    titles = {one.id: str(one.title[language]) if language in one.title else one.id for one in sections}
    order = [None, *titles]
    known = sorted(
        counts.broken_off.items(), key=lambda pair: (order.index(pair[0]) if pair[0] in order else len(order), str(pair[0]))
    )
    return [[say("status.no_page", language) if page is None else titles.get(page, page), str(n)] for page, n in known]


def _rates(study: Study, told: Told, e: float | None, language: Language) -> Iterator[str]:
    if study.closed:
        return
    people = dispositions(study, told)
    if study.invitations.invited():
        share = eligibility(people) if e is None else Fraction(str(e))
        letters = {"I": people.complete, "P": people.partial, "R": people.refusal, "NC": people.non_contact}
        letters |= {"O": people.other, "U": people.unknown, "NE": people.ineligible}
        yield ""
        yield say("status.rates", language)
        yield say("status.rates_counts", language, e=number(float(share), language, 2), **letters)
        rates = response_rates(people, share)
        if people.unsure:
            yield say("status.rates_unsure", language, n=people.unsure, low=people.refusal - people.unsure, high=people.refusal)
        yield "  ".join(f"{name} {'–' if rate is None else number(float(rate), language, 3)}" for name, rate in rates.items())
    openly = [pair for mode, pair in study.answers.counts().modes.items() if mode != "invited"]
    rate = completion_rate(sum(sent for _, sent in openly), sum(began for began, _ in openly))
    if rate is not None:
        yield ""
        yield say("status.completion", language, rate=number(float(rate), language, 3))


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows with the first column to the left and the others to the right."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        cells = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield "  ".join([row[0].ljust(widths[0]), *cells]).rstrip()
