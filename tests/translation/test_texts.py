"""Every text has an address, also those of list files, and knows its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from survey.instrument.find import available, load_instrument
from survey.translation.texts import fingerprint, texts_of


def test_addresses(path: Path) -> None:
    spots = {spot.address: spot for spot in texts_of(load_instrument("courts"))}
    assert list(spots) == [
        "title",
        "consent",
        "sections.s.title",
        "items.threat.text",
        "items.why.text",
        "lists.courts3.yes.text",
        "lists.courts3.no.text",
    ]
    threat, yes = spots["items.threat.text"], spots["lists.courts3.yes.text"]
    assert (threat["ru"], threat.item, threat.key, threat.table) == ("Есть ли угроза суду?", "threat", "text", "item")
    assert (threat.place("en").file, threat.place("en").line) == (path, 30)
    assert (yes.place("kk").file, yes.place("kk").line, yes.item) == (path.parent / "lists" / "courts3.yaml", 2, None)


@pytest.mark.parametrize("name", available())
def test_addresses_are_used_once_and_every_language_is_there(name: str) -> None:
    instrument = load_instrument(name)
    spots = texts_of(instrument)
    assert len({spot.address for spot in spots}) == len(spots) > 0
    assert all(spot[language] for spot in spots for language in instrument.languages)


def test_a_fingerprint_is_of_the_words_only() -> None:
    composed, taken_apart = "\u0439", "\u0438\u0306"
    assert fingerprint(f"мо{composed}  вопрос\n") == fingerprint(f"мо{taken_apart} вопрос")
    assert fingerprint("Do you trust?") != fingerprint("Do you trust")
