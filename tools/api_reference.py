"""Write docs/api/ and tests/public_names.txt from the docstrings: `make docs`, or `python tools/api_reference.py`."""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from enum import Enum, EnumType
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin

if __name__ == "__main__":
    sys.path[:1] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "src")]

from tools.api_names import ROOT, Entry, entries, is_property, stages

import survey

NAMES = ROOT / "tests" / "public_names.txt"
DOCS = ROOT / "docs" / "api"
BACK = "Written from the docstrings by `make docs`: mend them, not this page. "
SECTION = re.compile(r"^(\w[\w ]*)\n-{3,}\n", re.MULTILINE)


# -- docstrings --------------------------------------------------------------------------------------------------------
def sections(text: str) -> dict[str, str]:
    """The parts of a docstring by their headings; what stands before the first one under an empty name."""
    first, *rest = SECTION.split(text)
    return {"": first.strip()} | {name: body.strip() for name, body in zip(rest[::2], rest[1::2], strict=True)}


def parameters(body: str) -> dict[str, str]:
    """The text of each parameter; several that share one text stand together in the docstring."""
    found = {}
    for part in re.split(r"\n(?=\S)", body):
        names, _, text = part.partition("\n")
        found |= dict.fromkeys(names.split(", "), textwrap.dedent(text).strip())
    return found


def told_fields(entry: Entry) -> tuple[str, dict[str, str]]:
    """A class's docstring without what it says about single fields (`n: people who answered.`), and that by field."""
    names = "|".join(re.escape(field.name) for field in entry.fields) or "(?!)"
    names += r"|`_\w+`|\w+_\*"  # all fields that end, or begin, so
    start = re.compile(rf"(?:^|(?<=[.;] ))((?:{names})(?:, (?:{names}))*): ", re.MULTILINE)
    found, left = dict[str, str](), []
    for block in sections(entry.text)[""].split("\n\n"):
        before, *rest = start.split(block)
        for keys, text in zip(rest[::2], rest[1::2], strict=True):
            found |= dict.fromkeys(keys.split(", "), re.sub(";$", ".", text.strip()))
        left += [before.strip()] if before.strip() else []
    told = {}
    for field in (field.name for field in entry.fields):
        alike = [key for key in found if fnmatch(field, "*" + key.strip("`") if key.startswith("`") else key)]
        told |= {field: found[min(alike, key=lambda key: key != field)]} if alike else {}
    return "\n\n".join(left), told


# -- Markdown ----------------------------------------------------------------------------------------------------------
def slug(stage: str) -> str:
    """The name of a stage's file."""
    return stage.replace(" ", "-")


@cache
def places() -> dict[int, str]:
    """Where each thing is described; a heading that a page had before, but for capital letters, gets a number."""
    found = {}
    for stage, described_there in entries().items():
        used: list[str] = []
        for entry in described_there:
            anchor = entry.name.lower()
            used.append(anchor)
            number = f"-{used.count(anchor) - 1}" if used.count(anchor) > 1 else ""
            found[id(entry.thing)] = f"{slug(stage)}.md#{anchor}{number}"
    return found


@cache
def by_name() -> dict[str, str]:
    """The same by name."""
    return {entry.name: places()[id(entry.thing)] for found in entries().values() for entry in found}


def prose(text: str) -> str:
    """Text of a docstring: signs that Markdown would take for its own are told apart, public names lead to their place."""
    parts = re.split(r"(`[^`]+`)", text)
    for position, part in enumerate(parts):
        if part.startswith("`"):
            name = part.strip("`").removeprefix("survey.").split("(")[0]
            if name in by_name() and (part.startswith("`survey.") or name[0].isupper()):
                parts[position] = f"[{part}]({by_name()[name]})"
        else:
            part = re.sub(r"(?<!\w)_|_(?!\w)|[*<\[\]]", r"\\\g<0>", part)
            parts[position] = part.replace(">", "\\>")
    return "".join(parts)


def listed(name: str, text: str) -> str:
    """An entry of a list, its further lines behind the sign."""
    return textwrap.indent(f"{name}: {prose(text)}" if text else name, "  ").replace("  ", "- ", 1)


def shown(text: str) -> str:
    """Examples: blocks of code, and between them words."""
    blocks = text.split("\n\n")
    return "\n\n".join(f"```python\n{block}\n```" if block.startswith(">>>") else prose(block) for block in blocks)


def default(value: Any) -> str:
    """A default as one would write it."""
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    return "..." if str(value) == "<factory>" else repr(value)


def signature(name: str, call: Any) -> str:
    """A call with its types, folded where it is long."""
    found = inspect.signature(call)
    stars = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
    parts, keywords = [], False
    for one in found.parameters.values():
        if one.kind is one.KEYWORD_ONLY and not keywords and not any(part.startswith("*") for part in parts):
            parts.append("*")
        keywords |= one.kind is one.KEYWORD_ONLY
        kind = "" if one.annotation is one.empty else f": {one.annotation}"
        equal = " = " if kind else "="
        given = "" if one.default is one.empty else equal + default(one.default)
        if one.name != "self":
            parts.append(f"{stars.get(one.kind, '')}{one.name}{kind}{given}")
    ending = "" if found.return_annotation in (found.empty, None, "None") else f" -> {found.return_annotation}"
    line = f"{name}({', '.join(parts)}){ending}"
    return line if len(line) <= 100 else f"{name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){ending}"


