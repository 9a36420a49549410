"""`survey import FILE --wave WAVE`: a platform's file of answers into the folder of a wave, with a map of its columns."""

from __future__ import annotations

import argparse
import contextlib
import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from survey.cli.parser import Parser
from survey.i18n.catalogue import complete, say
from survey.i18n.problems import tell
from survey.i18n.text import Language
from survey.intake.options import CHOICES, HEADER_ROWS

if TYPE_CHECKING:
    from survey.errors import Problem
    from survey.instrument.model import Instrument
    from survey.intake.layout import Decision
    from survey.intake.options import IntakeOptions
    from survey.intake.read import Prepared
    from survey.intake.saved import SavedMap
    from survey.wave.responses import Responses

AUTO = "auto"
_WIDEST = 60
_MOST = 10


def arguments(parser: Parser) -> None:
    from survey.intake.registry import PLATFORMS

    def words(key: str) -> str:
        return say(f"cli.import_{key}", parser.language)

    known = ", ".join((AUTO, *PLATFORMS))
    parser.add_argument("file", type=Path, help=words("file"))
    parser.add_argument("--wave", required=True, help=say("cli.report_wave", parser.language))
    parser.add_argument("--platform", default=AUTO, help=say("cli.import_platform", parser.language, known=known))
    parser.add_argument("--encoding", help=words("encoding"))
    parser.add_argument("--separator", choices=CHOICES["separator"], help=words("separator"))
    parser.add_argument("--sheet", help=words("sheet"))
    most = max(HEADER_ROWS)
    parser.add_argument("--header-rows", metavar="N", help=say("cli.import_header_rows", parser.language, most=most))
    parser.add_argument("--decimal", choices=CHOICES["decimal"], help=words("decimal"))
    parser.add_argument("--dates", choices=CHOICES["dates"], help=words("dates"))
    parser.add_argument("--timezone", help=words("timezone"))
    parser.add_argument("--names", type=Path, metavar="MAP", help=words("names"))
    parser.add_argument("--allow-unmatched", nargs="+", default=[], metavar="ITEM", help=words("allow"))
    parser.add_argument("--xlsx", action="store_true", help=words("xlsx"))
    parser.add_argument("--check", action="store_true", help=words("check"))


def run(options: argparse.Namespace) -> int:
    """Tell what was decided and the map, read every answer, write only when nothing is wrong; print it all at the end."""
    told = io.StringIO()  # a pipe that closes early (`| head`) must not keep the files from being written
    try:
        with contextlib.redirect_stdout(told):
            return _run(options)
    finally:
        print(told.getvalue(), end="")


def _run(options: argparse.Namespace) -> int:
    from survey.errors import IMPORT_NEEDS_ROWS, DataError, Place, error
    from survey.intake.bring_in import bring_in
    from survey.intake.decisions import absent_in_versions, decisions
    from survey.intake.names_file import check_platform, read_names
    from survey.intake.options import read_options
    from survey.intake.read import merged, prepare
    from survey.intake.saved_file import read_saved
    from survey.wave.load import open_wave
    from survey.wave.settings import WaveKind

    folder, instrument, settings = open_wave(options.wave)
    if settings.kind is not WaveKind.MICRODATA:
        raise error(IMPORT_NEEDS_ROWS, Place(file=settings.path), wave=settings.id)
    own = merged(_told(options), read_options(settings.intake, settings.path))
    if options.names is not None:
        own = replace(own, names=read_names(options.names, instrument))
    hindered = _hindrance(options.file, folder)
    if hindered is not None and not options.check:
        raise DataError((hindered,))
    saved = read_saved(folder)
    misfits: tuple[Problem, ...] = ()
    if hindered is None or saved is None:
        prepared = prepare(options.file, instrument, own, saved)
    else:
        prepared, misfits = _beside_another(options.file, instrument, own, saved)
    if options.names is not None:
        check_platform(options.names, prepared.layout.platform)
        _tell_names(saved, options.language)
    _tell_file(prepared, options.language)
    _tell_decisions(decisions(prepared), options.language)
    for misfit in misfits:
        print(tell(misfit, options.language))
    _tell_map(prepared, options.language)
    _tell_draft(prepared, options.language)
    responses = prepared.responses()
    _tell_decisions(absent_in_versions(prepared, responses), options.language)
    _tell_let_through(prepared, responses, options.language)
    _tell_beside(responses, options.language)
    rows = len(responses.answers)
    if rows != settings.n:
        key = "n_differs" if rows > settings.n else "n_too_large"
        print(say(f"intake.{key}", options.language, n=settings.n, rows=rows))
    if options.check:
        print(say("intake.checked", options.language))
        if hindered is not None:
            print(tell(hindered, options.language))
        return 0
    for key, params in bring_in(prepared, responses, folder, saved, xlsx=options.xlsx, language=options.language):
        print(say(f"intake.{key}", options.language, **params))
    return 0


