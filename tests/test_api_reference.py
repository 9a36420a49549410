"""The reference in docs/api is what the docstrings say, they say what a reader needs, and no public name changes in silence."""

from __future__ import annotations

import ast
import builtins
import doctest
import inspect
import re
from pathlib import Path

import pytest
from tools.api_names import ROOT, Entry, entries, is_value, stages
from tools.api_reference import DOCS, NAMES, pages, parameters, public_names, sections, summary, told_fields, untold

import survey

PUBLIC = [Entry(name, getattr(survey, name)) for names in stages().values() for name in names]
FUNCTIONS = [entry for entry in PUBLIC if not inspect.isclass(entry.thing)]
VALUES = [entry for found in entries().values() for entry in found if is_value(entry.thing)]
MEND = "write a line in CHANGELOG.md that names it, then run `make docs`"


def by_name(entry: Entry) -> str:
    return entry.name


def test_list_of_public_names_is_that_of_the_package() -> None:
    assert ["__version__", *(entry.name for entry in PUBLIC)] == survey.__all__


# -- nothing changes in silence ----------------------------------------------------------------------------------------
def test_public_names_and_signatures_are_those_on_record() -> None:
    """A name that is new, changed or gone is told; whoever means it writes it down."""
    then, now = (
        {line.split("(")[0].split(":")[0]: line for line in text.splitlines()} for text in (_read(NAMES), public_names())
    )
    told = [f"{name}: {what}" for name in sorted({*then, *now}) if (what := _differs(then.get(name), now.get(name)))]
    assert not told, "\n".join((*told, MEND))
    assert _read(NAMES) == public_names(), MEND


def _differs(then: str | None, now: str | None) -> str:
    if then is None or now is None:
        return "is new" if then is None else "is gone"
    return "" if then == now else f"was {then}, is {now}"


def test_a_name_that_went_is_not_written_off_in_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`make docs` asks for a line in the changelog first, and asks for none where a name is new."""
    listed = tmp_path / "names.txt"
    monkeypatch.setattr("tools.api_reference.NAMES", listed)
    listed.write_text("".join(public_names().splitlines(keepends=True)[1:]) + "went(item: str) -> int\n", "utf-8")
    assert untold() == ["went"]


@pytest.mark.parametrize("entry", PUBLIC, ids=by_name)
def test_changelog_names_it(entry: Entry) -> None:
    assert re.search(rf"`survey\.{entry.name}`", _read(ROOT / "CHANGELOG.md")), (
        f"CHANGELOG.md does not name `survey.{entry.name}`"
    )


# -- the pages -------------------------------------------------------------------------------------------------------
def test_pages_say_what_the_docstrings_say() -> None:
    written = {path.name: _read(path) for path in DOCS.glob("*.md")}
    assert sorted(written) == sorted(pages()), "run `make docs`"
    stale = [name for name, text in pages().items() if written[name] != text]
    assert not stale, f"{stale} of docs/api are older than the docstrings: run `make docs`"


@pytest.mark.parametrize("name", sorted(pages()))
def test_links_lead_to_a_heading(name: str) -> None:
    """Also where two headings differ by a capital letter only: the second has a number then."""
    anchors = {page: _anchors(text) for page, text in pages().items()}
    links = re.findall(r"\]\(([\w-]+\.md)(?:#([\w-]+))?\)", pages()[name])
    assert links
    assert not [(page, anchor) for page, anchor in links if page not in anchors or (anchor and anchor not in anchors[page])]


def _anchors(text: str) -> list[str]:
    found: list[str] = []
    for heading in re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE):
        anchor = re.sub(r"[^\w -]", "", heading).replace(" ", "-").lower()
        number = sum(re.fullmatch(rf"{anchor}(-\d+)?", one) is not None for one in found)
        found.append(f"{anchor}-{number}" if number else anchor)
    return found


# -- the docstrings ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("entry", FUNCTIONS, ids=by_name)
def test_function_says_what_a_reader_needs(entry: Entry) -> None:
    """Every parameter, what comes back, what is refused, and an example; of a statistic also formula, source or call of R."""
    told = sections(entry.text)
    statistic = entry.name in stages()["what it says"]
    order = ["Parameters", "Returns", "Raises", "Notes", "Examples"]
    assert [name for name in told if name] == [name for name in order if name != "Notes" or statistic or name in told]
    assert [*parameters(told["Parameters"])] == [*inspect.signature(entry.thing).parameters]
    assert all(parameters(told["Parameters"]).values())
    assert summary(entry).endswith((".", ":"))


@pytest.mark.parametrize("entry", PUBLIC, ids=by_name)
def test_example_runs_for_a_reader(entry: Entry) -> None:
    """The tests run every example; this one sees that it takes no name for granted that only its module knows."""
    found = doctest.DocTestParser().get_examples(entry.text)
    assert found, f"{entry.name} has no example"
    tree = ast.parse("".join(example.source for example in found))
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    made = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    made |= {alias.asname or alias.name.split(".")[0] for node in ast.walk(tree) for alias in getattr(node, "names", ())}
    made |= {str(node.name) for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)}
    made |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    unknown = {node.id for node in names} - made - {*vars(builtins), *survey.__all__, "np", "pd", "Path"}
    assert not unknown, f"a reader of the example of {entry.name} does not have {sorted(unknown)}"


@pytest.mark.parametrize("entry", VALUES, ids=by_name)
def test_value_is_described(entry: Entry) -> None:
    """A sentence on what it is; of a word in a closed list what it means; of a method or property what it gives."""
    assert summary(entry), f"{entry.module}.{entry.name} does not say what it is"
    bare = [name for name, call in entry.members.items() if not inspect.getdoc(call)]
    assert not bare, f"{entry.module}.{entry.name}: no docstring on {bare}"
    assert {*told_fields(entry)[1]} <= {field.name for field in entry.fields}


def _read(path: Path) -> str:
    return path.read_text("utf-8")
