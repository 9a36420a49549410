from __future__ import annotations

from pathlib import Path

import pytest

from survey.errors import Place
from survey.render.execute import Block
from survey.render.qmd import split
from survey.render.quarto_keys import check_blocks, check_cells, check_header, check_name, names

FILE = Path("tea.qmd")
PLACES = ("document", "execute", "crossref", "project", "profile", "format", "cell", "div", "condition", "condition-format")


@pytest.mark.parametrize("place", PLACES)
def test_what_we_accept_is_known_to_quarto(place: str) -> None:
    assert names(place, "accepted") <= names(place, "known")
    assert not names(place, "own") & names(place, "known")


def test_quarto_has_111_strings_to_translate() -> None:
    assert len(names("language", "known")) == 111


@pytest.mark.parametrize(
    ("place", "name", "code", "nearest"),
    [
        ("document", "toc", None, None),
        ("document", "notice", None, None),
        ("document", "toc-dept", "SQ-R07", "toc-depth"),
        ("document", "listing", "SQ-R08", None),
        ("execute", "freeze", "SQ-R08", None),
        ("format", "revealjs", "SQ-R08", None),
        ("cell", "fig-subcap", "SQ-R08", None),
        ("cell", "fig-capp", "SQ-R07", "fig-cap"),
        ("div", "panel-tabset", "SQ-R08", None),
        ("div", "callout-not", "SQ-R07", "callout-note"),
    ],
)
def test_names(place: str, name: str, code: str | None, nearest: str | None) -> None:
    found = list(check_name(place, name, Place(FILE)))
    assert [problem.code for problem in found] == ([code] if code else [])
    assert [problem.params.get("nearest") for problem in found] == ([nearest] if code else [])


def test_keys_of_a_header_are_found_with_their_lines() -> None:
    text = "---\ntitle: Tea\nexecute:\n  freeze: auto\nformat:\n  html:\n    tocc: true\n  revealjs: default\n"
    found = [(problem.params["name"], problem.place.line) for problem in check_header(text, FILE)]
    assert found == [("execute: freeze", 4), ("format: html: tocc", 7), ("format: revealjs", 8)]


def test_options_of_cells() -> None:
    document = split("\n```{python}\n#| label: a\n#| fig-subcap: [x, y]\n1\n```\n", FILE)
    assert [(problem.code, problem.place.line) for problem in check_cells(document)] == [("SQ-R08", 2)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("::: {.panel-tabset}\n:::", "::: panel-tabset"),
        ("::: callout-not\n:::", "::: callout-not"),
        ("::: {#fig-all layout-ncol=2}\n:::", "::: #fig-all"),
        ("Text {{< include other.qmd >}}", "{{< include other.qmd >}}"),
        ("See @eq-mean.", "@eq-mean"),
        ("$$x$$ {#eq-mean}", "#eq-mean"),
        ('::: {.content-visible when-profile="kz"}\n:::', 'when-profile="kz"'),
        ('::: {.content-visible when-format="pdf"}\n:::', 'when-format="pdf"'),
        ('[x]{.content-hidden when-meta="a.b"}', "when-meta"),
    ],
)
def test_what_the_built_in_renderer_does_not_do_is_refused_by_name_and_line(text: str, name: str) -> None:
    found = check_blocks([Block("\n" + text, 10)], FILE)
    assert (found[0].params["name"], found[0].place.line) == (name, 11)
    printed = check_blocks([Block("\n" + text, 10, printed=True)], FILE)
    assert {problem.place.line for problem in printed} == {10}


def test_what_a_cell_prints_many_times_is_told_once() -> None:
    printed = Block("{{< pagebreak >}}\n\n{{< pagebreak >}}\n\n@eq-a", 3, printed=True)
    found = check_blocks([printed, printed, Block("{{< pagebreak >}}", 9)], FILE)
    assert [(one.params["name"], one.place.line) for one in found] == [
        ("{{< pagebreak >}}", 3),
        ("@eq-a", 3),
        ("{{< pagebreak >}}", 9),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '::: {.content-visible when-profile="kk"}\n::: {.callout-note title="a"}\nx\n:::\n:::',
        "::: {#refs}\n:::",
        "`{{< include >}}` and `@eq-x` in code; a@eq-x.org",
        "::: {.table-note}\nx\n:::",
    ],
)
def test_what_it_does_passes(text: str) -> None:
    assert check_blocks([Block(text, 1)], FILE) == ()


def test_code_blocks_are_not_looked_at() -> None:
    assert check_blocks([Block("```\n{{< include x >}}\n```", 1, verbatim=True)], FILE) == ()
