"""A reminder: text to paste into a mail, and the same as a letter in Word, on one page where it fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.render.letter_word import Letterhead, letter_file, sized
from kit.render.strategy import docx_xml as x
from kit.resources import Resources

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
    head = Letterhead(letter.lang, letter.colour, letter.municipality, letter.subject, letter.stamp)
    return letter_file(head, resources, lambda ids, bullet: _paragraphs(letter, ids, bullet))


def _paragraphs(letter: Reminder, ids: dict[str, str], bullet: str) -> list[str]:
    body = ids["body text"]
    made = [
        x.paragraph(x.run(f"{letter.municipality}\n{letter.day}"), body, _DAY),
        x.paragraph(sized(letter.subject, _SUBJECT_SIZE), ids["heading 1"], _SUBJECT),
        x.paragraph(x.run(letter.greeting), body),
        x.paragraph(x.run(letter.opening), body),
    ]
    air = _CLOSE if len(letter.parts) > _MANY else _ROOMY
    for part in letter.parts:
        made.append(x.paragraph(sized(part.heading, _HEADING_SIZE), ids["heading 2"], air.heading))
        for place, sentence in enumerate(part.sentences, 1):
            leads = x.KEEP if part.points and place == len(part.sentences) else ""
            made.append(x.paragraph(x.run(sentence), body, leads + air.sentence))
        made += [x.paragraph(x.run(point), ids["list bullet"], bullet + air.point) for point in part.points]
    made.append(x.paragraph(x.run(letter.deadline), ids["callout title"]))
    made += [x.paragraph(x.run(sentence), body) for sentence in letter.closing]
    made.append(x.paragraph(x.run("\n".join(letter.signature)), body))
    return made
