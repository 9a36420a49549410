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
from survey.wave.wave import Wave


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
    """waves: those of the same study, in the order of their fieldwork. unreadable: folders whose files have problems."""

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


def history(instrument: Instrument, wave: Wave | None) -> History:
    """The other waves of a study.

    Parameters
    ----------
    instrument
        The questionnaire that is described, as it was fielded.
    wave
        The wave that is described; the neighbours of its folder are looked at. Without a wave, or for one without a folder, it is
        the folder `data` beside or above the questionnaire.

    Returns
    -------
    Every wave of the same questionnaire, and every wave that has at least half of the questions of this questionnaire or that
    has at least half of its own from it (a question is known by its id): two studies that both ask for the age are not waves of
    each other. Each wave id stands once, and that of the wave itself not at all, so copies of a folder are no other waves.
    Made-up answers are no wave of a study: synthetic waves are left out, unless the wave that is described is synthetic too.
    What a folder with an unreadable wave.yaml or questionnaire holds is not known, so its name is kept.

    Examples
    --------
    >>> history(Instrument("tea", "1", ("en",), Text(en="Tea"), (), ()), None)
    History(waves=(), unreadable=())
    """
    folder = None if wave is None else wave.folder
    data = _data(instrument) if folder is None else folder.absolute().parent
    if data is None:
        return History((), ())
    found: dict[str, OtherWave] = {}
    unreadable = []
    folders = (one for one in data.iterdir() if (one / SETTINGS).is_file())
    for place in sorted(folders, key=lambda one: one.name):
        try:
            _, other, settings = open_wave(place)
        except SurveyError:
            unreadable.append(place.name)
            continue
        if _another(settings, wave) and _same_line(instrument, other) and (settings.id not in found or place.name == settings.id):
            found[settings.id] = OtherWave(settings, other)
    return History(tuple(sorted(found.values(), key=_when)), tuple(unreadable))


def _another(settings: Settings, wave: Wave | None) -> bool:
    """Whether settings are of another wave, and of real people, or both waves are made up."""
    if wave is None:
        return not settings.synthetic
    return settings.id != wave.id and (wave.synthetic or not settings.synthetic)


def _same_line(instrument: Instrument, other: Instrument) -> bool:
    """Whether two questionnaires are of one study: the same one, or most questions of the shorter are in the longer."""
    ours, theirs = ({item.id for item in one.items} for one in (instrument, other))
    shared = len(ours & theirs)
    return shared > 0 and (instrument.id == other.id or 2 * shared >= min(len(ours), len(theirs)))


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
