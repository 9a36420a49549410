"""`survey plan INSTRUMENT|DESIGN`: what a survey of some sizes will be able to tell, as tables and a figure."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np

from survey.cli.output import check_output
from survey.cli.parser import Parser
from survey.i18n.catalogue import say
from survey.i18n.markdown import escape
from survey.i18n.numbers import number
from survey.i18n.text import Language, known_language
from survey.tables import plan as tables
from survey.tables.markdown import to_markdown
from survey.tables.plain import LINE, to_text
from survey.tables.table import Table

if TYPE_CHECKING:
    import pandas as pd

    from survey.planning.factor_items import FactorItems
    from survey.planning.plan import Plan

FIGURE = "precision"
ENDINGS = (".svg", ".png")
DOCUMENT = "plan.md"
NUMBERS = ("shares", "differences", "smallest", "kappas")
OF_FACTORS = ("rules", "loadings")


def arguments(parser: Parser) -> None:
    parser.add_argument("what", help=_say("what", parser.language))
    parser.add_argument("--n", type=int, nargs="+", help=_say("sizes", parser.language))
    parser.add_argument("--frame", type=int, help=_say("frame", parser.language))
    parser.add_argument("--margins", type=Path, help=_say("margins", parser.language))
    parser.add_argument("--indices", nargs="+", help=_say("indices", parser.language))
    parser.add_argument("--lang", help=_say("lang", parser.language))
    parser.add_argument("--out", type=Path, help=_say("out", parser.language))
    parser.add_argument("--replace", action="store_true", help=_say("replace", parser.language))


def run(options: argparse.Namespace) -> int:
    from survey.planning.design import find_margins, open_design
    from survey.planning.plan import plan, planned_sizes

    language = _language(options.lang, options.language)
    names = [DOCUMENT, *(f"{name}.csv" for name in NUMBERS + OF_FACTORS), *(f"{FIGURE}{ending}" for ending in ENDINGS)]
    for name in names if options.out is not None else ():
        check_output(options.out / name, (), replace=options.replace)
    design = open_design(options.what)
    margins = design.margins if options.margins is None else find_margins(options.margins, design.instrument)
    sizes = planned_sizes(options.n, options.frame)
    print(_say("wait", language), file=sys.stderr)
    found = plan(
        design.instrument, sizes, frame=options.frame, margins=margins, structure=design.structure, indices=options.indices
    )
    for part in _parts(found, language):
        print(to_text(part) if isinstance(part, Table) else "\n".join(wrap(part, LINE)), end="\n\n")
    if options.out is not None:
        _write(found, options.out, language)
        print(_say("written", language, path=str(options.out)))
    return 0


def _say(key: str, language: Language, /, **params: Any) -> str:
    return say(f"plan.{key}", language, **params)


def _language(asked: str | None, spoken: Language) -> Language:
    """The language of the tables: the one that was asked for, else that of the command line."""
    return spoken if asked is None else known_language(asked)


def _parts(found: Plan, language: Language) -> Iterator[Table | str]:
    """Everything that is told, in its order."""
    yield _say("random", language)
    yield tables.shares_table(found.shares, found.level, language, frame=found.frame)
    for kind in ("groups", "answers"):
        yield tables.differences_table(found.differences, found.smallest, kind, found.level, language, frame=found.frame)
    yield tables.kappas_table(found.kappas, found.level, found.replicates_of_kappa, language)
    if found.items is None:
        yield _say("no_factors", language)
        return
    yield from _assumptions(found.items, language)
    if len(found.rules):
        replicates = found.recovered[0].replicates
        yield tables.rules_table(found.rules, len(found.items.factors), replicates, language)
    yield tables.loadings_table(found.loadings, language)


def _assumptions(items: FactorItems, language: Language) -> Iterator[str]:
    own = np.abs(items.loadings[items.loadings != 0])
    largest = float(np.abs(items.phi - np.eye(len(items.phi))).max())
    yield _say(
        "assumed",
        language,
        factors=len(items.factors),
        names=", ".join(items.factors),
        items=len(items.names),
        low=number(float(own.min()), language, 2),
        high=number(float(own.max()), language, 2),
        phi=number(largest, language, 2),
    )
    for one, other in items.alike:
        yield _say("alike", language, one=one, other=other)
    if items.assumed:
        yield _say("equal_shares", language)
    for reason in ("few", "no_order"):
        names = [name for name, why in items.left_out.items() if why == reason]
        if names:
            yield _say(f"left_{reason}", language, names=", ".join(names))


def _write(found: Plan, folder: Path, language: Language) -> None:
    """The same as a document, the numbers at full precision, and the figure."""
    from survey.plots.plan import precision_figure
    from survey.plots.save import save_figure
    from survey.wave.whole_files import write_all

    def csv(table: pd.DataFrame, path: Path) -> None:
        path.write_text(table.to_csv(index=False, lineterminator="\n"), encoding="utf-8-sig", newline="\n")

    def text(path: Path) -> None:
        path.write_text(_document(found, language), encoding="utf-8", newline="\n")

    names = NUMBERS + (OF_FACTORS if found.items else ())
    write_all({folder / DOCUMENT: text} | {folder / f"{name}.csv": partial(csv, getattr(found, name)) for name in names})
    for ending in ENDINGS:
        save_figure(precision_figure(found.curve, found.sizes, language), folder / f"{FIGURE}{ending}")


def _document(found: Plan, language: Language) -> str:
    from survey.plots.plan import precision_alt_text

    parts = [to_markdown(part, language) if isinstance(part, Table) else f"{escape(part)}\n" for part in _parts(found, language)]
    alt = precision_alt_text(found.curve, found.sizes, language).replace('"', "'")
    figure = f'![{escape(_say("figure_caption", language))}]({FIGURE}{ENDINGS[0]}){{#fig-plan fig-alt="{alt}"}}\n'
    return "\n".join([f"# {_say('title', language)}\n", *parts[:2], figure, *parts[2:]])
