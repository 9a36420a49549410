"""A deck as a file: `slides.<language>.pptx` in the folder of the outputs of a wave."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from survey.errors import DOCUMENT_IS_THERE, UNKNOWN_LANGUAGE, error
from survey.render.clock import epoch
from survey.report.build import about, chosen_of, output_folder
from survey.report.report import Report
from survey.slides import paper
from survey.slides.choice import main_items
from survey.slides.deck import write
from survey.wave.wave import Wave
from survey.wave.whole_files import replacing


def build_slides(wave: Wave, language: str, *, items: Iterable[str] | None = None, out: Path | None = None) -> Path:
    """Build a deck for a defence: native charts that stay editable, the base and the source in the notes of the speaker.

    Parameters
    ----------
    wave
        A wave that was loaded from its folder.
    language
        One of those of the questionnaire.
    items
        Ids of the questions whose figures are shown, in this order (`item.row` for a row of a matrix). By default those whose
        answers the summary of the author's commentary counts; without such a summary all questions that have options.
    out
        The folder of `slides.<language>.pptx`; by default `_out/<wave id>` in the working folder.

    Returns
    -------
    The path. The slides: title, facts about the survey, a figure on each, the indices, what cannot be concluded. Where answers
    are invented, every slide says so. Of a wave that protects its people small counts are hidden, as in the report.

    Raises
    ------
    SurveyError
        An unknown language or question; a question that no figure can show; a file of that name, because it may hold edits.

    Examples
    --------
    >>> import survey, tempfile
    >>> from survey import shipped
    >>> wave = survey.load_wave(min((shipped.root() / "data").glob("*-2022")))
    >>> build_slides(wave, "kk", out=Path(tempfile.mkdtemp())).name
    'slides.kk.pptx'
    """
    subject = about(wave)
    (spoken,) = chosen_of([language], subject.languages, subject.languages, UNKNOWN_LANGUAGE, "language")
    path = output_folder(subject, out) / f"slides.{spoken}.pptx"
    if path.exists():
        raise error(DOCUMENT_IS_THERE, path=path)
    report = Report(wave, spoken, path.parent)
    deck = write(report, main_items(report, items))
    data = paper.finished(deck, spoken, wave.settings.title[spoken], epoch(subject.day))
    with replacing(path) as beside:
        beside.write_bytes(data)
    return path
