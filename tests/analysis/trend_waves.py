"""Two small questionnaires on courts and waves of them, as files and as values, for the tests of trends."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from survey.i18n.text import Text
from survey.instrument.read import read_instrument
from survey.wave.margins import Margins
from survey.wave.provenance import Provenance
from survey.wave.responses import Responses, Source
from survey.wave.settings import Design, Settings, WaveKind
from survey.wave.wave import Wave, no_changes

HEAD = """\
id: {name}
version: "1"
languages: [ru, en]
title: {{ru: "О судах", en: "On the courts"}}
sections: [{{id: s, number: "1", title: {{ru: "Суд", en: "Courts"}}}}]
items:
"""
YES_NO = 'options: [{code: yes, text: {ru: "Да", en: "Yes"}}, {code: no, text: {ru: "Нет", en: "No"}}]'
FIVE = (
    'options: [{code: low, text: {ru: "Мало", en: "Little"}}, {code: middle, text: {ru: "Средне", en: "Some"}}, '
    '{code: high, text: {ru: "Много", en: "Much"}}, {code: dk, kind: dont_know, text: {ru: "Не знаю", en: "Don\'t know"}}]'
)
ITEM = '  - {{id: {0}, number: "{1}", section: s, kind: {2}, text: {{ru: "{3}", en: "{4}"}}{5}}}\n'
INDEX = """\
indices:
  - id: T
    title: {ru: "Т", en: "T"}
    description: {ru: "т", en: "t"}
    model: formative
    minimum_answered: 1
    items: {trust: {yes: 1, no: 0}}
    justification: {ru: "т", en: "t"}
"""
BINARY, SCALE, OPEN = "single, level: binary", "scale, level: ordinal", "text, level: nominal"
TRUST = ITEM.format("trust", 1, BINARY, "Верите?", "Do you trust the courts?", f", {YES_NO}")
EARLIER = "".join(
    (
        HEAD.format(name="courts-2022"),
        TRUST,
        ITEM.format("fair", 2, BINARY, "Честно?", "Are they fair?", f", {YES_NO}"),
        ITEM.format("slow", 3, BINARY, "Медленно?", "Are they slow?", f", {YES_NO}"),
        ITEM.format("who", 4, OPEN, "Ваш код", "Your code", ""),
        INDEX,
    )
)
LATER = "".join(
    (
        HEAD.format(name="courts-2026"),
        TRUST,
        ITEM.format("fairness", 2, SCALE, "Насколько честно?", "How fair are they?", f", {FIVE}"),
        ITEM.format("prompt", 3, BINARY, "Быстро?", "Are they prompt?", f", {YES_NO}"),
        ITEM.format("code", 4, OPEN, "Ваш код", "Your code", ""),
        INDEX,
    )
)
LINKS = """\
earlier:
  - questionnaire: courts-2022
    items:
      - earlier: fair
        later: fairness
        decision: linked
        reason: {ru: "О том же", en: "The same matter"}
        answers:
          - {code: fair, earlier: [yes], later: [high], text: {ru: "Честно", en: "Fair"}}
          - {code: unfair, earlier: [no], later: [low], text: {ru: "Нечестно", en: "Unfair"}}
        alternatives:
          - id: middle_unfair
            reason: {ru: "Середины не было", en: "There was no middle"}
            answers:
              - {code: fair, earlier: [yes], later: [high], text: {ru: "Честно", en: "Fair"}}
              - {code: unfair, earlier: [no], later: [low, middle], text: {ru: "Нечестно", en: "Unfair"}}
      - earlier: slow
        later: prompt
        decision: apart
        reason: {ru: "Наоборот", en: "The other way round"}
"""
PERSONS = """\
    persons: {earlier: who, later: code, reason: {ru: "Код", en: "A code"}}
"""


def study(folder: Path, links: str | None = LINKS, later: str = LATER) -> Path:
    """The folder of the questionnaires, with decisions unless there are none."""
    (folder / "links").mkdir(parents=True)
    (folder / "courts-2022.yaml").write_text(EARLIER, "utf-8")
    (folder / "courts-2026.yaml").write_text(later, "utf-8")
    if links is not None:
        (folder / "links" / "courts-2026.yaml").write_text(links, "utf-8")
    return folder


def margins_wave(
    folder: Path, year: int, counts: Mapping[str, Mapping[str, int | tuple[int, int]]], base: int = 100, **settings: object
) -> Wave:
    """A wave of counts; a pair is the bounds of a count."""
    instrument = read_instrument(folder / f"courts-{year}.yaml")
    rows = [
        (item, code, *(n if isinstance(n, tuple) else (n, n)), base, "published", "")
        for item, own in counts.items()
        for code, n in own.items()
    ]
    table = pd.DataFrame(rows, columns=["item", "code", "low", "high", "base", "basis", "note"])
    about = _settings(year, WaveKind.MARGINS, base, settings)
    return Wave(about, instrument, None, Margins(table, ""), no_changes(), Provenance({}, ""))


def rows_wave(folder: Path, year: int, answers: Mapping[str, list[str | None]], **settings: object) -> Wave:
    """A wave of rows."""
    instrument = read_instrument(folder / f"courts-{year}.yaml")
    n = len(next(iter(answers.values())))
    columns = {item.id: answers.get(item.id, [None] * n) for item in instrument.items}
    frame = pd.DataFrame(columns, index=pd.RangeIndex(1, n + 1, name="respondent"), dtype="string")
    kinds = frame.mask(frame.notna(), pd.NA).fillna("skipped").mask(frame.notna())
    raw = Responses(instrument, frame, kinds, frame, frame, Source("x", ""))
    return Wave(_settings(year, WaveKind.MICRODATA, n, settings), instrument, raw, None, no_changes(), Provenance({}, ""))


def _settings(year: int, kind: WaveKind, n: int, more: Mapping[str, object]) -> Settings:
    text = Text(ru="x", en="x")
    own = {"design": Design.NONPROBABILITY, "method": {}, **more}
    return Settings(id=f"w{year}", instrument=f"courts-{year}", kind=kind, title=text, n=n, source=text, **own)  # type: ignore[arg-type]
