"""Whether a municipality's own presentation will do as the base of the decks."""

from __future__ import annotations

import io
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError
from pptx import Presentation
from pptx.exc import PackageNotFoundError

from kit.errors import ContentError
from kit.render.deck.kinds import SlideOrLayout
from kit.render.deck.template import LAYOUTS, TEMPLATE, box_of, placeholder
from kit.resources import OWN_ROOT

_UNFIT = (BadZipFile, KeyError, PackageNotFoundError, ValueError, XMLSyntaxError)


def missing_layouts(data: bytes) -> tuple[str, ...] | None:
    """Layouts that a presentation lacks, as ``Agenda``, and fields that a layout lacks, as ``Agenda 21``;
    ``None`` where it is no presentation. A field counts only with room and a size of its own."""
    try:
        there = {layout.name: layout for layout in Presentation(io.BytesIO(data)).slide_layouts}
    except _UNFIT:
        return None
    own = {layout.name: layout for layout in Presentation(str(OWN_ROOT / TEMPLATE)).slide_layouts}
    missing: list[str] = []
    for name in LAYOUTS:
        if name not in there:
            missing.append(name)
            continue
        places: SlideOrLayout = own[name]
        fields = (place.placeholder_format.idx for place in places.placeholders)
        missing += [f"{name} {field}" for field in fields if _lacks(there[name], own[name], field)]
    return tuple(missing)


def _lacks(layout: SlideOrLayout, own: SlideOrLayout, field: int) -> bool:
    return _has_room(own, field) and not _has_room(layout, field)


def _has_room(layout: SlideOrLayout, field: int) -> bool:
    try:
        box_of(placeholder(layout, field))
    except (AttributeError, ContentError, TypeError):
        return False
    return True
