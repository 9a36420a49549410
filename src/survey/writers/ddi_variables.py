"""Variables in DDI-Codebook: wording, answers, and how often each was given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from survey.i18n.catalogue import say
from survey.i18n.text import Text
from survey.instrument.model import Instrument, Item, ItemKind, Level
from survey.instrument.wording import asked_if
from survey.wave.wave import Wave
from survey.writers.csv_file import spelled
from survey.writers.ddi_xml import NAMESPACE, child, id_of, words
from survey.writers.missing_codes import kind_label
from survey.writers.rows import KINDS, Cells
from survey.writers.variables import Role, Variable

_NATURE = {Level.NOMINAL: "nominal", Level.BINARY: "nominal", Level.ORDINAL: "ordinal", Level.INTERVAL: "interval"}
_CODED = {Role.CHOICE: "code", Role.TICK: "code", Role.NUMBER: "numeric", Role.TEXT: "text"}
_ANSWER = {Role.CHOICE: "category", Role.TICK: "multiple", Role.NUMBER: "numeric", Role.TEXT: "text"}


def groups(data: Any, instrument: Instrument, known: Sequence[Variable]) -> None:
    """The sections; the ticks of a multiple choice and the rows of a matrix, each as a group."""
    of_item: dict[str, list[str]] = {}
    for one in known:
        of_item.setdefault(one.column.partition(".")[0], []).append(id_of("var", one.column))
    for section in instrument.sections:
        members = [one for item in instrument.in_section(section.id) for one in of_item[item.id]]
        _group(data, "section", section.id, section.title, members)
    for item in instrument.items:
        kind = {ItemKind.MULTIPLE: "multipleResp", ItemKind.MATRIX: "grid"}.get(item.kind)
        if kind is not None:
            group = _group(data, kind, item.id, item.label, of_item[item.id])
            for language, text in item.text:
                words(group, "txt", language, text)


def _group(data: Any, kind: str, name: str, title: Text, members: list[str]) -> Any:
    group = child(data, "varGrp", ID=id_of(kind, name), type=kind, name=name)
    if members:
        group.set("var", " ".join(members))
    for language, text in title:
        words(group, "labl", language, text)
    return group


def variable(data: Any, wave: Wave, one: Variable, cells: Cells | None) -> None:
    """One variable; cells: its answers, None where only margins are known."""
    item = wave.instrument.item(one.column.partition(".")[0])
    continuous = "contin" if one.role is Role.NUMBER else "discrete"
    element = child(data, "var", ID=id_of("var", one.column), name=one.column, intrvl=continuous)
    element.set("representationType", _CODED[one.role])
    if one.role is not Role.TEXT:
        element.set("nature", _NATURE[item.level])
    if cells is not None:
        element.set("files", id_of("file", wave.id))
    for language, text in one.label:
        words(element, "labl", language, text)
    _question(element, one, item)
    _range(element, item)
    _condition(element, wave.instrument, item)
    counts = _counts(wave, one)
    _summary(element, wave, one, cells, counts)
    _categories(element, one, counts)
    if cells is not None:
        _missing(element, wave, cells)
    if wave.settings.disclosure is not None:
        _without_counts(element)
    numeric = one.role in (Role.NUMBER, Role.TICK)
    child(element, "varFormat", type="numeric" if numeric else "character", schema="other", otherSchema="CSV")
    reading = wave.settings.readings.get(item.id)
    for note in (*item.notes, *([] if reading is None else [reading])):
        for language, text in note:
            words(element, "notes", language, text)


def _question(element: Any, one: Variable, item: Item) -> None:
    question = child(element, "qstn", ID=id_of("qstn", one.column), seqNo=item.number, responseDomainType=_ANSWER[one.role])
    if one.role is Role.CHOICE and item.kind is ItemKind.MATRIX:
        for language, text in item.text:
            words(question, "preQTxt", language, text)
    for language, text in one.item.text:
        words(question, "qstnLit", language, text)


def _range(element: Any, item: Item) -> None:
    """The numbers that may be answered, where there is a limit."""
    ends = {name: spelled(end) for name, end in (("min", item.minimum), ("max", item.maximum)) if end is not None}
    if ends:
        child(child(element, "valrng"), "range", UNITS="REAL", **ends)


def _condition(element: Any, instrument: Instrument, item: Item) -> None:
    """Who was asked."""
    if item.show_if is not None:
        for language in instrument.languages:
            words(element, "universe", language, asked_if(instrument, item.show_if, language), clusion="I")


# -- counts ------------------------------------------------------------------------------------------------------------
def _counts(wave: Wave, one: Variable) -> pd.DataFrame | None:
    if one.role not in (Role.CHOICE, Role.TICK):
        return None
    return wave.counts(one.column if one.role is Role.CHOICE else one.item.id)


def _summary(element: Any, wave: Wave, one: Variable, cells: Cells | None, counts: pd.DataFrame | None) -> None:
    """How many answered, how many did not; of numbers what describes them."""
    base = None
    if cells is not None:
        base = int((cells.kinds < 0).sum())
    elif counts is not None:
        base = int(counts["base"].iloc[0])
    if base is None:
        return
    child(element, "sumStat", str(base), type="vald")
    child(element, "sumStat", str(wave.n - base), type="invd")
    if one.role is Role.NUMBER and cells is not None and base:
        values = cells.values[cells.kinds < 0]
        found = {"mean": values.mean(), "medn": np.median(values), "min": values.min(), "max": values.max()}
        if base > 1:
            found["stdev"] = values.std(ddof=1)
        for name, value in found.items():
            child(element, "sumStat", spelled(float(value)), type=name)


def _categories(element: Any, one: Variable, counts: pd.DataFrame | None) -> None:
    """The answers with their counts; where only bounds are known, both of them."""
    if counts is None:
        return
    known: Mapping[Any, Any] = {row["code"]: row for row in counts.to_dict("records")}
    if one.option is None:
        for option in one.item.options:
            category = child(element, "catgry")
            child(category, "catValu", option.code)
            for language, text in option.text:
                words(category, "labl", language, text)
            child(category, "labl", str(option.value), level="value")
            _frequency(category, int(known[option.code]["low"]), int(known[option.code]["high"]))
        return
    low, high, base = (int(known[one.option.code][name]) for name in ("low", "high", "base"))
    for value, key, least, most in (("1", "ticked", low, high), ("0", "unticked", base - high, base - low)):
        category = child(element, "catgry")
        child(category, "catValu", value)
        for language, _ in one.label:
            words(category, "labl", language, say(f"export.{key}", language))
        _frequency(category, least, most)


def _without_counts(element: Any) -> None:
    """Of a wave that protects people: a description is often published where the data are not."""
    for name in ("sumStat", "catStat"):
        for found in list(element.iter(f"{{{NAMESPACE}}}{name}")):
            found.getparent().remove(found)


def _frequency(category: Any, low: int, high: int) -> None:
    if low == high:
        child(category, "catStat", str(low), type="freq")
        return
    child(category, "catStat", str(low), type="other", otherType="low")
    child(category, "catStat", str(high), type="other", otherType="high")


def _missing(element: Any, wave: Wave, cells: Cells) -> None:
    """The kinds of missing answers; an option may have the same code, so theirs has a prefix."""
    for place, kind in enumerate(KINDS):
        category = child(element, "catgry", missing="Y", missType=kind.value)
        child(category, "catValu", f"missing:{kind}")
        for language in wave.instrument.languages:
            words(category, "labl", language, kind_label(kind, language))
        child(category, "catStat", str(int((cells.kinds == place).sum())), type="freq")
