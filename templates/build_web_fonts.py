"""Packs the kit's font for the HTML page: ``python templates/build_web_fonts.py`` (needs fonttools, brotli).

The letters are the same as in the .ttf files; only the packing is smaller. Signs that they lack come from the
reader's own fonts.
"""

from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parent / "fonts"

if __name__ == "__main__":
    for source in sorted(FOLDER.glob("Atkinson*.ttf")):
        font = TTFont(source, recalcTimestamp=False)
        font.flavor = "woff2"
        font.save(source.with_suffix(".woff2"))
