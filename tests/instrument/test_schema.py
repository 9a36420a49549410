"""The JSON Schema says what the reader says."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from survey.i18n.text import LANGUAGES
from survey.instrument.find import find_instrument
from survey.instrument.schema import json_schema

HERE = Path(__file__).parent


class Core(yaml.CSafeLoader):
    """YAML 1.2, as editors read it: `yes` and `no` are words."""


Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))

VALIDATOR = Draft202012Validator(json_schema())


def load(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=Core)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json_schema())
    json.dumps(json_schema())


@pytest.mark.parametrize(
    "path",
    [
        *(
            find_instrument(name, start=HERE)
            for name in ("sovereignty-2022", "sovereignty-2026", "multivector-2026", "ai-students")
        ),
        HERE / "trial.yaml",
    ],
    ids=lambda path: path.stem,
)
def test_a_good_file_is_valid(path: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(load(path))] == []


def test_a_file_without_a_needed_key_is_not() -> None:
    good = load(HERE / "trial.yaml")
    for key in ("id", "version", "languages", "title", "sections", "items"):
        bad = {name: value for name, value in good.items() if name != key}
        assert [error.validator for error in VALIDATOR.iter_errors(bad)] == ["required"]


@pytest.mark.parametrize(
    ("mistake", "rule"),
    [
        ({"kind": "scales"}, "enum"),
        ({"number": 1.1}, "type"),
        ({"requird": True}, "additionalProperties"),
        ({"id": "Trust court"}, "pattern"),
        ({"show_if": {}}, "oneOf"),
        ({"flags": []}, "minItems"),
    ],
)
def test_a_mistake_of_an_item_is_found(mistake: dict[str, Any], rule: str) -> None:
    bad = copy.deepcopy(load(HERE / "trial.yaml"))
    bad["items"][0] |= mistake
    assert rule in {error.validator for error in VALIDATOR.iter_errors(bad)}


def test_every_key_is_described_in_every_language() -> None:
    blocks = {language: json_schema(language)["$defs"] for language in LANGUAGES}
    for name, block in blocks["en"].items():
        for key, about in block["properties"].items():
            if name != "text":
                said = [blocks[language][name]["properties"][key]["description"] for language in LANGUAGES]
                assert len(set(said)) == 3, (name, key, about)
