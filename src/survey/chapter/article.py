"""What stands around an article of a journal: its codes, authors, abstracts and keywords, from `article.yaml` beside the wave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from survey.chapter.yaml_file import read_yaml
from survey.errors import ChapterError
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language, Text
from survey.instrument.nodes import Record
from survey.instrument.shapes import Fields, Key, Line, Many, Reading, Words

FILE = "article.yaml"
_AUTHOR = Fields(
    "author",
    MappingProxyType(
        {"name": Key(Words(), required=True), "affiliation": Key(Words()), "email": Key(Line()), "orcid": Key(Line())}
    ),
)
_KEYWORDS = Fields("keywords", MappingProxyType({language: Key(Many(Line())) for language in LANGUAGES}))
ARTICLE = Fields(
    "article",
    MappingProxyType(
        {
            "udc": Key(Line()),
            "irsti": Key(Line()),
            "title": Key(Words()),
            "authors": Key(Many(_AUTHOR)),
            "abstract": Key(Words()),
            "keywords": Key(_KEYWORDS),
        }
    ),
)


@dataclass(frozen=True)
class Author:
    """Who wrote an article."""

    name: Text
    affiliation: Text | None = None
    email: str | None = None
    orcid: str | None = None


@dataclass(frozen=True)
class Article:
    """What an author says of an article; None and empty where nothing is said yet: a placeholder stands there then.

    udc: of УДК (ӘОЖ); irsti: of МРНТИ (ҒТАМР).
    """

    udc: str | None = None
    irsti: str | None = None
    title: Text | None = None
    authors: tuple[Author, ...] = ()
    abstract: Text | None = None
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_article(path: Path) -> Article:
    """The article of a file; an empty one where there is no file.

    Raises ChapterError with every problem of the file and its line.

    >>> read_article(Path("no-such-folder/article.yaml")).udc is None
    True
    """
    if not path.is_file():
        return Article()
    reading = Reading(path, LANGUAGES)
    record = ARTICLE.read(read_yaml(path), "article", reading)
    if reading.problems or record is None:
        raise ChapterError(sorted(reading.problems, key=lambda found: found.place.line or 0))
    return Article(
        udc=_line(record, "udc"),
        irsti=_line(record, "irsti"),
        title=_text(record, "title"),
        authors=tuple(
            Author(_text(one, "name") or Text(), _text(one, "affiliation"), _line(one, "email"), _line(one, "orcid"))
            for one in record.get("authors", [])
        ),
        abstract=_text(record, "abstract"),
        keywords={language: tuple(str(word) for word in words) for language, words in record.get("keywords", {}).items()},
    )


def _line(record: Record, key: str) -> str | None:
    return str(record[key]) if key in record else None


def _text(record: Record, key: str) -> Text | None:
    return Text(**{language: str(word) for language, word in record[key].items()}) if key in record else None


def as_article(tree: Mapping[str, Any], article: Article, title: Text, language: Language) -> dict[str, Any]:
    """The tree of a chapter as an article: codes, title, authors, abstract, keywords; in the other languages at its end.

    title: of the wave, where the article has none of its own. The first heading, the title of the chapter, gives way to it.
    """
    blocks = list(tree["blocks"])
    first = next((place for place, block in enumerate(blocks) if block["t"] == "Header"), None)
    if first is not None and blocks[first]["c"][0] == 1:
        del blocks[first]
    head = [_block("Article Code", _codes(article, language)), *_front(article, title, language)]
    end = [block for other in LANGUAGES if other != language for block in _front(article, title, other)]
    return {**tree, "blocks": [*head, *blocks, *end]}


def _codes(article: Article, language: Language) -> str:
    codes = {"irsti": article.irsti, "udc": article.udc}
    return "\u2003".join(f"{say(f'profiles.{name}', language)} {code or _missing(language)}" for name, code in codes.items())


def _front(article: Article, title: Text, language: Language) -> list[Any]:
    """Title, authors, abstract and keywords in one language."""
    blocks = [_block("Title", (article.title or title)[language])]
    authors = article.authors or (Author(Text(**dict.fromkeys(LANGUAGES, _missing(language)))),)
    for author in authors:
        about = [
            author.affiliation[language] if author.affiliation else None,
            author.email,
            author.orcid and f"ORCID {author.orcid}",
        ]
        blocks.append(_block("Author", "; ".join([author.name[language], *(part for part in about if part)])))
    abstract = article.abstract[language] if article.abstract else _missing(language)
    words = article.keywords.get(language)
    keywords = f"{', '.join(words)}." if words else _missing(language)
    for name, text in (("abstract", abstract), ("keywords", keywords)):
        blocks.append(_block("Abstract", text, lead=f"{say(f'profiles.{name}', language)}: "))
    return blocks


def _missing(language: Language) -> str:
    return say("profiles.to_be_written", language)


def _block(style: str, text: str, lead: str = "") -> Any:
    """A paragraph with a style, its first words in bold."""
    inlines: list[Any] = [{"t": "Strong", "c": [{"t": "Str", "c": lead.rstrip()}]}, {"t": "Space"}] if lead else []
    inlines.append({"t": "Str", "c": text})
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [{"t": "Para", "c": inlines}]]}
