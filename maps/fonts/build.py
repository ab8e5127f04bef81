"""Build the fonts of pictures: Noto Sans CJK SC with the letters that names and figures need.

Run by hand: python maps/fonts/build.py REGULAR.ttc BOLD.ttc (Debian package fonts-noto-cjk).
Needs fonttools, which comes with matplotlib.

- Letters: GB 2312 (6,763 Chinese characters and the signs of its rows 1 to 9), Latin with
  accents, and the signs of the trade.
- Outlines become TrueType's, since PDF files with the original's make some readers complain.
- The family gets a name of its own, so that no font of the machine is taken in its place.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

FAMILY = "Landbridge Sans"
SOURCE_FAMILY = "Noto Sans CJK SC"
HERE = Path(__file__).parent
SIGNS = "–—‘’“”…→←↔↑↓•·€£¥₽≤≥×−√∝≈±°§▲▼△▽●○■□◆◇★☆½⅓¼¾₂"
LATIN = [*range(32, 127), *range(160, 384)]
LIMITS = (
    "maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
    "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxPoints",
    "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth",
)  # fmt: skip


def letters() -> set[int]:
    """Return the code points that the fonts hold."""
    points = {ord(sign) for sign in SIGNS} | set(LATIN)
    for row in [*range(0xA1, 0xAA), *range(0xB0, 0xF8)]:
        for cell in range(0xA1, 0xFF):
            try:
                points.add(ord(bytes([row, cell]).decode("gb2312")))
            except (UnicodeDecodeError, TypeError):
                continue
    return points


def build(source: Path, style: str) -> None:
    """Write one font of the family."""
    font = next(f for f in TTCollection(source).fonts if f["name"].getDebugName(1) == SOURCE_FAMILY)
    options = Options(layout_features=["kern"], hinting=False, name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters())
    subsetter.subset(font)
    to_truetype(font)
    rename(font, style)
    font["head"].modified = font["head"].created  # the same fonts give the same bytes
    font.recalcTimestamp = False
    target = HERE / f"LandbridgeSans-{style}.ttf"
    font.save(target)
    print(target.name, f"{target.stat().st_size:,} bytes")


def to_truetype(font: TTFont) -> None:
    """Turn cubic outlines into quadratic ones."""
    order, drawn, glyphs = font.getGlyphOrder(), font.getGlyphSet(), {}
    for name in order:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    table = font["glyf"] = newTable("glyf")
    table.glyphOrder, table.glyphs = order, glyphs
    limits = font["maxp"]
    limits.tableVersion = 0x00010000
    for name in LIMITS:
        setattr(limits, name, int(name == "maxZones"))
    font["post"].formatType = 3.0
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font.sfntVersion = "\000\001\000\000"


def rename(font: TTFont, style: str) -> None:
    """Give the font the name of our family."""
    own = {
        1: FAMILY, 2: style, 3: f"{FAMILY} {style}", 4: f"{FAMILY} {style}",
        6: f"LandbridgeSans-{style}", 16: FAMILY, 17: style,
    }  # fmt: skip
    table = font["name"]
    for old in [record for record in table.names if record.nameID in own]:
        table.setName(own[old.nameID], old.nameID, old.platformID, old.platEncID, old.langID)


if __name__ == "__main__":
    for path, name in zip(sys.argv[1:3], ("Regular", "Bold"), strict=True):
        build(Path(path), name)
