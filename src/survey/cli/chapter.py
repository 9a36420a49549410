"""`survey chapter`: the chapter of a dissertation, built once, then kept true while its author edits it in Word."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from survey.cli.parser import Parser
from survey.i18n.catalogue import say
from survey.i18n.signs import DOTS
from survey.i18n.text import LANGUAGES, Language

FIRST = 5
"""So many of the numbers that stayed plain text are named."""


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"cli.chapter_{key}", parser.language)

    actions = parser.actions()
    build = parser.action(actions, "build", words("build"))
    build.add_argument("wave", help=words("wave"))
    build.add_argument("--lang", required=True, type=str.lower, help=words("lang"))
    build.add_argument("--template", type=Path, help=words("template"))
    build.add_argument("--profile", default="gost-kz", help=words("profile"))
    build.add_argument("--section", help=words("section"))
    build.add_argument("--start-figure", type=int, default=1, help=words("start_figure"))
    build.add_argument("--start-table", type=int, default=1, help=words("start_table"))
    build.add_argument("--items", nargs="+", help=words("items"))
    build.add_argument("--charts", action="store_true", help=words("charts"))
    build.add_argument("--lists", action="store_true", help=words("lists"))
    build.add_argument("--dpi", type=int, default=300, help=words("dpi"))
    build.add_argument("--out", type=Path, help=words("out"))
    refresh = parser.action(actions, "refresh", words("refresh"))
    refresh.add_argument("file", type=Path, help=words("file"))
    refresh.add_argument("wave", help=words("wave"))
    refresh.add_argument("--overtyped", action="store_true", help=words("overtyped"))
    refresh.add_argument("--lang", type=str.lower, choices=LANGUAGES, help=words("lang_found"))
    check = parser.action(actions, "check", words("check"))
    check.add_argument("file", type=Path, help=words("file"))
    check.add_argument("wave", nargs="?", help=words("wave"))
    check.add_argument("--lang", type=str.lower, choices=LANGUAGES, help=words("lang_found"))
    check.add_argument("--profile", help=words("profile"))


def run(options: argparse.Namespace) -> int:
    """Do one action: `build` prints the paths of the files, `refresh` and `check` what they found."""
    if options.action == "build":
        return _build(options)
    # The two live in a module of their own, beside this one.
    from survey.cli import chapter_refresh

    status: int = chapter_refresh.run(options)
    return status


def _build(options: argparse.Namespace) -> int:
    from survey.chapter.build import build_chapter
    from survey.wave.load import load_wave

    made = build_chapter(
        load_wave(options.wave),
        options.lang,
        template=options.template,
        profile=options.profile,
        section=options.section,
        start_figure=options.start_figure,
        start_table=options.start_table,
        items=options.items,
        charts=options.charts,
        lists=options.lists,
        dpi=options.dpi,
        out=options.out,
        plain=lambda numbers: _tell_plain(numbers, options.language),
    )
    for path in made:
        print(path)
    return 0


def _tell_plain(numbers: Sequence[str], language: Language) -> None:
    """How many marked numbers of the commentary are not tied to the data, and which come first."""
    first = "; ".join(numbers[:FIRST]) + (f"; {DOTS}" if len(numbers) > FIRST else "")
    print(say("chapter.plain_numbers", language, n=len(numbers), first=first), file=sys.stderr)
