"""However a questionnaire is damaged, its author gets a list of problems and never a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from survey.errors import InstrumentError, SurveyError
from survey.instrument.find import find_instrument
from survey.instrument.model import Instrument
from survey.instrument.read import read_instrument

SOURCE = find_instrument("sovereignty-2022", start=Path(__file__).parent).read_text("utf-8")
ODD_VALUES = [
    "",
    "null",
    "yes",
    "1.10",
    '"1"',
    "[]",
    "{}",
    "[[]]",
    "{a: {}}",
    "2022-09-01",
    "!!set {a}",
    "!!binary aaaa",
    "&a b",
    "0x1F",
]


def collections(node: Node) -> Iterator[Node]:
    """Every block and list under a node, in order."""
    if isinstance(node, ScalarNode):
        return
    yield node
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            yield from collections(part)


COUNT = len(list(collections(yaml.compose(SOURCE, Loader=yaml.CSafeLoader))))


def mutate(where: int, entry: int, how: str, value: Node) -> Node:
    """The questionnaire with one entry of one block or list deleted, doubled, renamed, or given another value."""
    root = yaml.compose(SOURCE, Loader=yaml.CSafeLoader)
    block = list(collections(root))[where]
    entry %= len(block.value)
    old = block.value[entry]
    if how == "delete":
        del block.value[entry]
    elif how == "double":
        block.value.append(old)
    elif isinstance(block, SequenceNode):
        block.value[entry] = value
    else:
        block.value[entry] = (value, old[1]) if how == "rename" else (old[0], value)
    return root


def outcome(text: str) -> Instrument | SurveyError:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.yaml"
        path.write_text(text, "utf-8")
        try:
            return read_instrument(path)
        except InstrumentError as found:
            return found


@given(
    where=st.integers(0, COUNT - 1),
    entry=st.integers(0, 40),
    how=st.sampled_from(["delete", "double", "rename", "replace"]),
    value=st.sampled_from(ODD_VALUES),
)
def test_one_change_gives_an_instrument_or_its_problems(where: int, entry: int, how: str, value: str) -> None:
    root = mutate(where, entry, how, yaml.compose(value or "~", Loader=yaml.CSafeLoader))
    result = outcome(yaml.serialize(root, Dumper=yaml.CSafeDumper, allow_unicode=True))
    if isinstance(result, SurveyError):
        assert str(result).count("\n") == len(result.problems) - 1
        assert all(problem.place.line for problem in result.problems)


def test_every_key_at_the_top_can_go_or_change_its_name() -> None:
    top = yaml.compose(SOURCE, Loader=yaml.CSafeLoader)
    assert isinstance(top, MappingNode)
    for entry in range(len(top.value)):
        for how in ("delete", "rename"):
            root = mutate(0, entry, how, yaml.compose("zebra", Loader=yaml.CSafeLoader))
            result = outcome(yaml.serialize(root, Dumper=yaml.CSafeDumper, allow_unicode=True))
            if how == "rename":
                assert isinstance(result, SurveyError)


@given(text=st.text(alphabet=st.sampled_from(list("id: x[]{}-,&*!|>'\"%@#\n\t имя1.0~?")), max_size=60))
@example(text="[" * 50_000)
@example(text="&a [*a, *a]")
@example(text="id: &a {id: *a}")
def test_any_text_gives_an_instrument_or_its_problems(text: str) -> None:
    assert isinstance(outcome(text), SurveyError)
