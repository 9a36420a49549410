"""The folder `clean/` of a wave: answers, log and flags as files for other programs. `load_wave` never reads them back.

Same answers and decisions, same bytes. They are all of one run: written together or not at all. `SHA256SUMS` has the sum of the
raw file that they came from, and of each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from survey.cleaning import applied, duplicates
from survey.cleaning.log import RECEIVED
from survey.cleaning.options import read_choices
from survey.cleaning.people import ID, ids_of
from survey.cleaning.sheet import csv_bytes, csv_lines
from survey.cleaning.written import written_columns
from survey.wave.provenance import sha256
from survey.wave.raw_sums import CLEAN, SUMS, as_recorded, read_sums, sums_text
from survey.wave.responses import Responses
from survey.wave.sheet_cells import protected
from survey.wave.wave import AUDIT, FLAGS, Wave
from survey.wave.whole_files import Writers, write_all

WAVE_FILE, AUDIT_FILE, FLAGS_FILE, DUPLICATES_FILE = "wave.parquet", "audit.csv", "flags.csv", "duplicates.csv"
FILES = (WAVE_FILE, AUDIT_FILE, FLAGS_FILE, DUPLICATES_FILE)
"""What `clean/` holds beside SHA256SUMS."""
MISSING, TEXT = "__missing", "__text"


def write_clean(wave: Wave, raw: Path, further: Writers | None = None) -> tuple[Path, ...]:
    """Write `clean/` of a wave of rows, and beside it the record of decisions: all of the files, or they stay as they were.

    Parameters
    ----------
    wave
        A wave that was loaded from its folder.
    raw
        Its file of answers.
    further
        What else is written with them or not at all, as `survey.wave.whole_files.write_all` takes it.

    Returns
    -------
    The files: wave.parquet (respondent; each column of answers, with `column__missing` and `column__text` beside it), audit.csv,
    flags.csv, duplicates.csv (those who look like one, one below the other with all their answers), SHA256SUMS; before
    them decisions-applied.csv (those that were applied, each with whom it was about), and first those of `further`.

    Raises
    ------
    ReportError
        A file cannot be written.
    """
    import pyarrow as pa

    responses, folder = wave.needs_rows("survey clean"), (wave.folder or Path()) / CLEAN
    contents: dict[str, Callable[[Path], object]] = {
        WAVE_FILE: lambda beside: _write_parquet(beside, wave, responses),
        AUDIT_FILE: lambda beside: _write_csv(beside, wave.audit[list(AUDIT)]),
        FLAGS_FILE: lambda beside: _write_csv(beside, flags_with_ids(wave)),
        DUPLICATES_FILE: lambda beside: _write_csv(beside, side_by_side(wave)),
    }
    sums = {f"{raw.parent.name}/{raw.name}": responses.source.sha256}

    def summed(name: str) -> Callable[[Path], object]:
        def write(beside: Path) -> None:
            contents[name](beside)
            sums[f"{CLEAN}/{name}"] = sha256(beside)

        return write

    own = {folder / name: summed(name) for name in contents}
    own[folder / SUMS] = lambda beside: beside.write_bytes(sums_text(sums).encode())
    record = {folder.parent / applied.FILE: lambda beside: _write_csv(beside, applied.record(wave, responses))}
    writers: Writers = {**(further or {}), **record, **own}
    write_all(writers, pa.ArrowException)
    return tuple(writers)


def stale(folder: Path) -> tuple[str, ...]:
    """The files of `clean/` of a wave that are not as they were written: edited, missing, or of another run.

    folder: of the wave. Files that have no sum are `unsummed`.
    """
    known = read_sums(folder)
    return tuple(name for name in FILES if f"{CLEAN}/{name}" in known and not as_recorded(folder, name))


def unsummed(folder: Path) -> tuple[str, ...]:
    """The files of `clean/` of a wave of which SHA256SUMS has no sum: an older version wrote them, or it is gone."""
    known = read_sums(folder)
    return tuple(name for name in FILES if f"{CLEAN}/{name}" not in known and (folder / CLEAN / name).is_file())


def flags_with_ids(wave: Wave) -> pd.DataFrame:
    """The flags with the platform's id beside the respondent, empty where there is none; also of those who were dropped later."""
    gone = wave.audit[wave.audit["item"] == f"{RECEIVED}{ID}"]
    ids = dict(zip(gone["respondent"], gone["before"], strict=True))
    ids |= {str(label): one for label, one in ids_of(wave.needs_rows("survey clean")).items()}
    flags = wave.flags[list(FLAGS)].copy()
    flags.insert(FLAGS.index("respondent") + 1, "id", flags["respondent"].map(ids).astype("string"))
    return flags


def side_by_side(wave: Wave) -> pd.DataFrame:
    """Those who look like one respondent, group by group: group (a number), kind, respondent, what was recorded, answers.

    kind: `same_id`, `same_answers` or `near_same`. One row per member of a group, as text. Beside a column whose question takes
    texts, `column__text` has what was written in.
    """
    responses = wave.needs_rows("survey clean")
    choice = read_choices(wave.settings)[duplicates.RULE.name]
    found = [] if choice.action == "off" else duplicates.groups(responses, choice.parameters)
    answers, received = _with_written(responses), responses.received
    rows = []
    for number, group in enumerate(found, 1):
        for member in group.members:
            beside = [_plain(received.at[member, column]) for column in received.columns]
            given = [_plain(answers.at[member, column]) for column in answers.columns]
            rows.append([str(number), group.kind, str(member), *beside, *given])
    # A platform may have recorded something under the name of a question.
    columns = ["group", "kind", "respondent", *(f"received_{name}" for name in received.columns), *map(str, answers.columns)]
    return pd.DataFrame(rows, columns=columns, dtype="string")


def _with_written(responses: Responses) -> pd.DataFrame:
    """The answers, each column with what was written in behind it."""
    answers, written = responses.answers, written_columns(responses)
    columns = {}
    for name in map(str, answers.columns):
        columns[name] = answers[name]
        if name in written:
            columns[f"{name}{TEXT}"] = written[name]
    return pd.DataFrame(columns, index=answers.index)


def _plain(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _write_csv(path: Path, frame: pd.DataFrame) -> None:
    rows = frame.fillna("").astype(str).to_numpy(dtype=object).tolist()
    path.write_bytes(csv_bytes([list(frame.columns), *([protected(cell) for cell in row] for row in rows)]))


def _write_parquet(path: Path, wave: Wave, responses: Responses) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = dict(_columns(responses))
    arrays = {name: pa.Array.from_pandas(series) for name, series in columns.items()}
    told = {
        "wave": wave.id,
        "instrument": wave.settings.instrument,
        "raw_sha256": responses.source.sha256,
        "synthetic": str(wave.synthetic).lower(),
        "version": wave.provenance.version,
    }
    table = pa.table(arrays).replace_schema_metadata(told)
    pq.write_table(table, path, compression="zstd")


def _columns(responses: Responses) -> Iterator[tuple[str, pd.Series]]:
    index = pd.Series(responses.answers.index)
    yield "respondent", index
    for column in responses.answers.columns:
        yield str(column), responses.answers[column]
        yield f"{column}{MISSING}", responses.missing[column].astype("string")
        yield f"{column}{TEXT}", responses.text[column].astype("string")


def read_audit(path: Path) -> pd.DataFrame:
    """The log of an audit.csv as `survey.cleaning.log.replay` takes it."""
    header, *rows = csv_lines(path)
    return pd.DataFrame(rows, columns=header, dtype="string")
