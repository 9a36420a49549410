from __future__ import annotations

import os
from pathlib import Path

import pytest

from survey.errors import NEEDS_ROWS, ReportError, StatisticsError, error
from survey.render.execute import run
from survey.render.qmd import split


def executed(text: str, folder: Path, **names: object) -> str:
    return "".join(block.text for block in run(split(text, Path("tea.qmd")), folder, names, {"SURVEY_LANGUAGE": "kk"}))


def cell(source: str, *options: str) -> str:
    return "\n".join(["```{python}", *(f"#| {option}" for option in options), source, "```", ""])


def test_cells_share_one_namespace_and_prose_takes_values_from_it(tmp_path: Path) -> None:
    text = cell("n = 90 + extra", "echo: false") + "Answers: `{python} n`; code: `` `{python} n` ``\n"
    assert executed(text, tmp_path, extra=6) == "Answers: 96; code: `` `{python} n` ``\n"


def test_printed_markdown_stands_as_it_is_and_other_output_as_code(tmp_path: Path) -> None:
    assert executed(cell("print('**a**')", "echo: false", "output: asis"), tmp_path) == "**a**\n"
    assert executed(cell("print('**a**')", "echo: false"), tmp_path) == "```\n**a**\n```\n"
    assert executed(cell("1 + 1", "echo: false"), tmp_path) == "```\n2\n```\n"
    assert executed(cell("x = 1", "echo: true"), tmp_path) == "```python\nx = 1\n```\n"


@pytest.mark.parametrize("option", ["include: false", "output: false"])
def test_a_cell_may_run_unseen(tmp_path: Path, option: str) -> None:
    assert executed(cell("print(seen := 1)", "echo: false", option) + "`{python} seen`", tmp_path) == "1"


def test_a_cell_that_is_not_evaluated_does_nothing(tmp_path: Path) -> None:
    assert executed(cell("1 / 0", "echo: false", "eval: false"), tmp_path) == ""


def test_a_figure_is_saved_as_text_under_its_label(tmp_path: Path) -> None:
    source = "from matplotlib.figure import Figure\nf = Figure()\nf.text(0, 0, 'Қазақ')\nf"
    text = executed(cell(source, "echo: false", "label: fig-tea", "fig-cap: Шай", 'fig-alt: "Сурет \\"шай\\""'), tmp_path)
    assert text == '![Шай](figures/tea){#fig-tea fig-alt="Сурет \\"шай\\""}\n'
    assert ">Қазақ<" in (tmp_path / "figures/tea.svg").read_text("utf-8")


def test_a_table_gets_the_caption_of_its_cell(tmp_path: Path) -> None:
    text = executed(
        cell("print('| a |\\n|---|\\n| 1 |')", "echo: false", "output: asis", "label: tbl-a", "tbl-cap: Кесте"), tmp_path
    )
    assert text.endswith("\n\n: Кесте {#tbl-a}\n")


def test_cells_work_in_the_folder_with_the_environment_and_leave_no_trace(tmp_path: Path) -> None:
    before = Path.cwd()
    source = "import os, pathlib\npathlib.Path('made.txt').write_text(os.environ['SURVEY_LANGUAGE'])"
    executed(cell(source, "include: false"), tmp_path)
    assert (tmp_path / "made.txt").read_text() == "kk"
    assert Path.cwd() == before
    assert "SURVEY_LANGUAGE" not in os.environ


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("Hello\n\n```{python}\n#| echo: false\nx = 1\ny = x / 0\n```\n", 6, "ZeroDivisionError"),
        ("Hello\n\n```{python}\n\nx = = 1\n```\n", 5, "SyntaxError"),
        ("\n\n`{python} unknown`\n", 3, "NameError"),
    ],
)
def test_a_failing_cell_is_named_with_file_and_line(tmp_path: Path, text: str, line: int, kind: str) -> None:
    with pytest.raises(ReportError) as caught:
        executed(text, tmp_path)
    found = caught.value.problems[0]
    assert (found.code, found.params["kind"], str(found.place.file), found.place.line) == ("SQ-R06", kind, "tea.qmd", line)


def test_our_own_errors_pass_through_a_cell(tmp_path: Path) -> None:
    def crosstab() -> None:
        raise error(NEEDS_ROWS, what="crosstab")

    with pytest.raises(StatisticsError):
        executed(cell("crosstab()"), tmp_path, crosstab=crosstab)


def test_a_cell_that_ends_the_program_is_an_error_of_its_line(tmp_path: Path) -> None:
    with pytest.raises(ReportError) as caught:
        executed("\n\n" + cell("import sys\nsys.exit(3)"), tmp_path)
    assert (caught.value.problems[0].params["kind"], caught.value.problems[0].place.line) == ("SystemExit", 5)
