"""A fate letter: PDF to send, Word to edit first, text to paste into a mail."""

from __future__ import annotations

from kit.model.letter import Entry, FateLetter
from kit.render.figures.colour import WHITE, accent, mix
from kit.render.glyphs import clean, printable
from kit.render.letter_word import Letterhead, letter_file, sized
from kit.render.strategy import docx_xml as x
from kit.render.strategy.tree import map_texts
from kit.render.typst import compile_pdf
from kit.resources import Resources

TEMPLATE = "templates/letter.typ"
_SUBJECT = '<w:pageBreakBefore w:val="0"/><w:spacing w:before="240" w:after="200"/>'
_DAY = '<w:spacing w:before="0" w:after="0"/><w:ind w:right="0"/><w:jc w:val="right"/>'
_HEADING = '<w:spacing w:before="260" w:after="100"/>'
_POINT = '<w:spacing w:before="0" w:after="100" w:line="264" w:lineRule="auto"/><w:ind w:right="0"/>'
_BOXED = '<w:ind w:left="284" w:right="284" w:hanging="0"/>'
"""As far in as the title of the box: else the two are framed apart."""
_WIDE = '<w:ind w:right="0"/>'
_SUBJECT_SIZE, _HEADING_SIZE = 40, 26
"""Half points: a letter's headings are smaller than those of a chapter."""


def letter_text(letter: FateLetter) -> bytes:
    """UTF-8, a line a paragraph: mail programs break lines themselves."""
    letter = map_texts(letter, clean)
    blocks = [f"{letter.subject_label}: {letter.subject}", letter.greeting, letter.opening]
    if letter.thanks:
        blocks.append(f"{letter.thanks_title}\n{letter.thanks}")
    for part in letter.parts:
        points = [f"- {_line(entry)}" for entry in part.entries]
        blocks.append("\n".join((part.heading, *points, *([part.rest] if part.rest else []))))
    blocks += [*letter.closing, "\n".join(letter.signature)]
    return ("\n\n".join(blocks) + "\n").encode()


def letter_pdf(letter: FateLetter, resources: Resources) -> bytes:
    """The letter as PDF/UA-1 and PDF/A-2a; the same bytes for the same letter. What the font lacks is
    replaced."""
    letter = map_texts(letter, printable)
    sender = letter.sender
    tone = accent(sender.colour)
    made = {
        "title": letter.subject,
        "municipality": sender.municipality,
        "lang": sender.lang,
        "region": "DK" if sender.lang == "da" else "GB",
        "accent": tone,
        "tint": mix(tone, WHITE, 0.91),
        "day": sender.day,
        "page": sender.page,
        "running": f"{sender.municipality} · {letter.subject}",
        "greeting": letter.greeting,
        "opening": letter.opening,
        "thanks_title": letter.thanks_title,
        "thanks": letter.thanks,
        "parts": [
            {
                "heading": part.heading,
                "entries": [{"words": e.words, "said": e.said, "place": e.place} for e in part.entries],
                "rest": part.rest,
            }
            for part in letter.parts
        ],
        "closing": letter.closing,
        "signature": letter.signature,
    }
    return compile_pdf(
        resources.bytes(TEMPLATE), made, resources=resources, day=sender.stamp, title=letter.subject
    )


def letter_docx(letter: FateLetter, resources: Resources) -> bytes:
    """The letter in Word, in the styles of the strategy's file; the same bytes for the same letter."""
    letter = map_texts(letter, clean)
    sender = letter.sender
    head = Letterhead(sender.lang, sender.colour, sender.municipality, letter.subject, sender.stamp)
    return letter_file(head, resources, lambda ids, bullet: _paragraphs(letter, ids, bullet))


def _line(entry: Entry) -> str:
    return " ".join(part for part in (entry.words, entry.said, entry.place) if part)


def _paragraphs(letter: FateLetter, ids: dict[str, str], bullet: str) -> list[str]:
    body = ids["body text"]
    made = [
        x.paragraph(x.run(f"{letter.sender.municipality}\n{letter.sender.day}"), body, _DAY),
        x.paragraph(sized(letter.subject, _SUBJECT_SIZE), ids["heading 1"], _SUBJECT),
        x.paragraph(x.run(letter.greeting), body, _WIDE),
        x.paragraph(x.run(letter.opening), body, _WIDE),
    ]
    if letter.thanks:
        made.append(x.paragraph(x.run(letter.thanks_title), ids["callout title"]))
        made.append(x.paragraph(x.run(letter.thanks), ids["callout"], _BOXED))
        made.append(x.paragraph("", ids["after panel"]))
    for number, part in enumerate(letter.parts, 1):
        made.append(x.paragraph(sized(part.heading, _HEADING_SIZE), ids["heading 2"], _HEADING))
        for place, entry in enumerate(part.entries, 1):
            last = number == len(letter.parts) and place == len(part.entries)
            leads = x.KEEP if last else ""  # the words at the end do not stand alone on a page
            made.append(x.paragraph(_runs(entry), ids["list bullet"], leads + bullet + _POINT))
        if part.rest:
            made.append(x.paragraph(x.run(part.rest), body, _WIDE))
    keep = [*letter.closing, "\n".join(letter.signature)]
    for place, text in enumerate(keep):
        leads = x.KEEP if place < len(keep) - 1 else ""
        made.append(x.paragraph(x.run(text), body, leads + '<w:spacing w:before="240"/>' + _WIDE))
    return made


def _runs(entry: Entry) -> str:
    made = x.run(entry.words, bold=True) + x.run(f" {entry.said}")
    return made + (x.run(f" {entry.place}", colour="4B5661") if entry.place else "")
