"""`survey report`: the report of a wave, or of several compared, in every language and format asked for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from survey.cli.parser import Parser
from survey.i18n.catalogue import say
from survey.i18n.problems import tell

if TYPE_CHECKING:
    from survey.render.build import Output
    from survey.wave.wave import Wave


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"cli.{key}", parser.language)

    actions = parser.actions()
    build = parser.action(actions, "build", words("report_build"))
    build.add_argument("wave", help=words("report_wave"))
    build.add_argument("--lang", help=words("report_lang"))
    build.add_argument("--to", help=words("report_to"))
    build.add_argument("--renderer", default="builtin", help=words("report_renderer"))
    build.add_argument("--out", type=Path, help=words("report_out"))
    trend = parser.action(actions, "trend", words("report_trend"))
    trend.add_argument("waves", nargs="+", help=words("report_waves"))
    trend.add_argument("--lang", help=words("report_lang"))
    trend.add_argument("--to", help=words("report_to"))
    trend.add_argument("--renderer", default="builtin", help=words("report_renderer"))
    trend.add_argument("--out", type=Path, help=words("report_trend_out"))
    risk = parser.action(actions, "risk", words("report_risk"))
    risk.add_argument("wave", help=words("report_wave"))


def run(options: argparse.Namespace) -> int:
    """Print the path of each finished file; 2 when an output could not be built, after the others are done."""
    from survey.report.build import build_report
    from survey.wave.load import load_wave

    if options.action == "trend":
        return _trend(options)
    wave = load_wave(options.wave)
    if options.action == "risk":
        return _risk(wave, options)
    return built(build_report, wave, options, say("cli.report_progress", options.language), lambda: _changed(wave, options))


def _trend(options: argparse.Namespace) -> int:
    """Build the report that compares waves."""
    from survey.report.trend.build import build_trend
    from survey.wave.load import load_wave

    waves = [load_wave(name) for name in options.waves]
    return built(build_trend, waves, options, say("cli.report_progress", options.language))


def _risk(wave: Wave, options: argparse.Namespace) -> int:
    """Print how rare combinations of identifying answers are, for the author's eyes; 1 where some are."""
    from survey.analysis.disclosure_risk import disclosure_risk

    found = disclosure_risk(wave)
    print(say("cli.risk_private", options.language))
    for row in found.table.to_dict("records"):
        figures = {name: row[name] for name in ("combinations", "unique", "below_k", "smallest")}
        print(say("cli.risk_row", options.language, items=" × ".join(row["items"]), k=found.k, **figures))
    for line in found.rare.to_csv(index=False, lineterminator="\n").splitlines() if len(found.rare) else ():
        print(line)
    return int(bool(len(found.rare)))


def _changed(wave: Wave, options: argparse.Namespace) -> list[str]:
    """A line for each table that the protection of people changed."""
    from survey.analysis.disclosure import Guard
    from survey.report.protection import change

    lines = []
    for row in Guard(wave).changed.to_dict("records"):
        names = " × ".join(str(row[name]) for name in ("first", "second") if isinstance(row[name], str))
        lines.append(say(f"cli.changed_{change(row)}", options.language, table=names, n=row["hidden"]))
    return lines


def built(
    build: Callable[..., tuple[Output, ...]],
    subject: Any,
    options: argparse.Namespace,
    name: str,
    notes: Callable[[], list[str]] = list,
) -> int:
    """Build what the options ask for under a bar of progress; print the finished paths, the notes on what was built, and each
    mistake once."""
    from tqdm import tqdm

    from survey.report.build import workers_here

    with tqdm(desc=name, unit="", disable=None, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        outputs = build(
            subject,
            _listed(options.lang),
            _listed(options.to),
            out=options.out,
            renderer=options.renderer,
            workers=workers_here(),
            progress=progress,
        )
    for output in outputs:
        if output.error is None:
            print(output.path)
    if any(output.error is None for output in outputs):
        for line in notes():
            print(line, file=sys.stderr)
    wrong = [problem for output in outputs if output.error is not None for problem in output.error.problems]
    for sentence in dict.fromkeys(tell(problem, options.language) for problem in wrong):  # a language fails in every format
        print(sentence, file=sys.stderr)
    return 2 if wrong else 0


def _listed(words: str | None) -> tuple[str, ...] | None:
    return None if words is None else tuple(word.strip().lower() for word in words.split(",") if word.strip())
