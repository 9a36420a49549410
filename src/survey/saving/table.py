"""One table as a file to paste from: Word, Excel or LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from survey.errors import NOT_A_TABLE, SAVED_DECIMALS, SAVED_WORDS, UNKNOWN_FORMAT, Problem, ReportError, error, problem
from survey.i18n.text import Language, known_language
from survey.office import EPOCH
from survey.tables.table import Table
from survey.wave.whole_files import replacing

if TYPE_CHECKING:
    import pandas as pd

ENDINGS = (".docx", ".tex", ".xlsx")
HEAD = "% \\usepackage{array,booktabs,calc,longtable}; for Kazakh and Russian letters XeLaTeX or LuaLaTeX\n"
MOST_DECIMALS = 15
_STAR = re.compile(rb"(\\\\\s*)\*")  # `\\*` is a line end of its own in LaTeX, and its star is not printed
_ID = re.compile(r" *\{#tbl-[^}]*\}$", re.MULTILINE)


def save_table(
    table: Table | pd.DataFrame,
    path: str | Path,
    language: Language = "en",
    *,
    caption: str = "",
    notes: Sequence[str] | str = (),
    decimals: int = 2,
) -> Path:
    """Write one table as a file for Word, Excel or LaTeX.

    Parameters
    ----------
    table
        A data frame, its index as first columns unless it only counts the rows; or a table of `survey.tables`.
    path
        The ending says what is written: `.docx`, `.xlsx` or `.tex`. Folders that are missing are made; a file of that name is
        replaced.
    language
        Of numbers and of the word before the notes: `kk`, `ru` or `en`. Words of the frame stay as they are.
    caption, notes
        What stands above the table, and one sentence or several below it; of a table of `survey.tables` its own where none are
        given.
    decimals
        Of a frame's numbers that are not whole, rounded half up: 0 to 15, as many as a number has.

    Returns
    -------
    The path. In Word the table is as wide as the text, its rows are not split, its head is repeated on every page. In Excel a
    frame's numbers are numbers, whole as computed and shown with `decimals`; a table of `survey.tables` is text, letter for
    letter. A number that is not 0 but would be printed as 0 is told to be below the last decimal: `<0.01`. In LaTeX it is a
    `longtable` with the rules of `booktabs`, to be read by `\\input`.

    Raises
    ------
    ReportError
        Something that is no table, an unknown ending or language, a caption or notes that are no text, decimals that no number
        has, a text that is too long for a cell of Excel, a file that cannot be written.

    Notes
    -----
    The same table gives the same bytes. In R: `flextable::save_as_docx`, `xtable::xtable`, `openxlsx::write.xlsx`.

    Examples
    --------
    >>> import pandas, tempfile
    >>> frame = pandas.DataFrame({"Жауап": ["Иә", "Жоқ"], "Саны": [54, 42], "Үлесі, %": [56.25, 43.75]})
    >>> path = save_table(frame, Path(tempfile.mkdtemp()) / "tea.tex", "kk", caption="Шай ішу", decimals=1)
    >>> "Иә & 54 & 56,3" in path.read_text("utf-8")
    True
    """
    import pandas as pd

    from survey.saving.frame import table_of

    target = Path(path)
    known_language(language)
    if target.suffix.lower() not in ENDINGS:
        raise error(UNKNOWN_FORMAT, format=target.suffix or target.name, available=ENDINGS)
    below = (notes,) if isinstance(notes, str) else tuple(notes)
    wrong = list(_wrong(caption, below, decimals))
    if wrong:
        raise ReportError(wrong)
    if isinstance(table, pd.Series):
        table = table.to_frame()
    if isinstance(table, pd.DataFrame):
        words = table_of(table, language, caption=caption, notes=below, decimals=decimals)
    elif isinstance(table, Table):
        words = Table(table.id, caption or table.caption, table.columns, table.rows, table.total, below or table.notes)
    else:
        raise error(NOT_A_TABLE, found=type(table).__name__)
    if target.suffix.lower() == ".xlsx":
        from survey.saving.workbook import write_workbook

        return write_workbook(
            words, target, language, frame=table if isinstance(table, pd.DataFrame) else None, decimals=decimals
        )
    made = _word(words, target, language) if target.suffix.lower() == ".docx" else _latex(words, target, language)
    with replacing(target) as beside:
        beside.write_bytes(made)
    return target


def _wrong(caption: object, notes: tuple[object, ...], decimals: object) -> Iterator[Problem]:
    """What is wrong with the arguments."""
    for argument, value in (("caption", caption), *(("notes", note) for note in notes)):
        if not isinstance(value, str):
            yield problem(SAVED_WORDS, argument=argument, value=value)
    if not isinstance(decimals, int) or isinstance(decimals, bool) or not 0 <= decimals <= MOST_DECIMALS:
        yield problem(SAVED_DECIMALS, value=decimals, most=MOST_DECIMALS)


def _source(table: Table, language: Language) -> bytes:
    """The table in Markdown; without the id, which only a whole report refers to, and without a caption where there is none."""
    from survey.tables.markdown import to_markdown

    text = _ID.sub("", to_markdown(table, language))
    return (text if table.caption else re.sub(r"^: *$", "", text, flags=re.MULTILINE)).encode()


def _word(table: Table, path: Path, language: Language) -> bytes:
    import tempfile

    from survey.render.docx import finished
    from survey.render.reference import make_reference

    with tempfile.TemporaryDirectory() as folder:
        styles = Path(folder) / "reference.docx"
        styles.write_bytes(make_reference())
        made = _converted(table, path, language, ["--to=docx", f"--reference-doc={styles}"], ("docx",))
    return finished(made, language, "", "", 0)


def _latex(table: Table, path: Path, language: Language) -> bytes:
    made = _converted(table, path, language, ["--to=latex"], ()).replace(b"\r\n", b"\n")
    return HEAD.encode() + _STAR.sub(rb"\1{*}", made)


def _converted(table: Table, path: Path, language: Language, options: list[str], names: tuple[str, ...]) -> bytes:
    from survey.render.pandoc import filters, pandoc

    arguments: list[Any] = ["--from=markdown", *options, *filters(*names)]
    return pandoc(arguments, Path.cwd(), EPOCH, path, _source(table, language))
