"""Figures as files that are the same bytes every time."""

from __future__ import annotations

from pathlib import Path

from matplotlib import rc_context
from matplotlib.figure import Figure


def save_svg(figure: Figure, stem: Path) -> Path:
    """Write `<stem>.svg` without a date and return its path; folders that are missing are made.

    Ids inside the file are hashed with a fixed salt. Text stays text, so that it can be read and searched and takes the font of
    the report.
    """
    path = stem.with_name(f"{stem.name}.svg")  # not with_suffix: a stem may contain a dot
    path.parent.mkdir(parents=True, exist_ok=True)
    with rc_context({"svg.hashsalt": "survey", "svg.fonttype": "none"}):
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    return path
