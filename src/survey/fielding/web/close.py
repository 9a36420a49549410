"""The end of the fieldwork: no more answers, the table of answers written, everything forgotten that nobody needs any more."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import yaml

from survey.errors import ANSWERS_CLOSED, MINIMUM_LOW, TOO_FEW_SENT, error
from survey.fielding.web.changed import changes, check_fits
from survey.fielding.web.fieldwork_log import Fieldwork, log
from survey.fielding.web.outcome import Told, dispositions
from survey.fielding.web.release import Released, release
from survey.fielding.web.study import Study
from survey.wave.csvfile import write_csv
from survey.wave.sheet_cells import protected
from survey.wave.whole_files import holding, write_all

LEAST, FLOOR = 10, 5
"""People whose answers may be released together, unless the researcher says otherwise; and the fewest that may be said."""
LOG, COMMENTS = "fieldwork.yaml", "comments.csv"


@dataclass(frozen=True)
class Closed:
    """What was written. comments: None where there are none. released: the table."""

    raw: Path
    sha256: str
    log: Path
    comments: Path | None
    released: Released


def close(study: Study, least: int = LEAST, *, told: Told = Told(), e: Fraction | None = None) -> Closed:  # noqa: B008 -- frozen
    """Close a wave: seal both stores, write the table of answers and the log, and let the stores forget.

    Parameters
    ----------
    study
        The fieldwork.
    least
        People whose answers may be released; a language or group that fewer share is left empty beside the answers.
    told, e
        For the response rates of a closed list: what only the researcher knows.

    Returns
    -------
    The files. A close that was cut off is finished by running it again: nothing is forgotten before all files are there, and
    files that are there stay as they are, because the stores may have forgotten by half what the log tells.

    Raises
    ------
    SurveyError
        Too few sent their answers, or the questionnaire has no place for some of them any more (the wave stays open), `least` is
        too small, the files cannot be written, or it was closed before.
    """
    check(study, least)
    done = _written(study)
    if done is None:
        _seal(study, least)
        done = _write(study, least, told, e)
    study.answers.forget()
    study.invitations.forget()
    study.change(closed=True)
    return done


def check(study: Study, least: int = LEAST) -> None:
    """Raise SurveyError where `close` would refuse the wave as it stands."""
    if least < FLOOR:
        raise error(MINIMUM_LOW, value=least, least=FLOOR)
    if study.settings.closed:
        raise error(ANSWERS_CLOSED)
    if not study.answers.closed:
        _check_answers(study, least)


def _check_answers(study: Study, least: int) -> None:
    n = study.answers.counts().n_completed
    if n < least:
        raise error(TOO_FEW_SENT, n=n, least=least)
    check_fits(study, study.answers.submitted())


def _written(study: Study) -> Closed | None:
    """The files of a close that was cut off after all of them were there: the log is the last, and has the hash of the table."""
    raw, journal, comments = (study.field / name for name in (f"{study.id}.csv", LOG, COMMENTS))
    if not (study.answers.closed and raw.is_file() and journal.is_file()):
        return None
    table = raw.read_bytes()
    sha256 = hashlib.sha256(table).hexdigest()
    try:
        told = yaml.safe_load(journal.read_text("utf-8"))
        if told["released"]["sha256"] != sha256:
            return None
        withheld = {f"_{name}": int(n) for name, n in told["withheld"].items()}
        header, *rows = csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""))
    except (ValueError, TypeError, KeyError, AttributeError, yaml.YAMLError):
        return None
    released = Released(tuple(header), tuple(map(tuple, rows)), withheld)
    return Closed(raw, sha256, journal, comments if comments.is_file() else None, released)


def _seal(study: Study, least: int) -> None:
    """No more answers, unless they are too few or do not fit; a record that is being sent is sent before, or refused."""

    def work() -> None:
        _check_answers(study, least)
        study.answers.seal()

    study.invitations.hold(work)


def _write(study: Study, least: int, told: Told, e: Fraction | None) -> Closed:
    # What a wave hides in its report stays hidden here as well.
    cell = max(FLOOR, study.wave.disclosure.minimum if study.wave.disclosure else 0)
    released = release(study.instrument, study.answers.submitted(), cell)
    table = table_csv(released)
    counts, erased, comments = study.answers.counts(), study.answers.erased(), study.answers.comments()
    invited = sum(study.invitations.invited().values())
    work = Fieldwork(
        wave=study.id,
        instrument=study.instrument,
        days=study.answers.days(),
        started=counts.n_started + sum(erased.values()),
        completed=counts.n_completed,
        erased=sum(erased.values()),
        unsent=counts.n_started - counts.n_completed,
        links=invited,
        by_link=counts.modes.get("invited", (0, 0))[0] + sum(n for (_, mode), n in erased.items() if mode == "invited"),
        people=dispositions(study, told) if invited else None,
        e=e,
        file=f"{study.id}.csv",
        sha256=hashlib.sha256(table).hexdigest(),
        rows=len(released.rows),
        least=least,
        withheld=released.withheld,
        changes=changes(study),
    )
    raw, words = study.field / work.file, log(work).encode()
    writers: dict[Path, Callable[[Path], object]] = {
        raw: holding(table),
    }
    if comments:
        file = io.StringIO(newline="")
        # People read this file, in a spreadsheet: what others wrote must not become a formula there.
        write_csv(file, [("item", "language", "comment"), *([protected(cell) for cell in row] for row in comments)])
        writers[study.field / COMMENTS] = holding(file.getvalue().encode("utf-8-sig"))
    writers[study.field / LOG] = holding(words)  # the last: see `_written`
    write_all(writers)
    return Closed(raw, work.sha256, study.field / LOG, study.field / COMMENTS if comments else None, released)


def table_csv(released: Released) -> bytes:
    """The table as CSV: UTF-8 with a mark, commas, a line feed after each row."""
    file = io.StringIO(newline="")
    write_csv(file, [released.header, *released.rows])
    return file.getvalue().encode("utf-8-sig")
