"""Whether a municipality's own Word file will do as the base of the strategy."""

from __future__ import annotations

import io
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import XMLSyntaxError

from kit.render.strategy.docx_parts import open_base
from kit.resources import OWN_ROOT

TEMPLATE = "templates/strategy.docx"
_UNFIT = (BadZipFile, KeyError, PackageNotFoundError, ValueError, XMLSyntaxError)
"""What python-docx raises on files that are no Word document: none, a template (.dotx), half a file."""


def missing_styles(data: bytes) -> tuple[str, ...] | None:
    """The kit's styles that a Word file lacks, by name; ``None`` where it is no Word document.

    Names are compared without regard to case, as Word does. Missing ones come from the kit's own file.
    """
    try:
        base = open_base(io.BytesIO(data))
        there = {_name(style).lower() for style in base.styles.element.findall(qn("w:style"))}
        if not base.sections:
            return None
    except _UNFIT:
        return None
    own = open_base(str(OWN_ROOT / TEMPLATE)).styles.element.findall(qn("w:style"))
    return tuple(_name(style) for style in own if _name(style).lower() not in there)


def _name(style: BaseOxmlElement) -> str:
    return str(style.xpath("string(w:name/@w:val)"))
