"""What holds for all of `src/`: who may import whom, nothing of a single study, complete catalogues, small documented modules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from string import Formatter
from typing import Any

import pytest
from babel import Locale

import survey
from survey import errors
from survey.i18n.catalogue import names, read
from survey.i18n.text import LANGUAGES
from survey.instrument.model import Instrument
from survey.instrument.read import read_instrument

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "survey"

# -- who may import whom -----------------------------------------------------------------------------------------------
BASE = {"errors", "shipped", "fonts", "unfinished", "office"}
I18N = BASE | {"i18n"}
INSTRUMENT = I18N | {"instrument"}
WAVE = INSTRUMENT | {"wave"}
ANALYSIS = WAVE | {"stats", "analysis"}
ARROWS: dict[str, set[str]] = {
    "errors": set(),
    "shipped": set(),
    "fonts": set(),
    "unfinished": set(),
    "office": set(),
    "namesake": {"errors"},
    "i18n": BASE,
    "instrument": I18N,
    "wave": INSTRUMENT,
    "intake": WAVE,
    "cleaning": WAVE,
    "stats": {"errors"},
    "analysis": ANALYSIS,
    "audit": ANALYSIS,
    "planning": ANALYSIS,
    "scaffold": ANALYSIS | {"planning"},
    "translation": WAVE,
    "tables": INSTRUMENT,
    "plots": INSTRUMENT,
    "render": I18N,
    "writers": WAVE,
    "saving": WAVE | {"tables", "render"},
    "fielding": WAVE | {"render"},
    "report": ANALYSIS | {"audit", "tables", "plots", "render", "writers"},
    "chapter": ANALYSIS | {"audit", "tables", "plots", "render", "writers", "report", "saving"},
    "slides": ANALYSIS | {"audit", "tables", "plots", "render", "writers", "report", "saving", "chapter"},
    "abstract": ANALYSIS | {"audit", "tables", "plots", "render", "writers", "report", "saving", "chapter", "slides"},
}
SEE_ALL = {"__init__", "cli"}


@cache
def modules() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(SRC.rglob("*.py"))}


def unit(path: Path) -> str:
    """The package, or the module, directly under `survey` that a file belongs to."""
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path, tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The parts of `survey` that a file imports, wherever in the file, with the line; `survey` itself as `__init__`."""
    package = ("survey", *path.relative_to(SRC).parent.parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            wholes = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            stem = package[: len(package) - node.level + 1] if node.level else ()
            stem += tuple((node.module or "").split(".")) if node.module else ()
            wholes = [(*stem, alias.name) for alias in node.names]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"survey(\.[a-z_]\w*)+", node.value):
            wholes = [tuple(node.value.split("."))]  # what import_module may be given
        else:
            continue
        for whole in wholes:
            if whole[0] == "survey":
                known = len(whole) > 1 and ((SRC / whole[1]).is_dir() or (SRC / f"{whole[1]}.py").is_file())
                yield (whole[1] if known else "__init__"), node.lineno


@pytest.mark.parametrize("path", modules(), ids=short)
def test_arrows(path: Path) -> None:
    """A package imports only what lies below it (type checking imports count: they are thoughts about the same arrows)."""
    here = unit(path)
    if here in SEE_ALL:
        return
    assert here in ARROWS, f"{here} has no place among the layers: give it one in ARROWS"
    wrong = [
        f"line {line}: survey.{there}" for there, line in imported(path, modules()[path]) if there not in ARROWS[here] | {here}
    ]
    assert not wrong, f"{short(path)} may not import {wrong}"


def test_arrows_have_no_circle() -> None:
    for here, below in ARROWS.items():
        assert not [there for there in below - {here} if here in ARROWS[there] - {there}]


# -- nothing of a single study -----------------------------------------------------------------------------------------
GENERIC = {
    "profession": "an English word; here the example of a question about the respondent",
    "background": "a property of CSS",
}
"""Ids of the shipped questionnaires that src may use all the same, each with the reason."""


@cache
def instruments() -> tuple[Instrument, ...]:
    return tuple(read_instrument(path) for path in sorted((ROOT / "instruments").glob("*.yaml")) if path.name != "terms.yaml")


@cache
def study_ids() -> frozenset[str]:
    """Ids of studies, waves, sections, items and indices, and the name of a study without its year."""
    found = {path.name for path in (ROOT / "data").iterdir() if path.is_dir()}
    for instrument in instruments():
        found.add(instrument.id)
        found.update(part.id for part in (*instrument.sections, *instrument.items, *instrument.indices))
        found.update(part.id for part in (*instrument.comparisons, *instrument.measures, *instrument.inconsistent))
    found |= {re.sub(r"[-_]?(19|20)\d\d.*$", "", name) for name in found if re.search(r"(19|20)\d\d", name)}
    return frozenset(found - set(GENERIC))


