from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from survey.errors import Problem, SurveyError
from survey.render.project import Executed, resolved
from survey.render.tree import plain

Run = Callable[..., Executed]
FIGURE = '![Шай](figures/q1){#fig-q1 fig-alt="Шай ішетіндер"}\n\n'
TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n\n: Кесте {#tbl-q1}\n\n"


def text(executed: Executed, target: str = "html") -> str:
    """The paragraphs of the resolved document, one a line."""
    blocks = resolved(executed, target)["blocks"]
    return "\n".join(
        plain(block["c"][2] if block["t"] == "Header" else block) for block in blocks if block["t"] in {"Para", "Header"}
    )


def problems(run: Run, body: str, **arguments: object) -> list[Problem]:
    with pytest.raises(SurveyError) as caught:
        run(body, **arguments)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("kk", "1-суретте, кесте 1, сурет 1, кесте 1, қараңыз: 1."),
        ("ru", "1-суретте, табл. 1, рис. 1, табл. 1, қараңыз: 1."),
        ("en", "1-суретте, Table 1, Figure 1, Table 1, қараңыз: 1."),
    ],
)
def test_references_in_each_language(run: Run, language: str, expected: str) -> None:
    body = FIGURE + TABLE + "[-@fig-q1]-суретте, @tbl-q1, [@fig-q1; @tbl-q1], [қараңыз: @fig-q1].\n"
    assert text(run(body, language)).replace("\u00a0", " ") == expected


def test_a_section_is_referred_to_by_its_heading_or_by_its_number(run: Run) -> None:
    body = "# Бірінші\n\n# Әдіс {#sec-method}\n\n@sec-method\n"
    assert text(run(body)).splitlines()[-1] == "Әдіс"
    assert text(run("---\nnumber-sections: true\n---\n\n" + body)).splitlines()[-1] == "бөлім\u00a02"


def test_only_the_language_of_the_report_is_left(run: Run) -> None:
    body = "".join(f'::: {{.content-visible when-profile="{name}"}}\n# {name} {{#sec-a}}\n:::\n\n' for name in ("kk", "ru", "en"))
    assert text(run(body, "ru")) == "ru"
    assert text(run('[a]{.content-hidden when-profile="kk"}[b]{.content-hidden unless-profile="kk"}', "kk")) == "b"


def test_a_document_may_differ_between_formats(run: Run) -> None:
    executed = run(
        '::: {.content-visible when-format="typst"}\nбетте\n:::\n\n::: {.content-hidden when-format="typst"}\nэкранда\n:::\n'
    )
    assert executed.by_format
    assert [text(executed, target) for target in ("html", "docx", "typst")] == ["экранда", "экранда", "бетте"]


def test_a_callout_gets_its_title_from_the_language_file(run: Run) -> None:
    callout = resolved(run("::: {.callout-tip}\nМәтін\n:::\n\n::: {.callout-note}\n## Өз тақырыбы\nМәтін\n:::\n"), "html")[
        "blocks"
    ]
    assert [plain(block["c"][1][0]) for block in callout] == ["Кеңес", "Өз тақырыбы"]


@pytest.mark.parametrize(
    ("body", "code", "params", "line"),
    [
        ("\n\nSee @fig-q7.", "SQ-R09", {"reference": "fig-q7"}, 3),
        ("\n\nSee [@lohr2021].", "SQ-R10", {"citation": "lohr2021"}, 3),
        ('![a](figures/none){#fig-a fig-alt="b"}', "SQ-R11", {"picture": "figures/none"}, None),
        ("![caption](figures/q1){#fig-q1}", "SQ-R12", {"figure": "fig-q1"}, None),
        (FIGURE + FIGURE, "SQ-R15", {"label": "fig-q1"}, None),
        ("\n\n::: {.callout-not}\n:::\n", "SQ-R07", {"name": "::: callout-not", "nearest": "callout-note"}, 3),
        ("---\ntoc-dept: 2\n---\n", "SQ-R07", {"name": "toc-dept", "nearest": "toc-depth"}, 2),
    ],
)
def test_what_would_spoil_the_report_is_named(run: Run, body: str, code: str, params: dict[str, str], line: int | None) -> None:
    found = problems(run, body)
    assert [(problem.code, dict(problem.params), problem.place.line) for problem in found] == [(code, params, line)]


def test_all_problems_come_at_once(run: Run) -> None:
    found = problems(run, "---\ntocc: 2\n---\n\n```{python}\n#| labell: a\n1\n```\n")
    assert [problem.place.line for problem in found] == [2, 5]


def test_what_only_quarto_can_do_is_kept_for_the_renderer(run: Run) -> None:
    executed = run("::: {.panel-tabset}\n## a\n:::\n")
    assert [problem.params["name"] for problem in executed.unsupported] == ["::: panel-tabset"]


def test_the_project_stands_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text("@book{lohr, author={Lohr, S.}, title={Sampling}, year={2021}}", "utf-8")
    executed = run("---\nbibliography: refs.bib\nformat: html\n---\n\n```{python}\n#| echo: false\n6 * 16\n```\n\n[@lohr]\n")
    made = {path.relative_to(executed.folder).as_posix() for path in executed.folder.rglob("*") if path.is_file()}
    assert made >= {
        "_quarto.yml",
        "_language-kk.yml",
        "tea.qmd",
        "refs.bib",
        "gost.csl",
        "templates/reference.docx",
        "figures/q1.svg",
    }
    settings = yaml.safe_load((executed.folder / "_quarto.yml").read_text("utf-8"))
    assert (settings["lang"], settings["title"], settings["project"]["render"]) == ("kk", "Шай", ["tea.qmd"])
    assert set(settings["format"]) == {"html", "docx", "typst"}
    document = (executed.folder / "tea.qmd").read_text("utf-8")
    assert document.startswith("---\nengine: markdown\n---\n")
    assert "{python}" not in document
    assert "96" in document
    assert not any(
        str(tmp_path).encode() in path.read_bytes()
        for path in executed.folder.rglob("*")
        if path.is_file() and ".tree" not in str(path)
    )


def test_what_the_caller_says_stands_over_the_document(run: Run) -> None:
    executed = run("---\ntitle: Document\nlang: en\n---\n", "kk", metadata={"title": "Caller"})
    assert (executed.config["title"], executed.config["lang"]) == ("Caller", "kk")


def test_a_study_without_settings_takes_those_of_the_package_and_its_own_first(run: Run, tmp_path: Path) -> None:
    assert run("a").options("html")["toc-depth"] == 2
    (tmp_path / "_quarto.yml").write_text("toc-depth: 3\nformat:\n  html:\n    toc: false\n", "utf-8")
    (tmp_path / "_language-kk.yml").write_text("toc-title-document: Тізім\n", "utf-8")
    assert [problem.params["label"] for problem in problems(run, "a")] == [
        "crossref-fig-title",
        "crossref-tbl-title",
        "crossref-sec-prefix",
        "skip-to-content",
    ]


def test_it_can_be_sent_to_another_process(run: Run) -> None:
    executed = run("Сәлем\n\n::: {.panel-tabset}\n:::\n")
    assert pickle.loads(pickle.dumps(executed)) == executed


def test_every_step_of_the_execution_has_its_time(run: Run) -> None:
    assert set(run("a").seconds) == {"read", "cells", "tree"}


def test_a_document_without_a_title_has_that_of_its_language(run: Run) -> None:
    assert run("a", "ru", metadata={}).config["title"] == "Отчёт о результатах опроса"
