"""What an author does to a chapter in a year of work, by a script: each function changes the XML as Word would."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree
from tests.chapter.word_files import SPACE

from survey.render.opc import w

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def ours(root: Any, statistic: str = "") -> list[Any]:
    """The controls with an address, in the order of the text."""
    found = [one for one in root.iter(w("sdt")) if tag(one).startswith("sq:")]
    return [one for one in found if f"/{statistic}/" in tag(one)] if statistic else found


def tag(control: Any) -> str:
    found = control.find(f"{w('sdtPr')}/{w('tag')}")
    return "" if found is None else str(found.get(w("val")))


def slots(root: Any) -> list[Any]:
    """Paragraphs with at least four numbers in their lines."""
    return [one for one in root.iter(w("p")) if len([child for child in one if child.tag == w("sdt")]) >= 4]


def run(text: str, look: str = "") -> Any:
    return etree.fromstring(f'<w:r {SPACE}><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>')


def move_a_paragraph(root: Any) -> None:
    first, last = slots(root)[0], slots(root)[-1]
    last.addnext(first)


def split_a_paragraph(root: Any) -> None:
    """Enter was pressed behind the second number."""
    paragraph = slots(root)[1]
    second = [child for child in paragraph if child.tag == w("sdt")][1]
    new = etree.Element(w("p"))
    properties = paragraph.find(w("pPr"))
    if properties is not None:
        new.append(deepcopy(properties))
    for child in list(second.itersiblings()):
        new.append(child)
    paragraph.addnext(new)


def change_styles(root: Any) -> None:
    """Another style for a paragraph, italics and colour for what stands in it, a highlighted number."""
    paragraph = slots(root)[2]
    paragraph.remove(paragraph.find(w("pPr")))
    properties = '<w:pPr {}><w:pStyle w:val="BodyText"/><w:jc w:val="both"/><w:ind w:firstLine="709"/></w:pPr>'
    paragraph.insert(0, etree.fromstring(properties.format(SPACE)))
    for one in paragraph.iter(w("r")):
        look = one.find(w("rPr"))
        if look is None:
            one.insert(0, look := etree.Element(w("rPr")))
        look.append(etree.fromstring(f'<w:highlight {SPACE} w:val="yellow"/>'))


def bold_on_a_part(root: Any) -> None:
    """The digits of a percent are bold, its sign is not; Word leaves marks of its spelling in between."""
    for control in ours(root, "percent")[10:14]:
        content = control.find(w("sdtContent"))
        text = "".join(one.text for one in content.iter(w("t")))
        for child in list(content):
            content.remove(child)
        content.extend([run(text[:-1], "<w:b/>"), etree.fromstring(f'<w:proofErr {SPACE} w:type="spellStart"/>'), run(text[-1])])


def copy_controls(root: Any) -> None:
    """A number copied into another sentence, and again; one with its paragraph into a cell."""
    source = ours(root, "percent")[20]
    for paragraph in slots(root)[3:6]:
        paragraph.extend([run(" As told above: "), deepcopy(source), run(".")])
    next(iter(root.iter(w("tc")))).append(deepcopy(slots(root)[6]))


def track_changes(root: Any) -> None:
    """Words inserted and deleted, a number deleted with its sentence, one inserted, a paragraph moved with tracking."""
    paragraph = slots(root)[7]
    inserted = etree.fromstring(f'<w:ins {SPACE} w:id="9001" w:author="Reader" w:date="2026-01-01T00:00:00Z"/>')
    inserted.extend([run(" inserted "), deepcopy(ours(root, "n")[5]), run(" people")])
    paragraph.append(inserted)
    for number, control in enumerate([child for child in slots(root)[8] if child.tag == w("sdt")][:2]):
        delete(control, 9100 + number)
    gone = etree.fromstring(f'<w:del {SPACE} w:id="9200" w:author="Reader"><w:r><w:delText>words gone</w:delText></w:r></w:del>')
    slots(root)[9].append(gone)


def delete(control: Any, number: int) -> None:
    """A number is deleted with tracking."""
    content = control.find(w("sdtContent"))
    deleted = etree.fromstring(f'<w:del {SPACE} w:id="{number}" w:author="Reader" w:date="2026-01-01T00:00:00Z"/>')
    for child in list(content):
        for text in child.iter(w("t")):
            text.tag = w("delText")
        deleted.append(child)
    content.append(deleted)


def comment_on_a_number(root: Any) -> None:
    """The marks of a comment are put around a number, a bookmark within the control."""
    control = ours(root, "percent")[30]
    content = control.find(w("sdtContent"))
    (start,), (end,) = (list(root.iter(w(f"commentRange{one}"))) for one in ("Start", "End"))
    sign = next(root.iter(w("commentReference"))).getparent()
    control.addprevious(start)
    control.addnext(end)
    end.addnext(sign)
    content.insert(0, etree.fromstring(f'<w:bookmarkStart {SPACE} w:id="9300" w:name="mine"/>'))
    content.append(etree.fromstring(f'<w:bookmarkEnd {SPACE} w:id="9300"/>'))


def shorten_words_in_cells(root: Any) -> None:
    for number, table in enumerate(root.iter(w("tbl"))):
        for row in list(table.iter(w("tr")))[1:3]:
            texts = [
                one
                for one in row.iter(w("t"))
                if not any(tag(up) for up in one.iterancestors(w("sdt")) if "/table/" not in tag(up))
            ]
            if texts:
                texts[0].text = f"short {number}"


def remove_a_row(root: Any) -> None:
    table = next(one for one in root.iter(w("tbl")) if len(list(one.iter(w("tr")))) > 5)
    row = list(table.iter(w("tr")))[-2]
    row.getparent().remove(row)


def type_over(root: Any) -> list[str]:
    """Two numbers typed by hand, one of them with tracking; what they say now."""
    plain, tracked = ours(root, "n")[40], ours(root, "n")[44]
    for text in plain.iter(w("t")):
        text.text = "about 999"
    delete(tracked, 9400)
    new = etree.fromstring(f'<w:ins {SPACE} w:id="9500" w:author="Reader" w:date="2026-01-01T00:00:00Z"/>')
    new.append(run("888"))
    tracked.find(w("sdtContent")).append(new)
    return ["about 999", "888"]


def box_with_a_number(root: Any) -> None:
    """A text box as Word writes it: once for itself, once for its old versions."""
    inside = f"<w:p>{etree.tostring(deepcopy(ours(root, 'percent')[50]), encoding='unicode')}</w:p>"
    shape = f"<w:txbxContent>{inside}</w:txbxContent>"
    names = (
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    drawing = (
        '<w:drawing><wp:inline><wp:extent cx="1800000" cy="720000"/><wp:docPr id="9600" name="box"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"/></wps:spPr><wps:txbx>'
        f"{shape}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    box = (
        f'<w:r {SPACE} {MC} {names}><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback><w:pict>'
        f'<v:rect style="width:150pt;height:60pt"><v:textbox>{shape}</v:textbox></v:rect></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    slots(root)[10].append(etree.fromstring(box))


def widen_a_picture(root: Any) -> None:
    """A picture is made smaller, and a sentence stands beside another."""
    control = ours(root, "figure")[0]
    for one in control.iter():
        if one.get("cx") and one.get("cy"):
            one.set("cx", str(int(one.get("cx")) * 4 // 5))
            one.set("cy", str(int(one.get("cy")) * 4 // 5))


EDITS = (
    *(move_a_paragraph, split_a_paragraph, change_styles, bold_on_a_part, copy_controls, track_changes, comment_on_a_number),
    *(shorten_words_in_cells, remove_a_row, box_with_a_number, widen_a_picture),
)
