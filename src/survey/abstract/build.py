"""The facts of an annotation as a file: `abstract.docx` in the folder of the outputs of a wave."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from survey.abstract.facts import block, told
from survey.abstract.page import page
from survey.errors import DOCUMENT_IS_THERE, error
from survey.render.clock import epoch
from survey.report.build import about, output_folder
from survey.report.report import Report
from survey.wave.wave import Wave
from survey.wave.whole_files import replacing


def build_abstract(wave: Wave, *, items: Sequence[str] | None = None, out: Path | None = None) -> Path:
    """Build the page with the facts of an annotation (аңдатпа, аннотация, abstract) in the languages of the study.

    Parameters
    ----------
    wave
        A wave that was loaded from its folder.
    items
        Ids of the questions whose most frequent answer is told, with its base. By default the first five of those that
        `survey.build_slides` shows.
    out
        The folder of `abstract.docx`; by default `_out/<wave id>` in the working folder.

    Returns
    -------
    The path. One page: title, population, number of respondents, dates, mode, number of questions, main numbers; slots, marked
    yellow, for what only the author can write. Numbers that do not fit on the page are left out from the end.

    Raises
    ------
    SurveyError
        An unknown question; a file of that name, because it may hold edits.

    Examples
    --------
    >>> import survey, tempfile
    >>> from survey import shipped
    >>> wave = survey.load_wave(min((shipped.root() / "data").glob("*-2022")))
    >>> build_abstract(wave, out=Path(tempfile.mkdtemp())).name
    'abstract.docx'
    """
    subject = about(wave)
    path = output_folder(subject, out) / "abstract.docx"
    if path.exists():
        raise error(DOCUMENT_IS_THERE, path=path)
    # All languages tell the same questions: the author's summary may name others in each.
    first, *others = (Report(wave, language, path.parent) for language in wave.instrument.languages)
    questions = told(first, items)
    blocks = [block(report, questions) for report in (first, *others)]
    data = page(blocks, epoch(subject.day))
    with replacing(path) as beside:
        beside.write_bytes(data)
    return path
