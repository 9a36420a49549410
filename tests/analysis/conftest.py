"""Small waves with one index, written out in a test."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from survey.i18n.text import Text
from survey.instrument.model import Index, Instrument, Item, ItemKind, Level, Option, Section
from survey.wave.margins import Margins
from survey.wave.provenance import Provenance
from survey.wave.responses import Responses, Source
from survey.wave.settings import Design, Settings, WaveKind
from survey.wave.wave import Wave, no_changes

T = Text(en="x")


class Small:
    """Questions with the answers yes, no and other, named as the columns; `a.yes` makes `a` a multiple choice."""

    def item(self, name: str, kind: ItemKind, *flags: str) -> Item:
        options = tuple(Option(code, value, T) for value, code in enumerate(("yes", "no", "other"), start=1))
        return Item(name, name, "s", kind, Level.NOMINAL, T, T, options, flags=flags)

    def rows(self, made: Index, answers: dict[str, list[object]], doubtful: tuple[str, ...] = ()) -> Wave:
        """A wave of rows; the questions in `doubtful` have that flag."""
        names = dict.fromkeys(name.partition(".")[0] for name in answers)
        items = tuple(
            self.item(
                name,
                ItemKind.MULTIPLE if f"{name}.yes" in answers else ItemKind.SINGLE,
                *(["doubtful"] if name in doubtful else []),
            )
            for name in names
        )
        questionnaire = Instrument("i", "1", ("en",), T, (Section("s", "1", T),), items, (made,))
        frame = pd.DataFrame(
            {name: pd.array(values, dtype="boolean" if "." in name else "string") for name, values in answers.items()}
        ).rename_axis("respondent")
        about = Settings("w", "i", WaveKind.MICRODATA, T, Design.SRS, len(frame), T)
        return Wave(
            about,
            questionnaire,
            Responses(questionnaire, frame, frame.isna(), frame, frame, Source("f", "0")),
            None,
            no_changes(),
            Provenance({}, ""),
        )

    def margins_of(self, wave: Wave, loose: dict[str, int] | None = None) -> Wave:
        """The same wave, of which only the counts are left; the given answers to those in `loose` give or take so many."""
        counts = wave.counts([one.id for one in wave.instrument.items]).assign(basis="published", note="")
        slack = counts["item"].map(loose or {}).fillna(0).astype("int64") * (counts["high"] > 0)
        counts["low"] = (counts["low"] - slack).clip(lower=0)
        counts["high"] = (counts["high"] + slack).clip(upper=counts["base"])
        about = replace(wave.settings, kind=WaveKind.MARGINS)
        return replace(wave, settings=about, responses=None, margins=Margins(counts.drop(columns="n"), "0"))


@pytest.fixture(scope="session")
def small() -> Small:
    return Small()
