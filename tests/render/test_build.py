from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from survey import shipped
from survey.errors import SurveyError
from survey.office import read_parts
from survey.render import build
from survey.render.build import FORMATS, Executed, render

Run = Callable[..., Executed]
BODY = """# Сұрақ {#sec-a}

Мәні [-@fig-q1]-суретте, @tbl-q1, @sec-a; ₸ α 5 ≤ 6.

![Шай ішу](figures/q1){#fig-q1 fig-alt="Шай ішетіндер: 54"}

| Жауап | Саны |
|:------|-----:|
| Иә    | 54   |

: Кесте {#tbl-q1}

::: {.table-note}
Ескертпе
:::

::: {.callout-note}
Мәтін
:::
"""
# Runs in another process, so that hash seed, time zone and folder are other ones too.
SCRIPT = """
import sys
from pathlib import Path
from survey.render.build import execute, render
folder = Path(sys.argv[1])
executed = execute(folder / "tea.qmd", "kk", folder / "build", epoch=1663200000, metadata={"title": "Шай", "notice": "Сынақ"})
errors = [output.error for output in render(executed, ("html", "docx", "pdf"), folder / "out" / "tea")]
assert errors == [None, None, None], errors
"""


def outputs_elsewhere(folder: Path, figure: bytes, zone: str, seed: str) -> dict[str, bytes]:
    (folder / "build/figures").mkdir(parents=True)
    (folder / "build/figures/q1.svg").write_bytes(figure)
    (folder / "tea.qmd").write_text(BODY, "utf-8")
    source = str(Path(build.__file__).parents[2])
    environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": source}
    subprocess.run([sys.executable, "-c", SCRIPT, str(folder)], env=environment, check=True)
    return {name: (folder / "out" / f"tea.{name}").read_bytes() for name in FORMATS}


def test_the_same_bytes_in_another_folder_time_zone_and_hash_seed(tmp_path: Path, svg: bytes) -> None:
    first = outputs_elsewhere(tmp_path / "a", svg, "UTC", "1")
    second = outputs_elsewhere(tmp_path / "other folder", svg, "Asia/Almaty", "2")
    assert [name for name in FORMATS if first[name] != second[name]] == []
    # and none of them tells where it was made
    places = [str(tmp_path).encode(), str(shipped.root()).encode(), sys.prefix.encode()]
    held = [first["html"], first["pdf"], *read_parts(first["docx"]).values()]
    assert [place for place in places for data in held if place in data] == []


def test_outputs_appear_whole_and_nothing_else_does(run: Run, tmp_path: Path) -> None:
    outputs = render(run(BODY), FORMATS, tmp_path / "out" / "report.kk")
    assert [(output.format, output.error, output.path.name) for output in outputs] == [
        ("html", None, "report.kk.html"),
        ("docx", None, "report.kk.docx"),
        ("pdf", None, "report.kk.pdf"),
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["report.kk.docx", "report.kk.html", "report.kk.pdf"]
    assert all(output.seconds.keys() == {"resolve", "write"} for output in outputs)


def test_one_output_that_fails_leaves_the_others_and_no_old_file_of_its_own(run: Run, tmp_path: Path) -> None:
    executed = run(BODY)
    (executed.folder / "templates/report.typst").write_text("#nothing-of-this-name", "utf-8")
    (tmp_path / "tea.pdf").write_text("old")
    html, docx, pdf = render(executed, FORMATS, tmp_path / "tea")
    assert (html.error, docx.error) == (None, None)
    assert pdf.error is not None
    assert pdf.error.code == "SQ-R13"
    assert "nothing-of-this-name" in str(pdf.error)
    assert not (tmp_path / "tea.pdf").exists()  # it would look like today's
    assert not list(tmp_path.glob(".*.part"))


def test_a_file_that_cannot_be_written_is_one_clear_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tea.html").mkdir()
    (output,) = render(run(BODY), ["html"], tmp_path / "tea")
    assert output.error is not None
    assert output.error.code == "SQ-R19"


def test_an_error_of_any_type_stays_with_its_output(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("no such colour")

    monkeypatch.setattr(build, "_WRITERS", {**build._WRITERS, "html": broken})
    html, docx = render(run(BODY), ["html", "docx"], tmp_path / "tea")
    assert html.error is not None
    assert html.error.code == "SQ-R27"
    assert "ValueError: no such colour" in str(html.error)
    assert docx.error is None


@pytest.mark.parametrize("missing", ["templates/report.css", "templates/report.html", "templates/report.typst"])
def test_a_file_that_cannot_be_read_is_told_otherwise_than_one_that_cannot_be_written(
    run: Run, tmp_path: Path, missing: str
) -> None:
    executed = run(BODY)
    (executed.folder / missing).unlink()
    (output,) = render(executed, ["pdf" if missing.endswith("typst") else "html"], tmp_path / "tea")
    assert output.error is not None
    assert output.error.code != "SQ-R19"
    assert Path(missing).name in str(output.error)


def test_an_output_under_a_file_is_blocked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (output,) = render(run(BODY), ["html"], tmp_path / "file" / "tea")
    assert output.error is not None
    assert output.error.code == "SQ-R19"


def test_the_built_in_renderer_refuses_what_it_does_not_do(run: Run, tmp_path: Path) -> None:
    (output,) = render(run("::: {.panel-tabset}\n## a\n:::\n"), ["html"], tmp_path / "tea")
    assert output.error is not None
    assert (output.error.code, output.path.exists()) == ("SQ-R08", False)


@pytest.mark.parametrize(("formats", "renderer", "code"), [(["odt"], "builtin", "SQ-R17"), (["html"], "latex", "SQ-R18")])
def test_unknown_formats_and_renderers(run: Run, tmp_path: Path, formats: list[str], renderer: str, code: str) -> None:
    with pytest.raises(SurveyError) as caught:
        render(run("a"), formats, tmp_path / "tea", renderer)
    assert caught.value.code == code


def test_no_english_word_of_the_renderer_in_a_kazakh_page(run: Run, tmp_path: Path) -> None:
    (output,) = render(run(BODY, metadata={"title": "Шай", "notice": "Сынақ"}), ["html"], tmp_path / "tea")
    body = output.path.read_text("utf-8").partition("<body>")[2]
    assert set(re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>", " ", body))) == set()
