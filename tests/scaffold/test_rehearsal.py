"""The factors behind made-up answers: one for each reflective index."""

from __future__ import annotations

from pathlib import Path

from survey.instrument.read import read_instrument
from survey.scaffold.rehearsal import factors

TEA = """\
id: tea
version: "1"
languages: [en]
title: {en: "Tea"}
sections: [{id: tea, number: "1", title: {en: "Tea"}}]
items:
  - {id: cup, number: "1.1", section: tea, kind: single, level: binary, text: {en: "A cup?"}, options: yes_no}
  - {id: none, number: "1.2", section: tea, kind: single, level: binary, text: {en: "No cup?"}, options: yes_no}
  - {id: good, number: "1.3", section: tea, kind: single, level: ordinal, text: {en: "Tea is good."}, options: agree5}
  - {id: bad, number: "1.4", section: tea, kind: single, level: ordinal, text: {en: "Tea is bad."}, options: agree5}
indices:
  - id: LIKING
    title: {en: "Liking"}
    description: {en: "Likes tea."}
    justification: {en: "One attitude."}
    model: reflective
    minimum_answered: 3
    items:
      cup: {yes: 1, no: 0}
      none: {yes: 0, no: 1}
      good: {strongly_disagree: 0, disagree: 0.25, neutral: 0.5, agree: 0.75, strongly_agree: 1}
      bad: {strongly_disagree: 1, disagree: 0.75, neutral: 0.5, agree: 0.25, strongly_agree: 0}
  - id: CUPS
    title: {en: "Cups"}
    description: {en: "Drinks tea."}
    justification: {en: "It adds up."}
    model: formative
    minimum_answered: 1
    items: {cup: {yes: 1, no: 0}}
"""


def test_questions_load_in_the_direction_of_their_scores(tmp_path: Path) -> None:
    """The simulation gives a high score the first of two answers, and the highest value of a scale."""
    path = tmp_path / "tea.yaml"
    path.write_text(TEA, "utf-8")
    assert factors(read_instrument(path)) == {"liking": {"cup": 0.7, "none": -0.7, "good": 0.7, "bad": -0.7}}
