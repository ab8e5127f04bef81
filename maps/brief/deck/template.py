"""The template of a deck: one layout of the house, with theme fonts that show Chinese."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Inches

if TYPE_CHECKING:
    from pptx.presentation import Presentation

LATIN: Final = "Arial"
CHINESE: Final = "Microsoft YaHei"
"""Fonts of the theme: on every machine with PowerPoint; elsewhere the nearest is taken."""

WIDTH_IN: Final = 13.333
HEIGHT_IN: Final = 7.5
MARGIN_IN: Final = 0.55
ACCENT: Final = "#0B3C5D"
LIGHT: Final = "#F3F5F7"

_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
_NS: Final = f'xmlns:a="{_A}" xmlns:p="{_P}"'
_COLOURS: Final = {
    "dk1": "1F2933", "lt1": "FFFFFF", "dk2": "0B3C5D", "lt2": "F3F5F7", "accent1": "0072B2",
    "accent2": "D55E00", "accent3": "E69F00", "accent4": "882255", "accent5": "5F6B76",
    "accent6": "009E73", "hlink": "0B3C5D", "folHlink": "5F6B76",
}  # fmt: skip


def new_deck() -> Presentation:
    """Return an empty deck of wide slides with the layout of the house."""
    deck: Presentation = import_module("pptx").Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH_IN), Inches(HEIGHT_IN)
    size: Any = deck.part._element.find(qn("p:sldSz"))
    del size.attrib["type"]  # which says 4:3
    master = deck.slide_master
    _set_theme(master)
    layout = master.slide_layouts.get_by_name("Title Only")
    for other in tuple(master.slide_layouts):
        if other is not layout and other.name != layout.name:
            master.slide_layouts.remove(other)
    layout.name = "landbridge"
    _set_layout(layout, _layout_shapes())
    _clear_master(master)
    return deck


def _set_theme(master: Any) -> None:
    """Put the fonts and colours of the house into the theme."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme: Any = parse_xml(part.blob)
    theme.set("name", "landbridge")
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    for name, value in _COLOURS.items():
        slot = scheme.find(qn(f"a:{name}"))
        for child in list(slot):
            slot.remove(child)
        _add(slot, "a:srgbClr", val=value)
    for kind in ("majorFont", "minorFont"):
        fonts = theme.find(f".//{qn(f'a:{kind}')}")
        for child in list(fonts):
            fonts.remove(child)
        for tag, face in (("latin", LATIN), ("ea", CHINESE), ("cs", LATIN)):
            _add(fonts, f"a:{tag}", typeface=face)
        _add(fonts, "a:font", script="Hans", typeface=CHINESE)
    part._blob = serialize_part_xml(theme)


def _add(parent: Any, tag: str, **attributes: str) -> None:
    child: Any = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(name, value)
    parent.append(child)


def _set_layout(layout: Any, shapes: str) -> None:
    """Replace the shapes of a layout."""
    tree = layout.shapes._spTree
    for shape in list(tree)[2:]:
        tree.remove(shape)
    for shape in parse_xml(f"<p:all {_NS}>{shapes}</p:all>"):
        tree.append(shape)


def _clear_master(master: Any) -> None:
    """Give the master the same places, and its title the letters of the house."""
    # A master has its body at 1; the bars are those of the layout alone.
    _set_layout(master, _places().replace('idx="13"', 'idx="1"'))
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    run = title.find(qn("a:defRPr"))
    run.set("sz", "2200")
    run.set("b", "1")


def _layout_shapes() -> str:
    """Return the bars and the places for text of a slide."""
    width = WIDTH_IN - 2 * MARGIN_IN
    bar = _shape(2, "Accent", "", (MARGIN_IN, 0.36, 0.7, 0.06), fill=ACCENT[1:])
    rule = _shape(5, "Rule", "", (MARGIN_IN, 7.0, width, 0.008), fill="C9CED4")
    return bar + rule + _places()


def _places() -> str:
    """Return the places for title, subtitle, footer and number."""
    width = WIDTH_IN - 2 * MARGIN_IN
    title = _shape(
        3, "Title", '<p:ph type="title"/>', (MARGIN_IN, 0.48, width, 0.82), size=2200, bold=True,
        anchor="ctr",
    )  # fmt: skip
    sub = _shape(
        4, "Subtitle", '<p:ph type="body" sz="quarter" idx="13"/>', (MARGIN_IN, 1.36, width, 0.34),
        size=1300, colour="5F6B76",
    )  # fmt: skip
    foot = _shape(
        6, "Footer", '<p:ph type="ftr" sz="quarter" idx="11"/>', (MARGIN_IN, 7.04, width - 1, 0.3),
        size=900, colour="5F6B76", anchor="ctr",
    )  # fmt: skip
    number = _shape(
        7, "Number", '<p:ph type="sldNum" sz="quarter" idx="12"/>',
        (WIDTH_IN - MARGIN_IN - 0.9, 7.04, 0.9, 0.3), size=900, colour="5F6B76", anchor="ctr",
        field=True,
    )  # fmt: skip
    return title + sub + foot + number


def _shape(
    number: int,
    name: str,
    holder: str,
    box_in: tuple[float, float, float, float],
    **look: Any,
) -> str:
    """Return a shape of the layout as XML: a filled bar, or a place for text."""
    x, y, wide, high = (Emu(Inches(value)) for value in box_in)
    fill = look.get("fill")
    paint = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else ""
    geometry = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
        f"<p:nvPr>{holder}</p:nvPr></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        f"{geometry}{paint}<a:ln><a:noFill/></a:ln></p:spPr>{_text_body(look)}</p:sp>"
    )


def _text_body(look: dict[str, Any]) -> str:
    if "size" not in look:
        return "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody>"
    bold = ' b="1"' if look.get("bold") else ""
    align = ' algn="r"' if look.get("field") else ' algn="l"'
    colour = look.get("colour", "1F2933")
    inner = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-US"/>'
        "<a:t>‹#›</a:t></a:fld>"
        if look.get("field")
        else ""
    )
    anchor, paint = look.get("anchor", "t"), f'<a:srgbClr val="{colour}"/>'
    return (
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        '<a:normAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0"'
        f'{align}><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{look["size"]}"{bold}><a:solidFill>{paint}</a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:lvl1pPr></a:lstStyle>'
        f"<a:p>{inner}<a:endParaRPr/></a:p></p:txBody>"
    )
