"""A small chapter, made as a real one is: Pandoc with the styles of a profile, then `finish`."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
from lxml import etree

from survey.chapter.finish import finish
from survey.chapter.profile import crossref_metadata, read_profile
from survey.chapter.styles import reference_docx
from survey.i18n.text import Language
from survey.office import read_parts, written
from survey.render.docx import to_docx
from survey.render.opc import w, xml_bytes
from survey.render.project import execute, resolved

TEXT = """
# Зерттеу нәтижелері {#sec-all}

## Институттарға сенім {#sec-trust}

Сарапшылардың 54,2%-ы сотқа сенеді ([-@fig-court]-сурет, [-@tbl-court]-кесте).

Екінші абзац [-@sec-trust]-бөлімде.

```{=openxml}
<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t xml:space="preserve">Үлесі </w:t></w:r>
<w:sdt><w:sdtPr><w:alias w:val="tea-2026/cups"/><w:tag w:val="sq:two/percent/1#9f86d081"/><w:id w:val="1"/><w:text/></w:sdtPr>
<w:sdtContent><w:r><w:t>54,2%</w:t></w:r></w:sdtContent></w:sdt></w:p>
```

![Сотқа сенім](court){#fig-court fig-alt="a"}

![Полицияға сенім](police){#fig-police fig-alt="b"}

| Жауап | n | % |
|---|---:|---:|
| Иә | 52 | 54,2 |
| Жоқ | 44 | 45,8 |

: Жауаптар {#tbl-court}

::: {.table-note}
Ескертпе: базасы – 96 сарапшы.
:::

Кестеден кейінгі абзац.

- тізімнің бірінші жолы

Полиция туралы деректер [-@fig-police]-суретте.

## Келесі бөлім

Мәтін.

# Қосымша А {.unnumbered}

Мәтін.
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><rect width="200" height="40" fill="#07b"/></svg>'


def chapter(
    folder: Path, language: Language = "kk", *, profile: str | Path = "gost-kz", template: Path | None = None, **options: Any
) -> Path:
    """The path of a chapter; `options` go to `finish`."""
    folder.mkdir(parents=True, exist_ok=True)
    rules = read_profile(profile)
    reference, source, out = folder / "reference.docx", folder / "tea.qmd", folder / "chapter.docx"
    reference.write_bytes(reference_docx(rules, language, template))
    source.write_text(TEXT, "utf-8")
    build = folder / "build"
    build.mkdir(exist_ok=True)
    for name in ("court", "police"):
        (build / f"{name}.svg").write_text(SVG, "utf-8")
    starts = options.get("start_figure", 1), options.get("start_table", 1)
    executed = execute(
        source,
        language,
        build,
        epoch=1663200000,
        metadata={
            "toc": True,
            "format": {"docx": {"reference-doc": str(reference), "number-sections": True}},
            "crossref": crossref_metadata(rules, language, *starts, options.get("section")),
        },
    )
    to_docx(executed, resolved(executed, "docx"), out, headers=template is None)
    out.write_bytes(finish(out.read_bytes(), rules, language, template=template is not None, **options))
    return out


def part(path: Path, name: str = "document") -> Any:
    """A part of a Word file as XML."""
    return etree.fromstring(read_parts(path.read_bytes())[f"word/{name}.xml"])


def with_part(path: Path, root: Any, name: str = "document") -> Path:
    """The same file with a part that a test has changed, beside it."""
    parts = read_parts(path.read_bytes())
    parts[f"word/{name}.xml"] = xml_bytes(root)
    made = path.with_name("changed.docx")
    made.write_bytes(written(parts))
    return made


def paragraphs(root: Any) -> dict[str, Any]:
    """Text -> paragraph."""
    return {"".join(t.text or "" for t in p.iter(w("t"))).replace("\u00a0", " "): p for p in root.iter(w("p"))}


def fields(root: Any) -> list[str]:
    """The instructions of all fields."""
    return [" ".join((code.text or "").split()) for code in root.iter(w("instrText"))]


def opened(path: Path) -> Any:
    """The file as python-docx reads it."""
    return docx.Document(io.BytesIO(path.read_bytes()))
