"""A reminder: text to paste into a mail, and the same as a letter in Word, on one page where it fits."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date

from docx.document import Document as WordFile
from docx.oxml import parse_xml

from kit.render.package import normalise_package
from kit.render.strategy import docx_xml as x
from kit.render.strategy.docx_parts import Lists, open_base, recolour, set_language, style_ids
from kit.resources import OWN_ROOT, Resources

TEMPLATE = "templates/strategy.docx"
"""Letters wear the strategy's clothes: whoever has put in the municipality's own file gets both."""

_MANY = 4
"""From more parts on the lines stand closer, so that the letter stays on its page."""
_SUBJECT = '<w:pageBreakBefore w:val="0"/><w:spacing w:before="120" w:after="160"/>'


@dataclass(frozen=True, slots=True)
class _Air:
    """Properties of headings, sentences and points: the room around them."""

    heading: str
    sentence: str
    point: str


_ROOMY = _Air(
    heading='<w:spacing w:before="240" w:after="60"/>',
    sentence="",
    point='<w:spacing w:before="0" w:after="40"/>',
)
_CLOSE = _Air(
    heading='<w:spacing w:before="100" w:after="0"/>',
    sentence='<w:spacing w:before="0" w:after="0" w:line="252" w:lineRule="auto"/><w:ind w:right="0"/>',
    point='<w:spacing w:before="0" w:after="0" w:line="252" w:lineRule="auto"/><w:ind w:right="0"/>',
)
_DAY = '<w:spacing w:before="0" w:after="0"/><w:ind w:right="0"/><w:jc w:val="right"/>'
_SUBJECT_SIZE, _HEADING_SIZE = 36, 24
"""Half points: a letter's headings are smaller than those of a chapter."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is said of one workshop: a heading, sentences, and a list that belongs to the last of them."""

    heading: str
    sentences: tuple[str, ...]
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder to one unit, all its words ready. ``day`` is the day of the letter in words, ``stamp`` the
    same day for the file's properties; ``subject_label`` stands before the subject in the mail; ``deadline``
    is the sentence that nobody may miss."""

    lang: str
    colour: str
    municipality: str
    day: str
    stamp: date
    subject_label: str
    subject: str
    greeting: str
    opening: str
    parts: tuple[Part, ...]
    deadline: str
    closing: tuple[str, ...]
    signature: tuple[str, ...]


def reminder_text(letter: Reminder) -> bytes:
    """UTF-8, a line a paragraph: mail programs break lines themselves."""
    blocks = [f"{letter.subject_label}: {letter.subject}", letter.greeting, letter.opening]
    for part in letter.parts:
        points = [f"- {point}" for point in part.points]
        blocks.append("\n".join((part.heading, *part.sentences, *points)))
    blocks += [letter.deadline, *letter.closing, "\n".join(letter.signature)]
    return ("\n\n".join(blocks) + "\n").encode()


def reminder_docx(letter: Reminder, resources: Resources) -> bytes:
    """The letter in the styles of the process's Word file, else the kit's; the same bytes for the same
    letter."""
    base = open_base(io.BytesIO(resources.bytes(TEMPLATE)))
    own = open_base(str(OWN_ROOT / TEMPLATE))
    if resources.is_own(TEMPLATE):
        recolour(base, letter.colour)
        recolour(own, letter.colour)
    ids, bullets = style_ids(base, own), Lists.of(base).bullets
    _replace_body(base, _paragraphs(letter, ids, x.list_props(bullets)))
    set_language(base, letter.lang)
    core = base.core_properties
    core.title, core.subject, core.version = letter.subject, "", ""
    core.author = core.last_modified_by = letter.municipality
    core.language = "da-DK" if letter.lang == "da" else "en-GB"
    made = io.BytesIO()
    base.save(made)
    return normalise_package(made.getvalue(), letter.stamp)


def _paragraphs(letter: Reminder, ids: dict[str, str], bullet: str) -> list[str]:
    body = ids["body text"]
    made = [
        x.paragraph(x.run(f"{letter.municipality}\n{letter.day}"), body, _DAY),
        x.paragraph(_sized(letter.subject, _SUBJECT_SIZE), ids["heading 1"], _SUBJECT),
        x.paragraph(x.run(letter.greeting), body),
        x.paragraph(x.run(letter.opening), body),
    ]
    air = _CLOSE if len(letter.parts) > _MANY else _ROOMY
    for part in letter.parts:
        made.append(x.paragraph(_sized(part.heading, _HEADING_SIZE), ids["heading 2"], air.heading))
        for place, sentence in enumerate(part.sentences, 1):
            leads = x.KEEP if part.points and place == len(part.sentences) else ""
            made.append(x.paragraph(x.run(sentence), body, leads + air.sentence))
        made += [x.paragraph(x.run(point), ids["list bullet"], bullet + air.point) for point in part.points]
    made.append(x.paragraph(x.run(letter.deadline), ids["callout title"]))
    made += [x.paragraph(x.run(sentence), body) for sentence in letter.closing]
    made.append(x.paragraph(x.run("\n".join(letter.signature)), body))
    return made


def _sized(text: str, size: int) -> str:
    """A run whose size stands beside its style."""
    props = f'<w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    return x.run(text).replace("<w:r>", f"<w:r>{props}", 1)


def _replace_body(base: WordFile, paragraphs: list[str]) -> None:
    """The letter instead of whatever the file shows; its page stays."""
    body = base.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    for part in parse_xml(f"<w:body {x.NAMESPACES}>{''.join(paragraphs)}</w:body>"):
        body.insert(len(body) - 1, part)