OTHER_NAMES = {"United States": ("US", "USA", "США", "АҚШ"), "Türkiye": ("Turkey", "Turkiye")}
"""Names of countries in use beside those that CLDR prefers."""


@cache
def country_names() -> dict[str, str]:
    """Patterns for the names, in the three languages, of the countries that the shipped questionnaires name, with the country."""
    said = " ".join((ROOT / "instruments" / f"{instrument.id}.yaml").read_text("utf-8") for instrument in instruments())
    found = {}
    for code, name in Locale("en").territories.items():
        others = OTHER_NAMES.get(name, ())
        if len(code) != 2 or not re.search("|".join(rf"\b{re.escape(one)}\b" for one in (name, *others)), said):
            continue
        found |= {rf"\b{other}\b": name for other in others}
        for language in LANGUAGES:
            local = str(Locale(language).territories[code])
            # Kazakh adds its endings to the whole name; Russian changes the last vowel; English has no endings.
            stem = local[:-1] if language == "ru" and local[-1] in "аяйь" else local
            found[rf"(?i:\b{re.escape(stem)}" + (r"\b)" if language == "en" else ")")] = name
    return found


def sources() -> list[Path]:
    """Every text file under src, of whatever kind."""
    return [
        path
        for path in sorted((ROOT / "src").rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and ".egg-info" not in str(path)
    ]


def test_the_search_knows_what_to_look_for() -> None:
    """Else the tests below would pass by searching for nothing."""
    assert {"threat_state_territory", "sovereignty-2022", "sovereignty"} <= study_ids()
    assert {"Kazakhstan", "Russia", "China", "Uzbekistan", "Türkiye", "United States"} <= set(country_names().values())
    assert all(re.search("|".join(country_names()), text) for text in ("мнение о России", "Қытайдан", "by china", "the US army"))
    assert not re.search("|".join(country_names()), "қазақ тілі, казахский язык, Kazakh, tell us")


@pytest.mark.parametrize("path", sources(), ids=short)
def test_nothing_of_a_study_in_src(path: Path) -> None:
    """A second study must find nothing to change here: no item, section, index or study id, no country."""
    text = path.read_text("utf-8", errors="ignore")
    wanted = "|".join(sorted((re.escape(one) for one in study_ids()), key=len, reverse=True))
    found = set(re.findall(rf"(?<![\w-])(?:{wanted})(?![\w])", text))
    found |= {match.group() for match in re.finditer("|".join(country_names()), text)}
    assert not found, f"{short(path)} names {sorted(found)}"


# -- nothing of this machine -------------------------------------------------------------------------------------------
SKIP = {
    ".git",
    ".venv",
    "_out",
    "dist",
    "node_modules",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    "clean",
    "field",
}
# Hosts of package registries in two halves, so that this file does not hold what it forbids.
HOSTS = [
    first + second
    for first, second in (("py", "pi.org"), ("python", "hosted.org"), ("registry.", "npmjs"), ("deb.", "debian.org"))
]
FOREIGN = re.compile(
    r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/|[A-Z]:\\Users\\|" + "|".join(map(re.escape, HOSTS)), re.IGNORECASE
)


def repository() -> list[Path]:
    """The files of the repository, as far as they are not made by a program."""
    return [path for path in sorted(ROOT.rglob("*")) if path.is_file() and not SKIP & set(path.relative_to(ROOT).parts[:-1])]


def test_no_path_of_a_machine_and_no_registry() -> None:
    wrong = []
    for path in repository():
        found = FOREIGN.search(path.read_text("utf-8", errors="ignore"))
        if found:
            wrong.append(f"{short(path)}: {found.group()}")
    assert not wrong


# -- catalogues --------------------------------------------------------------------------------------------------------
ENTRIES = [(f"{name}.{key}", entry) for name in names() for key, entry in read(name).items()]
PHRASES = {key: entry for key, entry in ENTRIES if not key.startswith("errors.")}


def spoken(entry: Any) -> list[str]:
    """The strings of a phrase: one, or one for each plural category."""
    return list(entry.values()) if isinstance(entry, dict) else [entry]


def placeholders(entry: Any) -> set[str]:
    return {name for text in spoken(entry) for _, name, _, _ in Formatter().parse(text) if name is not None}


def is_complete(entry: dict[str, Any]) -> bool:
    """Three languages, the same placeholders in each, every plural category that the language has, nothing empty."""
    return (
        tuple(entry) == LANGUAGES
        and all(text.strip() for language in LANGUAGES for text in spoken(entry[language]))
        and placeholders(entry["kk"]) == placeholders(entry["ru"]) == placeholders(entry["en"])
        and all(
            set(entry[language]) == {*Locale(language).plural_form.tags, "other"}
            for language in LANGUAGES
            if isinstance(entry[language], dict)
        )
    )


def test_every_phrase_is_complete() -> None:
    assert not [key for key, entry in ENTRIES if not is_complete(entry)]


def test_an_incomplete_phrase_is_noticed() -> None:
    assert is_complete({"kk": "{n} адам", "ru": "{n}", "en": "{n}"})
    assert not is_complete({"kk": "{n} адам", "ru": "{m}", "en": "{n}"})
    assert not is_complete({"kk": "", "ru": "а", "en": "a"})
    assert not is_complete({"kk": "а", "en": "a"})


CYRILLIC, LATIN = re.compile(r"[\u0400-\u052f]"), re.compile(r"[A-Za-z]")


def mixed(text: str) -> list[str]:
    """Words that mix Latin and Cyrillic letters, and single Latin letters that pass for a Cyrillic word in a Cyrillic text."""
    words = re.findall(r"[^\W\d_]+", re.sub(r"\{[^}]*\}", " ", text))
    found = [word for word in words if CYRILLIC.search(word) and LATIN.search(word)]
    return found + ([word for word in words if word in {"a", "c", "o", "y", "i"}] if CYRILLIC.search(text) else [])


def test_mixed_finds_a_latin_letter() -> None:
    assert mixed("С\u0061уалнама") == ["С\u0061уалнама"]
    assert mixed("опрос \u0063 вопросами") == ["\u0063"]
    assert mixed("PDF-файл {name}") == []


def test_no_letter_of_another_alphabet() -> None:
    assert not [
        (key, word)
        for key, entry in ENTRIES
        for language in LANGUAGES
        for text in spoken(entry[language])
        for word in mixed(text)
    ]


@cache
def python_of_reports() -> dict[Path, ast.Module]:
    """The Python cells of the report sources: they use phrases too."""
    cell = re.compile(r"^```\{python\}\n(.*?)^```", re.MULTILINE | re.DOTALL)
    return {
        path: ast.parse("\n".join(cell.findall(path.read_text("utf-8")))) for path in sorted((ROOT / "reports").rglob("*.qmd"))
    }


@cache
def said_by_templates() -> dict[str, Path]:
    """The phrases that templates say: `say("next")` in a page of the web questionnaire is `web.next`."""
    found = {}
    for name, folder in {"web": SRC / "fielding" / "web" / "templates", "scaffold": SRC / "scaffold" / "files"}.items():
        for path in sorted(folder.iterdir()):
            said = re.findall(r"""\b(?:say|every)\(["'](\w+)["']""", path.read_text("utf-8"))
            found |= dict.fromkeys((f"{name}.{key}" for key in said), path)
    return found


def test_phrases_of_templates_exist() -> None:
    assert not [f"{short(path)}: {key}" for key, path in said_by_templates().items() if key not in PHRASES]


@cache
def composed() -> tuple[list[ast.expr], ...]:
    """The parts of every f-string, for keys such as `f"method.{name}"`."""
    trees = (*modules().values(), *python_of_reports().values())
    return tuple(node.values for tree in trees for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))


