"""`survey compare A B`: what became of the questions of a questionnaire in a later one."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from survey.cli.output import check_output
from survey.cli.parser import Parser
from survey.errors import UNKNOWN_LANGUAGE, error
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language

if TYPE_CHECKING:
    from survey.instrument.compare import Pair
    from survey.instrument.links import Links
    from survey.instrument.model import Instrument

SIGNS = {"same": "=", "reworded": "~", "rescaled": "#", "new": "+", "dropped": "-"}


def arguments(parser: Parser) -> None:
    def words(key: str) -> str:
        return say(f"cli.{key}", parser.language)

    parser.add_argument("earlier", help=words("compare_earlier"))
    parser.add_argument("later", help=words("compare_later"))
    parser.add_argument("--lang", help=words("compare_lang"))
    parser.add_argument("--out", type=Path, help=words("compare_out"))
    parser.add_argument("--replace", action="store_true", help=words("compare_replace"))


def run(options: argparse.Namespace) -> int:
    """Print the questions with what differs; 0 also where everything does, for a difference is no mistake."""
    from survey.analysis.compare_instruments import compare_instruments
    from survey.instrument.compare import compare
    from survey.instrument.find import load_instrument
    from survey.instrument.links_file import links_of

    if options.out is not None:
        check_output(options.out, (".csv",), replace=options.replace, inputs=[Path(options.earlier), Path(options.later)])
    earlier, later = load_instrument(options.earlier), load_instrument(options.later)
    languages = _languages(options.lang, earlier, later)
    links = links_of(earlier, later)
    pairs = compare(earlier, later, links)
    said: Language = languages[0] if options.lang and len(languages) == 1 else options.language
    for line in _lines(pairs, links, languages, said):
        print(line)
    if options.out is not None:
        from survey.wave.whole_files import replacing

        first = said if said in languages else languages[0]
        table = compare_instruments(earlier, later, first, links=links)
        with replacing(options.out) as beside:
            beside.write_text(table.to_csv(index=False, lineterminator="\n"), encoding="utf-8-sig", newline="\n")
        print(_say("written", said, path=str(options.out)))
    return 0


def _languages(asked: str | None, earlier: Instrument, later: Instrument) -> tuple[Language, ...]:
    """The languages whose texts are shown: those that were asked for, else all that both have."""
    common = tuple(language for language in LANGUAGES if language in earlier.languages and language in later.languages)
    if asked is None:
        return common or later.languages
    wanted = [word.strip() for word in asked.split(",") if word.strip()]
    for word in wanted:
        if word not in common:
            raise error(UNKNOWN_LANGUAGE, language=word, available=common)
    return tuple(language for language in common if language in wanted)


def _say(key: str, language: Language, /, **params: Any) -> str:
    return say(f"trend.{key}", language, **params)


def _lines(pairs: tuple[Pair, ...], links: Links, texts: tuple[Language, ...], language: Language) -> Iterator[str]:
    """The whole answer: how many of each kind, then question by question."""
    from survey.instrument.compare import Status

    yield _say("compared", language, earlier=links.earlier, later=links.later)
    if links.path is None:
        yield _say("no_links", language, path=f"instruments/links/{links.later}.yaml")
    else:
        yield _say("links_file", language, path=str(links.path))
    numbers = [(status, sum(pair.status is status for pair in pairs)) for status in Status]
    yield "; ".join(f"{SIGNS[status]} {_say(f'status_{status}', language)} {n}" for status, n in numbers)
    yield ""
    for pair in pairs:
        yield from _pair(pair, texts, language)


def _pair(pair: Pair, texts: tuple[Language, ...], language: Language) -> Iterator[str]:
    from survey.instrument.word_changes import marked

    names = [f"{item.number} {item.id}" for item in (pair.earlier, pair.later) if item is not None]
    told = [_say(f"status_{pair.status}", language)]
    told += [_say(f"decision_{pair.link.decision}", language)] if pair.link else []
    yield f"{SIGNS[pair.status]} {' → '.join(dict.fromkeys(names))}: {', '.join(told)}"
    if pair.alike is not None:
        yield "    " + _say("alike", language, item=pair.alike)
    if pair.earlier is None or pair.later is None:
        return
    if pair.differs:
        yield "    " + _say("differs", language, parts=", ".join(_say(f"part_{part}", language) for part in pair.differs))
    for text in texts if pair.differs else ():
        if text in pair.earlier.text and text in pair.later.text and pair.earlier.text[text] != pair.later.text[text]:
            words = marked(pair.earlier.text[text], pair.later.text[text])
            yield "    " + _say("wording_in", language, language=text, text=words)
    yield from _answers(pair, texts, language)
    if pair.link is not None:
        for one in pair.link.answers:
            sides = {side: ", ".join(codes) or "–" for side, codes in (("earlier", one.earlier), ("later", one.later))}
            yield "      " + _say("answer_map", language, code=one.code, **sides)
        if language in pair.link.reason:
            yield "    " + _say("reason", language, reason=pair.link.reason[language])


def _answers(pair: Pair, texts: tuple[Language, ...], language: Language) -> Iterator[str]:
    """Answers that were left out, put in, or have other words."""
    from survey.instrument.word_changes import marked

    assert pair.earlier is not None
    assert pair.later is not None
    before, after = ({option.code: option.text for option in item.offered} for item in (pair.earlier, pair.later))
    gone, new = ([code for code in one if code not in other] for one, other in ((before, after), (after, before)))
    if gone:
        yield "    " + _say("answers_gone", language, codes=", ".join(gone))
    if new:
        yield "    " + _say("answers_new", language, codes=", ".join(new))
    for code in (code for code in after if code in before):
        for text in texts:
            if text in before[code] and text in after[code] and before[code][text] != after[code][text]:
                words = marked(before[code][text], after[code][text])
                yield "      " + _say("wording_in", language, language=f"{code}, {text}", text=words)
