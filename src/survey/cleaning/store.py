"""The folder `clean/` of a wave: answers, log and flags as files for other programs. `load_wave` never reads them back.

Same answers and decisions, same bytes. `SHA256SUMS` says which raw file they came from.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from survey.cleaning import duplicates
from survey.cleaning.options import read_choices
from survey.cleaning.sheet import csv_bytes, protected, unprotected, write_whole
from survey.wave.raw_sums import CLEAN, SUMS
from survey.wave.responses import Responses
from survey.wave.wave import AUDIT, FLAGS, Wave

WAVE_FILE, AUDIT_FILE, FLAGS_FILE, DUPLICATES_FILE = "wave.parquet", "audit.csv", "flags.csv", "duplicates.csv"
MISSING, TEXT = "__missing", "__text"


def write_clean(wave: Wave, raw: Path) -> tuple[Path, ...]:
    """Write `clean/` of a wave of rows, each file whole or not at all, the record of the raw file last.

    Parameters
    ----------
    wave
        A wave that was loaded from its folder.
    raw
        Its file of answers.

    Returns
    -------
    The files: wave.parquet (respondent; each column of answers, with `column__missing` and `column__text` beside it), audit.csv,
    flags.csv, duplicates.csv (those who look like one, one below the other with all their answers), SHA256SUMS.

    Raises
    ------
    CleaningError
        A file cannot be written.
    """
    responses, folder = wave.needs_rows("survey clean"), (wave.folder or Path()) / CLEAN
    _write_parquet(folder / WAVE_FILE, wave, responses)
    _write_csv(folder / AUDIT_FILE, wave.audit[list(AUDIT)])
    _write_csv(folder / FLAGS_FILE, wave.flags[list(FLAGS)])
    _write_csv(folder / DUPLICATES_FILE, side_by_side(wave))
    sums = f"{responses.source.sha256}  {raw.parent.name}/{raw.name}\n"
    write_whole(folder / SUMS, lambda file: file.write(sums.encode()))
    return tuple(folder / name for name in (WAVE_FILE, AUDIT_FILE, FLAGS_FILE, DUPLICATES_FILE, SUMS))


def side_by_side(wave: Wave) -> pd.DataFrame:
    """Those who look like one respondent, group by group: group (a number), kind, respondent, what was recorded, answers.

    kind: `same_id`, `same_answers` or `near_same`. One row per member of a group, as text.
    """
    responses = wave.needs_rows("survey clean")
    choice = read_choices(wave.settings)[duplicates.RULE.name]
    found = [] if choice.action == "off" else duplicates.groups(responses, choice.parameters)
    answers, received = responses.answers, responses.received
    rows = []
    for number, group in enumerate(found, 1):
        for member in group.members:
            beside = [_plain(received.at[member, column]) for column in received.columns]
            given = [_plain(answers.at[member, column]) for column in answers.columns]
            rows.append([str(number), group.kind, str(member), *beside, *given])
    # A platform may have recorded something under the name of a question.
    columns = ["group", "kind", "respondent", *(f"received_{name}" for name in received.columns), *map(str, answers.columns)]
    return pd.DataFrame(rows, columns=columns, dtype="string")


def _plain(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _write_csv(path: Path, frame: pd.DataFrame) -> None:
    rows = frame.fillna("").astype(str).to_numpy(dtype=object).tolist()
    lines = [list(frame.columns), *([protected(cell) for cell in row] for row in rows)]
    write_whole(path, lambda file: file.write(b"\xef\xbb\xbf" + csv_bytes(lines)))


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
    write_whole(path, lambda file: pq.write_table(table, file, compression="zstd"))


def _columns(responses: Responses) -> Iterator[tuple[str, pd.Series]]:
    index = pd.Series(responses.answers.index)
    yield "respondent", index
    for column in responses.answers.columns:
        yield str(column), responses.answers[column]
        yield f"{column}{MISSING}", responses.missing[column].astype("string")
        yield f"{column}{TEXT}", responses.text[column].astype("string")


def read_audit(path: Path) -> pd.DataFrame:
    """The log of an audit.csv as `survey.cleaning.log.replay` takes it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = [[unprotected(cell) for cell in row] for row in csv.reader(file)]
    return pd.DataFrame(rows, columns=header, dtype="string")
