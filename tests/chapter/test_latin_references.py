from __future__ import annotations

from pathlib import Path

import pytest

from survey.chapter.latin_references import cited, latin, with_latin_references
from survey.chapter.profile import read_profile
from survey.errors import SurveyError
from survey.render.project import execute, resolved
from survey.render.tree import plain
from survey.shipped import root

BIBLIOGRAPHY = """
@book{book, author={Кокрен, Уильям}, title={Методы исследования}, year={1976}, publisher={Статистика},
  address={Москва}, langid={russian}}
@article{article, author={Әлімжанов, Юсуф}, title={Қазақстанның егемендігі}, year={2021}, journal={Хабаршы}, number={3},
  langid={kazakh}}
@book{never, author={Никто}, title={Не упомянуто}, year={2000}}
"""
TEXT = "# Шай\n\nБұл туралы [@article] пен [@book].\n\n# Әдебиет {.unnumbered}\n\n::: {#refs}\n:::\n\n# Қосымша\n"


def test_a_second_list_in_the_same_order(tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text(BIBLIOGRAPHY, "utf-8")
    (tmp_path / "tea.qmd").write_text(TEXT, "utf-8")
    rules = read_profile("journal")
    executed = execute(tmp_path / "tea.qmd", "kk", tmp_path / "build", epoch=0, metadata=cited(tmp_path, rules))
    tree = resolved(executed, "docx")
    made = with_latin_references(executed, tree, rules)["blocks"]
    place = next(number for number, block in enumerate(made) if block["t"] == "Header" and plain(block["c"][2]) == "References")
    assert [plain(entry["c"][1]).replace("\u00a0", " ") for entry in made[place + 1]["c"][1]] == [
        "1. Älımjanov İu. Qazaqstannyñ egemendıgı // Habarşy. 2021. No. 3.",
        "2. Kokren U. Metody issledovaniya. Moskva: Statistika, 1976.",
    ]
    assert plain(made[place + 2]["c"][2]) == "Қосымша"
    assert with_latin_references(executed, tree, read_profile("gost-kz")) == tree


def test_nothing_is_cited(tmp_path: Path) -> None:
    rules = read_profile("journal")
    assert cited(tmp_path, rules) == {"csl": str(root() / "reports" / "gost.csl")}
    (tmp_path / "tea.qmd").write_text("# Шай\n\n::: {#refs}\n:::\n", "utf-8")
    executed = execute(tmp_path / "tea.qmd", "kk", tmp_path / "build", epoch=0, metadata=cited(tmp_path, rules))
    tree = resolved(executed, "docx")
    assert with_latin_references(executed, tree, rules) == tree


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        *(("Ю.Л.", "Yu. L."), ("Ю. Л.", "Yu. L."), ("Юлия-Анна", "Yu.-A.")),
        *(("Щ.-Ю.", "Shch.-Yu."), ("Юрий Львович", "Yu. L."), ("Ю", "Yu.")),
    ],
)
def test_initials_of_names_in_any_form(given: str, expected: str) -> None:
    work = {"title": "Методы", "author": [{"family": "Щукин", "given": given}]}
    assert latin(work, {"kk": "latin-2021", "ru": "bsi"})["author"] == [{"family": "Shchukin", "given": expected}]


def test_a_style_beside_the_profile_goes_before_one_beside_the_wave(tmp_path: Path) -> None:
    own, wave = tmp_path / "own", tmp_path / "wave"
    own.mkdir()
    wave.mkdir()
    (own / "base.yaml").write_text("id: base\nbased_on: gost-kz\ncitations: {style: our.csl}\n", "utf-8")
    (own / "mine.yaml").write_text("id: mine\nbased_on: base.yaml\n", "utf-8")
    with pytest.raises(SurveyError) as found:
        cited(wave, read_profile(own / "mine.yaml"))
    (told,) = found.value.problems
    assert (told.code, told.place.file, told.place.line) == ("SQ-W48", own / "base.yaml", 3)
    for folder in (wave, own):
        (folder / "our.csl").write_text("<style/>", "utf-8")
        assert cited(wave, read_profile(own / "mine.yaml"))["csl"] == str(folder / "our.csl")
