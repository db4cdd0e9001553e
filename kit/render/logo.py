"""The municipality's logo on covers: one drawing for pages and PDF, one picture for Office."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

from PIL import Image

from kit.errors import ContentError
from kit.render.typst import render_png
from kit.resources import Resources

_MOST = 1200
"""Pixels on the longer side; a cover shows no more."""
_WIDE = 80.0
"""Millimetres at which a drawing is turned into a picture."""
_UNREADABLE = (ContentError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class Logo:
    """``svg`` shows the logo by itself, with the picture inside where it is one; ``png`` is for Office.
    ``ratio`` is its width by its height."""

    svg: str
    png: bytes
    ratio: float

    @property
    def uri(self) -> str:
        """The logo inside a page."""
        return f"data:image/svg+xml;base64,{base64.b64encode(self.svg.encode()).decode()}"

    def within(self, wide: float, high: float) -> tuple[float, float]:
        """Width and height of the logo as large as it fits into a box, in the box's unit."""
        return min(wide, high * self.ratio), min(high, wide / self.ratio)


def logo(resources: Resources) -> Logo | None:
    """The logo of the process; ``None`` where it has none that will do."""
    path = resources.logo_path
    return None if path is None else _read(path.read_bytes(), resources)


def drawable(data: bytes, resources: Resources) -> bool:
    """Whether a file is a logo that every format can show."""
    try:
        _read(data, resources)
    except _UNREADABLE:
        return False
    return True


def _read(data: bytes, resources: Resources) -> Logo:
    if b"<svg" in data[:2000].lower():
        svg = data.decode("utf-8-sig")
        png = render_png(svg, resources=resources, width_mm=_WIDE, ppi=300)
        return Logo(svg, png, _ratio(png))
    with Image.open(io.BytesIO(data)) as picture:
        shown = picture.convert("RGBA")
    shown.thumbnail((_MOST, _MOST))
    made = io.BytesIO()
    shown.save(made, "PNG")
    png = made.getvalue()
    return Logo(_wrapped(png, *shown.size), png, _ratio(png))


def _ratio(png: bytes) -> float:
    with Image.open(io.BytesIO(png)) as picture:
        return picture.width / picture.height


def _wrapped(png: bytes, width: int, height: int) -> str:
    inside = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    size = f'width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{inside}"/></svg>'
