"""The formats that a wave can be written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """module: of this package, with `write(job, path)`, which returns the files written. ending: of the file.

    labelled: whether it holds labels in one language, which its default name then tells.
    """

    module: str
    ending: str
    labelled: bool = True


FORMATS: Mapping[str, Format] = {
    "sav": Format("sav", ".sav"),
    "dta": Format("dta", ".dta"),
    "parquet": Format("parquet", ".parquet"),
    "csv": Format("csv_file", ".csv", labelled=False),
    "xlsx": Format("xlsx", ".xlsx"),
    "ddi": Format("ddi", ".ddi.xml", labelled=False),
    "spss-syntax": Format("spss_syntax", ".sps"),
}