@cache
def spoken_for() -> frozenset[str]:
    """Catalogues that a part of src speaks by a function of its own, `f"report.{key}"`: keys there are without the name."""
    heads = {str(values[0].value) for values in composed() if len(values) == 2 and isinstance(values[0], ast.Constant)}
    return frozenset(name for name in names() if f"{name}." in heads)


def test_said_phrases_exist() -> None:
    """A key that is written out stands in a catalogue, and the call fills exactly the placeholders of the phrase."""
    wrong = []
    for path, tree in {**modules(), **python_of_reports()}.items():
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call) or not call.args or not isinstance(call.args[0], ast.Constant):
                continue
            if getattr(call.func, "id", getattr(call.func, "attr", None)) != "say":
                continue
            said = str(call.args[0].value)
            keys = [said] if "." in said else [f"{name}.{said}" for name in spoken_for()]
            phrases = [PHRASES[key] for key in keys if key in PHRASES]
            given = {word.arg for word in call.keywords} - {"count"}
            if not phrases:
                wrong.append(f"{short(path)}:{call.lineno}: {said} is in no catalogue")
            elif None not in given and not any(given == placeholders(phrase["en"]) for phrase in phrases):
                wrong.append(f"{short(path)}:{call.lineno}: {said} has {placeholders(phrases[0]['en'])}, the call gives {given}")
    assert not wrong, "\n".join(wrong)


