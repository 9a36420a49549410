"""`survey field rehearse WAVE`: made-up people answer the pilot through its real pages."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from survey.cli.asking import whole
from survey.cli.parser import Parser
from survey.i18n.catalogue import say

if TYPE_CHECKING:
    from survey.instrument.model import Instrument
    from survey.wave.responses import Responses

PEOPLE, SEED, SKIPPED = 20, 1, 0.1


def arguments(parser: Parser) -> None:
    parser.add_argument("wave", help=say("status.help_wave", parser.language))
    parser.add_argument(
        "--people",
        type=whole("--people", 1),
        default=PEOPLE,
        metavar="N",
        help=say("cli.field_rehearse_people", parser.language, n=PEOPLE),
    )
    parser.add_argument(
        "--seed", type=whole("--seed"), default=SEED, metavar="N", help=say("cli.field_rehearse_seed", parser.language, n=SEED)
    )


def run(options: argparse.Namespace) -> int:
    """0 where all that was sent is kept, 1 where something was not as it should be."""
    from survey.fielding.web.rehearsal import rehearse
    from survey.fielding.web.study import open_study

    language = options.language
    study = open_study(options.wave, pilot=True)
    try:
        text = {spoken: say("web.rehearse_text", spoken) for spoken in study.instrument.languages}
        done = rehearse(study, _answers(study.instrument, options.people, options.seed), text)
    finally:
        study.close()
    print(say("web.rehearse_done", language, people=sum(done.sent.values()), all=options.people, pages=done.pages))
    for spoken, n in done.sent.items():
        print(f"  {say('web.language_name', spoken)}: {n}")
    for one in done.findings:
        words: dict[str, Any] = dict(zip(("first", "second", "third"), one.words, strict=False))
        print(say(f"web.rehearse_{one.kind}", language, person=one.person, page=one.page, **words))
    if done.findings:
        return 1
    print(say("web.rehearse_same", language))
    print(say("web.rehearse_after", language, path=study.field))
    return 0


def _answers(instrument: Instrument, people: int, seed: int) -> Responses:
    """Made-up answers among those that are offered; a tenth of what may be left out is left out."""
    from survey.instrument.model import ItemKind, OptionKind
    from survey.planning.simulate import simulate

    offered = replace(instrument, items=tuple(replace(item, options=item.offered) for item in instrument.items))
    typed = [
        item.id
        for item in offered.items
        if item.kind is ItemKind.TEXT or any(option.kind is OptionKind.OTHER for option in item.options)
    ]
    missing = {item.id: 0.0 if item.required else SKIPPED for item in offered.items}
    return simulate(offered, people, seed=seed, missing=missing, write_ins=dict.fromkeys(typed, ("–",)))
