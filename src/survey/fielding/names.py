"""The map of names `<questionnaire>.<platform>.names.yaml`: what a platform calls a column, and what we call it.

    instrument: tea-2026
    platform: limesurvey
    names:
      - {name: trustcourt, column: trust_court}

`survey import FILE --wave WAVE --names MAP` reads it (`intake/names_file.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml

from survey.fielding.platform import Output, Renamed
from survey.instrument.model import Instrument


def map_file(instrument: Instrument, platform: str, renamed: Iterable[Renamed]) -> Output:
    """The map of the columns with other names."""
    lines = [f"  - {_flow({'name': one.name, 'column': one.column})}" for one in renamed]
    head = yaml.safe_dump({"instrument": instrument.id, "platform": platform}, allow_unicode=True, sort_keys=False)
    content = "\n".join([f"{head}names:", *lines, ""])
    return Output(f"{instrument.id}.{platform}.names.yaml", content.encode())


def _flow(value: dict[str, Any]) -> str:
    """A block on one line, so that the map reads as a table."""
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10**9)).strip()