def test_every_phrase_is_used() -> None:
    """Each key is written out in src or in a report, or is composed there of a fixed part and words that stand in src."""
    words: set[str] = set(said_by_templates())
    for tree in (*modules().values(), *python_of_reports().values()):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                words.add(node.target.id)  # a field of a dataclass, whose name becomes part of a key
    patterns = {
        tuple(str(part.value) if isinstance(part, ast.Constant) else None for part in values)
        for values in composed()
        if isinstance(values[0], ast.Constant) and re.fullmatch(r"[a-z_.]{2,}", str(values[0].value))
    }

    def is_made(text: str, parts: tuple[str | None, ...]) -> bool:
        """Whether a text is these parts one behind the other, None being any word that stands in src."""
        if not parts:
            return not text
        if parts[0] is not None:
            return text.startswith(parts[0]) and is_made(text.removeprefix(parts[0]), parts[1:])
        return any(text[:end] in words and is_made(text[end:], parts[1:]) for end in range(2, len(text) + 1))

    def is_used(key: str) -> bool:
        name, _, rest = key.partition(".")
        written = [key, rest] if name in spoken_for() else [key]
        return any(one in words or any(is_made(one, parts) for parts in patterns) for one in written)

    unused = [key for key in PHRASES if not is_used(key)]
    assert not unused, f"nothing says {unused}"


# -- names that texts give to users ------------------------------------------------------------------------------------
def named() -> dict[str, str]:
    """Each `survey.something` of the catalogues, the READMEs and the docs, with a file that names it."""
    texts = [*SRC.glob("i18n/catalogues/*.yaml"), *ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    word = re.compile(r"(?<![\w./-])survey(?:\.[A-Za-z_]\w*)+")
    return {name: short(path) for path in texts for name in word.findall(path.read_text("utf-8"))}


def is_there(name: str) -> bool:
    """Whether it is a public name, or a module or what stands in one."""
    first = name.split(".")[1]
    if first not in survey.__all__ and not any((SRC / part).exists() for part in (first, f"{first}.py")):
        return False
    try:
        resolve_name(name)
    except (ImportError, AttributeError):
        return False
    return True


def test_a_name_that_is_not_there_is_noticed() -> None:
    assert is_there("survey.frequencies")
    assert is_there("survey.tables.markdown.to_markdown")
    assert not any(map(is_there, ("survey.bound", "survey.warnings", "survey.tables.bound", "survey.tables.markdown.bound")))


@pytest.mark.parametrize(("name", "where"), sorted(named().items()))
def test_texts_name_what_there_is(name: str, where: str) -> None:
    assert is_there(name), f"{where} sends its reader to {name}"


# -- errors ------------------------------------------------------------------------------------------------------------
CODES = {value: name for name, value in vars(errors).items() if isinstance(value, str) and value in errors.REGISTRY}


def test_every_error_has_its_sentences() -> None:
    """The sentence names each parameter; the nearest match is appended by itself."""
    sentences = read("errors")
    assert not [
        (code, language)
        for code, parameters in errors.REGISTRY.items()
        for language in LANGUAGES
        if placeholders(sentences[code][language]) != set(parameters) - {"nearest"}
    ]


def test_no_sentence_without_an_error() -> None:
    assert set(read("errors")) == set(errors.REGISTRY)


def test_every_error_can_happen() -> None:
    """Its name is used somewhere in src outside the registry."""
    uses = {
        getattr(node, "id", getattr(node, "attr", None))
        for path, tree in modules().items()
        if unit(path) != "errors"
        for node in ast.walk(tree)
    }
    assert not [f"nothing raises {CODES[code]} ({code})" for code in errors.REGISTRY if CODES[code] not in uses]


# -- small and documented ----------------------------------------------------------------------------------------------
SAID_BY_THE_MODULE = {("cli", "arguments"), ("cli", "run"), ("report", "write")}
"""Functions that a registry calls in each file of a folder: the docstring of the module says what they do there."""


@pytest.mark.parametrize("path", modules(), ids=short)
def test_module_is_documented_and_small(path: Path) -> None:
    tree = modules()[path]
    assert ast.get_docstring(tree), f"{short(path)} does not say what it is for"
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= 400, f"{short(path)} has {lines} lines: split it by purpose, 400 is the limit"
    bare = [
        f"{node.name} (line {node.lineno})"
        for node in tree.body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and (unit(path), node.name) not in SAID_BY_THE_MODULE
    ]
    assert not bare, f"{short(path)}: no docstring on {bare}"