def _beside_another(
    file: Path, instrument: Instrument, own: IntakeOptions, saved: SavedMap
) -> tuple[Prepared, tuple[Problem, ...]]:
    """A file beside that in `raw/`, to which the saved map belongs: read by the map where that fits, by what it says of the file
    where only headers changed, else by itself; and why the map does not fit."""
    from survey.errors import HEADER_CHANGED, DataError
    from survey.intake.read import merged, prepare
    from survey.intake.saved import changed_headers

    try:
        prepared = prepare(file, instrument, own, saved)
    except DataError as found:
        alone = prepare(file, instrument, own)
        return alone, tuple(changed_headers(saved, alone.table)) or found.problems
    changed = tuple(one for one in prepared.columns.problems if one.code == HEADER_CHANGED)
    if not changed:
        return prepared, ()
    strange = prepared.doubt is not None
    return prepare(file, instrument, own if strange else merged(own, saved.options)), changed


def _told(options: argparse.Namespace) -> IntakeOptions:
    """What the command line says; a wrong zone is told as one of wave.yaml would be."""
    from survey.intake.options import read_options

    keys = ("encoding", "separator", "sheet", "header_rows", "decimal", "dates", "timezone")
    told = {key: value for key in keys if (value := getattr(options, key)) is not None}
    if (rows := told.get("header_rows", "")).isdecimal():
        told["header_rows"] = int(rows)
    if options.platform != AUTO:
        told["platform"] = options.platform
    return replace(read_options(told, None), allow_unmatched=tuple(options.allow_unmatched))


def _hindrance(file: Path, folder: Path) -> Problem | None:
    """Why the file has no place in `raw/`; a file that is not there is told before that."""
    from survey.errors import FILE_NOT_FOUND, error
    from survey.intake.bring_in import hindrance

    if not file.exists():
        raise error(FILE_NOT_FOUND, path=file)
    return hindrance(file, folder)


def _tell_names(saved: SavedMap | None, language: Language) -> None:
    """That a map of names has nothing to say any more, where the columns are written down."""
    if saved is not None:
        print(say("intake.names_known", language, path=saved.path))


def _tell_file(prepared: Prepared, language: Language) -> None:
    table = prepared.table
    print(say("intake.rows", language, path=table.path, rows=len(table), columns=len(table.columns)))
    for warning in table.warnings:
        print(tell(warning, language))


def _tell_decisions(found: Iterable[Decision], language: Language) -> None:
    for decision in found:
        shown = "tab" if decision.value == "\t" else decision.value
        print(f"  {say(f'intake.what_{decision.what}', language)}: {shown} ({say(f'intake.why_{decision.why}', language)})")


def _tell_let_through(prepared: Prepared, responses: Responses, language: Language) -> None:
    """The texts that `--allow-unmatched` let through, each with its rows; the first of each question."""
    from survey.intake.let_through import let_through

    for item, texts in let_through(prepared, responses).items():
        print(say("intake.let_through", language, item=item, n=sum(map(len, texts.values()))))
        for text, rows in list(texts.items())[:_MOST]:
            named = ", ".join(map(str, rows[:_MOST])) + (" …" if len(rows) > _MOST else "")
            print(f"  {say('intake.let_through_text', language, text=_short(text), rows=named)}")
        if len(texts) > _MOST:
            print(f"  {say('intake.let_through_more', language, n=len(texts) - _MOST)}")


def _tell_draft(prepared: Prepared, language: Language) -> None:
    """What to write into wave.yaml where columns stop the import: no map is written then that could be corrected."""
    from survey.intake.draft import draft

    lines = draft(prepared.columns.problems, prepared.table, prepared.instrument)
    if lines:
        print("\n".join([say("intake.draft", language), *lines]))


def _tell_beside(responses: Responses, language: Language) -> None:
    """The texts that were written to an option by people who gave another answer, each with its row and that answer."""
    from survey.wave.beside import given_instead, texts_beside

    rows = dict(zip(responses.answers.index, responses.received["row"], strict=True))
    for item, code, texts in texts_beside(responses):
        print(say("intake.beside", language, item=item.id, option=code, n=len(texts)))
        for respondent, text in list(texts.items())[:_MOST]:
            given = given_instead(responses, item, respondent) or "–"
            print(f"  {say('intake.beside_text', language, text=_short(text), row=rows[respondent], answer=given)}")
        if len(texts) > _MOST:
            print(f"  {say('intake.let_through_more', language, n=len(texts) - _MOST)}")


def _tell_map(prepared: Prepared, language: Language) -> None:
    """The map as a table: letter, header, target, by what."""
    from openpyxl.utils import get_column_letter

    from survey.intake.columns import titled

    targets = prepared.columns.targets()
    rows = [[say(f"intake.head_{name}", language) for name in ("column", "header", "target", "by")]]
    for n in range(len(prepared.table.header)):
        by = prepared.columns.by.get(n, "")
        shown = say(f"intake.by_{by}", language) if complete(f"intake.by_{by}") else by
        rows.append([get_column_letter(n + 1), _short(titled(prepared.table, n)), targets.get(n, "?"), shown])
    widths = [max(len(row[n]) for row in rows) for n in range(3)]
    for row in rows:
        print("  ".join([*(cell.ljust(width) for cell, width in zip(row[:3], widths, strict=True)), row[3]]).rstrip())


def _short(header: str) -> str:
    """A text on one line, cut in the middle: the rows of a grid differ at the end."""
    header = " ".join(header.split())
    half = _WIDEST // 2
    return header if len(header) <= _WIDEST else f"{header[: _WIDEST - half - 1].rstrip()}…{header[-half:].lstrip()}"
