"""Which other waves of the study hold a variable, and whether it was asked in the same words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from survey.errors import SurveyError
from survey.i18n.text import Language, Text
from survey.instrument.model import Instrument, Item
from survey.wave.load import SETTINGS, open_wave
from survey.wave.settings import Settings


@dataclass(frozen=True)
class OtherWave:
    """Another wave and its questionnaire as it was fielded."""

    settings: Settings
    instrument: Instrument

    @property
    def id(self) -> str:
        return self.settings.id

    def item(self, item_id: str) -> Item | None:
        """The item of an id, None where the wave did not ask it."""
        return next((item for item in self.instrument.items if item.id == item_id), None)


@dataclass(frozen=True)
class History:
    """waves: those with any of the variables, in the order of their fieldwork. unreadable: folders whose files have problems."""

    waves: tuple[OtherWave, ...]
    unreadable: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """How a question of another wave differs: the languages of another wording, and whether answers, rows or kind are others."""

    wording: tuple[Language, ...]
    answers: bool

    @property
    def same(self) -> bool:
        return not self.wording and not self.answers


def history(instrument: Instrument, wave: Path | None) -> History:
    """The other waves of a study.

    Parameters
    ----------
    instrument
        The questionnaire that is described, as it was fielded.
    wave
        The folder of the wave that is described; its neighbours are looked at. Without a wave it is the folder `data` beside or
        above the questionnaire.

    Returns
    -------
    Every wave with at least one item of the same id. What a folder with an unreadable wave.yaml or questionnaire holds is not
    known, so its name is kept.

    Examples
    --------
    >>> history(Instrument("tea", "1", ("en",), Text(en="Tea"), (), ()), None)
    History(waves=(), unreadable=())
    """
    data = _data(instrument) if wave is None else wave.absolute().parent
    if data is None:
        return History((), ())
    known = {item.id for item in instrument.items}
    waves, unreadable = [], []
    for folder in sorted(data.iterdir()):
        if not (folder / SETTINGS).is_file() or (wave is not None and folder.resolve() == wave.resolve()):
            continue
        try:
            _, other, settings = open_wave(folder)
        except SurveyError:
            unreadable.append(folder.name)
            continue
        if known & {item.id for item in other.items}:
            waves.append(OtherWave(settings, other))
    return History(tuple(sorted(waves, key=_when)), tuple(unreadable))


def difference(item: Item, other: Item) -> Difference:
    """How the same question of another wave differs; languages that only one of them has say nothing.

    >>> from survey.instrument.model import ItemKind, Level
    >>> first = Item("tea", "1", "s", ItemKind.TEXT, Level.NOMINAL, Text(en="Tea?", ru="Чай?"), Text(en="Tea"))
    >>> second = Item("tea", "4", "s", ItemKind.TEXT, Level.NOMINAL, Text(en="Tea or  milk?", kk="Шай ма?"), Text(en="Tea"))
    >>> difference(first, second), difference(first, first).same
    (Difference(wording=('en',), answers=False), True)
    """
    rows = {row.code: row.text for row in other.rows}
    pairs = [(item.text, other.text), *((row.text, rows[row.code]) for row in item.rows if row.code in rows)]
    wording = tuple(dict.fromkeys(language for ours, theirs in pairs for language in _differing(ours, theirs)))
    return Difference(wording, item.kind != other.kind or set(item.columns) != set(other.columns) or _answers_differ(item, other))


def _answers_differ(item: Item, other: Item) -> bool:
    """Whether codes, values or wordings of answers differ; their order does not count."""
    ours, theirs = ({option.code: option for option in one.options} for one in (item, other))
    if ours.keys() != theirs.keys():
        return True
    return any(ours[code].value != theirs[code].value or _differing(ours[code].text, theirs[code].text) for code in ours)


def _differing(ours: Text, theirs: Text) -> tuple[Language, ...]:
    return tuple(language for language, text in ours if language in theirs and text.split() != theirs[language].split())


def _data(instrument: Instrument) -> Path | None:
    if instrument.path is None:
        return None
    folders = (folder / "data" for folder in Path(instrument.path).absolute().parents)
    return next((folder for folder in folders if folder.is_dir()), None)


def _when(wave: OtherWave) -> tuple[dt.date, str]:
    return wave.settings.fieldwork[0] if wave.settings.fieldwork else dt.date.max, wave.id
