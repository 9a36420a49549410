"""`survey po export|import|sheet|record`: a questionnaire to translators and back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from survey.cli.output import check_output
from survey.cli.parser import Parser
from survey.errors import PO_INSTRUMENT, PO_SHIPPED, Place, error
from survey.i18n.catalogue import say
from survey.i18n.text import Language, known_language


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"translation.{key}", parser.language)

    actions = parser.actions()
    one = parser.action(actions, "export", words("export"))
    one.add_argument("instrument", help=words("instrument"))
    one.add_argument("--lang", required=True, help=words("lang"))
    one.add_argument("--source", help=words("source"))
    one.add_argument("--out", type=Path, required=True, help=words("out"))
    one = parser.action(actions, "import", words("import"))
    one.add_argument("file", type=Path, help=words("file"))
    one.add_argument("--instrument", help=words("import_instrument"))
    one = parser.action(actions, "sheet", words("sheet"))
    one.add_argument("instrument", help=words("instrument"))
    one.add_argument("--source", help=words("source"))
    one.add_argument("--out", type=Path, required=True, help=words("out"))
    one = parser.action(actions, "record", words("record"))
    one.add_argument("instrument", help=words("instrument"))
    one.add_argument("--lang", help=words("record_lang"))
    one.add_argument("--source", help=words("source"))


def run(options: argparse.Namespace) -> int:
    """0; what was written is printed."""
    action = {"export": _export, "import": _import, "sheet": _sheet, "record": _record}[options.action]
    return action(options)


def _say(key: str, language: Language, /, **params: Any) -> str:
    return say(f"translation.{key}", language, **params)


def _export(options: argparse.Namespace) -> int:
    from survey.instrument.find import load_instrument
    from survey.translation.po_export import po_text
    from survey.wave.whole_files import replacing

    target, source = known_language(options.lang), known_language(options.source) if options.source else None
    check_output(options.out, (".po",))
    text = po_text(load_instrument(options.instrument), target, source, options.language)
    with replacing(options.out) as beside:
        beside.write_bytes(text.encode())
    print(_say("written", options.language, path=str(options.out)))
    return 0


def _import(options: argparse.Namespace) -> int:
    from survey.translation.po_file import open_po
    from survey.translation.po_import import import_po

    name = options.instrument or str(open_po(options.file).project)
    if options.instrument is None and name in ("", "PROJECT"):
        raise error(PO_INSTRUMENT, Place(options.file))
    done = import_po(_own(name), options.file)
    print(_say("imported", options.language, language=done.language, changed=done.changed, same=done.same))
    for key in ("empty", "fuzzy", "missing", "stale"):
        if getattr(done, key):
            print("  " + _say(f"imported_{key}", options.language, n=getattr(done, key)))
    if not done.recorded:
        print("  " + _say("imported_unrecorded", options.language, source=done.source))
    for path in done.files:
        print(_say("written", options.language, path=str(path)))
    return 0


def _own(name: str) -> Any:
    """The questionnaire of a name; refused where it is the copy inside an installed package."""
    from survey import shipped
    from survey.instrument.find import load_instrument

    instrument = load_instrument(name)
    if shipped.INSTALLED in Path(str(instrument.path)).parts:
        raise error(PO_SHIPPED, name=instrument.id)
    return instrument


def _sheet(options: argparse.Namespace) -> int:
    from survey.instrument.find import load_instrument
    from survey.translation.sheet import write_sheets

    check_output(options.out, (".xlsx",))
    source = known_language(options.source) if options.source else None
    write_sheets(load_instrument(options.instrument), options.out, source, options.language)
    print(_say("written", options.language, path=str(options.out)))
    return 0


def _record(options: argparse.Namespace) -> int:
    from survey.translation.record import Translations, path_of, read_record, recorded, text_of
    from survey.translation.source import source_language
    from survey.translation.texts import texts_of
    from survey.wave.whole_files import replacing

    instrument = _own(options.instrument)
    before = read_record(instrument)
    source = source_language(instrument, before, known_language(options.source) if options.source else None)
    chosen = (known_language(options.lang),) if options.lang else instrument.languages
    after = recorded(texts_of(instrument), chosen, before or Translations(source))
    path = path_of(instrument)
    assert path is not None
    with replacing(path) as beside:
        beside.write_bytes(text_of(after).encode())
    here = {spot.address for spot in texts_of(instrument)}
    marked = {one: sum(language == one and address in here for address, language in after.entries) for one in chosen}
    counts = ", ".join(f"{one}: {n}" for one, n in marked.items() if one != after.source)
    print(_say("recorded", options.language, path=str(path), texts=counts, source=after.source))
    return 0
