"""A setting of the Word file without which Word makes every picture coarser when it saves the file for the first time."""

from __future__ import annotations

from lxml import etree

from survey.render.opc import w, xml_bytes

SETTINGS = "word/settings.xml"
_BEHIND = (
    *("forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "schemaLibrary", "shapeDefaults"),
    *("doNotEmbedSmartTags", "decimalSymbol", "listSeparator"),
)
"""What stands behind the setting in the order of ECMA-376."""


def keep_pictures_full(parts: dict[str, bytes]) -> None:
    """Let Word keep the resolution of pictures: it else saves them with 220 dots per inch.

    Universities ask for 300 to 600 dots per inch, and a picture that was saved anew looks like one that its author replaced.

    >>> parts = {SETTINGS: f'<w:settings xmlns:w="{w("")[1:-1]}"><w:listSeparator/></w:settings>'.encode()}
    >>> keep_pictures_full(parts)
    >>> [etree.QName(one).localname for one in etree.fromstring(parts[SETTINGS])]
    ['doNotAutoCompressPictures', 'listSeparator']
    """
    if SETTINGS not in parts:
        return
    settings = etree.fromstring(parts[SETTINGS])
    if settings.find(w("doNotAutoCompressPictures")) is None:
        behind = {w(name) for name in _BEHIND} | {"{http://schemas.openxmlformats.org/schemaLibrary/2006/main}schemaLibrary"}
        place = next((at for at, one in enumerate(settings) if one.tag in behind), len(settings))
        settings.insert(place, settings.makeelement(w("doNotAutoCompressPictures")))
        parts[SETTINGS] = xml_bytes(settings)
