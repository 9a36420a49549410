"""The questionnaire in all languages, with the printed wording where it differs."""

from __future__ import annotations

from survey.i18n.markdown import escape
from survey.i18n.text import Language, Text
from survey.instrument.model import Instrument, Item, Option, Provenance
from survey.instrument.rows import unfolded
from survey.instrument.wording import capitalised
from survey.report.layout import spoken
from survey.report.report import Report

LINE_BREAK = " \\\n"


def write(report: Report) -> str:
    """Every question with its answers in each language of the questionnaire."""
    parts = [f"# {report.say('questionnaire')} {{.appendix}}", *_intro(report)]
    parts += [_question(report, item) for item in _fielded(report).items]
    return "\n\n".join(parts)


def _fielded(report: Report) -> Instrument:
    """The questionnaire as people saw it, before recodes changed lists of answers."""
    return report.wave.fielded or report.instrument


def _intro(report: Report) -> list[str]:
    """In which languages it was fielded, whether printed wordings are quoted, and the address to the respondents."""
    fielded = report.wave.settings.method.get("survey_languages")
    lines = [report.say("questionnaire_fielded", languages=fielded[report.language])] if fielded is not None else []
    if any(item.verbatim for item in _fielded(report).items):
        lines.append(report.say("questionnaire_printed"))
    if any(len(_printed(report, item)) > 1 for item in _fielded(report).items):
        sources = (escape(text[report.language]) for text in _fielded(report).sources.values())
        told = " ".join(f"{'I' * place}) {text}" for place, text in enumerate(sources, 1))
        lines.append(report.say("printed_sources", sources=told))
    address = report.instrument.introduction
    return [" ".join(lines), *([_all(address, LINE_BREAK)] if address is not None else [])]


def _question(report: Report, item: Item) -> str:
    lines = [f"**{escape(item.number)}.** {_all(item.text, LINE_BREAK)}"]
    lines += _printed(report, item)
    lines += [f"{escape(row.number)}. {_all(row.text, ' / ')}" for row in unfolded(item) if item.rows]
    if item.options:
        lines.append(f"{report.say('answers')}: " + "; ".join(_option(report, option) for option in item.options) + ".")
    return "\n\n".join(lines)


def _printed(report: Report, item: Item) -> list[str]:
    """The printed wordings that differ from the corrected one, each once; several with the numbers of their sources."""
    found: dict[tuple[str, Language], list[str]] = {}
    for verbatim in item.verbatim:
        if verbatim.text != item.text[verbatim.language]:
            found.setdefault((verbatim.text, verbatim.language), []).append(verbatim.where)
    if len(found) < 2:
        return [f"{report.say('printed_as')}: {spoken(*wording)}" for wording in found]
    sources = list(_fielded(report).sources)
    return [
        report.say("printed_in", n=", ".join("I" * (sources.index(where) + 1) for where in places), text=spoken(*wording))
        for wording, places in found.items()
    ]


def _option(report: Report, option: Option) -> str:
    suspected = option.provenance is Provenance.SUSPECTED_WRITE_IN
    return _all(option.text, " / ") + (f" ({report.say('suspected_write_in')})" if suspected else "")


def _all(text: Text, separator: str) -> str:
    return separator.join(spoken(capitalised(words), language) for language, words in text)
