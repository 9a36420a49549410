"""The one name of a file that is not whole yet, for whoever makes a file under another name before it takes its place."""

from __future__ import annotations

from pathlib import Path


def part_of(path: Path) -> Path:
    """The name that a file has until it is whole.

    >>> part_of(Path("tea.csv")).name
    '.tea.csv.part'
    """
    return path.parent / f".{path.name}.part"  # also of a folder, which no file can replace
