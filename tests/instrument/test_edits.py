"""Changes of a YAML text that leave comments and layout alone."""

from __future__ import annotations

import pytest
import yaml

from survey.instrument.edits import edited, pairs, removal


@pytest.mark.parametrize("text", ["{a: 1, b: [2], c: 3}", "a: 1\nb:\n  - 2\n\n# about c\nc: 3\n"], ids=["braces", "lines"])
@pytest.mark.parametrize("gone", [["a"], ["b"], ["c"], ["a", "b"], ["b", "c"], ["a", "c"]], ids="".join)
def test_removing_keys_leaves_the_others(text: str, gone: list[str]) -> None:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    edits = [removal(root, place, text) for place, (key, _) in enumerate(pairs(root)) if key.value in gone]
    whole = yaml.safe_load(text)
    assert yaml.safe_load(edited(text, edits)) == {key: value for key, value in whole.items() if key not in gone}


def test_a_key_behind_a_dash_goes_and_the_next_takes_its_place() -> None:
    text = "- a: 1\n  b: 2\n- b: 3\n"
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert yaml.safe_load(edited(text, [removal(root.value[0], 0, text)])) == [{"b": 2}, {"b": 3}]


def test_comments_of_others_stay() -> None:
    text = "a: 1 # one\n# about b\nb: 2\n"
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert edited(text, [removal(root, 0, text)]) == "# about b\nb: 2\n"
