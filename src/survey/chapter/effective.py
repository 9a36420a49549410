"""What a paragraph and its runs really look like: defaults of the file, chains of styles, numbering, what is set by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from survey.chapter.template import style_id
from survey.chapter.word_xml import measure, paragraph, style_of, text_run
from survey.office import read_parts
from survey.render.opc import w

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TWIPS_IN_MM = 1440 / 25.4
_OFF = ("0", "false", "off")
_PARTS = ("word/styles.xml", "word/theme/theme1.xml")


@dataclass(frozen=True)
class Shape:
    """A paragraph as it stands: alignment, edges in mm, spacing in lines (None where set in points), numbering.

    before, after: gaps in points, None where Word decides or neighbours close up. new_page: whether it begins a page.
    """

    align: str
    indent: float
    left: float
    spacing: float | None
    number: str
    level: int
    outline: int | None
    before: float | None = 0.0
    after: float | None = 0.0
    new_page: bool = False


@dataclass
class Looks:
    """The styles of a file, ready to be asked; each part as XML, None where the file has none."""

    styles: etree._Element | None
    numbering: etree._Element | None = None
    theme: etree._Element | None = None
    _by_id: dict[str, etree._Element] = field(default_factory=dict)
    _default: str = ""
    _table_default: str = ""

    def __post_init__(self) -> None:
        for style in [] if self.styles is None else self.styles.iter(w("style")):
            self._by_id[str(style.get(w("styleId")))] = style
            if style.get(w("default")) in ("1", "true", "on"):
                if style.get(w("type")) == "paragraph":
                    self._default = str(style.get(w("styleId")))
                elif style.get(w("type")) == "table":
                    self._table_default = str(style.get(w("styleId")))

    def name(self, paragraph: etree._Element) -> str:
        """The name of the style of a paragraph; for those that are known here their id, whatever the file calls them."""
        style = self._by_id.get(style_of(paragraph) or self._default)
        element = None if style is None else style.find(w("name"))
        name = "" if element is None else str(element.get(w("val")))
        return style_id(name) or name

    def shape(self, paragraph: etree._Element) -> Shape:
        """The paragraph as it stands on the page."""
        layers = [*self._defaults("pPr"), *self._chain(style_of(paragraph) or self._default, "pPr")]
        direct = paragraph.find(w("pPr"))
        if direct is not None:
            layers.append(direct)
        number, level = self._numbers(layers)
        if direct is not None and direct.find(w("numPr")) is not None and number not in ("", "0"):
            layers[-1:-1] = self._of_numbering(number, level)
        indent, spacing = _indent(layers), _attributes(layers, "spacing")
        return Shape(
            align=_aligned(_value(layers, "jc")),
            indent=(measure(indent.get("firstLine")) - measure(indent.get("hanging"))) / _TWIPS_IN_MM,
            left=measure(indent.get("left", indent.get("start"))) / _TWIPS_IN_MM,
            spacing=measure(spacing.get("line"), default=240) / 240 if spacing.get("lineRule", "auto") == "auto" else None,
            number="" if number == "0" else number,
            level=level,
            outline=_whole(_value(layers, "outlineLvl")),
            before=None if _is_on(layers, "contextualSpacing") else _gap(spacing, "before"),
            after=None if _is_on(layers, "contextualSpacing") else _gap(spacing, "after"),
            new_page=_is_on(layers, "pageBreakBefore"),
        )

    def unnumbered(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph says that it has no number, by its style or by hand."""
        layers = self._chain(style_of(paragraph) or self._default, "pPr")
        direct = paragraph.find(w("pPr"))
        return self._numbers([*layers, *([] if direct is None else [direct])])[0] == "0"

    def label(self, shape: Shape) -> str:
        """The form of the number of a level, such as `%1.%2`; empty without one."""
        level = next(iter(self._level(shape.number, shape.level)), None) if shape.number else None
        text = None if level is None else level.find(w("lvlText"))
        return "" if text is None else str(text.get(w("val")))

    def font(self, run: etree._Element, paragraph: etree._Element, text: str) -> str:
        """The font in which the letters of a run are set."""
        kinds = ("hAnsi", "ascii") if any(ord(letter) > 127 for letter in text) else ("ascii", "hAnsi")
        for layer in reversed(self._run_layers(run, paragraph)):
            fonts = layer.find(w("rFonts"))
            for kind in kinds if fonts is not None else ():
                themed = fonts.get(w(f"{kind}Theme"))
                if themed:
                    return self._theme(themed)
                if fonts.get(w(kind)):
                    return str(fonts.get(w(kind)))
        return ""

    def size(self, run: etree._Element, paragraph: etree._Element) -> float:
        """The size of a run in points."""
        return measure(_value(self._run_layers(run, paragraph), "sz"), 2, 20) / 2

    def is_on(self, run: etree._Element, paragraph: etree._Element, tag: str) -> bool:
        """Whether a run is bold (`b`), italic (`i`), in capitals (`caps`): what is set by hand decides, else styles take turns.

        A character style in bold within a paragraph style in bold is not bold (ECMA-376, toggle properties).
        """
        direct = run.find(w("rPr"))
        if direct is not None and direct.find(w(tag)) is not None:
            return _is_on([direct], tag)
        character = None if direct is None else direct.find(w("rStyle"))
        names = [style_of(paragraph) or self._default, *([] if character is None else [str(character.get(w("val")))])]
        said = [
            chain for chain in (self._chain(name, "rPr") for name in names) if any(one.find(w(tag)) is not None for one in chain)
        ]
        if not said:
            return _is_on(list(self._defaults("rPr")), tag)
        return sum(_is_on(chain, tag) for chain in said) % 2 == 1

    def lines(self, table: etree._Element) -> Mapping[str, bool]:
        """Which lines a table has as a whole (`insideH`, `insideV`, `left`, ...), by hand or by its style."""
        own = table.find(w("tblPr"))
        styled = None if own is None else own.find(w("tblStyle"))
        name = self._table_default if styled is None else str(styled.get(w("val")))
        found: dict[str, bool] = {}
        for layer in [*self._chain(name, "tblPr"), *([] if own is None else [own])]:
            borders = layer.find(w("tblBorders"))
            for line in () if borders is None else borders:
                found[str(etree.QName(line).localname)] = line.get(w("val")) not in ("nil", "none")
        return found

    def _run_layers(self, run: etree._Element, paragraph: etree._Element) -> list[etree._Element]:
        layers = list(self._defaults("rPr"))
        table = next((parent for parent in paragraph.iterancestors() if parent.tag == w("tbl")), None)
        styled = None if table is None else table.find(f"{w('tblPr')}/{w('tblStyle')}")
        if styled is not None:
            layers += self._chain(str(styled.get(w("val"))), "rPr")
        layers += self._chain(style_of(paragraph) or self._default, "rPr")
        direct = run.find(w("rPr"))
        if direct is not None:
            character = direct.find(w("rStyle"))
            if character is not None:
                layers += self._chain(str(character.get(w("val"))), "rPr")
            layers.append(direct)
        return layers

    def _defaults(self, tag: str) -> Iterator[etree._Element]:
        if self.styles is not None:
            yield from self.styles.findall(f"{w('docDefaults')}/{w(tag + 'Default')}/{w(tag)}")

    def _chain(self, name: str, tag: str) -> list[etree._Element]:
        """The properties of a style and of those that it is based on, the lowest first."""
        layers: list[etree._Element] = []
        seen: set[str] = set()
        while name in self._by_id and name not in seen:
            seen.add(name)
            style = self._by_id[name]
            layers = [*style.findall(w(tag)), *layers]
            base = style.find(w("basedOn"))
            name = "" if base is None else str(base.get(w("val")))
        return layers

    def _numbers(self, layers: list[etree._Element]) -> tuple[str, int]:
        number, level = "", 0
        for layer in layers:
            properties = layer.find(w("numPr"))
            for tag in ("ilvl", "numId") if properties is not None else ():
                found = properties.find(w(tag))
                if found is not None:
                    number, level = (
                        (number, int(measure(found.get(w("val"))))) if tag == "ilvl" else (str(found.get(w("val"))), level)
                    )
        return number, level

    def _level(self, number: str, level: int) -> list[etree._Element]:
        if self.numbering is None:
            return []
        num = next((n for n in self.numbering.findall(w("num")) if n.get(w("numId")) == number), None)
        abstract = None if num is None else num.find(w("abstractNumId")).get(w("val"))
        return [
            found
            for definition in self.numbering.findall(w("abstractNum"))
            if definition.get(w("abstractNumId")) == abstract
            for found in definition.findall(w("lvl"))
            if found.get(w("ilvl")) == str(level)
        ]

    def _of_numbering(self, number: str, level: int) -> list[etree._Element]:
        return [layer for found in self._level(number, level) for layer in found.findall(w("pPr"))]

    def _theme(self, name: str) -> str:
        kind = "majorFont" if name.startswith("major") else "minorFont"
        latin = None if self.theme is None else self.theme.find(f".//{{{_A}}}{kind}/{{{_A}}}latin")
        return name if latin is None else str(latin.get("typeface"))


