"""`survey field invite WAVE EXPERTS`: one-time links for a list of experts, and letters that carry them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from survey.cli.parser import Parser
from survey.i18n.catalogue import say
from survey.i18n.text import Language

if TYPE_CHECKING:
    from survey.fielding.letters import Kind
    from survey.fielding.web.experts import Expert
    from survey.instrument.model import Instrument
    from survey.wave.settings import Settings

LINKS, FOLDER = "links.csv", "letters"
KINDS = ("invitation", "reminder")
"""Folders of letters in plain text."""


def arguments(parser: Parser) -> None:
    parser.add_argument("wave", help=say("status.help_wave", parser.language))
    parser.add_argument("experts", type=Path, help=say("status.help_experts", parser.language))
    parser.add_argument("--address", required=True, help=say("status.help_address", parser.language))
    parser.add_argument("--out", type=Path, help=say("status.help_out", parser.language))
    parser.add_argument("--small-groups", action="store_true", help=say("status.help_small", parser.language))
    parser.add_argument("--pilot", action="store_true", help=say("status.help_pilot", parser.language))


def run(options: argparse.Namespace) -> int:
    """Write the list of links and the letters, then let the store know the links; stop at groups in which people are known.

    The fieldwork begins only where nothing is wrong.
    """
    from survey.errors import SMALL_CELLS, error
    from survey.fielding.web.close import FLOOR
    from survey.fielding.web.experts import check_address, read_experts, small_cells
    from survey.fielding.web.store.codes import new_token
    from survey.fielding.web.study import ANSWERS, field_of, open_study
    from survey.wave.load import open_wave

    check_address(options.address)
    folder, instrument, wave = open_wave(options.wave)
    field = field_of(folder, pilot=options.pilot)
    experts = read_experts(options.experts, instrument.languages)
    small = {} if options.small_groups or options.pilot else small_cells(experts, FLOOR)
    if small:
        cells = [
            f"{language}, {group}: {n}" if group else f"{language}: {n}"
            for (language, group), n in sorted(small.items(), key=str)
        ]
        raise error(SMALL_CELLS, cells=cells, least=FLOOR)
    path = links_path(options.out or field / FOLDER)
    if (field / ANSWERS).is_file():
        _refuse_closed(options)
    tokens = [new_token() for _ in experts]
    letters = write_links((instrument, wave), path, experts, tokens, options.address, ("invitation", "thanks"))
    try:
        study = open_study(options.wave, pilot=options.pilot)
        try:
            study.invitations.enter({token: (one.language, one.group) for token, one in zip(tokens, experts, strict=True)})
        finally:
            study.close()
    except BaseException:
        for written in (path, *letters):
            written.unlink(missing_ok=True)
        raise
    _tell_of_list(options.experts, experts, instrument.languages, options.language)
    tell_links(say("status.invited", options.language, n=len(experts), path=path), path.parent, letters, options.language)
    return 0


def links_path(folder: Path) -> Path:
    """Where the list of links is to be written; FieldingError where that is no folder, or holds a list already."""
    from survey.errors import LINKS_EXIST, NO_FOLDER_FOR_EXPORT, error

    if folder.exists() and not folder.is_dir():
        raise error(NO_FOLDER_FOR_EXPORT, path=folder)
    if (folder / LINKS).exists():
        raise error(LINKS_EXIST, path=folder / LINKS)
    return folder / LINKS


def _refuse_closed(options: argparse.Namespace) -> None:
    from survey.errors import ANSWERS_CLOSED, error
    from survey.fielding.web.study import open_study

    study = open_study(options.wave, pilot=options.pilot)
    closed = study.closed
    study.close()
    if closed:
        raise error(ANSWERS_CLOSED)


def _tell_of_list(path: Path, experts: Sequence[Expert], languages: Sequence[Language], language: Language) -> None:
    """Warn of people who stand on the list twice, and say which language those have got for whom it tells none."""
    from survey.fielding.web.experts import twice, unspoken
    from survey.i18n.problems import tell

    for warning in twice(path, experts):
        print(tell(warning, language))
    n = unspoken(experts)
    if n and len(languages) > 1:
        print(say("status.unspoken", language, n=n, language=say("web.language_name", languages[0])))


def write_links(
    asked: tuple[Instrument, Settings],
    path: Path,
    experts: Sequence[Expert],
    tokens: Sequence[str],
    address: str,
    kinds: Sequence[Kind],
) -> list[Path]:
    """Write the list of links, which only its owner may read, and letters of these kinds beside it; the paths of the letters.

    asked: the questionnaire and the settings of the wave.
    """
    from survey.fielding.letters import letters
    from survey.fielding.web.experts import link, links_csv
    from survey.fielding.web.study import keep_from_git
    from survey.wave.whole_files import holding, write_all

    links = [link(address, token) for token in tokens]
    contents = {path: links_csv(experts, links)}
    for kind in kinds:
        made = letters(kind, *asked, experts, links)
        contents |= {path.parent / name: content for name, content in made.items()}
    own = not path.parent.exists()
    write_all({one: holding(content, private=True) for one, content in contents.items()})
    if own:  # a folder that holds other things as well is the researcher's to guard
        keep_from_git(path.parent)
    return [one for one in contents if one != path]


def tell_links(first: str, folder: Path, letters: Sequence[Path], language: Language) -> None:
    """Say what was written, and where such a list belongs."""
    print(first)
    if letters:
        # Of the plain texts, one for each person, the folder is enough.
        shown = dict.fromkeys(f"{one.parent.name}/" if one.parent.name in KINDS else one.name for one in letters)
        print(say("status.letters_in", language, folder=folder, names=", ".join(shown)))
    print(say("status.keep_apart", language))
