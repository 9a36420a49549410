"""A new study as files, written all together or not at all."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from survey import shipped
from survey.errors import FOLDER_NOT_EMPTY, STUDY_FOLDER, STUDY_NAME, STUDY_OF_THE_SAME_NAME, ReportError, error, problem
from survey.i18n.text import Language, known_language
from survey.instrument.find import find_instrument
from survey.instrument.model import Instrument
from survey.instrument.read import read_instrument
from survey.instrument.tables import STUDY
from survey.scaffold import rehearsal
from survey.scaffold.invented import margins
from survey.scaffold.source import companions, copy_of
from survey.scaffold.words import commented, filled
from survey.wave.whole_files import holding, write_all

STARTER = "starter.yaml"
TEMPLATES = {
    "README.md": "README.md",
    "Makefile": "Makefile",
    "requirements.txt": "requirements.txt",
    ".gitignore": "gitignore",
    "tests/test_study.py": "test_study.txt",
}
"""File of the study -> its template in `files/`; files of `instruments/`, `data/` and `reports/` come beside."""

LONGEST = 64
"""Letters of an id: it becomes the name of files, and of folders inside folders."""
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
"""Names that no file can have on Windows, whatever its ending."""
_LEFT_BY_OTHERS = {".git", ".DS_Store", "desktop.ini", "Thumbs.db"}
"""What may lie in an empty folder: nobody has put answers there."""
_FROM_REPORTS = ("*.qmd", "*.yml", "*.csl", "templates/*")
_NOT_A_REPORT = "page.qmd"  # the page of a paper form, which only the package fills


@dataclass(frozen=True)
class Written:
    """What was written: its name, the wave to be filled, the wave of made-up answers, the language of its reports, the files."""

    folder: Path
    id: str
    demo: str
    language: Language
    files: tuple[Path, ...]


def new_study(
    folder: Path, source: str | None = None, language: str = "en", name: str | None = None, version: str = ""
) -> Written:
    """Write a new study into an empty folder.

    Parameters
    ----------
    folder
        Made where it is not there; it must be empty.
    source
        A questionnaire to copy, by name or path; without it the study has a short starter questionnaire.
    language
        Of the README, of all comments, and of the report; where the questionnaire lacks it, the report has its first language.
    name
        The id of the study: small Latin letters, digits, hyphens. Made of the name of the folder where it is not given.
    version
        Of this package, for the requirements.

    Returns
    -------
    `Written`. The same arguments give the same bytes.

    Raises
    ------
    ReportError
        STUDY_FOLDER; FOLDER_NOT_EMPTY; STUDY_NAME; FILE_NOT_WRITTEN; STUDY_OF_THE_SAME_NAME: the copy would have the name of its
        source.
    InstrumentError
        The questionnaire is not found or has mistakes.

    Examples
    --------
    >>> new_study(Path(tempfile.mkdtemp()) / "my-thesis").demo
    'my-thesis-demo'
    """
    chosen = known_language(language)
    if folder.is_file():
        raise ReportError(problem(STUDY_FOLDER, path=folder))
    there = sorted(path.name for path in folder.iterdir() if path.name not in _LEFT_BY_OTHERS) if folder.is_dir() else []
    if there:
        raise error(FOLDER_NOT_EMPTY, folder=folder, found=there[0])
    files = study_files(study_id(folder) if name is None else checked_id(name), chosen, source, version)
    write_all({folder / name: holding(content) for name, content in files.contents.items()})
    return Written(folder, files.id, files.id + rehearsal.SUFFIX, files.language, tuple(map(Path, files.contents)))


@dataclass(frozen=True)
class Files:
    """The files of a study: path in its folder -> content."""

    id: str
    language: Language
    contents: Mapping[str, bytes]


def study_files(name: str, language: Language, source: str | None, version: str) -> Files:
    """All files of a new study; see `new_study`."""
    contents = _copied(name, language, source) if source else _started(name, language, version)
    with tempfile.TemporaryDirectory() as place:  # read back as they will be read, so that nothing is promised that fails
        stage = Path(place)
        _put(stage, contents)
        instrument = read_instrument(stage / "instruments" / f"{name}.yaml")
        report_language = language if language in instrument.languages else instrument.languages[0]
        names = _names(name, instrument, report_language, version)
        demo = _demo(instrument, names, language)
        _put(stage, demo)
        raw = rehearsal.answers(stage / "data" / names["demo"], report_language)
    contents |= demo | {f"data/{names['demo']}/raw/responses.csv": raw}
    contents[f"data/{name}/wave.yaml"] = filled("wave.yaml", language, names).encode()
    contents |= {file: filled(template, language, names).encode() for file, template in TEMPLATES.items()}
    return Files(name, report_language, contents | _reports())


def _names(name: str, instrument: Instrument, language: Language, version: str) -> dict[str, Any]:
    """What templates and phrases can name."""
    return {
        "id": name,
        "demo": name + rehearsal.SUFFIX,
        "lang": language,
        "version": version,
        "languages": instrument.languages,
        "title": instrument.title[language],
        "titles": dict(instrument.title),
        "n": rehearsal.N,
        "seed": rehearsal.SEED,
        "skipped": rehearsal.SKIPPED,
        "margins": rehearsal.MARGINS,
        "factors": rehearsal.factors(instrument),
    }


def _demo(instrument: Instrument, names: Mapping[str, Any], language: Language) -> dict[str, bytes]:
    """The wave of made-up answers but for the answers."""
    folder = f"data/{names['demo']}"
    return {
        f"{folder}/wave.yaml": filled("demo.yaml", language, names).encode(),
        f"{folder}/simulation.yaml": filled("simulation.yaml", language, names).encode(),
        f"{folder}/{rehearsal.MARGINS}": margins(instrument, round(rehearsal.N * (1 - rehearsal.SKIPPED))),
    }


def study_id(folder: Path) -> str:
    """An id from the name of a folder.

    >>> [study_id(Path(name)) for name in ("My thesis, 2026", "Диссертация", "Диссертация 2026", "Con")]
    ['my-thesis-2026', 'study', 'study-2026', 'study-con']
    """
    name = re.sub(r"[^a-z0-9]+", "-", folder.absolute().name.lower()).strip("-")
    name = name if re.match("[a-z]", name) and name not in _DEVICES else f"study-{name}"
    return name[:LONGEST].rstrip("-")


def checked_id(name: str) -> str:
    """The name as it is; STUDY_NAME where no questionnaire can have it, or no file on some system."""
    if re.fullmatch(STUDY.pattern, name) and len(name) <= LONGEST and name not in _DEVICES:
        return name
    raise error(STUDY_NAME, name=name[:LONGEST], most=LONGEST, example=STUDY.example)


def _started(name: str, language: Language, version: str) -> dict[str, bytes]:
    return {f"instruments/{name}.yaml": filled(STARTER, language, {"id": name, "version": version}).encode()}


def _copied(name: str, language: Language, source: str) -> dict[str, bytes]:
    """The copy of a questionnaire, and what it needs beside it."""
    from survey.i18n.catalogue import say

    path = find_instrument(source)
    instrument = read_instrument(path)
    if instrument.id == name:
        raise error(STUDY_OF_THE_SAME_NAME, name=name)
    text = path.read_text("utf-8-sig")
    said = say("scaffold.copied_head", language, source=instrument.id, version=instrument.version)
    copy = copy_of(instrument, text, name, f"{commented(said)}\n").encode()
    files = {f"{name}.yaml": copy, **companions(path, instrument, text, name)}
    return {f"instruments/{file}": content for file, content in files.items()}


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    for file, content in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)


def _reports() -> dict[str, bytes]:
    """The report sources that come with this package."""
    folder = shipped.root() / "reports"
    found = sorted(path for pattern in _FROM_REPORTS for path in folder.glob(pattern) if path.is_file())
    return {f"reports/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in found if path.name != _NOT_A_REPORT}
