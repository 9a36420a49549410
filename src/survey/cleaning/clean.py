"""Responses in, a `Wave` out, with a receipt for every changed cell."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from survey.cleaning.applied import applied, read_former
from survey.cleaning.decisions import STEM as DECISIONS
from survey.cleaning.decisions import SUFFIXES as DECISION_FILES
from survey.cleaning.decisions import apply_decisions, idle_keeps, kept, read_decisions, unchecked, undone
from survey.cleaning.found import DROP, FLAG, OFF, Finding, Given, Rule
from survey.cleaning.log import Draft
from survey.cleaning.merge_margins import merge_margins
from survey.cleaning.options import Choice, read_choices
from survey.cleaning.recodes import STEM as RECODES
from survey.cleaning.recodes import SUFFIXES as RECODE_FILES
from survey.cleaning.recodes import apply_recodes, decided_texts, read_recodes
from survey.cleaning.registry import RULES
from survey.cleaning.sheet import find_file
from survey.errors import CLEANING_NEEDS_ROWS, N_DIFFERS, NOT_AN_OPTION, DataError, Place, Problem, error, problem, raise_all
from survey.instrument.nearest import nearest
from survey.wave.counts import positions
from survey.wave.provenance import provenance, sha256
from survey.wave.questions import questions
from survey.wave.responses import Responses
from survey.wave.settings import Settings
from survey.wave.wave import FLAGS, Wave

Flag = tuple[str, str, str, str, str | None]


class CountDiffersError(DataError):
    """The answers that are left are not `n` of wave.yaml.

    wave: as it would be, for the receipt that shows where the others went.
    """

    def __init__(self, problems: Problem | Iterable[Problem], wave: Wave | None = None) -> None:
        super().__init__(problems)
        self.wave = wave


def clean(responses: Responses, settings: Settings) -> Wave:
    """The wave of the answers of one file.

    First the decisions about write-ins (recodes.csv) and about single people and cells (decisions.yaml), if the folder of the
    wave has any; then the rules of `survey.cleaning.registry`, each of which only flags unless `cleaning` of wave.yaml says more.

    Parameters
    ----------
    responses
        As `survey.read_responses` gives them. They stay as they are: nothing is changed in place.
    settings
        Of the wave. Its `n` is held against the number of answers that are left, so that a truncated file is noticed.

    Returns
    -------
    The wave; its audit log has a row for every changed cell, its flags a row for every case that a rule noticed.
    `survey.cleaning.log.replay` makes the clean answers of the raw ones and the log, `survey.cleaning.log.undo` the raw ones of
    the wave.

    Raises
    ------
    DataError
        The number of answers is not `n`.
    CleaningError
        Everything wrong in one of the three files: an unknown rule, decision, respondent, item or code, decisions that contradict
        each other. Codes that are no option: counts would leave them out silently.

    Examples
    --------
    >>> from survey.shipped import root
    >>> from survey.wave.load import load_wave
    >>> wave = load_wave(max((root() / "data").glob("*-2022-demo")))
    >>> clean(wave.responses, wave.settings).n
    96
    """
    choices = read_choices(settings)
    folder = None if settings.path is None else settings.path.parent
    recodes = read_recodes(folder, responses.instrument)
    draft = Draft(responses)
    fielded = apply_recodes(draft, recodes)
    former = read_former(folder, responses)
    beside = [] if former is None else former.in_settings(choices, settings)
    decisions = read_decisions(folder, draft.responses, choices, former, beside)
    idle = apply_decisions(draft, decisions) + ([] if former is None else former.unsure(decisions, choices))
    run = _Run(draft, settings, decided_texts(recodes), kept(decisions))
    for rule in RULES:
        run.rule(rule, choices[rule.name])
    idle += idle_keeps(decisions, {(respondent, rule) for rule, respondent, *_ in run.flags})
    idle += undone(decisions, run.draft.log)
    raise_all(_unknown_codes(draft.responses, Place(file=responses.source.name)))
    beside_answers = {**_sums(folder), **_frame(folder, settings), responses.source.name: responses.source.sha256}
    files = provenance(settings.path, responses.instrument, beside_answers)
    wave = Wave(
        settings,
        draft.responses.instrument,
        draft.responses,
        None,
        draft.audit(),
        files,
        folder,
        flags=run.frame(),
        rules=MappingProxyType(run.done),
        warnings=(*idle, *run.warnings),
        fielded=fielded,
        decisions=applied(decisions, choices, responses),
    )
    if settings.n != wave.n:
        found = problem(N_DIFFERS, Place(file=settings.path), n=settings.n, rows=wave.n)
        raise CountDiffersError(found, wave)
    return wave


def check_new_answers(responses: Responses, settings: Settings) -> None:
    """Raise CleaningError where answers are to take the place of others, and nothing tells whom decisions by number meant.

    responses: the new answers as they were received.
    """
    folder = None if settings.path is None else settings.path.parent
    former = read_former(folder, responses)
    if folder is not None and former is not None and former.records is None and former.another:
        raise_all([*unchecked(folder, former), *former.in_settings(read_choices(settings), settings)])


def recode_margins(wave: Wave) -> Wave:
    """A wave of margins with the decisions of its recodes.csv: answers that mean the same counted together, with a log.

    Raises CleaningError where the folder holds what takes rows: decisions about people, or rules in wave.yaml.
    """
    path = wave.settings.path
    folder = wave.folder if path is None else path.parent
    decisions = find_file(folder, DECISIONS, DECISION_FILES)
    if decisions is not None:
        raise error(CLEANING_NEEDS_ROWS, Place(file=decisions))
    if wave.settings.cleaning:
        raise error(CLEANING_NEEDS_ROWS, Place(file=path))
    recodes = read_recodes(folder, wave.instrument)
    if not recodes:
        return wave
    merged = merge_margins(wave, recodes)
    files = provenance(path, wave.instrument, {**_sums(folder), **_only_answers(wave)})
    return replace(merged, provenance=files)


def _only_answers(wave: Wave) -> dict[str, str]:
    """The sums that are not those of settings and questionnaire, which `provenance` adds itself."""
    known = {Path(path).name for path in (wave.settings.path, wave.instrument.path) if path is not None}
    return {name: value for name, value in wave.provenance.files.items() if name not in known}


def _frame(folder: Path | None, settings: Settings) -> dict[str, str]:
    """The sum of the table of the population that the weights are made from, where there is one."""
    name = None if settings.weights is None else settings.weights.file
    return {} if folder is None or name is None else {name: sha256(folder / name)}


def _sums(folder: Path | None) -> dict[str, str]:
    """The sums of the files of decisions that the folder holds."""
    found = (find_file(folder, RECODES, RECODE_FILES), find_file(folder, DECISIONS, DECISION_FILES))
    return {path.name: sha256(path) for path in found if path is not None}


class _Run:
    """The rules on the answers of one wave, one after another."""

    def __init__(
        self, draft: Draft, settings: Settings, decided: frozenset[tuple[str, str]], kept: Mapping[tuple[Hashable, str], str]
    ) -> None:
        self.draft, self.settings, self.decided, self.kept = draft, settings, decided, kept
        self.flags: list[Flag] = []
        self.done: dict[str, str] = {}
        self.warnings: list[Problem] = []

    def rule(self, rule: Rule, choice: Choice) -> None:
        """Let a rule look, and do to its cases what was chosen: flag, drop, or change."""
        self.done[rule.name] = choice.action
        if choice.action == OFF:
            return
        found = rule.find(Given(self.draft.responses, self.settings, self.decided), choice.parameters)
        self.warnings += found.warnings
        if found.silent:
            self.done[rule.name] = found.silent
            return
        acted = [case for case in found.cases if self._why(rule, case) is None and choice.action != FLAG]
        for case in found.cases:
            why = self._why(rule, case)
            if why is not None or choice.action == FLAG:
                self.flags.append((rule.name, str(case.respondent), case.item, case.detail, why))
        if choice.action == DROP:
            drops: dict[Hashable, str] = {}
            for case in acted:
                drops.setdefault(case.respondent, f"{case.item}: {case.detail}" if case.item else case.detail)
            if drops:
                self.draft.drop(rule.name, drops)
            return
        for case in acted:
            self.draft.change(rule.name, case.respondent, case.item, (pd.NA, rule.missing[choice.action]), case.detail)

    def _why(self, rule: Rule, case: Finding) -> str | None:
        """Who decided that the case stays, and why."""
        return self.kept.get((case.respondent, rule.name), self.kept.get((case.respondent, "")))

    def frame(self) -> pd.DataFrame:
        """The flags as the frame that a wave carries."""
        columns: list[Sequence[str | None]] = list(zip(*self.flags, strict=True)) if self.flags else [()] * len(FLAGS)
        return pd.DataFrame({name: pd.Series(list(values), dtype="string") for name, values in zip(FLAGS, columns, strict=True)})


def _unknown_codes(responses: Responses, place: Place) -> Iterator[Problem]:
    """The first answer of each column that is no option; intake lets none through, answers made in memory may have some."""
    for question in questions(responses.instrument).values():
        if question.multiple:
            continue
        column = responses.answers[question.column]
        wrong = column[(positions(column, question.codes) < 0) & column.notna().to_numpy()]
        if len(wrong):
            answer = str(wrong.iloc[0])
            near = nearest(answer, question.codes)
            yield problem(NOT_AN_OPTION, place, item=question.column, answer=answer, respondent=wrong.index[0], nearest=near)
