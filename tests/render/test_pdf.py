from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from survey.i18n.markdown import escape
from survey.render.build import Executed, render

Run = Callable[..., Executed]
BODY = """# Бірінші

Мәтін, $\\hat p = n_i / n$, α, ₸.

![Шай](figures/q1){#fig-q1 fig-alt="Шай: 54"}

| Жауап | Саны |
|:------|-----:|
| Иә    | 54   |

: Кесте {#tbl-q1}

::: {.table-note}
Ескертпе
:::

::: {.callout-important}
Мәтін
:::

## Екінші

[Сілтеме](https://example.org) және ескертпе.[^1]

[^1]: Ескертпенің мәтіні.
"""


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_tagged_file_that_says_it_meets_pdf_ua(run: Run, tmp_path: Path, language: str) -> None:
    (output,) = render(
        run(BODY, language, metadata={"title": "Шай", "notice": "Сынақ", "author": "Ә. Сейтқали"}), ["pdf"], tmp_path / "tea"
    )
    assert output.error is None
    reader = PdfReader(output.path)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"])[:2] == language
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data().replace(b'="1"', b">1<")
    assert [heading["/Title"] for heading in flat(reader.outline)] == ["Бірінші", "Екінші"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Шай"


def flat(outline: list[object]) -> list[dict[str, str]]:
    return [one for entry in outline for one in (flat(entry) if isinstance(entry, list) else [entry])]  # type: ignore[list-item]


def test_the_notice_stands_on_every_page_and_the_title_on_every_page_but_the_first(run: Run, tmp_path: Path) -> None:
    body = "\n\n".join(f"# Бөлім {n}\n\n" + "Сөйлем. " * 900 for n in range(2))
    (output,) = render(run(body, metadata={"title": "Шай туралы есеп", "notice": "Сынақ деректер"}), ["pdf"], tmp_path / "tea")
    pages = [page.extract_text() for page in PdfReader(output.path).pages]
    assert len(pages) > 3
    assert [text.count("Сынақ деректер") for text in pages] == [1] * len(pages)
    assert [text.count("Шай туралы есеп") for text in pages] == [1] * len(pages)  # on the first it is the title itself


def test_only_fonts_from_packages(run: Run, tmp_path: Path) -> None:
    (output,) = render(run(BODY), ["pdf"], tmp_path / "tea")
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in PdfReader(output.path).pages
        for font in page["/Resources"].get_object().get("/Font", {}).values()
    }
    assert fonts
    assert {name for name in fonts if not name.startswith(("PTS", "PTSerif", "PTSans", "SourceS", "NewCM"))} == set()


def test_a_warning_of_typst_is_an_error_by_name(run: Run, tmp_path: Path) -> None:
    executed = run(BODY)
    template = executed.folder / "templates/typst-template.typ"
    template.write_text(template.read_text("utf-8").replace('"PT Serif"', '"No Such Font"'), "utf-8")
    (output,) = render(executed, ["pdf"], tmp_path / "tea")
    assert output.error is not None
    assert "no such font" in str(output.error)


def test_signs_that_typst_would_change_stay_as_they_are(run: Run, tmp_path: Path) -> None:
    text = """7... -5 a-?b x--y z---w "q" 'r' 2021-2022 ~8 //c"""
    (output,) = render(run(f"{escape(text)}\n"), ["pdf"], tmp_path / "tea")
    assert output.error is None
    assert text in "\n".join(page.extract_text() for page in PdfReader(output.path).pages)


def test_a_range_of_numbers_stays_on_one_line(run: Run, tmp_path: Path) -> None:
    """Paragraphs that begin with ever longer words, so that ranges stand at every place of a line."""
    ranges = " ".join(["12–14\N{NO-BREAK SPACE}(2,1–11,5\N{NO-BREAK SPACE}%)"] * 12)
    body = "\n\n".join(f"{'ш' * length} {ranges}" for length in range(1, 25))
    (output,) = render(run(body, "ru", metadata={"title": "Шай"}), ["pdf"], tmp_path / "tea")
    assert output.error is None
    lines = [line.strip() for page in PdfReader(output.path).pages for line in page.extract_text().splitlines()]
    assert [line for line in lines if line.endswith("–")] == []
    assert "".join("".join(lines).split()).count("12–14(2,1–11,5%)") == 24 * 12
