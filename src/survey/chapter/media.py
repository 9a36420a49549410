"""The picture or the chart in the control of a figure: its bytes, its size, its words."""

from __future__ import annotations

import hashlib
import posixpath
import struct
from typing import Any

from lxml import etree

from survey.chapter.chart_content import chart_digest
from survey.chapter.controls import Control
from survey.chapter.figures import Figures
from survey.chapter.word_file import CONTENT_TYPES, WordFile
from survey.i18n.text import Language
from survey.plots.save import LEAST_DPI, MOST_DPI
from survey.render.opc import KINDS, RELATIONS, xml_bytes

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PNG = b"\x89PNG\r\n\x1a\n"
_SAME_SHAPE = 0.02
_USUAL_DPI = 300


def picture_digest(file: WordFile, control: Control) -> str | None:
    """Eight hexadecimal digits of the bytes of the picture, or of what the chart tells; None where the control holds none.

    The colours and fonts of a chart are its author's: they do not count.
    """
    part = picture_part(file, control)
    data = None if part is None else file.part(part)
    if part is None or data is None:
        return None
    return chart_digest(file.part, part) if _pointer(control).tag == f"{_C}chart" else bytes_digest(data)


def bytes_digest(data: bytes) -> str:
    """Eight hexadecimal digits of the bytes of a picture.

    >>> bytes_digest(b"")
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()[:8]


def picture_part(file: WordFile, control: Control) -> str | None:
    """The name of the part with the picture or the chart; None where the control holds none of this file."""
    pointer = _pointer(control)
    if pointer is None:
        return None
    return _targets(file, control.part).get(pointer.get(f"{_R}id") or pointer.get(f"{_R}embed"))


def words_of(control: Control) -> str:
    """What stands for the picture or chart for those who cannot see it; empty where nothing does."""
    drawing = control.drawing
    described = None if drawing is None else drawing.find(f".//{_WP}docPr")
    return "" if described is None else str(described.get("descr", ""))


def redraw(file: WordFile, control: Control, figures: Figures, language: Language) -> tuple[str, str] | None:
    """Put what the data say now in the place of a picture, as wide as that, or into a chart.

    Returns the words that stood for it before and those of now, empty where they stay; None where it cannot be drawn.
    """
    name, pointer = picture_part(file, control), _pointer(control)
    before = None if name is None else file.part(name)
    if control.address is None or name is None or before is None:
        return None
    if pointer.tag == f"{_C}chart":
        there = {one: file.part(one) or b"" for one in file.names()}
        drawn = figures.chart(control.address, there, name, language)
        file.replaced.update({} if drawn is None else drawn.parts or {})
    else:
        drawn = figures.picture(control.address, _dots_per_inch(before), language)
        if drawn is not None and drawn.png != before:
            _replace_picture(file, control, name, drawn.png)
    return None if drawn is None else _reword(file, control, drawn.alt)


def _replace_picture(file: WordFile, control: Control, old: str, png: bytes) -> None:
    name, pointer = f"{posixpath.dirname(old)}/{_named(old, png)}", _pointer(control)
    _fit(control.drawing, file.part(old) or b"", png)
    file.replaced[name] = png
    pointer.set(f"{_R}embed", _relation(file, control.part, name))
    for other in pointer.findall(f"{_A}extLst"):  # the same picture in another form
        pointer.remove(other)
    file.touched.add(control.part)


def drop_unused(file: WordFile, parts: set[str]) -> None:
    """Take away the pictures, of those named, that nothing in the file shows any more, with what pointed to them."""
    for owner, root in file.roots.items():
        used = {value for one in root.iter() for key, value in one.attrib.items() if key.startswith(_R)}
        idle = [rel for rel, part in _targets(file, owner).items() if part in parts and rel not in used]
        if idle:
            relations = _relations(file, owner)
            for one in [one for one in relations if one.get("Id") in idle]:
                relations.remove(one)
            file.replaced[_relations_name(owner)] = xml_bytes(relations)
    names = [name for name in file.names() if name.endswith(".rels")]
    shown = {target for name in names for target in _targets_of(name, file.xml(name)).values()}
    types = file.xml(CONTENT_TYPES)
    for part in parts - shown:
        file.replaced.pop(part, None)
        file.gone.add(part)
        for kind in [kind for kind in types if kind.get("PartName") == f"/{part}"]:
            types.remove(kind)
            file.replaced[CONTENT_TYPES] = xml_bytes(types)


def _pointer(control: Control) -> Any:
    """The element that names the picture or the chart."""
    drawing = control.drawing
    return None if drawing is None else next(drawing.iter(f"{_A}blip", f"{_C}chart"), None)


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _relations(file: WordFile, part: str) -> Any:
    found = file.xml(_relations_name(part))
    return etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS}) if found is None else found


def _targets(file: WordFile, part: str) -> dict[str | None, str]:
    """Id of each relation of a part -> the part of the file that it names."""
    return _targets_of(_relations_name(part), file.xml(_relations_name(part)))


def _targets_of(name: str, relations: Any) -> dict[str | None, str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    found = {}
    for one in () if relations is None else relations:
        if one.get("TargetMode") != "External" and one.get("Id"):
            found[one.get("Id")] = posixpath.normpath(posixpath.join("/", folder, str(one.get("Target")))).lstrip("/")
    return found


def _named(old: str, png: bytes) -> str:
    """A name for the new picture that says what is in it: the same picture twice is one part."""
    stem = posixpath.basename(old).rpartition(".")[0].partition("-sq")[0]
    return f"{stem}-sq{bytes_digest(png)}.png"


def _relation(file: WordFile, owner: str, name: str) -> str:
    """The id of the relation from a part with text to a picture, made where it is not there."""
    known = {part: rel for rel, part in _targets(file, owner).items()}
    if known.get(name):
        return str(known[name])
    relations = _relations(file, owner)
    taken = {one.get("Id") for one in relations}
    made = next(f"rIdSq{number}" for number in range(1, len(taken) + 2) if f"rIdSq{number}" not in taken)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    target = posixpath.relpath(name, posixpath.dirname(owner))
    etree.SubElement(relations, f"{{{RELATIONS}}}Relationship", {"Id": made, "Type": kind, "Target": target})
    file.replaced[_relations_name(owner)] = xml_bytes(relations)
    _allow_png(file)
    return made


def _allow_png(file: WordFile) -> None:
    """Name the kind of pictures among the kinds of parts, where no picture was one before."""
    types = file.xml(CONTENT_TYPES)
    if not any(str(one.get("Extension")).lower() == "png" for one in types.iter(f"{{{KINDS}}}Default")):
        types.insert(0, types.makeelement(f"{{{KINDS}}}Default", {"Extension": "png", "ContentType": "image/png"}))
        file.replaced[CONTENT_TYPES] = xml_bytes(types)


def _fit(drawing: Any, before: bytes, after: bytes) -> None:
    """Keep the width that its author gave it, and change the height as the shape of the picture changed; not one that was cropped
    or squeezed by hand."""
    old, new = _size(before), _size(after)
    extent = drawing.find(f".//{_WP}extent")
    if old is None or new is None or extent is None or any(one.attrib for one in drawing.iter(f"{_A}srcRect")):
        return
    width, height = int(extent.get("cx")), int(extent.get("cy"))
    if abs(height / width * old[0] / old[1] - 1) > _SAME_SHAPE:
        return
    tall = str(round(width * new[1] / new[0]))
    for one in (extent, *drawing.iter(f"{_A}ext")):
        if one.get("cy") == str(height):
            one.set("cy", tall)


def _size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG in pixels."""
    return struct.unpack(">II", data[16:24]) if data.startswith(_PNG) else None


def _dots_per_inch(data: bytes) -> int:
    """As fine as the picture was, as far as it says so."""
    at = data.find(b"pHYs", 0, 1000)
    told = round(struct.unpack(">I", data[at + 4 : at + 8])[0] * 0.0254) if data.startswith(_PNG) and at > 0 else 0
    return told if LEAST_DPI <= told <= MOST_DPI else _USUAL_DPI


def _reword(file: WordFile, control: Control, alt: str) -> tuple[str, str]:
    """Give the picture new words for those who cannot see it; empty where they stay."""
    described = control.drawing.find(f".//{_WP}docPr")
    before = "" if described is None else str(described.get("descr", ""))
    if described is None or not alt or alt == before:
        return "", ""
    for one in control.drawing.iter():
        if one is described or (before and etree.QName(one).localname == "cNvPr" and one.get("descr") == before):
            one.set("descr", alt)
    file.touched.add(control.part)
    return before, alt
