"""Puts translations into the files of a questionnaire: only the letters of the texts change, comments and layout stay."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import yaml
from yaml import Node, SequenceNode

from survey.errors import NOT_IN_PLACE, InstrumentError, Place, Problem, SurveyError, error, raise_all
from survey.i18n.kazakh import fold
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.edits import UNPRINTED, Edit, double_quoted, edited, end_of, pairs, value_of
from survey.instrument.model import Instrument
from survey.instrument.read import read_instrument
from survey.instrument.trends import check_trends
from survey.translation.texts import LISTS, Spot, texts_of

Texts = Mapping[tuple[str, Language], str]
"""(address, language) -> text."""
_BLOCK = ("|", ">")


def changed_files(instrument: Instrument, new: Texts, places: Mapping[str, Place] | None = None) -> dict[Path, bytes]:
    """The files that have to change so that these texts stand in them.

    Parameters
    ----------
    instrument
        A questionnaire that was read from a file.
    new
        Texts by address and language. A language that the questionnaire does not have yet is added to its `languages`.
    places
        Where each text was written, by address: what is wrong with it is told there, and where it would stand by default.

    Returns
    -------
    Path -> whole content. Nothing is written here.

    Raises
    ------
    InstrumentError
        With every problem that the changed questionnaire would have and did not have before.
    """
    edits: dict[Path, list[Edit]] = {}
    texts: dict[Path, str] = {}
    for spot in texts_of(instrument, exact=True):
        text = texts.setdefault(spot.file, spot.file.read_bytes().decode("utf-8-sig"))
        wanted = {language: new[spot.address, language] for language in LANGUAGES if (spot.address, language) in new}
        for language, words in wanted.items():
            if words != spot[language]:
                edits.setdefault(spot.file, []).append(_edit(spot, language, words, text))
    own = Path(str(instrument.path))
    added = [one for one in LANGUAGES if one not in instrument.languages and any(language == one for _, language in new)]
    if added and own in edits:
        edits[own] += _languages(texts[own], added)
    files = {path: _bytes(path, edited(texts[path], list(_merged(found)))) for path, found in edits.items()}
    _prove(instrument, files, new, places or {})
    return files


def _bytes(path: Path, text: str) -> bytes:
    mark = b"\xef\xbb\xbf" if path.read_bytes().startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode()


def _merged(edits: Iterable[Edit]) -> Iterable[Edit]:
    """Two insertions at one place as one, for of two edits at one place only one would be made."""
    at: dict[tuple[int, int], Edit] = {}
    for edit in edits:
        known = at.get((edit.start, edit.end))
        at[edit.start, edit.end] = edit if known is None else replace(known, new=known.new + edit.new)
    return at.values()


def _edit(spot: Spot, language: Language, words: str, text: str) -> Edit:
    node = spot.words.get(language)
    line_end = "\r\n" if "\r\n" in text else "\n"
    if node is not None:
        start, end = node.start_mark.index, node.end_mark.index
        if node.style not in _BLOCK:
            return Edit(start, end, double_quoted(words))
        indent = next(key.start_mark.column for key, value in pairs(spot.node) if value is node) + 2
        return Edit(start, start + len(text[start:end].rstrip()), _block(words, indent, line_end))
    return _insertion(spot, language, words, text, line_end)


def _insertion(spot: Spot, language: Language, words: str, text: str, line_end: str) -> Edit:
    """A language that the text does not have yet, at its place in the order of languages."""
    entry = f"{language}: {double_quoted(words)}"
    after = LANGUAGES[LANGUAGES.index(language) + 1 :]
    entries = pairs(spot.node)
    for key, _ in entries:
        if getattr(key, "value", None) in after:
            start = key.start_mark.index
            separator = ", " if spot.node.flow_style else line_end + " " * key.start_mark.column
            return Edit(start, start, entry + separator)
    key, value = entries[-1]
    end = value.start_mark.index + len(text[value.start_mark.index : end_of(value)].rstrip())
    separator = ", " if spot.node.flow_style else line_end + " " * key.start_mark.column
    return Edit(end, end, separator + entry)


def _block(words: str, indent: int, line_end: str) -> str:
    """A text of several lines as it stood: under `|-`, or between quotes where its first line begins with a blank."""
    lines = words.split("\n")
    if words != words.strip() or any(line != line.rstrip() for line in lines) or UNPRINTED.search(words):
        return double_quoted(words)
    return line_end.join(["|-", *(" " * indent + line if line else "" for line in lines)])


def _languages(text: str, added: list[Language]) -> list[Edit]:
    node: Node | None = value_of(yaml.compose(text, Loader=yaml.SafeLoader), "languages")
    if not isinstance(node, SequenceNode) or not node.value:
        return []
    end = end_of(node.value[-1])
    line_end = "\r\n" if "\r\n" in text else "\n"
    dash = ", " if node.flow_style else f"{line_end}{' ' * node.start_mark.column}- "
    return [Edit(end, end, "".join(dash + language for language in added))]


def _prove(instrument: Instrument, files: Mapping[Path, bytes], new: Texts, places: Mapping[str, Place]) -> None:
    """Read the changed files in a folder of their own: they are right, and hold the new texts and all the others."""
    own = Path(str(instrument.path))
    expected = {(spot.address, language): spot[language] for spot in texts_of(instrument) for language in spot.words}
    expected |= new
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in (*own.parent.glob("*.yaml"), *(own.parent / LISTS).glob("*.yaml"), own):
            beside = folder / path.relative_to(own.parent)
            beside.parent.mkdir(exist_ok=True)
            if path in files:
                beside.write_bytes(files[path])
            else:
                shutil.copyfile(path, beside)
        try:
            changed = read_instrument(folder / own.name)
            before = len(check_trends(instrument).problems)
            trends = check_trends(changed).problems
            raise_all(trends if len(trends) > before else ())
        except SurveyError as found:
            spots = [spot for spot in texts_of(replace(instrument, path=str(folder / own.name))) if spot.address in places]
            told = (_at_source(one, [spot for spot in spots if _is_new(spot, new)], places) for one in found.problems)
            raise InstrumentError(_moved(told, folder, own.parent)) from None
        got = {(spot.address, language): spot[language] for spot in texts_of(changed) for language in spot.words}
    wrong = next((address for address, language in expected if got.get((address, language)) != expected[address, language]), None)
    if wrong is not None:
        raise error(NOT_IN_PLACE, places.get(wrong, Place(own)), address=wrong)


def _is_new(spot: Spot, new: Texts) -> bool:
    return any((spot.address, language) in new for language in LANGUAGES)


def _at_source(found: Problem, spots: list[Spot], places: Mapping[str, Place]) -> Problem:
    """A problem at the place where the new text was written: the text that it tells, or else the one on its line."""
    here = [spot for spot in spots if found.place in {spot.place(), *map(spot.place, spot.words)}]
    said = {fold(str(value)) for value in found.params.values()}
    telling = [spot for spot in here or spots if said & {fold(spot[language]) for language in spot.words}]
    chosen = next(iter(telling or here or spots[: len(spots) == 1]), None)
    return found if chosen is None else replace(found, place=places[chosen.address])


def _moved(problems: Iterable[Problem], folder: Path, home: Path) -> list[Problem]:
    """The problems as of the real files."""

    def home_of(file: str | Path | None) -> str | Path | None:
        inside = file is not None and Path(file).is_relative_to(folder)
        return home / Path(str(file)).relative_to(folder) if inside else file

    return [replace(one, place=replace(one.place, file=home_of(one.place.file))) for one in problems]
