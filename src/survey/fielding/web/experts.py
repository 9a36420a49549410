"""The list of experts that a researcher keeps, and the list of links that is made of it; both are tables of any common kind."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from babel import Locale

from survey.errors import (
    ADDRESS_UNUSABLE,
    EXPERT_LANGUAGE,
    EXPERT_NAMELESS,
    EXPERT_TWICE,
    EXPERTS_COLUMN,
    LINKS_COLUMN,
    Place,
    Problem,
    error,
    problem,
    raise_all,
)
from survey.i18n.catalogue import say
from survey.i18n.kazakh import fold
from survey.i18n.text import LANGUAGES, Language, Text
from survey.wave.csvfile import write_csv
from survey.wave.sheet_cells import protected, unprotected
from survey.wave.tablefile import read_table

NAME, LANGUAGE, GROUP, LINK = "name", "language", "group", "link"
_HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Expert:
    """A person of the list. cells: header -> cell, all columns of the list, for letters. row: of the list; 0 where unknown."""

    name: str
    language: Language
    group: str | None
    cells: Mapping[str, str]
    row: int = 0


def read_experts(path: Path, languages: Sequence[Language]) -> list[Expert]:
    """The people of a list.

    Parameters
    ----------
    path
        CSV or XLSX with the columns `name`, `language` (a code or the name of a language; an empty cell, or no such column, means
        the first language of the questionnaire) and, where the researcher wants them, `group` and anything else. The headers
        may be in Kazakh, Russian or English.
    languages
        Those of the questionnaire.

    Raises
    ------
    SurveyError
        The file cannot be read, or it has no names; every row without a name, every cell with a
        language that the questionnaire does not have.
    """
    columns, rows = _read(path)
    if NAME not in columns:
        raise error(EXPERTS_COLUMN, Place(file=path), column=_head(NAME), found=list(rows[0].cells))
    problems: list[Problem] = []
    experts = []
    known = _language_names(languages)
    for row in rows:
        if not row.cell(columns, NAME):
            problems.append(problem(EXPERT_NAMELESS, Place(file=path, row=row.number, column=columns[NAME])))
        told = row.cell(columns, LANGUAGE)
        language = known.get(fold(told)) if told else languages[0]
        if language is None:
            place = Place(file=path, row=row.number, column=columns[LANGUAGE])
            problems.append(problem(EXPERT_LANGUAGE, place, value=told, known=list(languages)))
            continue
        experts.append(Expert(row.cell(columns, NAME), language, row.cell(columns, GROUP) or None, row.cells, row.number))
    raise_all(problems)
    return experts


def read_links(path: Path, languages: Sequence[Language]) -> list[tuple[Expert, str, int]]:
    """The people of a list of links, each with the token of the link and the row of the list.

    Raises SurveyError where the file cannot be read or has no links.
    """
    columns, rows = _read(path, unprotected)
    for wanted, code in ((NAME, EXPERTS_COLUMN), (LINK, LINKS_COLUMN)):
        if wanted not in columns:
            raise error(code, Place(file=path), column=_head(wanted), found=list(rows[0].cells))
    known = _language_names(languages)
    return [
        (
            Expert(
                row.cell(columns, NAME),
                known.get(fold(row.cell(columns, LANGUAGE)), languages[0]),
                row.cell(columns, GROUP) or None,
                {header: cell for header, cell in row.cells.items() if header != columns[LINK]},
            ),
            row.cell(columns, LINK).rstrip("/").rpartition("/")[2],
            row.number,
        )
        for row in rows
    ]


def check_address(address: str) -> None:
    """Refuse an address whose links would not open: the server stands at the root of a name, and behind TLS but for a trial here.

    Raises FieldingError.

    >>> check_address("https://survey.example.org/")
    """
    try:
        told = urlsplit(address)
        bare = bool(told.hostname) and told.path in ("", "/") and told.port != 0 and told.username is None
    except ValueError:
        told, bare = urlsplit(""), False
    schemes = ("https", "http") if told.hostname in _HERE else ("https",)
    if not bare or told.scheme not in schemes or told.query or told.fragment or any(sign.isspace() for sign in address):
        raise error(ADDRESS_UNUSABLE, value=address)


def link(address: str, token: str) -> str:
    """The address that a person opens.

    >>> link("https://survey.example.org/", "abc")
    'https://survey.example.org/i/abc'
    """
    return f"{address.rstrip('/')}/i/{token}"


def links_csv(experts: Sequence[Expert], links: Sequence[str]) -> bytes:
    """The list of links as CSV: the columns of the list of experts, and the link; UTF-8 with a mark, by which Excel knows it.

    A cell that a spreadsheet would take for a formula has an apostrophe in front, which `read_links` takes away again.
    """
    headers = list(dict.fromkeys(header for expert in experts for header in expert.cells))
    rows = [[*(expert.cells.get(header, "") for header in headers), one] for expert, one in zip(experts, links, strict=True)]
    file = io.StringIO(newline="")
    write_csv(file, [[protected(cell) for cell in row] for row in ([*headers, LINK], *rows)])
    return file.getvalue().encode("utf-8-sig")


def header_of(column: str, headers: Iterable[str]) -> str | None:
    """The header under which a list has a column, in whatever language; None where it has none.

    >>> header_of("name", ["Топ", "Name"]), header_of("link", ["Name"])
    ('Name', None)
    """
    meant = dict(_headers())
    return next((header for header in headers if meant.get(fold(header)) == column), None)


def twice(path: Path, experts: Sequence[Expert]) -> Iterator[Problem]:
    """A warning for each name, and each address with an @, that stands on the list again; namesakes may be two people."""
    first: dict[str, int] = {}
    for expert in experts:
        for what in dict.fromkeys([expert.name, *(cell.strip() for cell in expert.cells.values() if "@" in cell)]):
            if first.setdefault(fold(what), expert.row) != expert.row:
                yield problem(EXPERT_TWICE, Place(file=path, row=expert.row), what=what, first=first[fold(what)])


def unspoken(experts: Sequence[Expert]) -> int:
    """People whose language the list does not tell."""
    heads = [header_of(LANGUAGE, expert.cells) for expert in experts]
    return sum(head is None or not one.cells[head].strip() for head, one in zip(heads, experts, strict=True))


def small_cells(experts: Sequence[Expert], least: int) -> dict[tuple[Language, str | None], int]:
    """Languages and groups of fewer people than `least`: such a cell of the answers would say who they are."""
    counts: dict[tuple[Language, str | None], int] = {}
    for expert in experts:
        counts[expert.language, expert.group] = counts.get((expert.language, expert.group), 0) + 1
    return {cell: n for cell, n in counts.items() if n < least}


@dataclass(frozen=True)
class _Row:
    number: int
    cells: Mapping[str, str]

    def cell(self, columns: Mapping[str, str], name: str) -> str:
        return self.cells.get(columns[name], "").strip() if name in columns else ""


def _read(path: Path, cell: Callable[[str], str] = str) -> tuple[dict[str, str], list[_Row]]:
    """`name`, `language` ... -> header of the file, and its rows; `cell` makes each text what was meant by it."""
    table = read_table(path)
    texts = {cell(column.header): column.texts for column in table.columns}
    rows = [
        _Row(int(number), {header: cell(str(cells[n])) for header, cells in texts.items()})
        for n, number in enumerate(table.numbers)
    ]
    meant = dict(_headers())
    return {meant[fold(header)]: header for header in reversed(texts) if fold(header) in meant}, rows


def _headers() -> Iterator[tuple[str, str]]:
    for name in (NAME, LANGUAGE, GROUP, LINK):
        yield fold(name), name
        for language in LANGUAGES:
            yield fold(say(f"status.head_{name}", language)), name
    for language in LANGUAGES:
        yield from ((fold(word.strip()), NAME) for word in say("status.name_words", language).split(";"))


def _head(name: str) -> Text:
    return Text(**{language: say(f"status.head_{name}", language) for language in LANGUAGES})


def _language_names(languages: Sequence[Language]) -> dict[str, Language]:
    """Code or name of a language, in each of the three -> the language."""
    names = {fold(str(Locale(spoken).languages[code])): code for spoken in LANGUAGES for code in languages}
    own = {fold(word): code for code in languages for word in say("status.language_words", code).split()}
    return {**names, **own, **{code: code for code in languages}}
