"""A questionnaire on paper: DOCX and PDF in each language, and the workbook into which the papers are typed."""

from __future__ import annotations

from collections.abc import Iterator

from survey.errors import PAPER_NO_CONSENT, PAPER_ORDER, Place, Problem, problem, raise_all
from survey.fielding.by_hand import refused_values
from survey.fielding.documents import documents
from survey.fielding.paper_entry import entry_workbook
from survey.fielding.paper_form import form
from survey.fielding.platform import Exported, ExportOptions, Output
from survey.fielding.words import said
from survey.i18n.catalogue import say
from survey.i18n.text import LANGUAGES, Language
from survey.instrument.model import Instrument


def export(instrument: Instrument, options: ExportOptions) -> Exported:
    """The files of a questionnaire on paper: `<id>.<language>.docx`, `.pdf` and `<id>.entry.xlsx`.

    The workbook speaks the first language. Paper holds everything that a questionnaire can have; what it cannot do is in the
    notes. Raises FieldingError for answers whose value reads like the words of another: whoever types would mix them up.
    """
    raise_all(refused(instrument, options))
    outputs = [output for language in options.languages for output in _printed(instrument, language)]
    outputs.append(Output(f"{instrument.id}.entry.xlsx", entry_workbook(instrument, options.languages[0]), typed_into=True))
    return Exported(tuple(outputs), (), tuple(_notes(instrument)))


def refused(instrument: Instrument, options: ExportOptions) -> Iterator[Problem]:
    """What paper cannot hold."""
    yield from refused_values(instrument, said("paper.platform", LANGUAGES))


def _printed(instrument: Instrument, language: Language) -> Iterator[Output]:
    metadata = {"title": instrument.title[language], "subtitle": say("paper.title", language), "toc": False}
    made = documents(form(instrument, language), language, ("docx", "pdf"), metadata)
    for name, content in made.items():
        yield Output(f"{instrument.id}.{language}.{name}", content)


def _notes(instrument: Instrument) -> Iterator[Problem]:
    place = Place(file=instrument.path)
    if instrument.consent is None:
        yield problem(PAPER_NO_CONSENT, place)
    for item in instrument.items:
        if item.randomise:
            yield problem(PAPER_ORDER, place, item=item.id)
