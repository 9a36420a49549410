from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html

from survey import shipped
from survey.i18n.catalogue import say
from survey.render.build import Executed, render

Run = Callable[..., Executed]
BODY = """# Сұрақ {#sec-a}

![Шай](figures/q1){#fig-q1 fig-alt="Шай: 54"}

![Кофе](figures/q2){#fig-q2 fig-alt="Кофе: 20"}

| Жауап | Саны |
|:------|-----:|
| Иә    | 54   |

: Кесте {#tbl-q1}
"""


@pytest.fixture
def page(run: Run, tmp_path: Path) -> etree._Element:
    (output,) = render(run(BODY, metadata={"title": "Шай & кофе", "notice": "Сынақ"}), ["html"], tmp_path / "tea")
    assert output.error is None
    return html.fromstring(output.path.read_text("utf-8"))


def test_one_file_that_loads_nothing(page: etree._Element) -> None:
    assert page.xpath("//script | //link | //iframe | //img") == []
    addresses = re.findall(r"url\(([^)]*)\)", etree.tostring(page, encoding="unicode"))
    assert addresses
    assert all(address.startswith(('"data:', "#")) for address in addresses)


def test_figures_are_part_of_the_page_with_their_names(page: etree._Element) -> None:
    figures = page.xpath("//figure//*[local-name()='svg']")
    assert [(figure.get("role"), figure.get("aria-label")) for figure in figures] == [("img", "Шай: 54"), ("img", "Кофе: 20")]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_what_is_wider_than_a_phone_says_that_it_scrolls(page: etree._Element) -> None:
    hint = say("report.scroll_hint", "kk")
    assert page.xpath("string(//body/@style)") == f"--scroll-hint: '{hint}'"
    assert "content:var(--scroll-hint)" in page.xpath("string(//style)").replace(": ", ":")


def test_what_a_reader_needs_to_find_the_way(page: etree._Element) -> None:
    assert page.get("lang") == "kk"
    assert page.xpath("string(//title)") == "Шай & кофе"
    assert page.xpath("string(//a[@class='skip'])") == "Негізгі мазмұнға өту"
    assert page.xpath("//main/@id") == ["content"]
    assert page.xpath("string(//nav//h2)") == "Мазмұны"
    assert page.xpath("//nav//a/@href") == ["#sec-a"]
    assert page.xpath("string(//*[@class='notice'])") == "Сынақ"


def test_a_table_scrolls_in_its_own_named_box_under_its_caption(page: etree._Element) -> None:
    (figure,) = page.xpath("//*[@id='tbl-q1']")
    assert [child.get("class") for child in figure] == ["table-caption", "table-box"]
    box = figure[1]
    assert page.xpath(f"normalize-space(//*[@id='{box.get('aria-labelledby')}'])") == "Кесте\u00a01. Кесте"
    assert (box.get("role"), box.get("tabindex"), len(box.xpath(".//thead//th"))) == ("region", "0", 2)


@pytest.mark.parametrize("image", ['<img alt="x">', "<img src='none.png' alt='x'>", '<img src="https://example.org/a.png">'])
def test_an_image_tag_that_leads_nowhere_is_named(run: Run, tmp_path: Path, image: str) -> None:
    (output,) = render(run(f"Мәтін {image} мәтін\n"), ["html"], tmp_path / "tea")
    assert output.error is not None
    assert output.error.code == "SQ-R11"


def test_an_image_tag_of_the_author_is_embedded(run: Run, tmp_path: Path) -> None:
    dot = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
    executed = run(f"<IMG alt='бір' src='figures/dot.gif'> <img src='figures/q1.svg' alt='екі'> <img src=\"{dot}\" alt=\"үш\">\n")
    (executed.folder / "figures/dot.gif").write_bytes(b"GIF89a")
    (output,) = render(executed, ["html"], tmp_path / "tea")
    assert output.error is None
    page = html.fromstring(output.path.read_text("utf-8"))
    assert page.xpath("//img/@src") == ["data:image/gif;base64,R0lGODlh", dot]
    assert page.xpath("//*[local-name()='svg']/@aria-label") == ["екі"]


def luminance(colour: str) -> float:
    full = colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
    parts = [int(full[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_what_the_standard_says() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.005)  # the known example just under 4.5


def test_colours_of_text_meet_wcag_aa_on_their_grounds() -> None:
    css = (shipped.root() / "reports/templates/report.css").read_text("utf-8")
    names = dict(re.findall(r"--(\w+): (#\w+);", css))
    pairs = [(names[text], ground) for text in ("ink", "muted", "accent") for ground in ("#fff", names["tint"])]
    pairs += re.findall(r"color: (#\w+);\s*background: (#\w+);", css)
    for kind in ("important", "tip"):
        ground = re.search(rf"\.callout-{kind} {{ [^}}]*background: (#\w+)", css)
        text = re.search(rf"\.callout-{kind} \.callout-title {{ color: (#\w+)", css)
        assert ground is not None
        assert text is not None
        pairs.append((text[1], ground[1]))
    assert [(text, ground) for text, ground in pairs if contrast(text, ground) < 4.5] == []
    assert len(pairs) >= 10
