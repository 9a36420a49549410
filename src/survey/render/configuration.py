"""The settings of a document, from `_quarto.yml` and the profile of the language, and the files that they name."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from survey import shipped
from survey.errors import LABEL_MISSING, Place, Problem, problem, raise_all
from survey.i18n.text import Language
from survey.render import quarto_keys
from survey.render.qmd import load_yaml

_FILES = ("bibliography", "csl", "css", "include-before-body", "reference-doc", "template-partials")
# The strings that the built-in renderer writes itself.
_LABELS = ("toc-title-document", "crossref-fig-title", "crossref-tbl-title", "crossref-sec-prefix", "skip-to-content")


def beside(source: Path, name: str) -> Path | None:
    """A file next to the document, else the one that comes with the package."""
    return next((file for file in (source.parent / name, shipped.root() / "reports" / name) if file.exists()), None)


def read_settings(source: Path, language: Language) -> tuple[dict[str, Any], list[Problem]]:
    """`_quarto.yml` with the profile of the language over it."""
    settings: dict[str, Any] = {"format": {"html": {}, "docx": {}, "typst": {}}}
    problems: list[Problem] = []
    for name in ("_quarto.yml", f"_quarto-{language}.yml"):
        file = beside(source, name)
        if file is not None:
            text = file.read_text("utf-8-sig")
            settings = merged(settings, with_formats(load_yaml(text, file)))
            problems += quarto_keys.check_header(text, file)
    return settings, problems


def with_formats(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings whose `format` is a mapping: Quarto also takes a name or a list of names.

    >>> with_formats({"format": "html"})
    {'format': {'html': {}}}
    """
    formats = settings.get("format")
    if isinstance(formats, str):
        formats = [formats]
    return {**settings, "format": {name: {} for name in formats}} if isinstance(formats, list) else dict(settings)


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Settings over settings, mapping by mapping, as Quarto does; the format setting `default` adds nothing."""
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        if isinstance(value, Mapping):
            result[key] = merged(below if isinstance(below, Mapping) else {}, value)
        elif not (value == "default" and key in result):
            result[key] = value
    return result


def read_labels(source: Path, language: Language, config: Mapping[str, Any]) -> dict[str, str]:
    """The strings of `_language-<language>.yml`, and over them those under `language:`."""
    labels: dict[str, str] = {}
    file = beside(source, f"_language-{language}.yml")
    if file is not None:
        labels = {key: str(value) for key, value in load_yaml(file.read_text("utf-8-sig"), file).items()}
        raise_all(quarto_keys.check_language(labels, file))
    own = config.get("language")
    if isinstance(own, Mapping):
        labels |= {key: str(value) for key, value in own.items()}
    raise_all(problem(LABEL_MISSING, Place(file or source), label=key) for key in _LABELS if not labels.get(key))
    return labels


def with_files(config: Mapping[str, Any], home: Path, folder: Path) -> dict[str, Any]:
    """Put every file that the settings name, and the folder `templates`, into the project."""
    for place in (shipped.root() / "reports", home):
        if (place / "templates").is_dir():
            shutil.copytree(place / "templates", folder / "templates", dirs_exist_ok=True)
    formats = {name: _files_of(options, home, folder) for name, options in config["format"].items() if isinstance(options, dict)}
    return {**_files_of(config, home, folder), "format": formats}


def _files_of(options: Mapping[str, Any], home: Path, folder: Path) -> dict[str, Any]:
    result = dict(options)
    for key in _FILES:
        if key in result:
            value = result[key]
            result[key] = [_copy(name, home, folder) for name in value] if isinstance(value, list) else _copy(value, home, folder)
    return result


def _copy(name: str, home: Path, folder: Path) -> str:
    """The name of a file inside the project, where it is copied to if it is not there."""
    for place in (home, shipped.root() / "reports"):
        file = place / name
        if file.is_file():
            inside = Path(name) if not Path(name).is_absolute() and ".." not in Path(name).parts else Path(file.name)
            (folder / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, folder / inside)
            return inside.as_posix()
    return name
