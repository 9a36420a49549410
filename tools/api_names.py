"""What the library offers, read from the library itself: public names by stage, and the values that come with them."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import tokenize
from collections.abc import Iterator
from enum import EnumType
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import survey

ROOT = Path(__file__).parents[1]


def stages() -> dict[str, list[str]]:
    """The comments between the lines of the list of public names, each with the names below it."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / "src" / "survey" / "__init__.py").read_text("utf-8").splitlines():
        if heading := re.fullmatch(r"    # ([\w ]+)", line):
            found[heading[1]] = []
        elif (name := re.match(r'    "(\w+)": "survey\.', line)) and found:
            found[[*found][-1]].append(name[1])
    return found


@cache
def _imports(module: str) -> dict[str, tuple[str, str]]:
    """What a module takes from the package, those imports included that only a type checker makes."""
    nodes = ast.walk(ast.parse(inspect.getsource(import_module(module))))
    taken = [node for node in nodes if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("survey")]
    return {alias.asname or alias.name: (str(node.module), alias.name) for node in taken for alias in node.names}


def resolve(module: str, name: str) -> Any:
    """What a name means in the annotations of a module; None for one that is not of the package."""
    known = vars(import_module(module))
    if name in known:
        return known[name]
    return resolve(*_imports(module)[name]) if name in _imports(module) else None


def named_in(annotation: object) -> list[str]:
    """The plain names in an annotation, without those in quotation marks and behind dots."""
    bare = re.sub(r"(['\"]).*?\1", "", str(annotation))
    return [*dict.fromkeys(re.findall(r"(?<![\w.])[A-Za-z_]\w*", bare))]


def is_value(thing: object) -> bool:
    """Whether it is a class of the package that holds values: a dataclass, or a closed list of words."""
    own = inspect.isclass(thing) and thing.__module__.startswith("survey.")
    return own and (dataclasses.is_dataclass(thing) or isinstance(thing, EnumType))


@dataclasses.dataclass(frozen=True)
class Entry:
    """A name to be described: a function, or a class with its fields and what can be asked of it."""

    name: str
    thing: Any

    @property
    def module(self) -> str:
        return str(self.thing.__module__)

    @cached_property
    def text(self) -> str:
        """Its own docstring; not the one that Python makes up."""
        made_up = inspect.isclass(self.thing) and (self.thing.__doc__ or "(").startswith((f"{self.name}(", "Enum where", "("))
        return "" if made_up else inspect.getdoc(self.thing) or ""

    @property
    def fields(self) -> tuple[dataclasses.Field[Any], ...]:
        return dataclasses.fields(self.thing) if dataclasses.is_dataclass(self.thing) else ()

    @cached_property
    def members(self) -> dict[str, Any]:
        """Methods and properties that a reader may use, in the order of the source."""
        if not inspect.isclass(self.thing) or isinstance(self.thing, EnumType):
            return {}
        fields = {field.name for field in self.fields}
        own = {name: value for name, value in vars(self.thing).items() if not name.startswith("_") and name not in fields}
        return {name: call for name, value in own.items() if inspect.isfunction(call := plain(value))}

    @cached_property
    def comments(self) -> dict[str, str]:
        """What stands behind a field, or a word of a closed list, in the source."""
        found, name = {}, ""
        lines = iter(inspect.getsource(self.thing).splitlines(keepends=True))
        for token in tokenize.generate_tokens(lambda: next(lines, "")):
            if token.type == tokenize.NAME and token.start[1] == 4:
                name = token.string
            elif token.type == tokenize.COMMENT and token.start[1] > 4 and name not in found:
                found[name] = token.string.lstrip("# ")
        return found

    def annotations(self) -> Iterator[object]:
        """All types that are named: of parameters or fields, and of what comes back."""
        if not inspect.isclass(self.thing):
            yield from self.thing.__annotations__.values()
        yield from (field.type for field in self.fields)
        yield from (kind for call in self.members.values() for kind in call.__annotations__.values())

    def types(self) -> dict[str, Any]:
        """The names in these types that belong to the package."""
        found = {name: resolve(self.module, name) for kind in self.annotations() for name in named_in(kind)}
        return {name: thing for name, thing in found.items() if thing is not None and name != self.name}


def plain(value: object) -> Any:
    """The function behind a property or a method."""
    return getattr(value, "fget", None) or getattr(value, "func", None) or getattr(value, "__func__", value)


def is_property(entry: Entry, name: str) -> bool:
    """Whether a member is written without brackets."""
    return isinstance(vars(entry.thing)[name], (property, cached_property))


@cache
def entries() -> dict[str, list[Entry]]:
    """By stage its public names, and behind them the values that they take or give and that have no earlier place."""
    found = {stage: [Entry(name, getattr(survey, name)) for name in names] for stage, names in stages().items()}
    seen = {id(entry.thing) for stage in found.values() for entry in stage}
    for stage in found.values():
        for entry in stage:  # grows while it is walked
            for thing in entry.types().values():
                if is_value(thing) and id(thing) not in seen:
                    seen.add(id(thing))
                    stage.append(Entry(thing.__name__, thing))
    return found
