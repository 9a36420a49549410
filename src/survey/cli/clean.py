"""`survey clean DIR`: the files of `clean/`, the sheet of write-ins, and a receipt."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from survey import shipped
from survey.cli.parser import Parser
from survey.errors import CLEAN_IN_PACKAGE, error
from survey.i18n.catalogue import say
from survey.i18n.problems import tell
from survey.i18n.text import Language

if TYPE_CHECKING:
    from survey.cleaning.recode_sheet import Updated
    from survey.wave.wave import Wave

SHOWN = 50
"""Respondents of a rule that the receipt names."""


def arguments(parser: Parser) -> None:
    parser.add_argument("wave", help=say("cli.report_wave", parser.language))
    parser.add_argument("--new-raw", action="store_true", help=say("cli.clean_new_raw", parser.language))


def run(options: argparse.Namespace) -> int:
    """0 when the wave is clean as far as its rules and decisions say; flags are no findings."""
    from survey.cleaning.clean import CountDiffersError
    from survey.cleaning.log import undo
    from survey.cleaning.recode_sheet import printed_write_ins, texts_of, update_sheet
    from survey.cleaning.store import stale, unsummed, write_clean
    from survey.intake.renewed_map import renewed_map
    from survey.wave.load import load_wave

    language = options.language
    try:
        wave = load_wave(options.wave, accept_new_raw=options.new_raw)
    except CountDiffersError as found:
        if found.wave is not None:
            _tell_receipt(found.wave, language)
        raise
    folder = wave.folder or Path()
    _refuse_package(options.wave, folder)
    if wave.margins is not None:
        printed = wave.as_printed()
        written = [] if printed.margins is None else printed_write_ins(printed.instrument, printed.margins)
        _tell_sheet(update_sheet(folder, printed.instrument, written), language)
        print(say("cli.clean_margins", language, n=int((wave.audit["after"] == "<merged>").sum())))
        return 0
    raw = undo(wave)
    renewed = renewed_map(folder, raw.source.name, raw.source.sha256)
    sheet = update_sheet(folder, raw.instrument, texts_of(raw))
    changed, without_sums = stale(folder), unsummed(folder)
    files = write_clean(wave, folder / "raw" / raw.source.name, renewed)
    _tell_receipt(wave, language)
    _tell_sheet(sheet, language)
    for key, names in (("stale", changed), ("unsummed", without_sums)):
        if names:
            print(say(f"cli.clean_{key}", language, files=", ".join(names)))
    for path in files:
        print(path)
    return 0


def _refuse_package(given: str, folder: Path) -> None:
    """Refuse to write into the folder of a wave that came with the package; whoever works in a checkout may."""
    home = shipped.root().resolve()
    asked_for = Path(given).exists() or Path.cwd().resolve().is_relative_to(home)
    if folder.resolve().is_relative_to(home) and (home.name == shipped.INSTALLED or not asked_for):
        raise error(CLEAN_IN_PACKAGE, wave=folder.name, folder=folder)


def _tell_receipt(wave: Wave, language: Language) -> None:
    """Rows in and out, a line for each rule that noticed or did something, who was dropped, which rules judged nothing and
    why, in which questions texts have no code."""
    from survey.analysis.cleaning_receipt import SILENT, dropped, receipt, received
    from survey.wave.uncoded import uncoded

    print(say("cli.clean_rows", language, received=received(wave), n=wave.n))
    for row in receipt(wave).to_dict("records"):
        if any(row[name] for name in ("flagged", "dropped", "changed")):
            done = ", ".join(
                say("cli.clean_figure", language, name=say(f"cleaning.{name}", language), n=row[name])
                for name in ("flagged", "kept", "dropped", "changed")
                if row[name]
            )
            rule = say(f"cleaning.rule_{row['rule']}", language)
            print(f"  {rule}: {done}")
            if people := dropped(wave, row["rule"]):
                shown = ", ".join(people[:SHOWN]) + (", …" if len(people) > SHOWN else "")
                print(f"    {say('cli.clean_dropped', language, people=shown)}")
    for why in SILENT:
        if rules := [say(f"cleaning.rule_{rule}", language) for rule, done in wave.rules.items() if done == why]:
            print(say(f"report.cleaning_{why}", language, rules="; ".join(rules)))
    if texts := {item: len(found) for item, found in uncoded(wave.needs_rows("survey clean"), wave.audit).items()}:
        print(say("cli.clean_uncoded", language, items="; ".join(f"{item}: {n}" for item, n in texts.items())))
    for problem in wave.warnings:
        print(tell(problem, language))


def _tell_sheet(sheet: Updated, language: Language) -> None:
    if sheet.path is not None:
        print(say("cli.clean_sheet", language, path=sheet.path, added=sheet.added, undecided=sheet.undecided))
