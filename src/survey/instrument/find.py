"""Finds a questionnaire by its name."""

from __future__ import annotations

from pathlib import Path

from survey import shipped
from survey.errors import INSTRUMENT_NOT_FOUND, error
from survey.instrument.model import Instrument
from survey.instrument.nearest import nearest
from survey.instrument.read import read_instrument

TERMS = "terms.yaml"
"""The file of agreed terms: it lies among the questionnaires and is none."""


def load_instrument(id_or_path: str | Path, start: Path | None = None) -> Instrument:
    """The questionnaire of an id or a path.

    Parameters
    ----------
    id_or_path
        A path, or the name of a file in `instruments/`, with or without `.yaml`.
    start
        The folder from which to look: first the path itself, then `instruments/` here and in the folders above, then the
        questionnaires that come with the package. The working folder by default.

    Returns
    -------
    The `Instrument`, with everything checked that `survey check` calls an error.

    Raises
    ------
    InstrumentError
        No such questionnaire (names the nearest one), or the problems of its file.

    Examples
    --------
    >>> from survey.instrument.find import available
    >>> instrument = load_instrument(available()[0])
    >>> instrument.item(instrument.items[0].id) is instrument.items[0]
    True
    """
    return read_instrument(find_instrument(id_or_path, start))


def find_instrument(id_or_path: str | Path, start: Path | None = None) -> Path:
    """The file of a questionnaire; see `load_instrument`."""
    name = str(id_or_path)
    names = (name,) if name.endswith((".yaml", ".yml")) else (f"{name}.yaml", name)
    for candidate in names:
        path = shipped.find("instruments", candidate, start)
        if path is not None:
            return path
    known = available(start)
    raise error(INSTRUMENT_NOT_FOUND, name=name, known=known or "–", nearest=nearest(Path(name).stem, known))


def available(start: Path | None = None) -> tuple[str, ...]:
    """The names of the questionnaires that can be found from a folder, sorted."""
    start = Path.cwd() if start is None else start.absolute()
    folders = (folder / "instruments" for folder in (start, *start.parents, shipped.root()))
    files = (path for folder in folders if folder.is_dir() for path in folder.glob("*.yaml") if path.name != TERMS)
    return tuple(sorted({path.stem for path in files}))
