from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from survey.render.project import Executed, resolved
from survey.render.tree import plain

Run = Callable[..., Executed]
BIBLIOGRAPHY = """
@book{book, author={Кокрен, Уильям}, title={Методы выборочного исследования}, year={1976},
  publisher={Статистика}, address={Москва}, pagetotal={440}}
@article{article, author={Wilson, Edwin B. and Brown, Ann}, title={Probable Inference}, year={1927},
  journal={JASA}, volume={22}, number={158}, pages={209--212}}
@phdthesis{thesis, author={Сейтқали, Әсел}, title={Егемендік}, school={ҚазҰУ}, year={2023}, type={PhD диссертация}}
@book{four, author={Иванов, Иван and Петров, Пётр and Ким, Юрий and Ли, Анна}, title={Социология}, edition={2},
  year={2020}, publisher={Білім}, address={Алматы}, pagetotal={300}, langid={russian}}
@incollection{chapter, author={Тощенко, Жан}, title={Человек}, booktitle={Социология сегодня}, editor={Ядов, Владимир},
  year={2001}, publisher={Наука}, address={Москва}, pages={12--20}, langid={russian}}
@legislation{law, title={О персональных данных}, type={Закон}, number={94-V}, date={2013-05-21}, langid={russian}}
@article{issue, author={Әлімжанов, Юсуф}, title={Егемендік}, year={2021}, journal={Хабаршы}, number={3},
  pages={2--8}, langid={kazakh}}
@online{page, author={{AAPOR}}, title={Disclosure Standards}, year={2021}, url={https://example.org/a}, urldate={2026-02-03}}
"""
EXPECTED = {
    "kk": [
        "1. Кокрен У. Методы выборочного исследования. Москва: Статистика, 1976. 440 б.",
        "2. Wilson E. B., Brown A. Probable Inference // JASA. 1927. Т. 22, № 158. Б. 209–212.",
        "3. Сейтқали Ә. Егемендік: PhD диссертация. ҚазҰУ, 2023.",
        "4. AAPOR. Disclosure Standards [Электрондық ресурс]. 2021. URL: https://example.org/a (қаралған күні: 03.02.2026).",
        "5. Иванов И. және т. б. Социология. 2-бас. Алматы: Білім, 2020. 300 б.",
        "6. Тощенко Ж. Человек // Социология сегодня / ред. В. Ядов. Москва: Наука, 2001. Б. 12–20.",
        "7. О персональных данных: Закон, 21.05.2013, № 94-V.",
        "8. Әлімжанов Ю. Егемендік // Хабаршы. 2021. № 3. Б. 2–8.",
    ],
    "ru": [
        "1. Кокрен У. Методы выборочного исследования. Москва: Статистика, 1976. 440 с.",
        "2. Wilson E. B., Brown A. Probable Inference // JASA. 1927. Т. 22, № 158. С. 209–212.",
        "3. Сейтқали Ә. Егемендік: PhD диссертация. ҚазҰУ, 2023.",
        "4. AAPOR. Disclosure Standards [Электронный ресурс]. 2021. URL: https://example.org/a (дата обращения: 03.02.2026).",
        "5. Иванов И. и др. Социология. 2-е изд. Алматы: Білім, 2020. 300 с.",
        "6. Тощенко Ж. Человек // Социология сегодня / ред. В. Ядов. Москва: Наука, 2001. С. 12–20.",
        "7. О персональных данных: Закон, 21.05.2013, № 94-V.",
        "8. Әлімжанов Ю. Егемендік // Хабаршы. 2021. № 3. С. 2–8.",
    ],
    "en": [
        "1. Кокрен У. Методы выборочного исследования. Москва: Статистика, 1976. 440 p.",
        "2. Wilson E. B., Brown A. Probable inference // JASA. 1927. Vol. 22, no. 158. P. 209–212.",
        "3. Сейтқали Ә. Егемендік: PhD диссертация. ҚазҰУ, 2023.",
        "4. AAPOR. Disclosure standards [Electronic resource]. 2021. URL: https://example.org/a (accessed: 03.02.2026).",
        "5. Иванов И. et al. Социология. 2nd ed. Алматы: Білім, 2020. 300 p.",
        "6. Тощенко Ж. Человек // Социология сегодня / ed. В. Ядов. Москва: Наука, 2001. P. 12–20.",
        "7. О персональных данных: Закон, 21.05.2013, № 94-V.",
        "8. Әлімжанов Ю. Егемендік // Хабаршы. 2021. No. 3. P. 2–8.",
    ],
}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_list_of_references_in_each_language(run: Run, tmp_path: Path, language: str) -> None:
    (tmp_path / "refs.bib").write_text(BIBLIOGRAPHY, "utf-8")
    cited = "[@book; @article; @thesis; @page; @four; @chapter; @law; @issue]"
    executed = run(f"---\nbibliography: refs.bib\n---\n\n{cited}\n\n::: {{#refs}}\n:::\n", language)
    *_, entries = resolved(executed, "html")["blocks"]
    assert [plain(entry["c"][1]).replace("\u00a0", " ") for entry in entries["c"][1]] == EXPECTED[language]


@pytest.mark.parametrize(("language", "locator"), [("kk", "б. 15"), ("ru", "с. 15"), ("en", "p. 15")])
def test_a_page_in_the_text(run: Run, tmp_path: Path, language: str, locator: str) -> None:
    (tmp_path / "refs.bib").write_text(BIBLIOGRAPHY, "utf-8")
    executed = run("---\nbibliography: refs.bib\n---\n\n[@book, " + locator + "]\n", language)
    assert plain(resolved(executed, "html")["blocks"][0]).replace("\u00a0", " ") == f"[1, {locator}]"
