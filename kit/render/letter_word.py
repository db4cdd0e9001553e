"""A letter in Word: the styles of the process's own file, else the kit's, and a body of its own."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from docx.document import Document as WordFile
from docx.oxml import parse_xml

from kit.render.package import normalise_package
from kit.render.strategy import docx_xml as x
from kit.render.strategy.docx_pages import add_mark
from kit.render.strategy.docx_parts import Lists, open_base, recolour, set_language, style_ids
from kit.resources import OWN_ROOT, Resources

TEMPLATE = "templates/strategy.docx"
"""Letters wear the strategy's clothes: whoever has put in the municipality's own file gets both."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the file says of itself; ``stamp`` is its only date; ``draft`` marks each page."""

    lang: str
    colour: str
    municipality: str
    subject: str
    stamp: date
    draft: str = ""


def letter_file(
    head: Letterhead, resources: Resources, write: Callable[[dict[str, str], str], list[str]]
) -> bytes:
    """The file; the same bytes for the same letter. ``write`` gets the ids of styles by name and the
    properties of a point in a list, and gives the paragraphs."""
    base = open_base(io.BytesIO(resources.bytes(TEMPLATE)))
    own = base if resources.is_own(TEMPLATE) else open_base(str(OWN_ROOT / TEMPLATE))
    if own is base:
        recolour(base, head.colour)
    ids, bullets = style_ids(base, own), Lists.of(base).bullets
    _replace_body(base, write(ids, x.list_props(bullets)))
    if head.draft:
        _mark(base, head.draft, ids)
    set_language(base, head.lang)
    core = base.core_properties
    core.title, core.subject, core.version = head.subject, "", ""
    core.author = core.last_modified_by = head.municipality
    core.language = "da-DK" if head.lang == "da" else "en-GB"
    made = io.BytesIO()
    base.save(made)
    return normalise_package(made.getvalue(), head.stamp)


def sized(text: str, size: int) -> str:
    """A run whose size, in half points, stands beside its style."""
    props = f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    return x.run(text).replace("<w:r>", f"<w:r>{props}", 1)


def _mark(base: WordFile, word: str, ids: dict[str, str]) -> None:
    section = base.sections[0]
    add_mark(section.header, word, ids)
    if section.different_first_page_header_footer:
        add_mark(section.first_page_header, word, ids)


def _replace_body(base: WordFile, paragraphs: list[str]) -> None:
    """The letter instead of whatever the file shows; its page stays."""
    body = base.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    for part in parse_xml(f"<w:body {x.NAMESPACES}>{''.join(paragraphs)}</w:body>"):
        body.insert(len(body) - 1, part)
