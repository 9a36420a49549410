"""Figures as files that are the same bytes every time."""

from __future__ import annotations

from pathlib import Path

from matplotlib import rc_context
from matplotlib.figure import Figure

from survey.errors import DPI_OUT_OF_RANGE, FILE_NOT_WRITTEN, NOT_A_FIGURE, UNKNOWN_FORMAT, error
from survey.unfinished import part_of

ENDINGS = (".pdf", ".png", ".svg")
LEAST_DPI, MOST_DPI = 150, 1200  # below, text would be set too wide


def save_svg(figure: Figure, stem: Path) -> Path:
    """Write `<stem>.svg` without a date and return its path; folders that are missing are made.

    Ids inside the file are hashed with a fixed salt. Text stays text, so that it can be read and searched and takes the font of
    the report.
    """
    path = stem.with_name(f"{stem.name}.svg")  # not with_suffix: a stem may contain a dot
    path.parent.mkdir(parents=True, exist_ok=True)
    with rc_context({"svg.hashsalt": "survey", "svg.fonttype": "none"}):
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    return path


def save_figure(figure: Figure, path: str | Path, *, dpi: int = 300) -> Path:
    """Write one figure as a file for Word, a printer or a web page; it looks the same wherever it is opened.

    Parameters
    ----------
    figure
        What a function of `survey.plots` returns, in the language that it was drawn in, or any figure of Matplotlib.
    path
        The ending says what is written: `.png`, `.svg` or `.pdf`. Folders that are missing are made; a file of that name is
        replaced.
    dpi
        Pixels per inch of a PNG, 150 to 1200; journals mostly ask for 300 to 600.

    Returns
    -------
    The path. A PDF has its fonts inside, and its text can be searched and copied. In an SVG letters are drawn as shapes, because
    Word has no PT Sans, and the font that it would take instead may lack Ә, Ғ or Қ.

    Raises
    ------
    ReportError
        Something that is no figure, an unknown ending, a dpi outside the range, a file that cannot be written.

    Notes
    -----
    The same figure gives the same bytes. In R: `ggplot2::ggsave(path, dpi = 300)`, `cairo_pdf`.

    Examples
    --------
    >>> import tempfile
    >>> from matplotlib.figure import Figure
    >>> figure = Figure(figsize=(2, 1))
    >>> _ = figure.text(0.1, 0.5, "Ә Ғ Қ")
    >>> save_figure(figure, Path(tempfile.mkdtemp()) / "letters.png", dpi=300).read_bytes()[1:4]
    b'PNG'
    """
    target = Path(path)
    if not isinstance(figure, Figure):
        raise error(NOT_A_FIGURE, found=type(figure).__name__)
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise error(UNKNOWN_FORMAT, format=target.suffix or target.name, available=ENDINGS)
    if not LEAST_DPI <= dpi <= MOST_DPI:
        raise error(DPI_OUT_OF_RANGE, dpi=dpi, least=LEAST_DPI, most=MOST_DPI)
    undated = {
        ".pdf": {"CreationDate": None, "Creator": None},
        ".png": {"Software": None},
        ".svg": {"Date": None, "Creator": None},
    }
    half = part_of(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with rc_context({"svg.hashsalt": "survey", "svg.fonttype": "path", "pdf.fonttype": 42}):
            figure.savefig(half, format=ending[1:], dpi=dpi, metadata=undated[ending])
        half.replace(target)
    except OSError as why:
        half.unlink(missing_ok=True)
        raise error(FILE_NOT_WRITTEN, path=str(target), reason=why.strerror or str(why)) from None
    return target
