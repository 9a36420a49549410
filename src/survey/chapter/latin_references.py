"""The second list of references of an article: the cited works once more, in Latin letters, under the same numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from survey import shipped
from survey.chapter.rules import Profile
from survey.chapter.transliteration import language_of, transliterate
from survey.errors import CITATION_STYLE, error
from survey.i18n.catalogue import say
from survey.render.pandoc import pandoc
from survey.render.project import Executed

_WORDS = (
    "title",
    "container-title",
    "collection-title",
    "event-title",
    "publisher",
    "publisher-place",
    "genre",
    "authority",
    "edition",
)
_PEOPLE = ("author", "editor", "translator", "container-author")


def with_latin_references(executed: Executed, tree: Mapping[str, Any], profile: Profile) -> dict[str, Any]:
    """The tree of a document with a second list behind that of its references.

    Nothing is added where the profile wants none, or nothing is cited.
    """
    found = _list(tree["blocks"])
    if not profile.transliterated or found is None:
        return dict(tree)
    keys = [str(entry["c"][0][0]).removeprefix("ref-") for entry in found["c"][1] if entry["t"] == "Div"]
    if not keys:
        return dict(tree)
    heading = {"t": "Header", "c": [1, ["references", ["unnumbered"], []], [{"t": "Str", "c": say("profiles.references", "en")}]]}
    entries = {"t": "Div", "c": [["", [], [["custom-style", "Bibliography"]]], _entries(executed, keys, profile)]}
    return {**tree, "blocks": _behind(tree["blocks"], found, [heading, entries])}


def _list(blocks: list[Any]) -> Any:
    """The division in which the references stand."""
    for block in blocks:
        if block["t"] == "Div":
            if block["c"][0][0] == "refs":
                return block
            inner = _list(block["c"][1])
            if inner is not None:
                return inner
    return None


def _behind(blocks: list[Any], found: Any, added: list[Any]) -> list[Any]:
    made: list[Any] = []
    for block in blocks:
        made.append(block)
        if block is found or (block["t"] == "Div" and _list([block]) is found):
            made += added
    return made


def _entries(executed: Executed, keys: list[str], profile: Profile) -> list[Any]:
    """The list as Pandoc's blocks, in the order of the first one."""
    works = {str(work["id"]): latin(work, profile.tables) for work in _works(executed)}
    file = executed.folder / ".tree" / "references.latin.json"
    file.write_text(json.dumps([works[key] for key in keys if key in works], ensure_ascii=False), "utf-8", newline="\n")
    text = "---\nnocite: |\n  " + ", ".join(f"@{{{key}}}" for key in keys) + "\n---\n"
    style = executed.config.get("csl", profile.style)
    arguments = ["--from=markdown", "--to=json", "--citeproc", f"--bibliography={file}", f"--csl={style}", "--metadata=lang:en"]
    made = json.loads(pandoc(arguments, executed.folder, executed.epoch, executed.source, text.encode()))
    found = _list(made["blocks"])
    return [_anonymous(entry) for entry in ([] if found is None else found["c"][1])]


def _anonymous(entry: Any) -> Any:
    """An entry without the identifier that the first list has already."""
    return {**entry, "c": [["", *entry["c"][0][1:]], entry["c"][1]]}


def _works(executed: Executed) -> Iterator[dict[str, Any]]:
    named = executed.config.get("bibliography", [])
    for name in [named] if isinstance(named, str) else named:
        path = Path(executed.folder) / name
        if path.suffix == ".json":
            yield from json.loads(path.read_text("utf-8"))
        else:
            yield from json.loads(pandoc([str(path), "--to=csljson"], executed.folder, executed.epoch, executed.source))


def latin(work: Mapping[str, Any], tables: Mapping[str, str]) -> dict[str, Any]:
    """A work (CSL JSON) in Latin letters, by the table of its language.

    work: `language` says what it is in; without it its letters do. tables: `kk` and `ru` -> table.

    >>> work = {"title": "Егемендік", "language": "kk", "author": [{"family": "Щербаков", "given": "Юрий Львович"}]}
    >>> latin(work, {"kk": "latin-2021", "ru": "bsi"})["title"]
    'Egemendık'
    """
    said = str(work.get("language", ""))[:2].lower()
    whole = " ".join(str(work.get(field, "")) for field in _WORDS)
    language = {"kk": "kk", "ka": "kk", "ru": "ru"}.get(said) or language_of(whole)
    made = {key: value for key, value in work.items() if key != "language"}
    if language is None:
        return made
    for field in _WORDS:
        if isinstance(made.get(field), str):
            made[field] = transliterate(made[field], _table(made[field], language, tables))
    for role in _PEOPLE:
        if role in made:
            made[role] = [_person(person, language, tables) for person in made[role]]
    return made


def _table(text: str, language: str, tables: Mapping[str, str]) -> str:
    """The table for a text: what has Kazakh letters is Kazakh, also in a work in Russian."""
    return tables["kk" if language_of(text) == "kk" else language]


def _person(person: Mapping[str, Any], language: str, tables: Mapping[str, str]) -> dict[str, Any]:
    """A name; the first letter of a given name may take two or more in Latin, so initials are made before: Юрий is Yu."""
    table = _table(" ".join(name for name in person.values() if isinstance(name, str)), language, tables)
    made = {part: transliterate(name, table) if isinstance(name, str) else name for part, name in person.items()}
    if language_of(str(person.get("given", ""))):
        made["given"] = _initials(str(person["given"]), table)
    return made


def _initials(given: str, table: str) -> str:
    """The initials of a given name, whole or given as initials already, with the hyphen of a double name.

    >>> _initials("Ю.Л.", "bsi"), _initials("Юлия-Анна Щ", "bsi")
    ('Yu. L.', 'Yu.-A. Shch.')
    """
    made = ""
    for sign, name in re.findall(r"([\s.-]*)([^\s.-]+)", given):
        made += ("-" if "-" in sign else " ") if made else ""
        made += f"{transliterate(name[:1], table)}."
    return made


def _style(folder: Path, profile: Profile) -> Path:
    """The CSL file of a profile: beside the profile that names it, then beside the wave, then in `reports/`."""
    beside = [Path(profile.style_place.file).parent] if profile.style_place and profile.style_place.file else []
    for place in (*beside, folder):
        if (place / profile.style).is_file():
            return place / profile.style
    found = shipped.find("reports", profile.style, folder)
    if found is None or not found.is_file():
        looked = tuple(str(place) for place in (*beside, folder, Path("reports")))
        raise error(CITATION_STYLE, profile.style_place, name=profile.style, looked=looked)
    return found


def cited(folder: Path, profile: Profile) -> dict[str, str]:
    """The settings of citations: the style of the profile, and the works in `references.bib` (or `.json`) of a wave.

    Raises ChapterError where there is no such style.
    """
    file = next((folder / name for name in ("references.bib", "references.json") if (folder / name).is_file()), None)
    return {"csl": str(_style(folder, profile))} | ({} if file is None else {"bibliography": str(file)})
