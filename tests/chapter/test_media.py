"""Pictures of figures: drawn anew where the data changed, left where a person replaced them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.shared import Mm
from lxml import etree
from PIL import Image
from tests.chapter.word_files import SPACE, Numbers, address, parts_of, root

from survey.chapter.address import Address
from survey.chapter.check import check_file
from survey.chapter.controls import find_controls
from survey.chapter.figures import Drawn
from survey.chapter.living import figure_digest
from survey.chapter.media import picture_part
from survey.chapter.refresh import refresh_file
from survey.chapter.states import State
from survey.chapter.word_file import read_word_file
from survey.errors import FIGURE_NOT_DRAWN, PICTURE_GONE
from survey.i18n.text import Language
from survey.office import written
from survey.render.opc import w

FIGURE = address(code="-", statistic="figure", form="bars")
WAS, IS = ("yes: 54", "no: 42"), ("yes: 57", "no: 39")


def png(colour: str, size: tuple[int, int] = (200, 100), dpi: int = 600) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "png", dpi=(dpi, dpi))
    return out.getvalue()


@dataclass
class Painter:
    """Draws one picture and remembers what it was asked for."""

    drawn: bytes
    asked: int = 0

    def picture(self, _: Address, dpi: int, __: Language) -> Drawn | None:
        self.asked = dpi
        return Drawn("yes: 57, no: 39", self.drawn)

    def chart(self, _: Address, __: Mapping[str, bytes], ___: str, ____: Language) -> Drawn | None:
        return None


def with_figure(path: Path, data: bytes, ours: bytes | None = None, copies: int = 1, outside: bool = False) -> Path:
    """A file with a figure; `ours`: what we wrote there where a person replaced it since."""
    document: Any = docx.Document()
    (path.parent / "was.png").write_bytes(data)
    for number in range(copies + outside):
        document.add_picture(str(path.parent / "was.png"), width=Mm(80))
        run = document.paragraphs[-1].runs[0]._r
        if number < copies:
            tag = FIGURE.tag(figure_digest(WAS, data if ours is None else ours))
            control = etree.fromstring(
                f'<w:sdt {SPACE}><w:sdtPr><w:alias w:val="{FIGURE.title}"/><w:tag w:val="{tag}"/><w:id w:val="{number + 1}"/>'
                "<w:picture/></w:sdtPr><w:sdtContent/></w:sdt>"
            )
            run.addprevious(control)
            control[1].append(run)
    document.save(str(path))
    return path


def pictures(path: Path) -> list[bytes]:
    return [data for name, data in parts_of(path).items() if "/media/" in name]


def extents(path: Path) -> list[tuple[int, int]]:
    return [(int(one.get("cx")), int(one.get("cy"))) for one in root(path).iter() if str(one.tag).endswith("}extent")]


def test_a_stale_figure_is_drawn_anew_as_wide_and_as_fine_as_before(tmp_path: Path) -> None:
    path = with_figure(tmp_path / "a.docx", png("red"))
    ((wide, tall),) = extents(path)
    painter = Painter(png("blue", (200, 150)))
    (change,) = refresh_file(path, Numbers({}, figures={"cups": IS}), painter).changes
    assert (change.kind, change.new, painter.asked) == ("figure", "yes: 57, no: 39", 600)
    assert pictures(path) == [png("blue", (200, 150))]
    assert extents(path) == [(wide, round(tall * 1.5))]
    assert check_file(path, Numbers({}, figures={"cups": IS})).of(State.FRESH)
    assert [one.get("descr") for one in root(path).iter() if str(one.tag).endswith("}docPr")] == ["yes: 57, no: 39"]


def test_two_copies_share_one_picture(tmp_path: Path) -> None:
    path = with_figure(tmp_path / "a.docx", png("red"), copies=2)
    assert len(refresh_file(path, Numbers({}, figures={"cups": IS}), Painter(png("blue"))).changes) == 2
    assert pictures(path) == [png("blue")]


def test_the_same_picture_outside_a_control_stays(tmp_path: Path) -> None:
    path = with_figure(tmp_path / "a.docx", png("red"), outside=True)
    refresh_file(path, Numbers({}, figures={"cups": IS}), Painter(png("blue")))
    assert sorted(pictures(path)) == sorted([png("red"), png("blue")])


def test_a_picture_replaced_by_hand_stays_unless_asked(tmp_path: Path) -> None:
    path = with_figure(tmp_path / "a.docx", png("green"), ours=png("red"))
    source = Numbers({}, figures={"cups": IS})
    assert check_file(path, source).of(State.OVERTYPED)
    assert len(refresh_file(path, source, Painter(png("blue"))).kept) == 1
    assert pictures(path) == [png("green")]
    refresh_file(path, source, Painter(png("blue")), overtyped=True)
    assert pictures(path) == [png("blue")]


def test_a_figure_that_is_squeezed_or_cropped_keeps_its_frame(tmp_path: Path) -> None:
    path = with_figure(tmp_path / "a.docx", png("red"))
    ((_, tall),) = extents(path)
    parts = parts_of(path)
    parts["word/document.xml"] = parts["word/document.xml"].replace(f'cy="{tall}"'.encode(), b'cy="360000"')
    path.write_bytes(written(parts))
    before = extents(path)
    refresh_file(path, Numbers({}, figures={"cups": IS}), Painter(png("blue", (200, 150))))
    assert extents(path) == before


def test_without_a_picture_or_somebody_to_draw_it(tmp_path: Path) -> None:
    path = with_figure(tmp_path / "a.docx", png("red"))
    source = Numbers({}, figures={"cups": IS})
    assert [one.code for one in refresh_file(path, source).problems] == [FIGURE_NOT_DRAWN]
    document: Any = docx.Document(str(path))
    drawing = next(document.element.iter(w("drawing")))
    drawing.getparent().remove(drawing)
    document.save(str(path))
    assert [one.code for one in refresh_file(path, source).problems] == [PICTURE_GONE]


def test_a_figure_in_a_tracked_deletion_does_not_count(tmp_path: Path) -> None:
    path = with_figure(tmp_path / "a.docx", png("red"))
    file = read_word_file(path)
    (control,) = find_controls(file)
    assert picture_part(file, control) == "word/media/image1.png"
    document: Any = docx.Document(str(path))
    run = next(document.element.iter(w("drawing"))).getparent()
    gone = etree.fromstring(f'<w:del {SPACE} w:id="9" w:author="a"/>')
    run.addprevious(gone)
    gone.append(run)
    document.save(str(path))
    assert find_controls(read_word_file(path)) == ()


def test_a_picture_that_went_is_no_kind_of_part_any_more(tmp_path: Path) -> None:
    path = with_figure(tmp_path / "a.docx", png("red"))
    parts = parts_of(path)
    name = next(name for name in parts if "/media/" in name)
    override = f'<Override PartName="/{name}" ContentType="image/png"/></Types>'.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    path.write_bytes(written(parts))
    refresh_file(path, Numbers({}, figures={"cups": IS}), Painter(png("blue")))
    named = {str(one.get("PartName")).lstrip("/") for one in root(path, "[Content_Types].xml") if one.get("PartName")}
    assert named <= set(parts_of(path))