def font_of_text(data: bytes) -> str:
    """The font in which the text of a chapter is set, that of its profile or of the template of a university.

    data: of the Word file as it was built.
    """
    parts = read_parts(data)
    styles, theme = (etree.fromstring(parts[name]) if name in parts else None for name in _PARTS)
    line = paragraph("BodyText", text_run("Ә"))
    return Looks(styles, theme=theme).font(line.find(w("r")), line, "Ә")


def _value(layers: list[etree._Element], tag: str) -> str | None:
    """The last value that a layer gives."""
    for layer in reversed(layers):
        found = layer.find(w(tag))
        if found is not None:
            return str(found.get(w("val")))
    return None


def _is_on(layers: list[etree._Element], tag: str) -> bool:
    """Whether the last layer that says anything of a switch turns it on."""
    found = next((layer.find(w(tag)) for layer in reversed(layers) if layer.find(w(tag)) is not None), None)
    return found is not None and found.get(w("val"), "1") not in _OFF


def _gap(spacing: Mapping[str, str], side: str) -> float | None:
    """The gap on one side of a paragraph in points; None where Word chooses it, or it is given in lines."""
    if spacing.get(f"{side}Autospacing", "0") not in _OFF or measure(spacing.get(f"{side}Lines")):
        return None
    return measure(spacing.get(side)) / 20


def _whole(value: str | None) -> int | None:
    return None if value is None else int(measure(value))


def _attributes(layers: list[etree._Element], tag: str) -> Mapping[str, str]:
    """Attributes of an element, each from the last layer that has it."""
    merged: dict[str, str] = {}
    for layer in layers:
        found = layer.find(w(tag))
        if found is not None:
            merged |= {str(etree.QName(key).localname): str(value) for key, value in found.attrib.items()}
    return merged


def _indent(layers: list[etree._Element]) -> Mapping[str, str]:
    """As `_attributes`; a hanging indent and one of the first line take each other's place."""
    merged: dict[str, str] = {}
    for layer in layers:
        own = dict(_attributes([layer], "ind"))
        for one, other in (("firstLine", "hanging"), ("hanging", "firstLine")):
            if one in own:
                merged.pop(other, None)
        merged |= own
    return merged


def _aligned(value: str | None) -> str:
    """The alignment by its name in profiles."""
    return {"both": "justify", "distribute": "justify", "center": "center", "right": "right", "end": "right"}.get(
        value or "", "left"
    )
