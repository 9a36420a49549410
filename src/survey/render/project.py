"""The executed Quarto project of one language: what both renderers read.

`execute` runs a document and leaves in a folder of its own: the document as plain markdown (`engine: markdown`), one merged
`_quarto.yml`, the language file, templates, styles and bibliography, and the figures that the cells wrote. `quarto render` works
there, and the built-in renderer reads the same files.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from survey.errors import QUARTO_ONLY, Problem, raise_all
from survey.i18n.text import Language
from survey.render import quarto_keys, tree
from survey.render.configuration import merged, read_labels, read_settings, with_files, with_formats
from survey.render.execute import Block, run
from survey.render.pandoc import filters, pandoc
from survey.render.qmd import Document, header_text, read_qmd

# What concerns the execution, or what the executed project says in its own way.
_DONE = ("execute", "jupyter", "engine", "profile", "project", "language")
# What Pandoc itself is told of the settings.
_PLAIN = ("abstract", "author", "date", "description", "keywords", "lang", "notice", "subtitle", "title")
_METADATA = (*_PLAIN, "bibliography", "crossref", "csl", "link-citations", "nocite")
_HEADER = "---\nengine: markdown\n---\n\n"


@dataclass(frozen=True)
class Executed:
    """A document that was executed in one language; picklable, so that another process can render it.

    folder: the executed project; source: the `.qmd` that errors name; config: all settings merged, `format` included;
    labels: the strings of the language file; epoch: seconds since 1970 that stand for now; unsupported: what only the real Quarto
    can do; by_format: whether the text differs between formats; seconds: what each step of the execution took.
    """

    source: Path
    language: Language
    folder: Path
    epoch: int
    config: Mapping[str, Any]
    labels: Mapping[str, str]
    unsupported: tuple[Problem, ...]
    by_format: bool
    seconds: Mapping[str, float]

    def options(self, target: str) -> dict[str, Any]:
        """The settings of one format (`html`, `docx`, `typst`) over those of all."""
        own = self.config["format"].get(target)
        return merged({key: value for key, value in self.config.items() if key != "format"}, own if isinstance(own, dict) else {})


def execute(
    source: Path,
    language: Language,
    folder: Path,
    *,
    epoch: int,
    namespace: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
    metadata: Mapping[str, Any] | None = None,
) -> Executed:
    """Run a `.qmd` in one language and write the executed project to `folder`.

    Every problem of the document's keys and cells is raised in one ReportError before anything runs, those of its divs and of
    what the cells print after they ran.
    """
    started = time.perf_counter()
    document = read_qmd(source)
    settings, problems = read_settings(source, language)
    unknown, unsupported = _sorted(
        [*problems, *quarto_keys.check_header(header_text(source), source), *quarto_keys.check_cells(document)]
    )
    raise_all(unknown)
    config = merged(merged(settings, with_formats(document.header)), {**(metadata or {}), "lang": language})
    labels = read_labels(source, language, config)
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    config = with_files(config, source.resolve().parent, folder)
    document = Document(document.path, {**document.header, "execute": config.get("execute", {})}, document.parts)
    read = time.perf_counter()
    blocks = run(document, folder, namespace or {}, environment or {})
    unknown, more = _sorted(quarto_keys.check_blocks(blocks, source))
    raise_all(unknown)
    ran = time.perf_counter()
    by_format = any("-format=" in block.text for block in blocks if not block.verbatim)
    executed = Executed(source, language, folder, epoch, config, labels, (*unsupported, *more), by_format, {})
    _write(executed, "".join(_apart(blocks)))
    if not by_format:
        resolved(executed, "all")
    seconds = {"read": read - started, "cells": ran - read, "tree": time.perf_counter() - ran}
    return replace(executed, seconds=seconds)


def resolved(executed: Executed, target: str) -> dict[str, Any]:
    """Pandoc's tree of the document with conditions, callouts, numbers, references and citations in place.

    The same for every format, so it is made once per language, unless the document itself asks which format it is.
    """
    path = executed.folder / ".tree" / f"{target if executed.by_format else 'all'}.json"
    if not path.is_file():
        path.parent.mkdir(exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}")  # processes that render one format each may meet here
        part.write_bytes(_resolve(executed, target))
        part.replace(path)
    loaded: dict[str, Any] = json.loads(path.read_bytes())
    wrong = tree.check_pictures(tree.pictures(loaded), executed.folder, executed.source)
    raise_all([*wrong, *tree.check_identifiers(loaded, executed.source)])
    return loaded


def _resolve(executed: Executed, target: str) -> bytes:
    wanted = {key: executed.config[key] for key in _METADATA if key in executed.config}
    wanted |= {"language": dict(executed.labels), "survey-profile": executed.language, "survey-numbered": _numbered(executed)}
    wanted["survey-format"] = target if executed.by_format else ""
    settings = executed.folder / ".tree" / f"{target}.yml"
    settings.write_text(_dumped(wanted), "utf-8", newline="\n")
    arguments = [
        "--from=markdown",
        "--to=json",
        f"--metadata-file={settings}",
        *filters("conditions", "callouts", "crossref"),
        "--citeproc",
    ]
    body = (executed.folder / f"{executed.source.stem}.qmd").read_text("utf-8").removeprefix(_HEADER)
    return pandoc(arguments, executed.folder, executed.epoch, executed.source, body.encode())


def _numbered(executed: Executed) -> bool:
    return any(executed.options(target).get("number-sections") for target in executed.config["format"])


def _sorted(problems: list[Problem] | tuple[Problem, ...]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Problems of any renderer, and problems of the built-in one only."""
    only = tuple(found for found in problems if found.code == QUARTO_ONLY)
    return tuple(found for found in problems if found.code != QUARTO_ONLY), only


def _apart(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The texts with an empty line around what a cell printed, so that it never runs into the prose."""
    for block in blocks:
        yield f"\n{block.text.rstrip()}\n\n" if block.printed else block.text


def _write(executed: Executed, body: str) -> None:
    """The files of the project; the trees of an earlier run go."""
    folder, document = executed.folder, f"{executed.source.stem}.qmd"
    shutil.rmtree(folder / ".tree", ignore_errors=True)
    shared = {key: value for key, value in executed.config.items() if key not in _DONE}
    shared["project"] = {"type": "default", "output-dir": "_out", "render": [document]}
    (folder / "_quarto.yml").write_text(_dumped(shared), "utf-8", newline="\n")
    (folder / f"_language-{executed.language}.yml").write_text(_dumped(executed.labels), "utf-8", newline="\n")
    (folder / document).write_text(_HEADER + body, "utf-8", newline="\n")


def _dumped(settings: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(settings), allow_unicode=True, sort_keys=True, width=1000)
