"""What is known of how a survey was made."""

from __future__ import annotations

from survey.audit.reporting import CHECKLIST, reporting
from survey.i18n.catalogue import complete
from survey.shipped import root
from survey.wave.load import load_wave


def test_three_percentages_tell_next_to_nothing() -> None:
    found = reporting(load_wave(root() / "data" / "ai-students"))
    assert found.loc[found["told"], "topic"].tolist() == ["target_population", "sample_size"]
    assert len(found) == len(CHECKLIST)


def test_a_dissertation_tells_more() -> None:
    found = reporting(load_wave(root() / "data" / "sovereignty-2022")).set_index("topic")
    assert found.loc["mode", "facts"] == ("mode", "platform")
    assert found.loc["fieldwork", "told"]
    assert found.loc["wording", "told"]


def test_of_rows_the_questionnaire_and_the_weights_are_at_hand() -> None:
    found = reporting(load_wave(root() / "data" / "multivector-2026-demo")).set_index("topic")
    assert found.loc[["wording", "weighting"], "told"].all()


def test_every_point_has_its_words() -> None:
    assert all(complete(f"reporting.{topic}") for _, topic, _ in CHECKLIST)
