"""Run Pandoc, the program that comes with `pypandoc_binary`; what it warns of is an error with a name."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from survey.errors import CITATION_UNKNOWN, CONVERSION_FAILED, REFERENCE_UNRESOLVED, Place, Problem, problem, raise_all

HERE = Path(__file__).resolve().parent
_UNRESOLVED = re.compile(r"^\[UNRESOLVED\] (\S+)")
_NOT_CITED = re.compile(r"Citeproc: citation (\S+) not found")


@cache
def program() -> str:
    """The path of the Pandoc program."""
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def filters(*names: str) -> list[str]:
    """The arguments for our Lua filters, in this order."""
    return [f"--lua-filter={HERE / 'filters' / f'{name}.lua'}" for name in names]


def pandoc(arguments: Sequence[str], folder: Path, epoch: int, source: Path, given: bytes = b"") -> bytes:
    """What Pandoc writes to its standard output for `given` on its standard input.

    `folder` is its working folder, `epoch` the time in seconds that it takes for now, `source` the document named in errors.
    """
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    command = [program(), f"--data-dir={HERE / 'pandoc'}", "--output=-", *arguments]
    done = subprocess.run(command, cwd=folder, input=given, capture_output=True, env=environment, check=False)
    said = done.stderr.decode("utf-8", "replace").replace(str(HERE), "").strip()
    raise_all(_problems(said, source))
    if done.returncode:
        raise_all([problem(CONVERSION_FAILED, Place(source), program="Pandoc", message=said)])
    return done.stdout


def _problems(said: str, source: Path) -> Iterable[Problem]:
    """One problem for each line of warning, equal ones once."""
    found: dict[str, Problem] = {}
    for line in said.splitlines():
        if unresolved := _UNRESOLVED.search(line):
            found[line] = problem(REFERENCE_UNRESOLVED, _where(unresolved[1], source), reference=unresolved[1])
        elif missing := _NOT_CITED.search(line):
            found[line] = problem(CITATION_UNKNOWN, _where(missing[1], source), citation=missing[1])
        elif line.startswith("[WARNING]") and "Duplicate identifier" not in line:  # it sees all languages; `tree` looks at one
            found[line] = problem(CONVERSION_FAILED, Place(source), program="Pandoc", message=line.removeprefix("[WARNING] "))
    return found.values()


def _where(identifier: str, source: Path) -> Place:
    """The line of the source that holds a reference; only the file where a cell printed it."""
    pattern = re.compile(rf"@{re.escape(identifier)}(?![\w-])")
    for number, line in enumerate(source.read_text("utf-8-sig").splitlines(), 1):
        if pattern.search(line):
            return Place(source, line=number)
    return Place(source)