def words(kind: Any) -> str:
    """A closed list of words, or several types, as text; empty for anything else."""
    if get_origin(kind) is Literal:
        return ", ".join(f'`"{word}"`' for word in get_args(kind))
    return f"`{kind}`".replace("collections.abc.", "") if isinstance(kind, UnionType) else ""


def types_of(entry: Entry) -> str:
    """Where the types in a signature are described."""
    found = []
    for name, kind in entry.types().items():
        if id(kind) in places():
            found.append(f"[`{name}`]({places()[id(kind)]})")
        elif said := words(kind):
            found.append(f"`{name}`: {said}")
    return f"Types: {'; '.join(found)}." if found else ""


def body(text: str) -> list[str]:
    """A docstring with headings of its own."""
    out = []
    for name, part in sections(text).items():
        if name:
            out.append(f"**{name}**")
        if name in ("Parameters", "Raises"):
            out.append("\n".join(listed(f"`{one}`", said) for one, said in parameters(part).items()))
        else:
            out.append(shown(part) if ">>>" in part else prose(part))
    return [part for part in out if part]


def class_body(entry: Entry) -> list[str]:
    """A class: what it is, its fields or words, and what can be asked of it."""
    about, told = told_fields(entry)
    out = [shown(about)]
    if isinstance(entry.thing, EnumType):
        out.append("\n".join(listed(f'`"{one.value}"`', entry.comments.get(one.name, "")) for one in entry.thing))
    fields = [
        listed(f"`{one.name}` (`{one.type}`)", told.get(one.name) or entry.comments.get(one.name, "")) for one in entry.fields
    ]
    out += ["**Fields**", "\n".join(fields)] if fields else []
    for name, part in sections(entry.text).items():
        out += [f"**{name}**", shown(part)] if name else []
    out.append(types_of(entry))
    for name, call in entry.members.items():
        heading = f"### {entry.name}.{name}"
        kind = call.__annotations__.get("return", "")
        code = f"{name}: {kind}" if is_property(entry, name) else signature(name, call)
        out += [heading, f"```python\n{code}\n```", *body(inspect.getdoc(call) or "")]
    return out


def described(entry: Entry) -> str:
    """The section of one name."""
    where = f"In `{entry.module}`."
    if inspect.isclass(entry.thing):
        parts = class_body(entry)
    else:
        first, *rest = body(entry.text)
        parts = [first, f"```python\n{signature(f'survey.{entry.name}', entry.thing)}\n```", types_of(entry), *rest]
    return "\n\n".join(part for part in (f"## {entry.name}", *parts, where) if part)


# -- files -------------------------------------------------------------------------------------------------------------
def summary(entry: Entry) -> str:
    """The first paragraph of a docstring, for a cell of a table."""
    return prose(told_fields(entry)[0].split("\n\n")[0].replace("\n", " ")).replace("|", "\\|")


def pages() -> dict[str, str]:
    """The text of each file of docs/api."""
    found, index = (
        {},
        [
            "# Every public name",
            BACK
            + "Examples need `import numpy as np`, `import pandas as pd`, `from pathlib import Path` and `from survey import *`.",
        ],
    )
    for stage, all_of in entries().items():
        public = stages()[stage]
        rows = [f"| [`{one.name}`]({places()[id(one.thing)]}) | {summary(one)} |" for one in all_of]
        values = "\n".join(("| what comes with them | |", "|---|---|", *rows[len(public) :])) if rows[len(public) :] else ""
        table = "\n".join((f"| {stage} | |", "|---|---|", *rows[: len(public)]))
        index += [f"## [{stage.capitalize()}]({slug(stage)}.md)", table]
        head = f"# {stage.capitalize()}\n\n{BACK}[Every public name](README.md)."
        found[f"{slug(stage)}.md"] = "\n\n".join(part for part in (head, table, values, *map(described, all_of)) if part) + "\n"
    return found | {"README.md": "\n\n".join(index) + "\n"}


def public_names() -> str:
    """Each public name with its signature, a line each; of a class the fields, of a list its words."""
    lines = []
    for name in (name for stage in stages().values() for name in stage):
        thing = getattr(survey, name)
        if isinstance(thing, EnumType):
            lines.append(f"{name}: {' | '.join(repr(one.value) for one in thing)}")
        else:
            line = " ".join(signature(name, thing).split())
            lines.append(line.replace("( ", "(").replace(", )", ")"))
    return "\n".join(sorted(lines)) + "\n"


def untold() -> list[str]:
    """The names that were removed or changed since the list was written, and that nothing unreleased in the changelog names."""
    then = NAMES.read_text("utf-8").splitlines() if NAMES.exists() else []
    news = (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n## [")[1]
    gone = sorted({re.split(r"[(:]", line)[0] for line in {*then} - {*public_names().splitlines()}})
    return [name for name in gone if f"`survey.{name}`" not in news]


def main() -> None:
    """Write everything again; a page whose stage is gone goes."""
    if silent := untold():
        sys.exit(
            f"Write a line in CHANGELOG.md, under Unreleased, that tells what became of {', '.join(silent)}; nothing was written."
        )
    DOCS.mkdir(exist_ok=True)
    texts = {DOCS / name: text for name, text in pages().items()} | {NAMES: public_names()}
    for path in set(DOCS.glob("*.md")) - set(texts):
        path.unlink()
    for path, text in texts.items():
        path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
