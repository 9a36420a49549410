"""docs/cleaning.md names every rule, setting and decision, and shows what can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from survey.cleaning.applied import FILE as RECORD_FILE
from survey.cleaning.decisions import COLUMNS, Do
from survey.cleaning.options import read_choices
from survey.cleaning.recodes import Decide
from survey.cleaning.registry import RULES
from survey.cleaning.store import AUDIT_FILE, DUPLICATES_FILE, FLAGS_FILE, WAVE_FILE
from survey.i18n.catalogue import complete
from survey.i18n.text import Text
from survey.wave.missing import Missing
from survey.wave.settings import Design, Settings, WaveKind

DOCUMENT = (Path(__file__).parents[2] / "docs" / "cleaning.md").read_text("utf-8")
WORDS = [
    *(rule.name for rule in RULES),
    *(name for rule in RULES for name in rule.parameters if name != "right" and name != "sets"),
    *(action for rule in RULES for action in rule.actions),
    *Decide,
    *Missing,
    *(AUDIT_FILE, RECORD_FILE, DUPLICATES_FILE, FLAGS_FILE, WAVE_FILE),
]


@pytest.mark.parametrize("word", dict.fromkeys(WORDS))
def test_it_is_explained(word: str) -> None:
    assert f"`{word}`" in DOCUMENT


def test_the_block_shown_can_be_read() -> None:
    block = re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)[0]
    cleaning = yaml.load(block, yaml.BaseLoader)["cleaning"]
    about = Settings("w", "i", WaveKind.MICRODATA, Text(), Design.SRS, 1, Text(), cleaning=cleaning)
    assert read_choices(about)["fieldwork"].action == "drop"


def test_the_decisions_shown_use_every_verb_and_known_keys() -> None:
    shown = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", DOCUMENT, re.DOTALL)[1])
    assert {one["do"] for one in shown} == set(Do)
    assert {key for one in shown for key in one} == set(COLUMNS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_a_name_for_readers_and_the_stated_defaults(rule) -> None:
    assert complete(f"cleaning.rule_{rule.name}")
    assert rule.actions[0] == "flag"
    for parameter in rule.parameters.values():
        if isinstance(parameter.default, int | float):
            assert f"({parameter.default:g}" in DOCUMENT
